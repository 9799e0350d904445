// The archive's gaps, the monthly list and the days until which things are kept.
import { expect, test } from "vitest";
import type { Day } from "../kernel/index.ts";
import { archiveOf } from "./archive.ts";
import { type ArchiveStandards, readArchiveStandards } from "./archive-standards.ts";
import { type Evidence, keptUntil, strengthOf } from "./evidence.ts";
import { type Expectation, missingEvidence } from "./missing.ts";

// The kinds, one step with two papers, the days: what the tests ask, as a file would hold it.
const FILE = {
  kinds: {
    cite: { instrument: "a", article: "b" },
    strengthSource: "s",
    values: [
      { id: "formal", title: "正式资料", strength: "4", examples: "e" },
      { id: "original", title: "原始凭证", strength: "3", examples: "e" },
      { id: "working", title: "工作资料", strength: "2", examples: "e" },
      { id: "statement", title: "说明材料", strength: "1", examples: "e" },
    ],
  },
  steps: {
    cite: { instrument: "a", article: "b" },
    papersSource: "s",
    values: [
      {
        id: "plan",
        title: "制订工作方案",
        papers: [
          { id: "plan.scheme", title: "方案", required: "是" },
          { id: "plan.indicators", title: "指标", required: "是" },
          { id: "plan.notes", title: "记录", required: "否" },
        ],
      },
    ],
  },
  retention: {
    default: { source: "s" },
    values: [
      { kind: "formal", years: "30" },
      { kind: "original", years: "30" },
      { kind: "working", years: "10" },
      { kind: "statement", years: "10" },
    ],
  },
  monthly: { default: { source: "s" }, dayOfNextMonth: "10" },
};

function theStandards(): ArchiveStandards {
  const read = readArchiveStandards({
    name: "archive.yaml",
    data: FILE,
    locate: (path) => ({ file: "archive.yaml", path: path.join(".") }),
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

const standards = theStandards();

function aPiece(piece: Partial<Evidence> = {}): Evidence {
  return { id: "e-1", title: "邀请函", kind: "formal", division: null, on: null, uploadedOn: "2019-03-05" as Day, links: [], ...piece };
}

test("an empty case lacks every paper that is required, and none that is not", () => {
  const [plan] = archiveOf(standards, []);
  expect(plan?.papers.map(({ id, gap }) => [id, gap])).toEqual([
    ["plan.scheme", true],
    ["plan.indicators", true],
    ["plan.notes", false],
  ]);
  expect(plan?.gaps).toBe(2);
});

test("a paper that is linked fills its gap and no other", () => {
  const steps = archiveOf(standards, [aPiece({ links: [{ kind: "paper", id: "plan.scheme" }] })]);
  const plan = steps.find(({ id }) => id === "plan");
  expect(plan?.papers.map(({ id, gap }) => [id, gap])).toEqual([
    ["plan.scheme", false],
    ["plan.indicators", true],
    ["plan.notes", false],
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
