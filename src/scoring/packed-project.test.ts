import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aDossier, anIndicator } from "../dossier/dossier.builder.ts";
import { aRulebook } from "../rules/pack.builder.ts";
import { compileBatch, NO_SCORE } from "./batch.ts";
import { columnsFromBytes, columnsToBytes, packProject, unpackProjects } from "./packed-project.ts";
import { scoreDossier } from "./score-dossier.ts";

const rulebook = aRulebook();
const compiled = compileBatch(rulebook);
if (!compiled.ok) throw new Error(compiled.rule);
const { score } = compiled;

const decimal = fc
  .tuple(fc.nat(9999), fc.nat(99))
  .map(([whole, part]) => (part === 0 ? `${whole}` : `${whole}.${String(part).padStart(2, "0")}`));
const row = fc.record({
  kind: fc.constantFrom("at-least", "at-most", "equal"),
  weight: fc.integer({ min: 0, max: 3000 }),
  target: decimal,
  actual: decimal,
  recorded: fc.option(fc.integer({ min: 0, max: 3000 }), { freq: 4 }),
});
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never;
const points = (hundredths: number) => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;

function dossierOf(rows: readonly Row[], executed: number) {
  return aDossier({
    funds: { weight: "10", current: { initial: "100", revised: "100", executed: points(executed) } },
    indicators: rows.map(({ kind, weight, target, actual, recorded }, index) =>
      anIndicator({
        ...{ id: `row.${index}`, weight: points(weight), target: { kind, value: target, unit: "个" }, actual: { value: actual } },
        ...(recorded === null || recorded > weight ? {} : { recorded: { score: points(recorded), by: "评审", reason: "酌定" } }),
      }),
    ),
  });
}

describe("a packed project", () => {
  it("scores what its dossier scores, beside any others", () => {
    const dossiers = fc.array(fc.tuple(fc.array(row, { minLength: 1, maxLength: 6 }), fc.nat(20_000)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(dossiers, (all) => {
        const read = all.map(([rows, executed]) => dossierOf(rows, executed));
        const packed = read.map(packProject);
        const held = packed.flatMap((bytes, index) => (bytes === null ? [] : [{ bytes, dossier: read[index] as (typeof read)[number] }]));
        // Only quantities below 2^32 in their common unit, so that every one of these fits.
        expect(held.length).toBe(all.length);
        const { total } = score(unpackProjects(Buffer.concat(held.map(({ bytes }) => bytes))), { lines: false });
        held.forEach(({ dossier }, index) => {
          const expected = scoreDossier(dossier, rulebook).total;
          expect(total[index]).toBe(expected === null ? NO_SCORE : Number(expected));
        });
      }),
    );
  });

  it("is the same as columns, wherever their bytes lie", () => {
    const known = { kind: "at-most", weight: 1250, target: "10.25", actual: "9", recorded: null } as const;
    const packed = [dossierOf([known], 5000), dossierOf([known, { ...known, kind: "equal", recorded: 7 }], 12_345)].map(packProject);
    const columns = unpackProjects(Buffer.concat(packed.map((bytes) => bytes ?? Buffer.alloc(0))));
    const bytes = columnsToBytes(columns);
    for (const from of [0, 1, 4, 8]) {
      const elsewhere = new Uint8Array(from + bytes.length);
      elsewhere.set(bytes, from);
      expect(columnsFromBytes(elsewhere.subarray(from), 2, 2)).toEqual(columns);
    }
    expect(() => columnsFromBytes(bytes, 2, 3)).toThrow("not columns of so many projects");
  });

  it("is not made where a fact is missing or a weight moves with the rules", () => {
    const known = { kind: "at-least", weight: 1000, target: "10", actual: "9", recorded: null } as const;
    expect(packProject(dossierOf([known], 5000))).not.toBeNull();
    const unstated = aDossier({ funds: { current: { initial: "100", revised: "100", executed: "50" } } });
    expect(packProject(unstated)).toBeNull();
    const indicators = [anIndicator({ id: "a", notApplicable: "无此项" })];
    expect(
      packProject(aDossier({ funds: { weight: "10", current: { initial: "1", revised: "1", executed: "1" } }, indicators })),
    ).toBeNull();
  });

  it("of another format is refused, not misread", () => {
    expect(() => unpackProjects(new Uint8Array([9, 0, 0, 0]))).toThrow("packed project");
    expect(() => unpackProjects(new Uint8Array(30).fill(1))).toThrow("packed project");
  });
});

describe("packed projects one after the other", () => {
  const packedWith = (lines: number): Uint8Array => {
    const known = { kind: "at-least", weight: 1000, target: "10", actual: "9", recorded: null } as const;
    const packed = packProject(dossierOf(new Array(lines).fill(known), 5000));
    if (packed === null) throw new Error("not packed");
    return packed;
  };

  it("are read each with its own lines, whatever their number", () => {
    const { count, lines, weight } = unpackProjects(Buffer.concat([packedWith(1), packedWith(3), packedWith(2)]));
    expect({ count, lines, weight: [...weight] }).toEqual({ count: 3, lines: 3, weight: [1000, 0, 0, 1000, 1000, 1000, 1000, 1000, 0] });
    expect(unpackProjects(new Uint8Array())).toMatchObject({ count: 0, lines: 0 });
  });

  it("are refused where one is cut short or of another format", () => {
    const one = packedWith(2);
    expect(() => unpackProjects(one.subarray(0, one.length - 1))).toThrow("not a packed project");
    expect(() => unpackProjects(Buffer.concat([one, Buffer.from([9, 0])]))).toThrow("not a packed project");
  });
});
