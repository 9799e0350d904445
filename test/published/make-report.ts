// The facts of a report's prose and of its own tables, agreeing with the form that is annexed to it.
import {
  type Money,
  moneyOfFen,
  printMoneyColumn,
  printScaled,
  ratio,
  readMoney,
  roundScaled,
  sum,
  sumMoney,
  trimZeros,
} from "../../src/kernel/index.ts";
import type { Chance } from "./chance.ts";
import { decimalOf } from "./decimal-of.ts";
import type { CaseDetail, CaseReport, CaseTable } from "./published-case.ts";

const DIVISIONS = ["综合科", "业务一科", "业务二科", "财务科", "工程科"] as const;
const PIECES = ["一期", "二期", "东片区", "西片区", "设备采购", "人员培训", "现场维护", "宣传资料", "检测验收", "档案整理"] as const;

export function makeReport(table: CaseTable, chance: Chance): CaseReport {
  const first = table.funds[0];
  const budget = readMoney(first?.revised ?? "", table.moneyUnit);
  const spent = readMoney(first?.executed ?? "", table.moneyUnit);
  if (budget === null || spent === null) throw new Error("a report needs amounts that read back");
  const detail = makeDetail(table, budget, spent, chance);
  const scoreRows = scoreRowsOf(table);
  const total = table.total.score ?? "";
  return {
    title: `${table.year}年度${table.project.replace(/^\d{4}年/u, "")}绩效自评报告`,
    issuer: table.department ?? "",
    addressee: `${(table.department ?? "").slice(0, 3)}财政局`,
    signedOn: `${table.year + 1}-0${chance.int(3, 6)}-${chance.int(10, 28)}`,
    visitedOn: `${table.year + 1}-0${chance.int(1, 2)}-${chance.int(10, 28)}`,
    details: [detail],
    scoreRows,
    scoreTotal: { weight: "100", score: total },
    conclusion: { score: total, grade: table.grade ?? "" },
  };
}

function makeDetail(table: CaseTable, budget: Money, spent: Money, chance: Chance): CaseDetail {
  const count = chance.int(4, 9);
  const budgets = splitMoney(budget, count, chance);
  // What is not spent is left over piece by piece, so that none spends more than it was given.
  let unspent = budget - spent;
  const spents = budgets.map((amount, at) => {
    const rest = budgets.slice(at + 1).reduce((a, b) => a + b, 0n);
    const least = unspent > rest ? unspent - rest : 0n;
    const share = (unspent * BigInt(chance.int(0, 60))) / 100n;
    const cents = (((share > amount ? amount : share) > least ? (share > amount ? amount : share) : least) / STEP) * STEP;
    const left = cents < least ? least : cents;
    unspent -= left;
    return moneyOfFen(amount - left);
  });
  const percent = (part: Money, whole: Money) =>
    `${trimZeros(printScaled(roundScaled(ratio(part * 100n, whole), { mode: "half-up", places: 2 }), 2))}%`;
  const print = (amount: Money) => printMoneyColumn(amount, "万元");
  return {
    title: `${table.year}年度项目资金支出明细表`,
    rows: budgets.map((amount, at) => ({
      no: String(at + 1),
      name: `${table.project.replace(/^\d{4}年/u, "").slice(0, 6)}${PIECES[at] ?? ""}`,
      division: chance.pick(DIVISIONS),
      budget: print(amount),
      spent: print(spents[at] ?? moneyOfFen(0n)),
      rate: percent(spents[at] ?? moneyOfFen(0n), amount),
    })),
    total: { budget: print(sumMoney(budgets)), spent: print(sumMoney(spents)), rate: percent(sumMoney(spents), sumMoney(budgets)) },
  };
}

// 0.01 万元.
const STEP = 10_000n;

function splitMoney(amount: Money, count: number, chance: Chance): readonly Money[] {
  const steps = amount / STEP;
  const even = steps / BigInt(count);
  const parts = Array.from({ length: count - 1 }, () => {
    const part = (even * BigInt(chance.int(60, 110))) / 100n;
    return part === 0n ? 1n : part;
  });
  const last = steps - parts.reduce((a, b) => a + b, 0n);
  return [...parts, last].map((part) => moneyOfFen(part * STEP));
}

function scoreRowsOf(table: CaseTable): CaseReport["scoreRows"] {
  const execution = table.funds[0];
  const groups = new Map<string, { level1: string; level2: string; weights: string[]; scores: string[] }>();
  for (const { level1, level2, weight, score } of table.indicators) {
    const key = `${level1}/${level2}`;
    const group = groups.get(key) ?? { level1, level2, weights: [], scores: [] };
    group.weights.push(weight ?? "0");
    group.scores.push(score ?? "0");
    groups.set(key, group);
  }
  const add = (values: readonly string[]) =>
    trimZeros(printScaled(roundScaled(sum(values.map(decimalOf)), { mode: "half-up", places: 2 }), 2));
  return [
    { level1: "预算执行", level2: "预算执行率", weight: execution?.weight ?? "", score: execution?.score ?? "" },
    ...[...groups.values()].map(({ level1, level2, weights, scores }) => ({ level1, level2, weight: add(weights), score: add(scores) })),
  ];
}
