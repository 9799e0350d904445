// Indicators with targets, actuals, weights and scores that agree: a met target has all its points, a missed figure its share.
import { divide, multiply, printScaled, type Ratio, ratio, roundScaled, trimZeros } from "../../src/kernel/index.ts";
import type { Chance } from "./chance.ts";
import type { LevelScheme } from "./form-traits.ts";
import type { Measure, ProjectStock, StockIndicator } from "./project-stock.ts";
import type { CaseIndicator, CaseValue } from "./published-case.ts";

export type MadeIndicators = { readonly indicators: readonly CaseIndicator[]; readonly levelPoints: ReadonlyMap<string, string> };

/** Indicators for every level of the scheme; about one in seven misses its target and says why. */
export function makeIndicators(scheme: LevelScheme, stock: ProjectStock, year: number, chance: Chance): MadeIndicators {
  const indicators: CaseIndicator[] = [];
  const levelPoints = new Map<string, string>();
  for (const { level1, points, level2 } of scheme) {
    levelPoints.set(level1, String(points));
    const groups = level2.length > 2 && level1.startsWith("效益") ? chance.some(level2, chance.int(2, level2.length)) : level2;
    const chosen = groups.map(({ name, stock: list }) => ({
      name,
      entries: chance.some(stock[list], chance.int(1, list === "quantity" ? 3 : 2)),
    }));
    const shares = splitPoints(
      points,
      chosen.reduce((n, { entries }) => n + entries.length, 0),
      chance,
    );
    let next = 0;
    for (const { name, entries } of chosen) {
      let group = 0;
      for (const entry of entries) {
        const weight = shares[next++] ?? 0;
        group += weight;
        indicators.push(makeIndicator(entry, { level1, level2: name, weight, year }, chance));
      }
      levelPoints.set(`${level1}/${name}`, String(group));
    }
  }
  return { indicators, levelPoints };
}

type Slot = { readonly level1: string; readonly level2: string; readonly weight: number; readonly year: number };

function makeIndicator(entry: StockIndicator, slot: Slot, chance: Chance): CaseIndicator {
  const misses = chance.happens(14) && entry.measure.kind !== "day" && entry.measure.kind !== "word";
  const { target, actual, share } = misses ? missedValues(entry.measure, chance) : metValues(entry.measure, slot.year, chance);
  const score = trimZeros(printScaled(roundScaled(multiply(ratio(slot.weight), share), { mode: "half-up", places: 2 }), 2));
  return {
    level1: slot.level1,
    level2: slot.level2,
    level3: entry.name,
    target,
    actual,
    weight: String(slot.weight),
    score,
    reason: misses ? chance.pick(REASONS) : null,
    core: chance.happens(30),
  };
}

const REASONS = [
  "汛期施工受阻，已调整工期，下年度补齐。",
  "供货方延期交付，现已催办并约定补货时间。",
  "部分人员临时调岗，参与人数少于计划，今后提前摸排。",
  "前期论证耗时较长，后续将提前启动采购。",
  "宣传覆盖不够，下一步增加走访频次。",
] as const;

type Values = { readonly target: CaseValue; readonly actual: CaseValue; readonly share: Ratio };

function metValues(measure: Measure, year: number, chance: Chance): Values {
  const whole = ratio(1);
  switch (measure.kind) {
    case "count": {
      const target = chance.int(measure.low, measure.high);
      const actual = chance.happens(60) ? target : target + chance.int(0, Math.floor(target / 5));
      return { target: figure("≥", target, measure.unit), actual: figure("", actual, measure.unit), share: whole };
    }
    case "limit": {
      const target = chance.int(measure.low, measure.high);
      const actual = chance.happens(60) ? target : target - chance.int(0, Math.floor(target / 5));
      return { target: figure("≤", target, measure.unit), actual: figure("", actual, measure.unit), share: whole };
    }
    case "percent": {
      const target = chance.int(measure.low, measure.high);
      const actual = target === 100 || chance.happens(50) ? target : chance.int(target, 100);
      return { target: figure(target === 100 ? "=" : "≥", target, "%"), actual: figure("", actual, "%"), share: whole };
    }
    case "day": {
      const month = chance.int(6, 12);
      return {
        target: words(`${year}年${month}月底前`),
        actual: words(`${year}年${month}月${chance.int(3, 26)}日`),
        share: whole,
      };
    }
    case "word": {
      const met = chance.pick(measure.met);
      return { target: words(met), actual: words(met), share: whole };
    }
  }
}

function missedValues(measure: Measure, chance: Chance): Values {
  if (measure.kind === "limit") {
    const target = chance.int(measure.low, measure.high);
    const actual = target + chance.int(1, Math.max(1, Math.floor(target / 6)));
    return {
      target: figure("≤", target, measure.unit),
      actual: figure("", actual, measure.unit),
      share: divide(ratio(target), ratio(actual)),
    };
  }
  const percent = measure.kind === "percent";
  if (!percent && measure.kind !== "count") throw new Error(`${measure.kind} cannot be missed by a figure`);
  const target = chance.int(measure.low, measure.high);
  const actual = Math.max(1, target - chance.int(1, Math.max(1, Math.floor(target / 8))));
  const unit = percent ? "%" : measure.unit;
  return { target: figure(target === 100 ? "=" : "≥", target, unit), actual: figure("", actual, unit), share: ratio(actual, target) };
}

function figure(symbol: string, value: number, unit: string): CaseValue {
  return { symbol, value: String(value), unit, word: false };
}

function words(text: string): CaseValue {
  return { symbol: "", value: text, unit: "", word: true };
}

/** Whole points for `count` indicators, each at least 2 where there is room, adding up to `points`. */
function splitPoints(points: number, count: number, chance: Chance): readonly number[] {
  const even = Math.floor(points / count);
  const shares: number[] = Array.from({ length: count }, () => even);
  for (let rest = points - even * count; rest > 0; rest--) shares[rest % count] = (shares[rest % count] ?? 0) + 1;
  for (let turn = 0; turn < count; turn++) {
    const from = chance.int(0, count - 1);
    const to = chance.int(0, count - 1);
    const moved = chance.int(0, Math.max(0, (shares[from] ?? 0) - 2));
    if (from === to) continue;
    shares[from] = (shares[from] ?? 0) - moved;
    shares[to] = (shares[to] ?? 0) + moved;
  }
  return shares;
}
