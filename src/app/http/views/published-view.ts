// What the published report printed, beside what follows from the case's facts. A printed figure is the same when the
// exact value rounds to it at the decimals that were printed; texts that cannot be compared so are left unjudged.
import {
  type Dossier,
  executionRate,
  FUND_SOURCES,
  type FundColumn,
  fundAmount,
  fundTotal,
  type PrintedDocument,
  rateOf,
  sourceRate,
  subprojectTotal,
} from "../../../dossier/index.ts";
import type { Evaluation } from "../../../evaluate.ts";
import {
  compare,
  type Money,
  moneyAsRatio,
  pointsAsRatio,
  printMoneyColumn,
  printPercent,
  printPoints,
  printTotal,
  type Ratio,
  readDecimal,
  round,
} from "../../../kernel/index.ts";
import { actualText, targetText } from "../../messages/indicator-values.ts";
import type { Language } from "../../messages/language.ts";
import type { ComparedText, PublishedView } from "../contract-cases.ts";

type Follows = { readonly text: string; readonly value: Ratio } | null;

export function publishedView(
  dossier: Dossier,
  printed: PrintedDocument,
  { scorecard, findings }: Evaluation,
  language: Language,
): PublishedView {
  const findingsQuoting = (quote: string) => findings.filter((finding) => finding.where.quote === quote).map((finding) => finding.code);
  return {
    title: printed.title,
    issuer: printed.issuer,
    signedOn: printed.signedOn,
    total: figure(
      printed.table?.total?.score ?? null,
      scorecard.total === null ? null : { text: printTotal(scorecard.total), value: pointsAsRatio(scorecard.total) },
    ),
    grade: words(printedGrade(printed), scorecard.grade),
    funds: (printed.table?.funds ?? []).map((row, index) => fundRow(dossier, row, index, scorecard)),
    indicators: (printed.table?.indicators ?? []).map((row) => {
      const indicator = dossier.indicators.find((one) => one.id === row.id);
      const item = scorecard.items.find((one) => one.id === row.id);
      return {
        row: row.level3,
        level2: row.level2,
        subject: row.id ?? "",
        target: words(row.target, indicator ? targetText(indicator, language) : null),
        actual: words(row.actual, indicator ? actualText(indicator, language) : null),
        weight: figure(
          row.weight,
          item && item.weight !== null ? { text: printPoints(item.weight), value: pointsAsRatio(item.weight) } : null,
        ),
        score: figure(row.score, item && item.score !== null ? { text: printPoints(item.score), value: pointsAsRatio(item.score) } : null),
        reason: row.reason,
      };
    }),
    details: printed.details.map((table) => detailTable(dossier, table, `published.${table.id}`)),
    statements: printed.statements.map((statement, index) => ({
      quote: statement.quote,
      place: statement.place,
      claims: statement.claims,
      subject: `published.statements.${index}`,
      findings: [...new Set(findingsQuoting(statement.quote))],
    })),
  };
}

function fundRow(
  dossier: Dossier,
  row: NonNullable<PrintedDocument["table"]>["funds"][number],
  index: number,
  scorecard: Evaluation["scorecard"],
): PublishedView["funds"][number] {
  // The official form prints the total first, then the sources in this order.
  const source = index === 0 ? null : (FUND_SOURCES[index - 1] ?? null);
  const amount = (column: FundColumn) => (source ? fundAmount(dossier, source, column) : fundTotal(dossier, column));
  const rate = source ? sourceRate(dossier, source) : executionRate(dossier);
  const execution = scorecard.items.find((item) => item.id === "execution");
  const shown = (column: FundColumn) => figure(row[column], moneyFollows(dossier, amount(column)));
  return {
    row: row.row,
    subject: source ? `funds.${source}` : "funds",
    initial: shown("initial"),
    revised: shown("revised"),
    executed: shown("executed"),
    rate: figure(row.rate, rate && { text: printPercent(rate), value: rate }),
    score: source
      ? figure(row.score, null)
      : figure(
          row.score,
          execution && execution.score !== null ? { text: printPoints(execution.score), value: pointsAsRatio(execution.score) } : null,
        ),
  };
}

function detailTable(dossier: Dossier, table: PrintedDocument["details"][number], subject: string): PublishedView["details"][number] {
  const rateText = (part: Money | null, whole: Money | null): Follows => {
    const rate = rateOf(part, whole);
    return rate && { text: printPercent(rate), value: rate };
  };
  const spent = subprojectTotal(dossier, "spent");
  const budget = subprojectTotal(dossier, "budget");
  return {
    id: table.id,
    title: table.title,
    place: table.place,
    subject,
    rows: table.rows.map((row) => {
      const own = dossier.subprojects.find((one) => one.no === row.no);
      return {
        no: row.no,
        name: row.name,
        budget: figure(row.budget, moneyFollows(dossier, own?.budget.value ?? null)),
        spent: figure(row.spent, moneyFollows(dossier, own?.spent.value ?? null)),
        rate: figure(row.rate, rateText(own?.spent.value ?? null, own?.budget.value ?? null)),
      };
    }),
    totals: {
      budget: figure(table.totals.budget, moneyFollows(dossier, budget)),
      spent: figure(table.totals.spent, moneyFollows(dossier, spent)),
      rate: figure(table.totals.rate, rateText(spent, budget)),
    },
  };
}

function moneyFollows(dossier: Dossier, amount: Money | null): Follows {
  return amount === null ? null : { text: printMoneyColumn(amount, dossier.moneyUnit), value: moneyAsRatio(amount, dossier.moneyUnit) };
}

function figure(printed: string | null, follows: Follows): ComparedText {
  const text = printed === null || /^[—–-]$/.test(printed) ? null : printed;
  if (text === null || follows === null)
    return { printed: text, follows: follows?.text ?? null, verdict: text === null ? "absent" : "unchecked" };
  const read = readDecimal(text);
  if (!read) return { printed: text, follows: follows.text, verdict: "unchecked" };
  const rounded = round(follows.value, { mode: "half-up", places: read.places + (read.percent ? 2 : 0) });
  return { printed: text, follows: follows.text, verdict: compare(rounded, read.value) === 0 ? "same" : "differs" };
}

// Targets and results are compared as figures where both are of one kind ("90%" and "≥90%"), else shown side by side.
function words(printed: string | null, follows: string | null): ComparedText {
  if (printed === null || follows === null) return { printed, follows, verdict: printed === null ? "absent" : "unchecked" };
  const plain = (text: string) => text.replace(/^[≥≤=>]\s*/, "").trim();
  if (plain(printed) === plain(follows)) return { printed, follows, verdict: "same" };
  const [a, b] = [readDecimal(plain(printed)), readDecimal(plain(follows))];
  return { printed, follows, verdict: a && b && a.percent === b.percent ? "differs" : "unchecked" };
}

function printedGrade(printed: PrintedDocument): string | null {
  const conclusion = printed.statements.find((statement) => statement.claims === "conclusion");
  return printed.table?.grade ?? (conclusion?.claims === "conclusion" ? conclusion.grade : null);
}
