// One seed, one published case: figures drawn, then worked out exactly, so that what is printed agrees unless a defect is planted.
import {
  least,
  type Money,
  moneyOfFen,
  multiply,
  ONE,
  printMoney,
  printScaled,
  type Ratio,
  ratio,
  roundScaled,
  shareOf,
  sum,
  sumMoney,
  trimZeros,
} from "../../src/kernel/index.ts";
import { type Chance, createChance } from "./chance.ts";
import { decimalOf } from "./decimal-of.ts";
import type { FormTraits, RateStyle } from "./form-traits.ts";
import { gradeOf } from "./grade-of.ts";
import { LAYOUTS, type LayoutName, layoutOf } from "./layouts.ts";
import { makeIndicators } from "./make-indicators.ts";
import { makeReport } from "./make-report.ts";
import { type DefectName, plantInReport, plantInTable } from "./plant-defects.ts";
import { PLACES, STOCK } from "./project-stock.ts";
import type { CaseFund, CaseIndicator, CaseTable, PublishedCase } from "./published-case.ts";

export type CaseOptions = {
  /** The form it is made for; drawn by the seed where absent. */
  readonly layout?: LayoutName;
  /** Mistakes to plant, as far as the form can hold them. */
  readonly defects?: readonly DefectName[];
  /** Characters changed as character recognition changes them. */
  readonly damaged?: boolean;
};

/** The same seed and options give the same case. */
export function makeCase(seed: number, options: CaseOptions = {}): PublishedCase {
  const chance = createChance(seed);
  const layout = options.layout ?? chance.fork(1).pick(LAYOUTS);
  const traits = layoutOf(layout).traits;
  const tables = Array.from({ length: traits.tables }, (_, index) => makeTable(traits, chance.fork(10 + index)));
  const names = options.defects ?? [];
  const [made, ...others] = tables;
  if (!made) throw new Error("a case needs a table");
  // The report is written from the table as it stands, mistakes included, so that a mistake of the table is the only one.
  const { table, planted } = plantInTable(made, layout, names, chance.fork(3));
  const report = traits.report ? makeReport(table, chance.fork(2)) : null;
  const published: PublishedCase = { seed, layout, tables: [table, ...others], report, planted, damaged: options.damaged ?? false };
  return plantInReport(published, layout, names);
}

function makeTable(traits: FormTraits, chance: Chance): CaseTable {
  const stock = chance.pick(STOCK);
  const place = chance.pick(PLACES);
  const year = chance.int(2019, 2024);
  const { funds, executionScore } = makeFunds(traits, chance.fork(1));
  const made = makeIndicators(traits.scheme, stock, year, chance.fork(2));
  const indicators = traits.sharedScores ? shareScores(made.indicators) : made.indicators;
  const scores = made.indicators.map(({ score }) => decimalOf(score ?? "0"));
  const counted = traits.executionWeight > 0 && !traits.executionApart ? [executionScore, ...scores] : scores;
  const total = trimZeros(printScaled(roundScaled(sum(counted), { mode: "half-up", places: 2 }), 2));
  return {
    project: `${chance.happens(40) ? `${year}年` : ""}${stock.project}${chance.pick(["项目", "经费", "专项资金", ""])}`,
    department: `${place}${stock.office}`,
    unit: `${place}${chance.pick(stock.units)}`,
    year,
    moneyUnit: traits.moneyUnit,
    funds,
    goal: stock.goal,
    goalAchieved: stock.achieved,
    indicators,
    total: { weight: "100", score: total },
    grade: gradeOf(total),
    levelPoints: made.levelPoints,
  };
}

function makeFunds(traits: FormTraits, chance: Chance): { readonly funds: readonly CaseFund[]; readonly executionScore: Ratio } {
  const parts = traits.fundRows.slice(1).map((row, index) => {
    // The first part always holds money, the others in half of the cases.
    const used = index === 0 || chance.happens(45);
    const revised = used ? moneyOfFen(BigInt(chance.int(120, 48_000)) * 10_000n) : null;
    const initial = revised === null ? null : chance.happens(75) ? revised : moneyOfFen((revised / 40_000n) * 30_000n);
    const executed = revised === null ? null : chance.happens(55) ? revised : spend(revised, chance);
    return { row, initial, revised, executed };
  });
  const total = (pick: (part: (typeof parts)[number]) => Money | null): Money =>
    sumMoney(parts.map((part) => pick(part) ?? moneyOfFen(0n)));
  const single = parts.length === 0 ? moneyOfFen(BigInt(chance.int(120, 48_000)) * 10_000n) : null;
  const revised = single ?? total((part) => part.revised);
  const executed = single === null ? total((part) => part.executed) : chance.happens(50) ? single : spend(single, chance);
  const initial = single ?? total((part) => part.initial);
  const share = shareOf(executed, revised) ?? ratio(0);
  const executionScore = roundedPoints(multiply(ratio(traits.executionWeight), least(share, ONE)));
  const weight = traits.executionWeight > 0 ? String(traits.executionWeight) : null;
  const print = (amount: Money | null): string | null =>
    amount === null ? null : groupDigits(printMoney(amount, traits.moneyUnit), traits.thousands);
  const first: CaseFund = {
    row: traits.fundRows[0] ?? "年度资金总额",
    initial: print(initial),
    revised: print(revised),
    executed: print(executed),
    weight,
    rate: printRate(share, traits.rateStyle),
    score: weight === null ? null : printPointsOf(executionScore),
  };
  const rest = parts.map((part): CaseFund => {
    if (traits.zeroParts && part.revised === null)
      return { row: part.row, initial: "0.00", revised: "0.00", executed: "0.00", weight: null, rate: null, score: null };
    const partShare = part.revised === null || part.executed === null ? null : shareOf(part.executed, part.revised);
    return {
      row: part.row,
      initial: print(part.initial),
      revised: print(part.revised),
      executed: print(part.executed),
      weight: traits.partScores && partShare !== null ? weight : null,
      rate: traits.partRates && partShare !== null ? printRate(partShare, traits.rateStyle) : null,
      score:
        traits.partScores && partShare !== null ? printPointsOf(roundedPoints(multiply(ratio(traits.executionWeight), partShare))) : null,
    };
  });
  return { funds: [first, ...rest], executionScore };
}

/** Between 45% and 99% of the amount, to the yuan or the hundred yuan. */
function spend(amount: Money, chance: Chance): Money {
  const step = chance.pick([10_000n, 100_000n]);
  const spent = ((amount * BigInt(chance.int(450, 990))) / 1000n / step) * step;
  return moneyOfFen(spent === 0n ? amount : spent);
}

/** A rate as forms write it; 0.9586 is 95.86%, 95.86 %, 0.959 or 95.86. */
function printRate(share: Ratio, style: RateStyle): string {
  const percent = printScaled(roundScaled(multiply(share, ratio(100)), { mode: "half-up", places: 2 }), 2);
  switch (style) {
    case "percent":
      return `${trimZeros(percent)}%`;
    case "percent-places":
      return `${percent}%`;
    case "spaced-percent":
      return `${percent} %`;
    case "fraction":
      return trimZeros(printScaled(roundScaled(share, { mode: "half-up", places: 3 }), 3));
    case "bare":
      return trimZeros(percent);
  }
}

function shareScores(indicators: readonly CaseIndicator[]): readonly CaseIndicator[] {
  const groupOf = ({ level1, level2 }: CaseIndicator) => `${level1}/${level2}`;
  return indicators.map((indicator, index) => {
    const before = indicators[index - 1];
    if (before && groupOf(before) === groupOf(indicator)) return { ...indicator, score: null };
    const group = indicators.filter((other) => groupOf(other) === groupOf(indicator));
    return { ...indicator, score: printPointsOf(sum(group.map(({ score }) => decimalOf(score ?? "0")))) };
  });
}

function roundedPoints(value: Ratio): Ratio {
  return ratio(roundScaled(value, { mode: "half-up", places: 2 }), 100n);
}

function printPointsOf(value: Ratio): string {
  return trimZeros(printScaled(roundScaled(value, { mode: "half-up", places: 2 }), 2));
}

function groupDigits(text: string, thousands: boolean): string {
  if (!thousands) return text;
  const [whole = "", decimals = "00"] = text.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/gu, ",")}.${decimals.padEnd(2, "0")}`;
}
