import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readPacks } from "../src/app/files/read-packs.ts";
import { readYaml } from "../src/app/files/read-yaml.ts";
import { type EvaluatedCase, evaluateDossier } from "../src/app/usecases/evaluate-dossier.ts";
import { printPoints, printTotal } from "../src/kernel/index.ts";

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const packs = await readPacks([at("regulations")]);
const file = readYaml("dossier.yaml", readFileSync(at("examples/nanchang-2019/dossier.yaml"), "utf8"));

function evaluated(packIds: readonly string[] = [], set: readonly (readonly [string, string])[] = []): EvaluatedCase {
  if (!packs.ok) throw new Error(JSON.stringify(packs.faults, null, 1));
  if (!file.ok) throw new Error(JSON.stringify(file.faults, null, 1));
  const result = evaluateDossier({ sources: { dossier: file.value }, packs: packs.value, packIds, set });
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 1));
  return result.value;
}

const outcome = (packId: string, set: readonly (readonly [string, string])[] = []) => {
  const { scorecard } = evaluated([packId], set).evaluations[0];
  return [scorecard.total && printTotal(scorecard.total), scorecard.grade];
};

describe("the founding case", () => {
  it("scores 92.45 优, line by line as the report does", () => {
    const { scorecard } = evaluated().evaluations[0];
    expect(scorecard.items.map((item) => [item.id, item.score && printPoints(item.score)])).toEqual([
      ["execution", "6.45"],
      ["output.quantity.1", "20"],
      ["output.quality.1", "15"],
      ["output.timeliness.1", "3"],
      ["output.cost.1", "5"],
      ["output.cost.2", "3"],
      ["benefit.economic.1", "15"],
      ["benefit.social.1", "10"],
      ["benefit.sustainable.1", "5"],
      ["satisfaction.served.1", "10"],
    ]);
    expect(scorecard.total && printTotal(scorecard.total)).toBe("92.45");
    expect(scorecard.grade).toBe("优");
    expect(scorecard.notApplicable.map((row) => row.id)).toEqual(["benefit.ecological.1"]);
  });

  it("shows what the rules alone give beside the two recorded deductions", () => {
    const { scorecard } = evaluated().evaluations[0];
    const suggested = (id: string) => scorecard.items.find((item) => item.id === id)?.suggested;
    expect([suggested("output.timeliness.1"), suggested("output.cost.2")]).toEqual([375n, 360n]);
    expect(scorecard.suggestedTotal && printTotal(scorecard.suggestedTotal)).toBe("93.80");
  });

  it("scores the same facts under other packs", () => {
    expect(outcome("mof-2020-10")).toEqual(["92.45", "优"]);
    expect(outcome("mof-2021-101")).toEqual(["96.00", "优"]);
    expect(outcome("mof-2021-101", [["project.completed", "false"]])).toEqual(["91.00", "优"]);
    expect(outcome("manual-2022-cap")).toEqual(["79.00", "中"]);
    expect(outcome("henan-2020-10")).toEqual(["92.45", "优"]);
  });

  it("says that a pack not yet in force is replayed", () => {
    const { scorecard } = evaluated(["mof-2021-101"]).evaluations[0];
    expect([scorecard.replay, scorecard.inForce]).toEqual([true, false]);
    expect(evaluated().evaluations[0].scorecard.inForce).toBe(true);
  });
});
