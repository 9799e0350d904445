// The claim of a trip on paper: budget, papers and standard side by side with the differences, what is paid, where the
// difference from the budget comes from, and who signs (516号 第十六条).
import { printScaled } from "../../../kernel/index.ts";
import type { Block, Cell, ReportDocument, Table } from "../../../report/index.ts";
import { type Breach, type CostDifference, type PlannedAndMade, peopleIn, type Settlement, type Trip } from "../../../trips/index.ts";
import { citationText } from "../../messages/citations.ts";
import { TRIP_DOCUMENTS_ZH as WORDS } from "../../messages/trip-documents.zh.ts";
import { breachText, tripWording } from "../../messages/trip-text.ts";
import { amountCell, exampleMark, label, leaderOf } from "./trip-tables.ts";

const CLAIM = WORDS.claim;
const TRIP_WORDS = tripWording("zh");

export type ClaimSheetInput = {
  readonly both: PlannedAndMade;
  readonly settlement: Settlement;
  readonly difference: CostDifference | null;
  readonly breaches: readonly Breach[];
};

export function composeClaimSheet({ both, settlement, difference, breaches }: ClaimSheetInput): ReportDocument {
  const { trip } = both.planned.priced;
  const day = trip.claim?.settledOn ?? trip.claim?.returns ?? trip.returns;
  return {
    meta: { title: CLAIM.title, author: trip.unit ?? "", day, subject: trip.title },
    blocks: [
      { kind: "annex-start", label: "", title: CLAIM.title, landscape: true, ...exampleMark(trip) },
      ...(trip.example === null
        ? []
        : [{ kind: "paragraph" as const, runs: [{ text: WORDS.example(trip.example) }], flush: true, note: true }]),
      factsTable(both),
      rowsTable(settlement, trip),
      resultTable(settlement),
      ...(difference ? [differenceTable(difference)] : []),
      ...(breaches.length > 0 ? [findingsTable(breaches)] : []),
      signatures(),
    ],
  };
}

function factsTable({ planned, made }: PlannedAndMade): Table {
  const { trip } = planned.priced;
  const leader = leaderOf(trip);
  const text = (of: typeof planned) =>
    CLAIM.daysAndPeople(of.priced.trip.departs, of.priced.trip.returns, of.priced.days, peopleIn(of.priced.trip.members));
  const standards = made.priced.standards.map(({ number }) => number).join("、");
  return {
    ...{ kind: "table", id: "facts", widths: [10, 24, 10, 24], headerRows: 0 },
    rows: [
      pairs([CLAIM.facts.name, trip.title], [CLAIM.facts.unit, trip.unit ?? WORDS.blank]),
      pairs([CLAIM.facts.planned, text(planned)], [CLAIM.facts.made, text(made)]),
      pairs([CLAIM.facts.leader, leader?.id ?? WORDS.blank], [CLAIM.facts.standards, standards]),
    ],
  };
}

function pairs(...two: readonly (readonly [string, string])[]): Cell[] {
  return two.flatMap(([name, text]) => [label(name), { text, align: "left" as const }]);
}

function rowsTable({ compared }: Settlement, trip: Trip): Table {
  const last = compared.rows.length + 1;
  const sum = (column: number) => `SUM(R2C${column}:R${last}C${column})`;
  const bold = { bold: true } as const;
  return {
    ...{
      kind: "table",
      id: "claim",
      caption: trip.example === null ? CLAIM.caption : `${CLAIM.caption}${WORDS.exampleMark}`,
      unitNote: WORDS.form.unitNote,
      headerRows: 1,
    },
    widths: [11, 8, 11, 11, 11, 10, 10, 11, 18],
    rows: [
      Object.values(CLAIM.columns).map((text) => label(text)),
      ...compared.rows.map((row): Cell[] => [
        { text: TRIP_WORDS.kinds[row.kind], align: "center" },
        { text: row.leg ?? WORDS.blank, align: "center" },
        amountCell(row.budget),
        amountCell(row.papers),
        row.isAsSpent ? { text: TRIP_WORDS.claim.asSpent, align: "center" } : amountCell(row.standard),
        amountCell(row.overBudget),
        row.isAsSpent ? { text: WORDS.dash, align: "center" } : amountCell(row.overStandard),
        amountCell(row.allowed),
        {
          text: [
            TRIP_WORDS.claim.reasons[row.reason],
            ...(row.paperNames.length > 0 ? [CLAIM.papersNote(row.paperNames.join("、"))] : []),
          ].join("；"),
          align: "left",
        },
      ]),
      [
        label(TRIP_WORDS.total, { colSpan: 2 }),
        amountCell(compared.budget, compared.budget === null ? bold : { ...bold, formula: sum(3) }),
        amountCell(compared.papers, compared.papers === null ? bold : { ...bold, formula: sum(4) }),
        { text: WORDS.blank },
        ...(compared.papers === null || compared.budget === null
          ? [{ text: WORDS.blank }]
          : [
              {
                ...amountCell(compared.papers),
                text: printScaled(compared.papers - compared.budget, 2),
                number: printScaled(compared.papers - compared.budget, 2),
                bold: true,
                formula: sum(6),
              },
            ]),
        { text: WORDS.blank },
        amountCell(compared.allowed, compared.allowed === null ? bold : { ...bold, formula: sum(8) }),
        { text: WORDS.blank },
      ],
    ],
  };
}

function resultTable({ status, committed, payable, refused, heldBack, released, missingPapers, exception }: Settlement): Table {
  const words = CLAIM.resultRows;
  const papers = [...new Set(missingPapers.map(({ paper }) => TRIP_WORDS.papers[paper]))].join("、");
  const left = (name: string, text: string): Cell[] => [label(name), { text, align: "left", colSpan: 3 }];
  return {
    ...{ kind: "table", id: "result", caption: CLAIM.result, unitNote: WORDS.form.unitNote, widths: [10, 24, 10, 24], headerRows: 0 },
    rows: [
      left(words.status, TRIP_WORDS.claim.statuses[status]),
      [label(words.committed), amountCell(committed), label(words.payable), amountCell(payable, { bold: true })],
      [label(words.refused), amountCell(refused), label(words.heldBack), amountCell(heldBack)],
      [label(words.released), amountCell(released), label(words.exception), { text: exception ?? WORDS.dash, align: "left" }],
      ...(papers === "" ? [] : [left(words.missing, papers)]),
    ],
  };
}

function differenceTable({ effects, budget, actual, difference }: CostDifference): Table {
  const last = effects.length + 1;
  return {
    ...{
      kind: "table",
      id: "difference",
      caption: CLAIM.difference,
      unitNote: WORDS.form.unitNote,
      widths: [16, 12, 12, 12],
      headerRows: 1,
    },
    rows: [
      Object.values(CLAIM.differenceColumns).map((text) => label(text)),
      ...effects.map(({ factor, before, after, effect }): Cell[] => [
        { text: TRIP_WORDS.factors[factor], align: "center" },
        amountCell(before),
        amountCell(after),
        amountCell(effect),
      ]),
      [
        label(TRIP_WORDS.total),
        amountCell(budget),
        amountCell(actual),
        amountCell(difference, { bold: true, formula: `SUM(R2C4:R${last}C4)` }),
      ],
    ],
  };
}

function findingsTable(breaches: readonly Breach[]): Table {
  return {
    ...{ kind: "table", id: "findings", caption: CLAIM.findings, widths: [4, 26, 22, 18], headerRows: 1 },
    rows: [
      Object.values(CLAIM.findingColumns).map((text) => label(text)),
      ...breaches.map((one, index): Cell[] => {
        const { message, remedy } = breachText(one, "zh");
        const basis = one.basis.map((citation) => citationText(citation, "zh")).join("；");
        return [{ text: String(index + 1), align: "center" }, ...[message, remedy, basis].map((text): Cell => ({ text, align: "left" }))];
      }),
    ],
  };
}

function signatures(): Block {
  return {
    ...{ kind: "table", id: "signatures", widths: [14, 14, 14, 14], headerRows: 0 },
    rows: [Object.values(CLAIM.signatures).map((text) => label(text)), Object.values(CLAIM.signatures).map(() => ({ text: "\n\n" }))],
  };
}
