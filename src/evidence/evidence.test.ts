// The archive's gaps, the monthly list and the days until which things are kept.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readYaml } from "../app/files/read-yaml.ts";
import type { Day } from "../kernel/index.ts";
import { archiveOf } from "./archive.ts";
import { type ArchiveStandards, readArchiveStandards } from "./archive-standards.ts";
import { type Evidence, keptUntil, strengthOf } from "./evidence.ts";
import { type Expectation, missingEvidence } from "./missing.ts";

function theStandards(): ArchiveStandards {
  const file = "regulations/mof-2020-10/archive.yaml";
  const source = readYaml(file, readFileSync(file, "utf8"));
  const read = source.ok ? readArchiveStandards(source.value) : source;
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

const standards = theStandards();

function aPiece(piece: Partial<Evidence> = {}): Evidence {
  return { id: "e-1", title: "邀请函", kind: "formal", division: null, on: null, uploadedOn: "2019-03-05" as Day, links: [], ...piece };
}

test("the nine steps of 第二十二条 stand in order, and an empty case lacks every paper that is required", () => {
  const steps = archiveOf(standards, []);
  expect(steps.map(({ title }) => title)).toHaveLength(9);
  const required = standards.steps.values.flatMap(({ papers }) => papers.filter(({ required }) => required));
  expect(steps.reduce((sum, { gaps }) => sum + gaps, 0)).toBe(required.length);
});

test("a paper that is linked fills its gap and no other", () => {
  const steps = archiveOf(standards, [aPiece({ links: [{ kind: "paper", id: "plan.scheme" }] })]);
  const plan = steps.find(({ id }) => id === "plan");
  expect(plan?.papers.map(({ id, gap }) => [id, gap])).toEqual([
    ["plan.scheme", false],
    ["plan.indicators", true],
  ]);
});

test("what a month lacks is due in the month after, by division, and overdue the day after that", () => {
  const expectations: Expectation[] = [
    { link: { kind: "voucher", id: "v-1" }, title: "0012", division: "因公出访处", on: "2019-12-20" as Day },
    { link: { kind: "voucher", id: "v-2" }, title: "0013", division: "对外交流处", on: "2019-12-21" as Day },
    { link: { kind: "indicator", id: "output.1" }, title: "团组数", division: null, on: "2020-03-01" as Day },
  ];
  const held = [aPiece({ links: [{ kind: "voucher", id: "v-2" }] })];
  expect(missingEvidence(standards, expectations, held, "2020-01-10" as Day)).toEqual([
    { division: "因公出访处", overdue: 0, pieces: [{ ...expectations[0], month: "2019-12", due: "2020-01-10", overdue: false }] },
  ]);
  expect(missingEvidence(standards, expectations, held, "2020-01-11" as Day)[0]?.overdue).toBe(1);
  expect(missingEvidence(standards, expectations, held, "2020-03-01" as Day).map(({ division }) => division)).toEqual(["因公出访处", null]);
});

test("a piece is kept so many years from its own day, or from its upload where it carries none", () => {
  expect(keptUntil(standards, aPiece({ kind: "original", on: "2020-02-29" as Day }))).toBe("2050-02-28");
  expect(keptUntil(standards, aPiece({ kind: "working" }))).toBe("2029-03-05");
});

test("an official paper proves more than an explanation", () => {
  expect(strengthOf(standards, "formal")).toBeGreaterThan(strengthOf(standards, "original"));
  expect(strengthOf(standards, "working")).toBeGreaterThan(strengthOf(standards, "statement"));
});
