// The money rows of a form: a block of columns, or amounts beside their labels.
import { cell, type FormCell, spread, type TruthFund } from "./form-document.ts";
import type { FundColumn, LayoutSpec } from "./layout-spec.ts";
import type { CaseFund, CaseTable } from "./published-case.ts";

export function composeFundRows(
  table: CaseTable,
  spec: LayoutSpec,
  columns: number,
  path: (rest: string) => string,
): readonly (readonly FormCell[])[] {
  switch (spec.fundStyle) {
    case "columns":
      return columnRows(table, spec, columns, path);
    case "pairs":
      return pairRows(table, spec, columns, path);
  }
}

function columnRows(table: CaseTable, spec: LayoutSpec, columns: number, path: (rest: string) => string): readonly (readonly FormCell[])[] {
  const widths = spread([1, 2, ...spec.fundColumns.map(() => 1)], columns);
  const [label = 1, name = 1] = widths;
  const head = [
    cell(spec.fundLabel, { across: label, down: table.funds.length + 1 }),
    cell("", { across: name }),
    ...spec.fundColumns.map(([, words], at) => cell(words, { across: widths[at + 2] ?? 1 })),
  ];
  const unit = spec.amountUnits ? table.moneyUnit : "";
  const rows = table.funds.map((fund, row) => [
    cell(fund.row, { across: name, path: path(`funds.${row}.row`) }),
    ...spec.fundColumns.map(([key], at) => {
      const across = widths[at + 2] ?? 1;
      const figure = key === "weight" || key === "rate" || key === "score";
      const blank = figure ? spec.fundBlank : "";
      return cell(
        fund[key] === null ? blank : `${fund[key]}${figure ? "" : unit}`,
        fund[key] === null ? { across } : { across, path: path(`funds.${row}.${key}`) },
      );
    }),
  ]);
  const [total = [], ...parts] = rows;
  return spec.fundTotalLast ? [head, ...parts, total] : [head, ...rows];
}

/** 预算数 and 执行数 in a row, each source of money below it, the rate and its points beside the first. */
function pairRows(table: CaseTable, spec: LayoutSpec, columns: number, path: (rest: string) => string): readonly (readonly FormCell[])[] {
  const [label = 1, first = 1, second = 1, third = 1, fourth = 1] = spread([1, 2, 2, 2, 2], columns);
  const unit = spec.fundLabel.includes("元") ? "" : table.moneyUnit;
  const amount = (fund: CaseFund, row: number, key: FundColumn, across: number) =>
    cell(fund[key] === null ? "" : `${fund[key]}${unit}`, fund[key] === null ? { across } : { across, path: path(`funds.${row}.${key}`) });
  return table.funds.map((fund, row) => [
    ...(row === 0 ? [cell(spec.fundLabel, { across: label, down: table.funds.length })] : []),
    cell(row === 0 ? "预算数：" : `${fund.row}`, { across: first }),
    amount(fund, row, "revised", second),
    cell(row === 0 ? "执行数：" : `${fund.row}`, { across: third }),
    amount(fund, row, "executed", fourth),
  ]);
}

export function truthFunds(table: CaseTable, spec: LayoutSpec): readonly TruthFund[] {
  const has = (key: FundColumn) => spec.fundColumns.some(([name]) => name === key);
  const pick = (fund: CaseFund, key: FundColumn) => (has(key) ? fund[key] : null);
  // Where the head of the points says 20分*执行率, the weight is read there.
  const inHead = !has("weight") && has("score") && spec.fundColumns.some(([, words]) => /\d分/u.test(words));
  const [total, ...parts] = table.funds;
  const shown = spec.fundTotalLast && total ? [...parts, total] : table.funds;
  return shown.map((fund) => ({
    row: fund.row,
    initial: pick(fund, "initial"),
    revised: pick(fund, "revised"),
    executed: pick(fund, "executed"),
    weight: inHead ? fund.weight : pick(fund, "weight"),
    rate: pick(fund, "rate"),
    score: pick(fund, "score"),
  }));
}
