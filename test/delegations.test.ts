// The twelve delegations of 2019 planned, approved, spent and settled; their papers.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { composeClaimSheet } from "../src/app/usecases/trips/compose-claim-sheet.ts";
import { composeAgenda, composeMinutes } from "../src/app/usecases/trips/compose-meeting-papers.ts";
import { composeOpinionForm } from "../src/app/usecases/trips/compose-opinion-form.ts";
import { composeRequestLetter } from "../src/app/usecases/trips/compose-request-letter.ts";
import { priceTripFiles, type TripCase } from "../src/app/usecases/trips/price-trip-files.ts";
import { readTripYear } from "../src/app/usecases/trips/trip-year.ts";
import { makeTripPaper, tripPaperNames } from "../src/app/usecases/trips/write-trip-papers.ts";
import type { Day } from "../src/kernel/index.ts";
import type { ReportDocument } from "../src/report/index.ts";
import { ROOT } from "./planted-tree.ts";

const REQUEST = { folder: join(ROOT, "examples/delegations-2019"), dataFolder: "none", on: "2019-12-31" as Day };

async function yearWith(exceptions: readonly (readonly [string, string])[]) {
  const year = await readTripYear({ ...REQUEST, exceptions: new Map(exceptions) });
  if (!year.ok) throw new Error(JSON.stringify(year.faults, null, 1));
  return year.value;
}

const year = await yearWith([]);

describe("the twelve delegations of 2019", () => {
  it("were planned at 300.00, spent 300.33, and are settled but for what goes over the second's budget", () => {
    const { board } = year;
    expect(board.rows).toHaveLength(12);
    expect([board.budget, board.spent, board.settled, board.heldBack]).toEqual([300_000_000n, 300_330_000n, 300_000_000n, 330_000n]);
    expect(board.rows.filter((row) => row.state !== "settled").map((row) => [row.item.id, row.state, row.settlement?.payable])).toEqual([
      ["2", "stopped", 33_590_000n],
    ]);
  });

  it("are settled at 300.33 once the exception is recorded", async () => {
    const { board } = await yearWith([["2", "示例〔2019〕1号"]]);
    expect([board.settled, board.heldBack]).toEqual([300_330_000n, 0n]);
    expect(board.rows.every((row) => row.state === "settled")).toBe(true);
  });

  it("spent 31.12 at home and 269.21 abroad, three settled in the first half of the year and nine in the second", () => {
    const lines = [...year.cases.values()].flatMap(({ settlement }) => settlement?.compared.rows ?? []);
    const sum = (isHome: boolean) =>
      lines.filter((row) => row.kind.startsWith("domestic") === isHome).reduce((total, row) => total + (row.papers ?? 0n), 0n);
    expect([sum(true), sum(false)]).toEqual([31_120_000n, 269_210_000n]);
    const settled = [...year.cases.values()].map(({ both }) => both.planned.priced.trip.claim?.settledOn ?? "");
    expect([settled.filter((day) => day < "2019-07-01").length, settled.filter((day) => day >= "2019-07-01").length]).toEqual([3, 9]);
  });

  it("show what the report's figures show and nothing else", () => {
    const found = [...year.cases].flatMap(([id, { breaches }]) => breaches.map(({ code }) => `${id} ${code}`));
    expect(found).toEqual([
      "2 trip-over-budget",
      "3 traveller-too-frequent",
      "7 payer-not-owner",
      "8 traveller-too-frequent",
      "12 traveller-too-frequent",
    ]);
    expect(year.board.breaches).toEqual([]);
  });

  it("say of all that was made up that it is an example, and count no outcome", () => {
    for (const { both } of year.cases.values()) expect(both.planned.priced.trip.example).toContain("示例");
    expect(year.board.plan.example).toContain("示例");
    expect(year.outcomes.filter((one) => one.counts && one.outcome.example === null)).toEqual([]);
    expect(year.outcomes.find(({ outcome }) => outcome.id === "example-2")?.marks).toContain("before-trip");
  });
});

const textOf = ({ blocks }: ReportDocument) =>
  blocks
    .map((block) => {
      switch (block.kind) {
        case "table":
          return block.rows.map((row) => row.map((cell) => cell.text).join("|")).join("\n");
        case "paragraph":
          return block.runs.map((run) => run.text).join("");
        case "title":
          return block.lines.join("");
        case "heading":
          return block.text;
        case "annex-start":
          return block.title;
        default:
          return "";
      }
    })
    .join("\n");

const second = year.cases.get("2") as TripCase;

describe("the papers of a delegation", () => {
  it("the opinion form has every field of the official one, the six amounts, and the sum of a formula", () => {
    const form = composeOpinionForm(second.both.planned, second.breaches);
    const text = textOf(form);
    for (const field of [
      "团组名称",
      "组团单位",
      "团长（级别）",
      "团员人数",
      "出访国别（含经停）",
      "出访时间（天数）",
      "出国任务审核意见",
      "审核单位",
      "审核日期",
    ])
      expect(text).toContain(field);
    for (const field of [
      "是否列入出国计划",
      "出访目标和必要性",
      "时间和国别是否符合规定",
      "路线是否符合规定",
      "团组人数是否符合规定",
      "预算财务审核意见",
    ])
      expect(text).toContain(field);
    expect(text).toContain("合计|国际旅费|住宿费|伙食费|公杂费|其他费用");
    expect(text).toContain("335900.00|200096.28|51199.73|26002.66|13001.33|45600.00");
    const table = form.blocks.find((block) => block.kind === "table");
    const total = table?.kind === "table" ? table.rows.flat().find((cell) => cell.formula !== undefined) : undefined;
    expect(total).toMatchObject({ number: "335900.00", formula: "SUM(R17C4:R17C8)" });
  });

  it("the published trip comes out in the form to the fen", async () => {
    const paths = [join(ROOT, "examples/trips/hamamatsu.yaml")];
    const priced = await priceTripFiles({ paths, dataFolder: "none", departs: [], against: null, rates: null });
    if (!priced.ok || !priced.value[0]) throw new Error("priced");
    const text = textOf(composeOpinionForm(priced.value[0].both.planned, priced.value[0].breaches));
    expect(text).toContain("40311.60|25000.00|2741.85|3046.50|1523.25|8000.00");
  });

  it("the request says what a request must, and who was where before", () => {
    const text = textOf(composeRequestLetter(second.both.planned, year.records));
    for (const part of ["在外停留8天（离、抵境当日计入）", "未通过中介机构联系或购买", "已公示5天", "韩国：", "近两年", "妥否，请批示"])
      expect(text).toContain(part);
    expect(text).toContain("一、出访的必要性");
    expect(text).toContain("七、计划和公示");
  });

  it("agenda and minutes say what was decided, by how many votes, on which version", () => {
    const bound = { version: 3, hash: "0123456789abcdef".repeat(4) };
    const agenda = textOf(composeAgenda(second.both.planned, bound));
    for (const part of ["党组会议题单", "预算合计|335900.00元", "财务部门意见|示例财务部门", "第3版，校验码0123456789abcdef；"])
      expect(agenda).toContain(part);
    expect(agenda).not.toContain("表决");
    const minutes = textOf(composeMinutes(second.both.planned, bound));
    for (const part of ["纪要文号|示例纪要〔2018〕2号", "表决|同意5，反对0，弃权0", "第3版，校验码0123456789abcdef；"])
      expect(minutes).toContain(part);
    // Nobody has decided yet: nothing is said of it.
    const { planned } = second.both;
    const { approval: _, ...undecided } = planned.priced.trip;
    const open = { ...planned, priced: { ...planned.priced, trip: undecided } };
    expect(textOf(composeMinutes(open, null))).toContain("决定|\n");
  });

  it("the claim sheet sets three columns side by side and says what is held back", () => {
    const { both, settlement, difference, breaches } = second;
    if (!settlement) throw new Error("a claim");
    const text = textOf(composeClaimSheet({ both, settlement, difference, breaches }));
    expect(text).toContain("国际旅费||200096.28|203396.28|据实|3300.00|—|203396.28");
    expect(text).toContain("合计|335900.00|339200.00||3300.00||339200.00");
    expect(text).toContain("停付|3300.00");
    expect(text).toContain("旅费等据实费用|335900.00|339200.00|3300.00");
  });

  it("all are marked as examples, and the same trip gives the same bytes", async () => {
    const { both, settlement, difference, breaches } = second;
    if (!settlement) throw new Error("a claim");
    for (const document of [
      composeOpinionForm(both.planned, breaches),
      composeRequestLetter(both.planned, null),
      composeClaimSheet({ both, settlement, difference, breaches }),
    ])
      expect(textOf(document)).toContain("示例：行程、日期");
    for (const name of tripPaperNames(second).filter((one) => !one.endsWith(".pdf"))) {
      const [first, again] = [await makeTripPaper(name, second, null), await makeTripPaper(name, second, null)];
      expect(Buffer.from(first).equals(Buffer.from(again)), name).toBe(true);
    }
  });
});
