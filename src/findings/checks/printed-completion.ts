// What a report's text says of one indicator against the row of its own table: periods, completion, points taken and why,
// satisfaction, benefits. 财预〔2020〕10号 第十一条, 第十六条 and 第二十五条.
import { absolute, compare, divide, multiply, ONE, type Ratio, ratio, subtract, sum } from "../../kernel/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import { feasibleRate } from "../feasible-rate.ts";
import type { Finding } from "../finding.ts";
import { likeness } from "../likeness.ts";
import { canBe, exactly, readPrinted, readRate } from "../printed-number.ts";
import type { PrintedRow } from "../printed-row.ts";
import type { SeenDocument } from "../seen-table.ts";
import { showFigure, showPercent } from "../show-figure.ts";
import { type Said, textAgainstTable } from "../statement.ts";

type Completion = Said<"completion">;
/** Plan and result of one period. */
type Period = { readonly plan: Ratio; readonly done: Ratio };

/** A sentence's own account of an indicator, held to its own arithmetic and to the row of the table. */
export function checkCompletion(said: Completion): Finding[] {
  const row = rowOf(said.printed, said.statement.indicator);
  const periods = periodsOf(said);
  return [...latePeriods(said, row, periods), ...ownArithmetic(said, periods), ...pointsTaken(said, row), ...halfTheReason(said, row)];
}

/** Of a dossier's print by the row's id, of a document that was read by its path. */
function rowOf({ table }: SeenDocument, indicator: string): PrintedRow | null {
  return table?.indicators.find((row, index) => row.id === indicator || indicator === `tables.0.indicators.${index}`) ?? null;
}

// Empty where a figure is missing: what is not known is not added up.
function periodsOf({ statement }: Completion): Period[] {
  const planned = (statement.planned ?? []).map(readPrinted);
  const done = (statement.done ?? []).map(readPrinted);
  const periods = planned.flatMap((plan, index) =>
    plan && plan.value.n > 0n && done[index] ? [{ plan: plan.value, done: done[index].value }] : [],
  );
  return periods.length === planned.length && planned.length === done.length ? periods : [];
}

// What was late in one period is not made good by more in another: each period is completed on its own.
function latePeriods({ printed, statement, where, rulebook }: Completion, row: PrintedRow | null, periods: readonly Period[]): Finding[] {
  const actual = readPrinted(row?.actual ?? null);
  const late = periods.some(({ plan, done }) => compare(done, plan) < 0);
  if (!row || periods.length < 2 || !late || !actual?.percent || compare(actual.value, ONE) < 0) return [];
  const shares = periods.map(({ plan, done }) => showPercent(divide(done, plan), 0));
  const working = periods.map(({ plan, done }, index) => `${showFigure(done)} ÷ ${showFigure(plan)} = ${shares[index]}`).join("; ");
  const list = (key: keyof Period) => periods.map((period) => showFigure(period[key])).join(" + ");
  const place = { ...where, subject: statement.indicator, table: printed.table?.title ?? "", row: row.level3, column: COLUMNS.actual };
  return [
    found("actual-contradicts-text", "error", place, {
      printed: row.actual,
      expected: shares.join(", "),
      formula: working,
      basis: duty(rulebook, "truthful"),
      params: { name: row.level3, printed: row.actual ?? "", planned: list("plan"), done: list("done"), working },
    }),
  ];
}

// The rate and the deviation that the sentence itself works out. A deviation may be said without its sign.
function ownArithmetic({ statement, where, rulebook }: Completion, periods: readonly Period[]): Finding[] {
  if (periods.length === 0) return [];
  const [plan, done] = [sum(periods.map((period) => period.plan)), sum(periods.map((period) => period.done))];
  const share = divide(done, plan);
  const deviation = subtract(share, ONE);
  const wrong = (printed: string, expected: Ratio) => {
    const params = {
      name: statement.quote,
      printed,
      expected: showPercent(expected),
      executed: showFigure(done),
      budget: showFigure(plan),
    };
    return found("rate-wrong", "error", where, {
      printed,
      expected: showPercent(expected),
      formula: `${showFigure(done)} ÷ ${showFigure(plan)} = ${showPercent(share)}`,
      basis: duty(rulebook, "truthful"),
      params,
    });
  };
  const rates = readRate(statement.rate);
  const said = readPrinted(statement.deviation);
  const findings: Finding[] = [];
  if (statement.rate !== null && rates.length > 0 && !rates.some((rate) => canBe(rate, exactly(share))))
    findings.push(wrong(statement.rate, share));
  if (statement.deviation !== null && said?.percent && ![deviation, absolute(deviation)].some((one) => canBe(said, exactly(one))))
    findings.push(wrong(statement.deviation, deviation));
  return findings;
}

function pointsTaken(said: Completion, row: PrintedRow | null): Finding[] {
  const [weight, score, taken] = [row?.weight, row?.score, said.statement.deducted].map((text) => readPrinted(text ?? null));
  if (!row || !weight || !score || !taken) return [];
  const lost = subtract(weight.value, score.value);
  return canBe(taken, exactly(lost))
    ? []
    : [
        textAgainstTable(
          said,
          `${row.level3} ${COLUMNS.score}`,
          `−${said.statement.deducted}`,
          `${row.score} − ${row.weight} = ${showFigure(subtract(score.value, weight.value))}`,
        ),
      ];
}

// The table's reason leaves out part of the text's: which of the two took the points is not said.
function halfTheReason(said: Completion, row: PrintedRow | null): Finding[] {
  const { reason, deducted } = said.statement;
  const printed = row?.reason ?? null;
  if (!row || reason === null || printed === null || deducted === null) return [];
  // Causes are joined by 以及 or 、; clauses after a comma go into one cause further.
  const left = reason.split(/以及|、|和/).filter((part) => part.length > 1 && likeness(part, printed).n === 0n);
  if (left.length === 0) return [];
  const params = {
    what: `${row.level3} ${COLUMNS.reason}`,
    text: reason,
    table: printed,
    title: said.printed.table?.title ?? "",
    kind: "reason",
    left: left.join("、"),
  };
  return [
    found(
      "text-table-disagree",
      "warning",
      { ...said.where, column: COLUMNS.reason },
      { printed, expected: reason, basis: duty(said.rulebook, "explain"), params },
    ),
  ];
}

export function checkSatisfaction(said: Said<"satisfaction">): Finding[] {
  const row = rowOf(said.printed, said.statement.indicator);
  const [rate, actual] = [readPrinted(said.statement.rate), readPrinted(row?.actual ?? null)];
  return [
    ...(row && rate?.percent && actual?.percent && !canBe(rate, actual)
      ? [textAgainstTable(said, row.level3, said.statement.rate ?? "", row.actual ?? "")]
      : []),
    ...rateOfAnswers(said, row?.level3 ?? said.statement.indicator, rate?.percent ? said.statement.rate : (row?.actual ?? null)),
  ];
}

// A share of people, printed beside the number of answers, must be the share of some number of them.
function rateOfAnswers({ statement, where, rulebook }: Said<"satisfaction">, name: string, shown: string | null): Finding[] {
  const [rate, score, answers] = [readPrinted(shown), readPrinted(statement.score), readPrinted(statement.answers)];
  if (!rate?.percent || !answers || shown === null || answers.value.d !== 1n || answers.value.n <= 0n) return [];
  const valid = Number(answers.value.n);
  const { possible, neighbours } = feasibleRate(rate, valid);
  if (possible) return [];
  const isScore = score !== null && compare(score.value, multiply(rate.value, ratio(100n))) === 0;
  return [
    found(
      "rate-infeasible",
      "warning",
      { ...where, row: name, column: COLUMNS.actual },
      {
        printed: shown,
        expected: neighbours.join("; "),
        formula: `${valid} × ${shown} = ${showFigure(multiply(rate.value, ratio(BigInt(valid))))}`,
        basis: duty(rulebook, "truthful"),
        params: {
          name,
          rate: shown,
          valid: String(valid),
          neighbours: neighbours.join("、"),
          score: isScore ? (statement.score ?? "") : "",
        },
      },
    ),
  ];
}

export function checkBenefit(said: Said<"benefit">): Finding[] {
  const { statement, where, rulebook } = said;
  const gaps = (["baseline", "date", "linkedTo"] as const)
    .filter((part) => statement[part] === null)
    .map((part) => (part === "linkedTo" ? "link" : part));
  if (gaps.length === 0) return [];
  const name = rowOf(said.printed, said.statement.indicator)?.level3 ?? statement.indicator;
  const unsaid = statement.amount !== null && !statement.quote.includes(statement.amount);
  const claims = unsaid ? `${statement.quote} (${statement.amount})` : statement.quote;
  return [
    found(
      "benefit-unattributed",
      "warning",
      { ...where, subject: statement.indicator, row: name, column: COLUMNS.actual },
      {
        printed: statement.quote,
        basis: duty(rulebook, "measurable"),
        params: { name, count: "1", all: "1", gaps: gaps.join(","), claims },
      },
    ),
  ];
}
