// Reads a dossier from its parsed files: the case's facts, its ledger and its survey answers, checked for what no
// evaluation could make sense of. Faults come all at once; what is merely wrong in the matter is left to the findings.
import { z } from "zod";
import {
  amountText,
  countText,
  dayText,
  type Fault,
  failure,
  fault,
  filledText,
  type MoneyUnit,
  orUnknown,
  type Result,
  readDecimal,
  readSource,
  type SourceFile,
  success,
} from "../kernel/index.ts";
import { dossierSchema } from "./dossier-schema.ts";

type Facts = z.output<ReturnType<typeof dossierSchema>>;

/** One line of ledger.csv: a payment from a source of funds, for a sub-project where one is named. */
export type LedgerEntry = z.output<ReturnType<typeof ledgerEntry>>;
/** One answer of survey.csv: whether the respondent was satisfied, and the score given out of 100. */
export type SurveyAnswer = z.output<typeof surveyAnswer>;

/** A place in the dossier where a figure was written with full-width digits; read exactly, worth a hint. */
export type FullWidthFigure = { readonly path: string; readonly text: string };

export type Dossier = Facts & {
  readonly ledger: readonly LedgerEntry[];
  readonly answers: readonly SurveyAnswer[];
  readonly fullWidth: readonly FullWidthFigure[];
};
export type Indicator = Dossier["indicators"][number];
export type Survey = Dossier["surveys"][number];

/** The parsed files of a dossier. ledger and answers are lists of rows keyed by their column headings. */
export type DossierSources = { readonly dossier: SourceFile; readonly ledger?: SourceFile; readonly answers?: SourceFile };

function ledgerEntry(unit: MoneyUnit) {
  return z.strictObject({
    date: dayText,
    source: z.enum(["current", "carry-over", "other"]),
    subproject: orUnknown(filledText),
    amount: amountText(unit),
    voucher: orUnknown(filledText),
    note: orUnknown(filledText),
  });
}

// Built once: making a schema costs far more than reading with it.
const SCHEMAS = {
  元: { dossier: dossierSchema("元"), ledger: z.array(ledgerEntry("元")) },
  万元: { dossier: dossierSchema("万元"), ledger: z.array(ledgerEntry("万元")) },
} as const;

const surveyAnswer = z.strictObject({
  indicator: filledText,
  valid: z.enum(["yes", "no"]),
  satisfied: z.enum(["yes", "no"]),
  score: orUnknown(countText),
});

/** The dossier, or every fault of every file with its place. */
export function readDossier(sources: DossierSources): Result<Dossier> {
  const unit = moneyUnitOf(sources.dossier.data);
  const schemas = SCHEMAS[unit];
  const facts = readSource(schemas.dossier, sources.dossier);
  const ledger = sources.ledger ? readSource(schemas.ledger, sources.ledger) : success([]);
  const answers = sources.answers ? readSource(z.array(surveyAnswer), sources.answers) : success([]);
  const faults = [facts, ledger, answers].flatMap((read) => (read.ok ? [] : read.faults));
  if (facts.ok) faults.push(...brokenReferences(facts.value, sources.dossier));
  if (!facts.ok || !ledger.ok || !answers.ok || faults.length > 0) return failure(...faults);
  return success({ ...facts.value, ledger: ledger.value, answers: answers.value, fullWidth: fullWidthFigures(sources.dossier.data, []) });
}

function moneyUnitOf(data: unknown): MoneyUnit {
  return typeof data === "object" && data !== null && "moneyUnit" in data && data.moneyUnit === "元" ? "元" : "万元";
}

// Ids are given once, and what points at one points at something that is there.
function brokenReferences(facts: Facts, source: SourceFile): Fault[] {
  const faults: Fault[] = [];
  const once = (list: string, key: string, ids: readonly string[]) => {
    ids.forEach((id, index) => {
      if (ids.indexOf(id) < index) faults.push(fault("duplicate-id", { found: id, expected: list }, source.locate([list, index, key])));
    });
  };
  once(
    "indicators",
    "id",
    facts.indicators.map((indicator) => indicator.id),
  );
  once(
    "subprojects",
    "no",
    facts.subprojects.map((subproject) => subproject.no),
  );
  once(
    "evidence",
    "id",
    facts.evidence.map((paper) => paper.id),
  );
  once(
    "figures",
    "id",
    facts.figures.map((figure) => figure.id),
  );
  once(
    "problems",
    "id",
    facts.problems.map((problem) => problem.id),
  );
  const known = (found: string, ids: readonly string[], path: readonly (string | number)[]) => {
    if (!ids.includes(found)) faults.push(fault("unknown-reference", { found, expected: ids.join(", ") }, source.locate(path)));
  };
  const indicators = facts.indicators.map((indicator) => indicator.id);
  const papers = facts.evidence.map((paper) => paper.id);
  const subprojects = facts.subprojects.map((subproject) => subproject.no);
  facts.surveys.forEach((survey, i) => known(survey.indicator, indicators, ["surveys", i, "indicator"]));
  facts.evidence.forEach((paper, i) => paper.supports.forEach((id, j) => known(id, indicators, ["evidence", i, "supports", j])));
  facts.indicators.forEach((indicator, i) => {
    indicator.evidence.forEach((id, j) => known(id, papers, ["indicators", i, "evidence", j]));
    indicator.claims.forEach((claim, j) =>
      claim.linkedTo.forEach((no, k) => known(no, subprojects, ["indicators", i, "claims", j, "linkedTo", k])),
    );
  });
  facts.problems.forEach((problem, i) => problem.indicators.forEach((id, j) => known(id, indicators, ["problems", i, "indicators", j])));
  facts.advice.forEach((piece, i) =>
    piece.answers.forEach((id, j) =>
      known(
        id,
        facts.problems.map((problem) => problem.id),
        ["advice", i, "answers", j],
      ),
    ),
  );
  facts.published?.table?.indicators.forEach((row, i) => {
    if (row.id !== null) known(row.id, indicators, ["published", "table", "indicators", i, "id"]);
  });
  return faults;
}

function fullWidthFigures(data: unknown, path: readonly string[]): FullWidthFigure[] {
  if (typeof data === "string") return readDecimal(data)?.fullWidth ? [{ path: path.join("."), text: data }] : [];
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => fullWidthFigures(value, [...path, key]));
}
