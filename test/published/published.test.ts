// Published documents of every layout, made and read back: the figures that are made agree, and what is read is what was made.
import { describe, expect, it } from "vitest";
import { divide, equals, least, multiply, ONE, type Ratio, ratio, readDecimal, roundScaled, sum, ZERO } from "../../src/kernel/index.ts";
import {
  DEFECTS,
  defectsOf,
  LAYOUTS,
  layoutTraits,
  makeCase,
  type PublishedFormat,
  renderCase,
  scoreCells,
  scoreFindings,
} from "./published.ts";
import { readPublished } from "./read-published.ts";

const decimal = (text: string | null | undefined): Ratio => readDecimal((text ?? "0").replaceAll(" ", ""))?.value ?? ZERO;
const cents = (value: Ratio) => roundScaled(value, { mode: "half-up", places: 2 });

describe("cases without a planted mistake", () => {
  it.each(LAYOUTS)("%s: parts make the total, the rate divides, points add up", (layout) => {
    const traits = layoutTraits(layout);
    for (const seed of [3, 17, 2024])
      for (const table of makeCase(seed, { layout }).tables) {
        const [total, ...parts] = table.funds;
        for (const key of ["initial", "revised", "executed"] as const)
          if (parts.length > 0)
            expect(equals(sum(parts.map((part) => decimal(part[key]))), decimal(total?.[key])), `${layout} ${seed} ${key}`).toBe(true);
        const weight = ratio(traits.executionWeight);
        const rate = divide(decimal(total?.executed), decimal(total?.revised));
        if (total?.score) expect(cents(decimal(total.score))).toBe(cents(multiply(weight, least(rate, ONE))));
        const counted = traits.executionApart ? ZERO : decimal(total?.score);
        expect(cents(decimal(table.total.score))).toBe(cents(sum([counted, ...table.indicators.map(({ score }) => decimal(score))])));
        const points = sum([traits.executionApart ? ZERO : weight, ...table.indicators.map((row) => decimal(row.weight))]);
        expect(equals(points, ratio(100)), `${layout} ${seed} weights`).toBe(true);
      }
  });
});

describe("the generator", () => {
  it("gives the same bytes for the same seed, and others for another", async () => {
    const bytes = async (seed: number, format: PublishedFormat) =>
      Buffer.from((await renderCase(makeCase(seed, { layout: "official-2020" }), "official-2020", format)).bytes).toString("base64");
    for (const format of ["xlsx", "docx", "html-gbk", "txt-page-lines"] as const) {
      expect(await bytes(5, format)).toBe(await bytes(5, format));
      expect(await bytes(5, format)).not.toBe(await bytes(6, format));
    }
  });

  it.each(DEFECTS)("plants %s in some layout, and only it", (defect) => {
    const layouts = LAYOUTS.filter((layout) => defectsOf(layout).includes(defect));
    const planted = layouts.flatMap((layout) => [1, 2, 3, 4].flatMap((seed) => makeCase(seed, { layout, defects: [defect] }).planted));
    expect(planted.length).toBeGreaterThan(0);
    expect(new Set(planted.map((entry) => entry.defect))).toEqual(new Set([defect]));
  });

  it("changes characters only where it says so", async () => {
    const options = { layout: "official-2020" } as const;
    const clean = await renderCase(makeCase(8, options), "official-2020", "txt-cell-pipes");
    const damaged = await renderCase(makeCase(8, { ...options, damaged: true }), "official-2020", "txt-cell-pipes");
    expect(damaged.truth.damaged.length).toBeGreaterThan(0);
    expect({ ...damaged.truth, damaged: [] }).toEqual(clean.truth);
    expect(Buffer.from(damaged.bytes)).not.toEqual(Buffer.from(clean.bytes));
  });
});

// Reports are told apart by their prose; their tables are held by the tests of reading.
const FORMS = LAYOUTS.filter((layout) => !layoutTraits(layout).report);
const RULED: readonly PublishedFormat[] = ["docx", "html", "html-gbk", "xlsx"];

describe("forms in ruled tables read back", () => {
  it.each(FORMS)("%s: every cell", async (layout) => {
    for (const [index, format] of RULED.entries()) {
      const file = await renderCase(makeCase(31 + index, { layout }), layout, format);
      const { document } = await readPublished(file.name, file.bytes);
      const { right, misses } = scoreCells(file.truth, document);
      expect(right).toBeGreaterThan(10);
      expect(misses, file.name).toEqual([]);
    }
  });
});

describe("mistakes planted in forms and reports", () => {
  it.each(DEFECTS)("%s is found wherever it was planted, and nothing else is called an error", async (defect) => {
    let planted = 0;
    for (const [index, layout] of LAYOUTS.filter((name) => defectsOf(name).includes(defect)).entries()) {
      // Not every case has a place for every mistake.
      for (const seed of [42, 43 + index]) {
        const file = await renderCase(makeCase(seed, { layout, defects: [defect] }), layout, "html");
        const { findings } = await readPublished(file.name, file.bytes);
        const { missed, invented } = scoreFindings(file.planted, findings);
        expect({ missed, invented }, file.name).toEqual({ missed: [], invented: [] });
        planted += file.planted.length;
      }
    }
    expect(planted).toBeGreaterThan(0);
  });

  it.each(LAYOUTS)("%s without a mistake is called right", async (layout) => {
    for (const seed of [5, 55, 555]) {
      const file = await renderCase(makeCase(seed, { layout }), layout, "html");
      const { findings } = await readPublished(file.name, file.bytes);
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    }
  });
});
