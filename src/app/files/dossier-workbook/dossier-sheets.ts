// The workbook form of a dossier: which sheet and column every key of dossier.yaml has. Writer and reader both work from
// this one table, the wording beside it is keyed by it, so they cannot drift apart.

/**
 * What a cell holds. "lines" is a list of texts, one to a line; "ids" a list of references; "printed" a figure as a
 * published paper printed it, text whatever it looks like.
 */
export type ColumnKind =
  | "text"
  | "amount"
  | "number"
  | "points"
  | "count"
  | "share"
  | "day"
  | "yes-no"
  | "choice"
  | "lines"
  | "ids"
  | "printed";

export type ChoiceId =
  | "moneyUnit"
  | "evaluationKind"
  | "fundSource"
  | "targetKind"
  | "relation"
  | "evidenceKind"
  | "ledgerSource"
  | "answer"
  | "claims";

/** The values of a choice as dossier.yaml and the CSV files write them. */
export const CHOICES = {
  moneyUnit: ["万元", "元"],
  evaluationKind: ["unit-self", "department", "finance"],
  fundSource: ["current", "carryOver", "other"],
  targetKind: ["at-least", "at-most", "equal", "band", "periods", "milestones", "yes-no", "tier", "occurrences", "satisfaction"],
  relation: ["insiders", "beneficiaries", "public"],
  evidenceKind: ["正式资料", "工作资料", "原始凭证", "说明材料"],
  ledgerSource: ["current", "carry-over", "other"],
  answer: ["yes", "no"],
  claims: ["appropriated", "execution-rate", "completion", "satisfaction", "benefit", "conclusion", "instrument"],
} as const satisfies Record<ChoiceId, readonly string[]>;

export type GroupId =
  | "file"
  | "project"
  | "evaluation"
  | "goals"
  | "funds"
  | "rest"
  | "indicator"
  | "target"
  | "actual"
  | "recorded"
  | "explained"
  | "approved"
  | "exception"
  | "published"
  | "table";

/** A column (in a form, a row). `key` is the path of its value inside the entry; "#" numbers the entries themselves. */
export type ColumnSpec = {
  readonly key: string;
  readonly kind: ColumnKind;
  /** The entry makes no sense without it: always, or with these values of the sheet's deciding column. */
  readonly required?: true | readonly string[];
  /** Required as soon as anything stands at this path. */
  readonly requiredWith?: string;
  /** May carry its source, in a column of its own beside it. */
  readonly sourced?: true;
  readonly choices?: ChoiceId;
  /** Values of the sheet's deciding column with which this one means something. */
  readonly onlyFor?: readonly string[];
  readonly group?: GroupId;
};

type SheetBase = { readonly id: string; readonly columns: readonly ColumnSpec[] };

export type SheetSpec =
  /** One value to a row, at paths from the dossier's root. */
  | (SheetBase & { readonly layout: "form" })
  /** A list of entries, one to a row. `always` are lists and maps that are there even when empty; `decidedBy` names the column that `onlyFor` looks at. */
  | (SheetBase & {
      readonly layout: "list";
      readonly at: readonly string[];
      readonly always?: Readonly<Record<string, "list" | "map">>;
      readonly decidedBy?: string;
    })
  /** Entries of a map, named by their first column. */
  | (SheetBase & { readonly layout: "keyed"; readonly at: readonly string[] })
  /** A list of plain texts. */
  | (SheetBase & { readonly layout: "texts"; readonly at: readonly string[] })
  /** Paragraphs of a map of sections: the section's id and a text. */
  | (SheetBase & { readonly layout: "sections"; readonly at: readonly string[] })
  /** Lists inside the entries of another sheet; the first column names the entry. */
  | (SheetBase & { readonly layout: "child"; readonly parent: string; readonly at: readonly string[] })
  /** Two lists inside the entries of another sheet side by side: what was planned and what was done, by name. */
  | (SheetBase & {
      readonly layout: "paired";
      readonly parent: string;
      readonly first: readonly string[];
      readonly second: readonly string[];
    })
  /** Rows that dossier folders keep in a CSV file. */
  | (SheetBase & { readonly layout: "rows"; readonly file: "ledger" | "answers" });

const FIGURE_TARGETS = ["at-least", "at-most", "equal", "band"];
const VALUE_TARGETS = [...FIGURE_TARGETS, "satisfaction"];
const UNIT_TARGETS = [...FIGURE_TARGETS, "periods"];
const TEXT_TARGETS = ["yes-no", "tier", "occurrences"];

const DECLARED = [
  {
    id: "basics",
    layout: "form",
    columns: [
      { key: "dossier", kind: "text", required: true, group: "file" },
      { key: "pack", kind: "text", required: true, group: "file" },
      { key: "moneyUnit", kind: "choice", choices: "moneyUnit", group: "file" },
      { key: "project.name", kind: "text", required: true, group: "project" },
      { key: "project.year", kind: "count", required: true, group: "project" },
      { key: "project.department", kind: "text", required: true, group: "project" },
      { key: "project.unit", kind: "text", required: true, group: "project" },
      { key: "project.completed", kind: "yes-no", group: "project" },
      { key: "project.nature", kind: "text", group: "project" },
      { key: "evaluation.kind", kind: "choice", choices: "evaluationKind", required: true, group: "evaluation" },
      { key: "evaluation.signedOn", kind: "day", required: true, group: "evaluation" },
      { key: "evaluation.signedBy", kind: "text", required: true, group: "evaluation" },
      { key: "evaluation.addressee", kind: "text", group: "evaluation" },
      { key: "evaluation.reviewedBy", kind: "text", group: "evaluation" },
      { key: "evaluation.methods", kind: "lines", group: "evaluation" },
      { key: "evaluation.standards", kind: "lines", group: "evaluation" },
      { key: "evaluation.submittedOn", kind: "day", group: "evaluation" },
      { key: "goals.overall", kind: "text", group: "goals" },
      { key: "goals.achieved", kind: "text", group: "goals" },
      { key: "funds.received", kind: "amount", sourced: true, group: "funds" },
      { key: "funds.weight", kind: "points", group: "funds" },
      { key: "funds.explanation", kind: "text", group: "funds" },
      { key: "funds.corrective", kind: "text", group: "funds" },
      { key: "other", kind: "text", group: "rest" },
      { key: "annexes", kind: "lines", group: "rest" },
    ],
  },
  {
    id: "funds",
    layout: "keyed",
    at: ["funds"],
    columns: [
      { key: "#", kind: "choice", choices: "fundSource", required: true },
      { key: "initial", kind: "amount", sourced: true },
      { key: "revised", kind: "amount", sourced: true },
      { key: "executed", kind: "amount", sourced: true },
    ],
  },
  {
    id: "subprojects",
    layout: "list",
    at: ["subprojects"],
    columns: [
      { key: "no", kind: "text", required: true },
      { key: "name", kind: "text", required: true },
      { key: "division", kind: "text", required: true },
      { key: "budget", kind: "amount", sourced: true },
      { key: "spent", kind: "amount", sourced: true },
      { key: "forYear", kind: "count" },
      { key: "forYearReason", kind: "text" },
      { key: "owner", kind: "text" },
      { key: "exception.reason", kind: "text", requiredWith: "exception", group: "exception" },
      { key: "exception.approvedBy", kind: "text", requiredWith: "exception", group: "exception" },
      { key: "exception.document", kind: "text", requiredWith: "exception", group: "exception" },
      { key: "exception.on", kind: "day", group: "exception" },
    ],
  },
  {
    id: "indicators",
    layout: "list",
    at: ["indicators"],
    decidedBy: "target.kind",
    columns: [
      { key: "id", kind: "text", required: true, group: "indicator" },
      { key: "level1", kind: "text", required: true, group: "indicator" },
      { key: "level2", kind: "text", required: true, group: "indicator" },
      { key: "level3", kind: "text", required: true, group: "indicator" },
      { key: "weight", kind: "points", group: "indicator" },
      { key: "core", kind: "yes-no", group: "indicator" },
      { key: "owner", kind: "text", group: "indicator" },
      { key: "notApplicable", kind: "text", group: "indicator" },
      { key: "target.kind", kind: "choice", choices: "targetKind", requiredWith: "target", group: "target" },
      { key: "target.value", kind: "share", onlyFor: VALUE_TARGETS, required: VALUE_TARGETS, group: "target" },
      { key: "target.tolerance", kind: "share", onlyFor: ["band"], required: ["band"], group: "target" },
      { key: "target.unit", kind: "text", onlyFor: UNIT_TARGETS, required: UNIT_TARGETS, group: "target" },
      { key: "target.text", kind: "text", onlyFor: TEXT_TARGETS, required: TEXT_TARGETS, group: "target" },
      { key: "target.perOccurrence", kind: "points", onlyFor: ["occurrences"], required: ["occurrences"], group: "target" },
      { key: "target.allowed", kind: "count", onlyFor: ["occurrences"], group: "target" },
      { key: "actual.value", kind: "number", group: "actual" },
      { key: "actual.unit", kind: "text", group: "actual" },
      { key: "actual.rate", kind: "share", group: "actual" },
      { key: "actual.met", kind: "yes-no", group: "actual" },
      { key: "actual.tier", kind: "text", group: "actual" },
      { key: "actual.grounds", kind: "text", group: "actual" },
      { key: "actual.occurrences", kind: "count", group: "actual" },
      { key: "actual.source", kind: "text", group: "actual" },
      { key: "evidence", kind: "ids", group: "actual" },
      { key: "recorded.score", kind: "points", requiredWith: "recorded", group: "recorded" },
      { key: "recorded.selfScore", kind: "points", group: "recorded" },
      { key: "recorded.by", kind: "text", group: "recorded" },
      { key: "recorded.reason", kind: "text", group: "recorded" },
      { key: "recorded.paper", kind: "text", group: "recorded" },
      { key: "deviation", kind: "text", group: "explained" },
      { key: "corrective", kind: "text", group: "explained" },
      { key: "analysis", kind: "text", group: "explained" },
      { key: "approved.level3", kind: "text", group: "approved" },
      { key: "approved.target", kind: "text", group: "approved" },
      { key: "approved.weight", kind: "points", group: "approved" },
      { key: "approved.adjustment", kind: "text", group: "approved" },
    ],
  },
  {
    id: "periods",
    layout: "paired",
    parent: "indicators",
    first: ["target", "periods", "value"],
    second: ["actual", "periods", "value"],
    columns: [
      { key: "#", kind: "text", required: true },
      { key: "name", kind: "text", required: true },
      { key: "planned", kind: "number" },
      { key: "done", kind: "number" },
    ],
  },
  {
    id: "milestones",
    layout: "paired",
    parent: "indicators",
    first: ["target", "milestones", "due"],
    second: ["actual", "milestones", "done"],
    columns: [
      { key: "#", kind: "text", required: true },
      { key: "name", kind: "text", required: true },
      { key: "planned", kind: "day" },
      { key: "done", kind: "day" },
    ],
  },
  {
    id: "claims",
    layout: "child",
    parent: "indicators",
    at: ["claims"],
    columns: [
      { key: "#", kind: "text", required: true },
      { key: "text", kind: "text", required: true },
      { key: "amount", kind: "printed" },
      { key: "baseline", kind: "printed" },
      { key: "date", kind: "day" },
      { key: "linkedTo", kind: "ids" },
      { key: "otherFactors", kind: "text" },
      { key: "source", kind: "text" },
    ],
  },
  {
    id: "surveys",
    layout: "list",
    at: ["surveys"],
    columns: [
      { key: "indicator", kind: "text", required: true },
      { key: "respondents", kind: "text", required: true },
      { key: "relation", kind: "choice", choices: "relation", required: true },
      { key: "population", kind: "count" },
      { key: "issued", kind: "count" },
      { key: "returned", kind: "count" },
      { key: "valid", kind: "count" },
      { key: "satisfied", kind: "count" },
      { key: "score", kind: "number" },
      { key: "period", kind: "text" },
      { key: "source", kind: "text" },
    ],
  },
  {
    id: "evidence",
    layout: "list",
    at: ["evidence"],
    columns: [
      { key: "id", kind: "text", required: true },
      { key: "title", kind: "text", required: true },
      { key: "kind", kind: "choice", choices: "evidenceKind", required: true },
      { key: "file", kind: "text" },
      { key: "supports", kind: "ids" },
      { key: "on", kind: "day" },
    ],
  },
  { id: "stages", layout: "texts", at: ["goals", "stages"], columns: [{ key: "text", kind: "text", required: true }] },
  {
    id: "basis",
    layout: "list",
    at: ["basis"],
    columns: [
      { key: "title", kind: "text", required: true },
      { key: "number", kind: "text" },
      { key: "issuer", kind: "text" },
    ],
  },
  {
    id: "narrative",
    layout: "sections",
    at: ["narrative"],
    columns: [
      { key: "#", kind: "text", required: true },
      { key: "text", kind: "text", required: true },
    ],
  },
  {
    id: "figures",
    layout: "list",
    at: ["figures"],
    columns: [
      { key: "id", kind: "text", required: true },
      { key: "value", kind: "printed", required: true },
      { key: "unit", kind: "text" },
      { key: "source", kind: "text", required: true },
    ],
  },
  { id: "experience", layout: "texts", at: ["experience"], columns: [{ key: "text", kind: "text", required: true }] },
  {
    id: "problems",
    layout: "list",
    at: ["problems"],
    columns: [
      { key: "id", kind: "text", required: true },
      { key: "text", kind: "text", required: true },
      { key: "cause", kind: "text" },
      { key: "papers", kind: "ids" },
      { key: "indicators", kind: "ids" },
    ],
  },
  {
    id: "advice",
    layout: "list",
    at: ["advice"],
    columns: [
      { key: "text", kind: "text", required: true },
      { key: "answers", kind: "ids" },
      { key: "owner", kind: "text" },
      { key: "deadline", kind: "day" },
      { key: "lookBack", kind: "text" },
    ],
  },
  {
    id: "ledger",
    layout: "rows",
    file: "ledger",
    columns: [
      { key: "date", kind: "day", required: true },
      { key: "source", kind: "choice", choices: "ledgerSource", required: true },
      { key: "subproject", kind: "text" },
      { key: "amount", kind: "amount", required: true },
      { key: "voucher", kind: "text" },
      { key: "note", kind: "text" },
    ],
  },
  {
    id: "answers",
    layout: "rows",
    file: "answers",
    columns: [
      { key: "indicator", kind: "text", required: true },
      { key: "valid", kind: "choice", choices: "answer", required: true },
      { key: "satisfied", kind: "choice", choices: "answer", required: true },
      { key: "score", kind: "count" },
    ],
  },
  {
    id: "corrections",
    layout: "list",
    at: ["corrections"],
    columns: [
      { key: "path", kind: "text", required: true },
      { key: "was", kind: "printed", required: true },
      { key: "now", kind: "printed", required: true },
      { key: "because", kind: "text", required: true },
    ],
  },
  {
    id: "published",
    layout: "form",
    columns: [
      { key: "published.title", kind: "text", requiredWith: "published", group: "published" },
      { key: "published.issuer", kind: "text", requiredWith: "published", group: "published" },
      { key: "published.signedOn", kind: "day", requiredWith: "published", group: "published" },
      { key: "published.sections", kind: "lines", group: "published" },
      { key: "published.annexes", kind: "lines", group: "published" },
      { key: "published.table.title", kind: "text", requiredWith: "published.table", group: "table" },
      { key: "published.table.place", kind: "text", group: "table" },
      { key: "published.table.moneyUnit", kind: "choice", choices: "moneyUnit", requiredWith: "published.table", group: "table" },
      { key: "published.table.goal", kind: "text", group: "table" },
      { key: "published.table.goalAchieved", kind: "text", group: "table" },
      { key: "published.table.total.weight", kind: "printed", group: "table" },
      { key: "published.table.total.score", kind: "printed", group: "table" },
      { key: "published.table.grade", kind: "text", group: "table" },
    ],
  },
  {
    id: "publishedFunds",
    layout: "list",
    at: ["published", "table", "funds"],
    columns: [
      { key: "row", kind: "text", required: true },
      { key: "initial", kind: "printed" },
      { key: "revised", kind: "printed" },
      { key: "executed", kind: "printed" },
      { key: "weight", kind: "printed" },
      { key: "rate", kind: "printed" },
      { key: "score", kind: "printed" },
    ],
  },
  {
    id: "publishedIndicators",
    layout: "list",
    at: ["published", "table", "indicators"],
    columns: [
      { key: "id", kind: "text" },
      { key: "level1", kind: "text", required: true },
      { key: "level2", kind: "text", required: true },
      { key: "level3", kind: "text", required: true },
      { key: "target", kind: "printed" },
      { key: "actual", kind: "printed" },
      { key: "weight", kind: "printed" },
      { key: "score", kind: "printed" },
      { key: "reason", kind: "text" },
    ],
  },
  {
    id: "publishedDetails",
    layout: "list",
    at: ["published", "details"],
    always: { rows: "list", totals: "map" },
    columns: [
      { key: "id", kind: "text", required: true },
      { key: "title", kind: "text", required: true },
      { key: "place", kind: "text" },
      { key: "moneyUnit", kind: "choice", choices: "moneyUnit", required: true },
      { key: "totals.budget", kind: "printed" },
      { key: "totals.spent", kind: "printed" },
      { key: "totals.rate", kind: "printed" },
    ],
  },
  {
    id: "publishedDetailRows",
    layout: "child",
    parent: "publishedDetails",
    at: ["rows"],
    columns: [
      { key: "#", kind: "text", required: true },
      { key: "no", kind: "text", required: true },
      { key: "name", kind: "text", required: true },
      { key: "division", kind: "text" },
      { key: "budget", kind: "printed" },
      { key: "spent", kind: "printed" },
      { key: "rate", kind: "printed" },
    ],
  },
  {
    id: "publishedScores",
    layout: "list",
    at: ["published", "scoreTables"],
    always: { rows: "list", total: "map" },
    columns: [
      { key: "#", kind: "text", required: true },
      { key: "title", kind: "text", required: true },
      { key: "place", kind: "text" },
      { key: "total.weight", kind: "printed" },
      { key: "total.score", kind: "printed" },
    ],
  },
  {
    id: "publishedScoreRows",
    layout: "child",
    parent: "publishedScores",
    at: ["rows"],
    columns: [
      { key: "#", kind: "text", required: true },
      { key: "level1", kind: "text", required: true },
      { key: "level2", kind: "text", required: true },
      { key: "weight", kind: "printed" },
      { key: "score", kind: "printed" },
    ],
  },
  {
    id: "statements",
    layout: "list",
    at: ["published", "statements"],
    decidedBy: "claims",
    columns: [
      { key: "claims", kind: "choice", choices: "claims", required: true },
      { key: "quote", kind: "text", required: true },
      { key: "place", kind: "text" },
      {
        key: "indicator",
        kind: "text",
        onlyFor: ["completion", "satisfaction", "benefit"],
        required: ["completion", "satisfaction", "benefit"],
      },
      { key: "name", kind: "text", onlyFor: ["execution-rate"], required: ["execution-rate"] },
      { key: "amount", kind: "printed", onlyFor: ["appropriated", "benefit"], required: ["appropriated"] },
      { key: "rate", kind: "printed", onlyFor: ["execution-rate", "completion", "satisfaction"], required: ["execution-rate"] },
      { key: "spent", kind: "printed", onlyFor: ["execution-rate"] },
      { key: "budget", kind: "printed", onlyFor: ["execution-rate"] },
      { key: "planned", kind: "lines", onlyFor: ["completion"] },
      { key: "done", kind: "lines", onlyFor: ["completion"] },
      { key: "deviation", kind: "printed", onlyFor: ["completion"] },
      { key: "deducted", kind: "printed", onlyFor: ["completion"] },
      { key: "answers", kind: "printed", onlyFor: ["satisfaction"] },
      { key: "reason", kind: "text", onlyFor: ["completion"] },
      { key: "score", kind: "printed", onlyFor: ["satisfaction", "conclusion"] },
      { key: "grade", kind: "text", onlyFor: ["conclusion"] },
      { key: "date", kind: "printed", onlyFor: ["benefit"] },
      { key: "baseline", kind: "printed", onlyFor: ["benefit"] },
      { key: "linkedTo", kind: "printed", onlyFor: ["benefit"] },
      { key: "number", kind: "text", onlyFor: ["instrument"], required: ["instrument"] },
    ],
  },
] as const satisfies readonly SheetSpec[];

/** The format of dossiers that workbooks hold. */
export const DOSSIER_FORMAT = "1";

/** A form as it stands in a list, where nobody is asked for the format. */
export function inList(spec: SheetSpec): SheetSpec {
  return spec.layout === "form" ? { ...spec, columns: spec.columns.filter(({ key }) => key !== "dossier") } : spec;
}

/** Every sheet, those that add to entries of another behind it. */
export const SHEETS: readonly SheetSpec[] = DECLARED;

type Declared = (typeof DECLARED)[number];
export type SheetId = Declared["id"];
/** The keys of a sheet's columns. */
export type ColumnKey<Id extends SheetId> = Extract<Declared, { readonly id: Id }>["columns"][number]["key"];

/** A column as it stands on its sheet: the sources of sourced facts are columns of their own behind them. */
export type PlacedColumn = { readonly spec: ColumnSpec; readonly isSource: boolean };

export function placedColumns(sheet: SheetSpec): PlacedColumn[] {
  return sheet.columns.flatMap((spec) => [{ spec, isSource: false }, ...(spec.sourced ? [{ spec, isSource: true }] : [])]);
}

/** The path of a column's value inside its entry. */
export function pathOf(column: ColumnSpec): string[] {
  return column.key.split(".");
}
