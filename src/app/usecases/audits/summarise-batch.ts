// A batch in numbers, added up from what its list shows: the same figures that the store counts of an uploaded batch.
import { moneyOfFen, printMoney, readMoney, sumMoney } from "../../../kernel/index.ts";
import type { BatchRow } from "./audit-files.ts";
import type { BatchSheetInput } from "./compose-audit-sheet.ts";

/** Codes with most errors first, then doubts, then hints, then by name. */
export function summariseBatch(name: string, rows: readonly BatchRow[]): Pick<BatchSheetInput, "batch" | "codes" | "documents"> {
  const outcomes = rows.flatMap(({ outcome }) => outcome ?? []);
  const wrong = outcomes.filter(({ errors }) => errors > 0);
  const sum = (pick: (one: (typeof outcomes)[number]) => number) => outcomes.reduce((total, one) => total + pick(one), 0);
  return {
    batch: {
      name,
      documents: rows.length,
      done: outcomes.length,
      failed: rows.length - outcomes.length,
      passed: outcomes.length - wrong.length,
      errors: sum(({ errors }) => errors),
      warnings: sum(({ warnings }) => warnings),
      hints: sum(({ hints }) => hints),
      amountWithErrors: addAmounts(wrong.map(({ amount }) => amount)),
    },
    codes: countCodes(outcomes),
    documents: rows.map(({ n, file, outcome, faults }) => ({
      n,
      file,
      faults,
      ...(outcome ?? NOT_READ),
      status: outcome ? "done" : "failed",
    })),
  };
}

const NOT_READ = { project: null, department: null, total: null, grade: null, errors: 0, warnings: 0, amount: null };

function countCodes(outcomes: readonly NonNullable<BatchRow["outcome"]>[]): BatchSheetInput["codes"] {
  const counts = new Map<string, { errors: number; warnings: number; hints: number; documents: number }>();
  for (const { codes } of outcomes) {
    for (const [code, { error = 0, warning = 0, hint = 0 }] of Object.entries(codes)) {
      const before = counts.get(code) ?? { errors: 0, warnings: 0, hints: 0, documents: 0 };
      const { errors, warnings, hints, documents } = before;
      counts.set(code, { errors: errors + error, warnings: warnings + warning, hints: hints + hint, documents: documents + 1 });
    }
  }
  return [...counts]
    .map(([code, count]) => ({ code, ...count }))
    .toSorted((a, b) => b.errors - a.errors || b.warnings - a.warnings || b.hints - a.hints || (a.code < b.code ? -1 : 1));
}

/** Yuan; null where none of the documents states any. */
function addAmounts(amounts: readonly (string | null)[]): string | null {
  const stated = amounts.flatMap((amount) => (amount === null ? [] : (readMoney(amount, "元") ?? moneyOfFen(0n))));
  return stated.length === 0 ? null : printMoney(sumMoney(stated), "元");
}
