// 《因公临时出国任务和预算审批意见表》 filled in, in the layout of 财行〔2013〕516号 附1; behind it members, budget in detail and
// programme. What nobody has given an opinion on yet stays blank for the pen.
import { type Money, NO_MONEY, printDay, sumMoney } from "../../../kernel/index.ts";
import type { Block, Cell, ReportDocument, Table } from "../../../report/index.ts";
import {
  type BookedTrip,
  type Breach,
  countriesOf,
  type LineKind,
  type PricedLine,
  peopleIn,
  stopoversOf,
  type Trip,
} from "../../../trips/index.ts";
import { TRIP_DOCUMENTS_ZH as WORDS } from "../../messages/trip-documents.zh.ts";
import { breachText, tripWording } from "../../messages/trip-text.ts";
import { amountCell, detailTable, exampleMark, label, leaderOf, membersTable, programmeTable } from "./trip-tables.ts";

const FORM = WORDS.form;
const TRIP_WORDS = tripWording("zh");

export function composeOpinionForm({ priced, book }: BookedTrip, breaches: readonly Breach[]): ReportDocument {
  const { trip } = priced;
  const exchange = [...priced.pricing.exchange].map(([code, { written, on, source }]) => WORDS.detail.rate(code, written, on, source));
  const annexes: Block[] = [
    { kind: "annex-start", label: WORDS.letter.annex(1), title: WORDS.members.title, ...exampleMark(trip) },
    membersTable(trip),
    { kind: "annex-start", label: WORDS.letter.annex(2), title: WORDS.detail.title, landscape: true, ...exampleMark(trip) },
    detailTable(priced),
    ...(exchange.length > 0 ? [note(WORDS.detail.rates(exchange.join("；")))] : []),
    ...(trip.programme.length > 0
      ? [
          { kind: "annex-start" as const, label: WORDS.letter.annex(3), title: WORDS.programme.title, ...exampleMark(trip) },
          programmeTable(trip),
        ]
      : []),
  ];
  return {
    // The official form is one sheet.
    layout: "form",
    meta: { title: FORM.title, author: trip.unit ?? "", day: trip.appliedOn ?? trip.departs, subject: trip.title },
    blocks: [
      { kind: "title", lines: [FORM.title], ...exampleMark(trip) },
      ...(trip.example === null ? [] : [note(WORDS.example(trip.example))]),
      formTable({ priced, book }, breaches),
      ...annexes,
    ],
  };
}

function note(text: string): Block {
  return { kind: "paragraph", runs: [{ text }], flush: true, note: true };
}

function formTable(booked: BookedTrip, breaches: readonly Breach[]): Table {
  const { trip } = booked.priced;
  const leader = leaderOf(trip);
  const stopovers = stopoversOf(trip);
  const countries = `${countriesOf(trip).join("、")}${stopovers.length > 0 ? FORM.stopover(stopovers.join("、")) : ""}`;
  const head: Cell[][] = [
    [label(FORM.name, { colSpan: 2 }), value(trip.title, 6)],
    [
      label(FORM.unit, { colSpan: 2 }),
      value(trip.unit, 2),
      label(FORM.leader),
      value(leader && `${leader.id}（${TRIP_WORDS.ranks[leader.rank]}）`, 1),
      label(FORM.members),
      value(FORM.people(peopleIn(trip.members)), 1),
    ],
    [
      label(FORM.countries, { colSpan: 2 }),
      value(countries, 2),
      label(FORM.time, { colSpan: 2 }),
      value(FORM.days(printDay(trip.departs), printDay(trip.returns), booked.priced.days), 2),
    ],
  ];
  const before = head.length;
  const task = taskRows(booked, breaches);
  return {
    kind: "table",
    id: "opinion-form",
    unitNote: FORM.unitNote,
    widths: [4, 10, 12, 12, 15, 13, 13, 13],
    headerRows: 0,
    rows: [...head, ...task, ...budgetRows(booked, breaches, before + task.length), remarksRow(booked)],
  };
}

function taskRows({ priced: { trip, days }, book }: BookedTrip, breaches: readonly Breach[]): Cell[][] {
  const { approval } = trip;
  const countries = countriesOf(trip);
  const mostDays = book.rule("daysByCountries")?.rule.most[countries.length - 1] ?? null;
  const mostPeople = book.rule("partySize")?.rule.most ?? null;
  const asked: readonly (readonly [string, string | null])[] = [
    [FORM.inPlan, yesNo(approval?.inPlan ?? null)],
    [FORM.need, trip.purpose ? needText(trip.purpose) : null],
    [FORM.timeAndCountries, FORM.fits(countries.length, days, mostDays)],
    [FORM.route, trip.route],
    [FORM.partySize, FORM.fitsPeople(peopleIn(trip.members), mostPeople)],
    [FORM.other, findingsText(breaches, TASK_CODES)],
  ];
  return reviewRows(
    FORM.task,
    approval?.foreignAffairs,
    asked.map(([name, text]) => [label(name, { colSpan: 2 }), value(text, 4)]),
  );
}

function needText({ need, tasks }: NonNullable<Trip["purpose"]>): string {
  const targets = [...new Set(tasks.flatMap(({ target }) => target ?? []))];
  return targets.length === 0 ? need : `${need}${FORM.targets(targets.join("；"))}`;
}

function budgetRows({ priced, book }: BookedTrip, breaches: readonly Breach[], before: number): Cell[][] {
  const { trip, lines, total } = priced;
  const { approval } = trip;
  const groups = Object.entries(GROUPS).map(([, kinds]) => amountOf(lines.filter((line) => kinds.includes(line.kind))));
  const grouped = Object.values(GROUPS).flat();
  const other = amountOf(lines.filter((line) => !grouped.includes(line.kind)));
  const row = before + 5;
  const beforehand = lines.filter((line) => needsApproval(line, { priced, book }));
  return reviewRows(FORM.budget, approval?.finance, [
    [label(FORM.inBudget, { colSpan: 2 }), value(yesNo(approval?.inBudget ?? null), 4)],
    Object.values(FORM.amounts).map((text) => label(text)),
    [
      amountCell(total, total === null ? { align: "center" } : { align: "center", formula: `SUM(R${row}C4:R${row}C8)` }),
      ...[...groups, other].map((amount) => amountCell(amount, { align: "center" })),
    ],
    [
      label(FORM.beforehand, { colSpan: 2 }),
      value(beforehand.map((line) => line.title ?? TRIP_WORDS.kinds[line.kind]).join("、") || null, 4),
    ],
    [label(FORM.other, { colSpan: 2 }), value(findingsText(breaches, BUDGET_CODES), 4)],
  ]);
}

type Opinion = { readonly by: string; readonly on: Trip["departs"] | null; readonly basis: string | null; readonly opinion: string | null };

function reviewRows(title: string, opinion: Opinion | undefined, content: readonly Cell[][]): Cell[][] {
  const rows = content.map((cells, index) => (index === 0 ? [label(FORM.content, { rowSpan: content.length }), ...cells] : cells));
  return [
    [
      label(title, { rowSpan: content.length + 3 }),
      label(FORM.by),
      value(opinion?.by ?? null, 2),
      label(FORM.on),
      value(opinion?.on ? printDay(opinion.on) : null, 3),
    ],
    [label(FORM.basis), value(opinion?.basis ?? null, 6)],
    ...rows,
    [label(FORM.opinion), value(opinion?.opinion ?? FORM.stamp, 6)],
  ];
}

function remarksRow({ priced: { trip, lines } }: BookedTrip): Cell[] {
  const grouped = Object.values(GROUPS).flat();
  const others = lines.filter((line) => !grouped.includes(line.kind) && line.answer.kind === "decided" && line.answer.amount !== NO_MONEY);
  const hosted = lines.filter((line) => line.notes.includes("borne-by-host") || line.notes.includes("hosted"));
  const name = (line: PricedLine) => line.title ?? TRIP_WORDS.kinds[line.kind];
  const parts = [
    ...(others.length > 0 ? [FORM.otherParts(others.map((line) => `${name(line)}${amountCell(moneyIn(line)).text}`).join("、"))] : []),
    ...(hosted.length > 0 ? [FORM.hosted([...new Set(hosted.map(name))].join("、"))] : []),
    ...(trip.remarks === null ? [] : [trip.remarks]),
    FORM.remarksText,
  ];
  return [label(FORM.remarks, { colSpan: 2 }), value(parts.join(""), 6)];
}

const GROUPS: Readonly<Record<"travel" | "lodging" | "meal" | "misc", readonly LineKind[]>> = {
  travel: ["international-travel", "train-allowance"],
  lodging: ["lodging"],
  meal: ["meal"],
  misc: ["misc"],
};

const TASK_CODES: readonly Breach["code"][] = [
  "trip-not-in-plan",
  "trip-too-long",
  "trip-days-miscounted",
  "trip-party-too-large",
  "invitation-irregular",
  "party-irregular",
  "programme-incomplete",
  "party-split",
  "traveller-too-frequent",
  "public-notice-short",
  "standard-not-applied",
];

const BUDGET_CODES: readonly Breach["code"][] = [
  "cabin-over-rank",
  "intercity-unplanned",
  "banquet-or-gift-unapproved",
  "exchange-rate-doubtful",
  "nights-exceed-days",
];

function needsApproval(line: PricedLine, { book }: BookedTrip): boolean {
  if (line.notes.includes("conference-hotel") || line.kind === "banquet") return true;
  return line.unit === "item" && book.cost(line.kind as Parameters<typeof book.cost>[0])?.rule.needsApproval === true;
}

function findingsText(breaches: readonly Breach[], codes: readonly Breach["code"][]): string | null {
  const found = breaches.filter((one) => codes.includes(one.code)).map((one) => breachText(one, "zh").message);
  return found.length === 0 ? null : FORM.withFindings(found.join("；"));
}

function amountOf(lines: readonly PricedLine[]): Money | null {
  const amounts = lines.map(moneyIn);
  return amounts.some((amount) => amount === null) ? null : sumMoney(amounts.map((amount) => amount ?? NO_MONEY));
}

function moneyIn({ answer }: PricedLine): Money | null {
  return answer.kind === "decided" ? answer.amount : null;
}

function value(text: string | null, colSpan: number): Cell {
  return { text: text ?? WORDS.blank, colSpan, align: "center" };
}

function yesNo(answer: boolean | null): string | null {
  return answer === null ? null : answer ? FORM.yes : FORM.no;
}
