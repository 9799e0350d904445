// Sentences of a printed document against its own figures: what was appropriated, rates and their denominators, points and
// grade, dates, references. What it says of single indicators is checked in printed-completion.ts.
import { compare, type Day, divide, readDay } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import { unknownYears, wrongBrackets } from "../document-number.ts";
import type { Finding } from "../finding.ts";
import { canBe, quotientOf, readColumn, readPrinted, readRate, sumOf } from "../printed-number.ts";
import { executionRowOf, type SeenDocument } from "../seen-table.ts";
import { showPercent } from "../show-figure.ts";
import { type Said, textAgainstTable } from "../statement.ts";
import { checkBenefit, checkCompletion, checkSatisfaction } from "./printed-completion.ts";
import { gradeStands } from "./printed-totals.ts";

export function checkPrintedStatements(printed: SeenDocument, rulebook: Rulebook): Finding[] {
  const sentences = printed.statements.map((statement, index): Said => {
    const where = {
      subject: `published.statements.${index}`,
      quote: statement.quote,
      ...(statement.place ? { place: statement.place } : {}),
    };
    return { statement, where, printed, rulebook };
  });
  return [...sentences.flatMap((said) => [...claim(said), ...dates(said), ...numbers(said)]), ...denominators(printed)];
}

function claim({ statement, ...said }: Said): Finding[] {
  switch (statement.claims) {
    case "appropriated":
      return appropriated({ statement, ...said });
    case "execution-rate":
      return executionRate({ statement, ...said });
    case "completion":
      return checkCompletion({ statement, ...said });
    case "satisfaction":
      return checkSatisfaction({ statement, ...said });
    case "benefit":
      return checkBenefit({ statement, ...said });
    case "conclusion":
      return conclusion({ statement, ...said });
    case "instrument":
      return [];
  }
}

// "Appropriated this year" may not count what was carried over.
function appropriated({ statement, where, printed: { table }, rulebook }: Said<"appropriated">): Finding[] {
  const current = table?.funds.find((row) => /当年|本年/.test(row.row));
  const carried = table?.funds.find((row) => /结转|结余/.test(row.row));
  const [said, granted, rest] = readColumn([statement.amount, current?.revised ?? null, carried?.revised ?? null]);
  if (!table || !said || !granted || canBe(said, granted)) return [];
  const withRest = rest && canBe(said, sumOf([granted, rest]));
  const formula = withRest
    ? `${current?.revised} + ${carried?.revised} = ${statement.amount}`
    : `${statement.amount} ≠ ${current?.revised}`;
  const params = {
    printed: statement.amount,
    granted: current?.revised ?? "",
    carried: withRest ? (carried?.revised ?? "") : "",
    unit: table.moneyUnit ?? "",
  };
  return [
    found("appropriation-misstated", "warning", where, {
      printed: statement.amount,
      expected: current?.revised ?? null,
      formula,
      basis: duty(rulebook, "truthful"),
      params,
    }),
  ];
}

function executionRate(said: Said<"execution-rate">): Finding[] {
  const { statement, where, printed, rulebook } = said;
  const total = printed.table?.funds[executionRowOf(printed.table.funds)];
  const [spent, budget, executed, revised] = readColumn([
    statement.spent,
    statement.budget,
    total?.executed ?? null,
    total?.revised ?? null,
  ]);
  const computed = spent && budget ? quotientOf(spent, budget) : null;
  const rates = readRate(statement.rate);
  const findings: Finding[] = [];
  if (spent && budget && computed && rates.length > 0 && !rates.some((one) => canBe(one, computed))) {
    const share = showPercent(divide(spent.value, budget.value));
    const params = {
      name: statement.name,
      printed: statement.rate,
      expected: share,
      executed: statement.spent ?? "",
      budget: statement.budget ?? "",
    };
    findings.push(
      found(
        "rate-wrong",
        "error",
        { ...where, column: COLUMNS.rate },
        {
          printed: statement.rate,
          expected: share,
          formula: `${statement.spent} ÷ ${statement.budget} = ${share}`,
          basis: duty(rulebook, "truthful"),
          params,
        },
      ),
    );
  }
  // The sentence speaks of the whole project where it divides by the whole budget.
  if (spent && budget && executed && revised && canBe(budget, revised) && !canBe(spent, executed))
    findings.push(textAgainstTable(said, statement.name, statement.spent ?? "", total?.executed ?? ""));
  return findings;
}

function conclusion({ statement, where, printed: { table }, rulebook }: Said<"conclusion">): Finding[] {
  const findings: Finding[] = [];
  const [said, total] = [readPrinted(statement.score), readPrinted(table?.total.score ?? null)];
  const differs = (text: string, inTable: string, what: string) =>
    found("total-disagrees-with-text", "error", where, {
      printed: text,
      expected: inTable,
      formula: `${text} ≠ ${inTable}`,
      basis: duty(rulebook, "truthful"),
      params: { text, table: inTable, what },
    });
  if (said && total && !canBe(said, total)) findings.push(differs(statement.score ?? "", table?.total.score ?? "", "score"));
  if (statement.grade !== null && table?.grade && statement.grade !== table.grade)
    findings.push(differs(statement.grade, table.grade, "grade"));
  if (statement.grade !== null) return [...findings, ...gradeStands(statement.grade, statement.score, where, rulebook)];
  return [
    ...findings,
    found("grade-missing", "warning", where, { basis: duty(rulebook, "graded"), params: { score: statement.score ?? "—" } }),
  ];
}

/** A rate somewhere in the document, with what it divides. */
type StatedRate = {
  readonly name: string;
  readonly rate: string;
  readonly spent: string;
  readonly budget: string;
  readonly quote: string;
  readonly place: string | null;
};

// One name, several denominators: every rate with what it divides, and the one the table holds and nobody prints.
function denominators({ table, statements, details }: SeenDocument): Finding[] {
  const inText = statements.flatMap((one): StatedRate[] =>
    one.claims === "execution-rate" && one.budget !== null && one.spent !== null
      ? [{ name: one.name, rate: one.rate, spent: one.spent, budget: one.budget, quote: one.quote, place: one.place }]
      : [],
  );
  const inTotals = details.flatMap(({ title, totals, place }): StatedRate[] =>
    totals.rate !== null && totals.spent !== null && totals.budget !== null
      ? [{ name: title, rate: totals.rate, spent: totals.spent, budget: totals.budget, quote: totals.rate, place }]
      : [],
  );
  const stated = [...inText, ...inTotals];
  const different = stated.filter((one, index) => stated.findIndex((other) => isSameAmount(other.budget, one.budget)) === index);
  if (different.length < 2) return [];
  const hidden = (table?.funds ?? []).slice(1).flatMap((row) => {
    const known =
      row.executed === null ||
      row.revised === null ||
      stated.some((one) => isSameAmount(one.budget, row.revised) && isSameAmount(one.spent, row.executed));
    const rate = rateOf(row.executed, row.revised);
    return known || rate === null || !/当年|本年/.test(row.row)
      ? []
      : [`${rate} = ${row.executed} ÷ ${row.revised} (${row.row.replace(/^其中[:：]\s*/, "")})`];
  });
  const lines = [
    ...different.map((one) => `${rateOf(one.spent, one.budget) ?? one.rate} = ${one.spent} ÷ ${one.budget} (${one.name} ${one.rate})`),
    ...hidden,
  ];
  const places = different.flatMap((one) => (one.place === null ? [] : [one.place])).join("、");
  const where = {
    subject: "funds",
    column: COLUMNS.rate,
    quote: different.map((one) => one.quote).join("；"),
    ...(places === "" ? {} : { place: places }),
  };
  return [
    found("denominator-ambiguous", "warning", where, {
      printed: different.map((one) => one.rate).join(", "),
      formula: lines.join("; "),
      params: { count: String(lines.length), rates: lines.join("；") },
    }),
  ];
}

function isSameAmount(one: string | null, other: string | null): boolean {
  const [a, b] = [readPrinted(one), readPrinted(other)];
  return a !== null && b !== null && compare(a.value, b.value) === 0;
}

function rateOf(spent: string | null, budget: string | null): string | null {
  const [part, whole] = [readPrinted(spent), readPrinted(budget)];
  return part && whole && whole.value.n > 0n ? showPercent(divide(part.value, whole.value)) : null;
}

const DATE = /(今年|本年|(?<!\d)\d{4}\s*年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/;

// "This year" is the year of the signature; what lies after the signature cannot have been evaluated.
function dates({ statement, where, printed, rulebook }: Said): Finding[] {
  const { signedOn } = printed;
  if (signedOn === null) return [];
  const text = statement.claims === "benefit" && statement.date !== null ? statement.date : statement.quote;
  const match = DATE.exec(text);
  const day = match && dayOf(match, signedOn);
  if (!match || !day || day <= signedOn) return [];
  const details = {
    printed: match[0],
    expected: `≤ ${signedOn}`,
    formula: `${match[0]} → ${day} > ${signedOn}`,
    basis: duty(rulebook, "truthful"),
  };
  return [found("date-after-signature", "error", where, { ...details, params: { what: statement.quote, date: day, signed: signedOn } })];
}

function dayOf(match: RegExpExecArray, signedOn: Day): Day | null {
  const [, named = "", month = "", date = ""] = match;
  const year = /^\d/.test(named) ? named.slice(0, 4) : signedOn.slice(0, 4);
  return readDay(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
}

function numbers({ statement, where, printed, rulebook }: Said): Finding[] {
  const text = statement.claims === "instrument" ? statement.number : statement.quote;
  const known = rulebook.chain.flatMap((one) => [one.number, ...(one.replaces ?? [])]);
  return [
    ...wrongBrackets(text).map((number) => found("doc-number-brackets", "hint", where, { ...number, params: number })),
    ...unknownYears(text, printed.signedOn ?? rulebook.day, known).map((number) =>
      found("doc-number-unknown", "warning", where, { ...number, params: number }),
    ),
  ];
}
