import { describe, expect, test } from "vitest";
import type { Day, SourceFile } from "../kernel/index.ts";
import { addWorkingDays, isWorkingDay, knowsYears, readCalendar, WEEKENDS_ONLY, workingDaysBetween } from "./definition/calendar.ts";
import { findProcess, packsWithProcesses, processesOf } from "./definition/process-book.ts";
import { aNode, aPlainProcess, ENDS, readAProcess, SEPARATION } from "./flow.builder.ts";
import { type OrgPlace, placeRelations } from "./state/place-relations.ts";

const draft = aNode("draft", { duty: "prepare", who: [{ role: "clerk", at: "division" }], next: [{ to: "review" }] });
const review = aNode("review", {
  duty: "review",
  who: [{ role: "division-head", at: "division" }],
  returns: "earlier",
  next: [{ to: "approved" }],
});
const sound = { separation: [SEPARATION[0]], nodes: [draft, review], ends: [ENDS[0]] };

/** Codes with what was found and where, for a process that differs from a sound one. */
function unsound(over: Readonly<Record<string, unknown>>): readonly string[] {
  const read = readAProcess({ ...sound, ...over });
  return read.ok
    ? []
    : read.faults.map(({ code, params, place }) => `${code} ${params["found"]} @ ${place?.path?.replace("processes.0.", "")}`);
}

describe("a definition is refused", () => {
  test("where a node is not reached or never ends", () => {
    expect(unsound({})).toEqual([]);
    const lost = aNode("lost", { duty: "carry-out", who: [{ role: "clerk", at: "division" }], next: [{ to: "approved" }] });
    expect(unsound({ nodes: [draft, review, lost] })).toEqual(["pack-node-unreachable lost @ nodes.2.id"]);
    const nowhere = { ...review, rejects: "rejected", next: [{ to: "rejected" }] };
    expect(unsound({ nodes: [draft, nowhere], ends: [ENDS[1]] })).toEqual([
      "pack-node-endless draft @ nodes.0.id",
      "pack-node-endless review @ nodes.1.id",
    ]);
    expect(unsound({ ends: [ENDS[0], ENDS[2]] })).toEqual(["pack-node-unreachable cancelled @ ends.1.id"]);
  });

  test("where it goes back without a return", () => {
    const back = { ...review, next: [{ to: "draft", when: { fact: "again", is: "true" } }, { to: "approved" }] };
    const facts = [{ id: "again", title: "再来", titleEn: "Again", kind: "yes-no" }];
    expect(unsound({ nodes: [draft, back], facts })).toEqual([
      "pack-return-unguarded draft → review @ nodes.0.next.0.to",
      "pack-return-unguarded review → draft @ nodes.1.next.0.to",
    ]);
    expect(unsound({ nodes: [draft, { ...review, returns: ["review"] }] })).toEqual([
      "pack-return-unguarded review → review @ nodes.1.returns.0",
    ]);
    expect(unsound({ nodes: [draft, { ...review, returns: undefined }] })).toEqual(["missing-key returns | rejects @ nodes.1"]);
    expect(unsound({ nodes: [{ ...draft, returns: "earlier" }, review] })).toEqual(["pack-rule-unused returns @ nodes.0.returns"]);
  });

  test("where duties are not kept apart, or a separation separates nothing", () => {
    expect(unsound({ separation: [] })).toEqual(["pack-separation-missing prepare ≠ review @ separation"]);
    expect(unsound({ separation: [...sound.separation, { duties: ["prepare", "approve"], cite: "第一条" }] })).toEqual([
      "pack-rule-unused prepare, approve @ separation.1.duties",
    ]);
    expect(unsound({ separation: [...sound.separation, { duties: ["review", "review"], cite: "第一条" }] })).toEqual([
      "out-of-range review, review @ separation.1.duties",
    ]);
  });

  test("where it names what it does not declare, or declares what it does not use", () => {
    expect(unsound({ nodes: [{ ...draft, papers: ["form"] }, review] })).toEqual(["unknown-reference form @ nodes.0.papers.0"]);
    expect(unsound({ papers: [{ id: "form", cite: "一", title: "表", titleEn: "Form" }] })).toEqual([
      "pack-rule-unused form @ papers.0.id",
    ]);
    expect(unsound({ nodes: [draft, { ...review, who: [{ role: "mayor", at: "unit" }] }] })[0]).toMatch(
      /^not-in-list mayor @ nodes\.1\.who\.0\.role/,
    );
    expect(unsound({ nodes: [draft, { ...review, rejects: "approved" }] })).toEqual(["unknown-reference approved @ nodes.1.rejects"]);
    expect(unsound({ nodes: [{ ...draft, next: [{ to: "elsewhere" }] }, review] })).toContain(
      "unknown-reference elsewhere @ nodes.0.next.0.to",
    );
    expect(unsound({ nodes: [draft, review, review] })).toContain("duplicate-id review @ nodes.2.id");
  });

  test("where a case could have no way on, or two", () => {
    const facts = [{ id: "large", title: "大", titleEn: "Large", kind: "amount" }];
    const when = { fact: "large", over: "500000" };
    expect(unsound({ facts, nodes: [draft, { ...review, next: [{ to: "approved", when }] }] })).toEqual([
      "pack-gap approved @ nodes.1.next.0.when",
    ]);
    expect(unsound({ nodes: [draft, { ...review, next: [{ to: "approved" }, { to: "approved" }] }] })).toEqual([
      "pack-rule-unused approved @ nodes.1.next.0",
    ]);
    expect(
      unsound({
        facts,
        nodes: [draft, { ...review, next: [{ to: "approved", when: { fact: "large", is: "true" } }, { to: "approved" }] }],
      }),
    ).toEqual(["wrong-shape is @ nodes.1.next.0.when"]);
    expect(unsound({ nodes: [draft, { ...review, next: [{ to: "approved", when }, { to: "approved" }] }] })).toEqual([
      "unknown-reference large @ nodes.1.next.0.when",
    ]);
  });

  test("where a deadline, an escalation or a quorum says too little", () => {
    expect(unsound({ nodes: [draft, { ...review, deadline: { cite: "一", workingDays: "3", days: "3" } }] })).toEqual([
      "wrong-shape cite, workingDays, days @ nodes.1.deadline",
    ]);
    expect(
      unsound({ nodes: [draft, { ...review, escalate: [{ workingDaysOver: "1", to: { role: "leadership", at: "unit" } }] }] }),
    ).toEqual(["missing-key deadline @ nodes.1"]);
    expect(unsound({ nodes: [draft, { ...review, sign: { by: "quorum" } }] })).toEqual(["missing-key people | share @ nodes.1.sign"]);
    expect(unsound({ nodes: [draft, { ...review, sign: { by: "quorum", people: "0", share: "0" } }] })).toEqual([
      "out-of-range 0 @ nodes.1.sign.people",
      "out-of-range 0/1 @ nodes.1.sign.share",
    ]);
    expect(unsound({ nodes: [draft, { ...review, sign: { by: "seats" } }] })).toEqual(["out-of-range 1 @ nodes.1.who"]);
    expect(unsound({ nodes: [draft, { ...review, deadline: { workingDays: "3" } }] })).toEqual([
      "pack-uncited workingDays @ nodes.1.deadline",
    ]);
  });
});

describe("the process that counts", () => {
  const pack = (id: string, versions: readonly { readonly version: string; readonly from?: string }[], base?: string) => {
    const [first] = versions;
    const process = aPlainProcess();
    return [
      id,
      {
        instrument: {
          id,
          title: id,
          number: id,
          issuer: "示",
          jurisdiction: "示",
          inForce: { from: "2020-01-01" as Day },
          source: "公开",
          ...(base ? { extends: base } : {}),
        },
        processes: first
          ? versions.map((one) => ({
              ...process,
              pack: id,
              rule: { ...process.rule, version: one.version, from: one.from as Day | undefined },
            }))
          : [],
      },
    ] as const;
  };
  const book = new Map([
    pack("national", [{ version: "1" }, { version: "2", from: "2021-01-01" }]),
    pack("local", [], "national"),
    pack("own", [{ version: "9" }], "local"),
  ] as const) as never;
  const version = (id: string, day: string) => {
    const found = findProcess(book, id, "test", day as Day);
    return found.ok ? `${found.value.pack} ${found.value.rule.version}` : found.faults[0]?.code;
  };

  test("is the nearest, in the version of the day", () => {
    expect(version("local", "2020-12-31")).toBe("national 1");
    expect(version("local", "2021-01-01")).toBe("national 2");
    expect(version("own", "2022-01-01")).toBe("own 9");
    expect(version("nowhere", "2022-01-01")).toBe("pack-unknown");
    const none = findProcess(book, "local", "other", "2020-01-01" as Day);
    expect(none.ok ? "" : none.faults[0]?.code).toBe("process-unknown");
    const all = processesOf(book, "own", "2022-01-01" as Day);
    expect(all.ok && all.value.map(({ pack: id }) => id)).toEqual(["own"]);
    expect(packsWithProcesses(book, "2022-01-01" as Day).map(({ instrument }) => instrument.id)).toEqual(["national", "own"]);
    expect(packsWithProcesses(book, "2019-12-31" as Day)).toEqual([]);
  });
});

describe("working days", () => {
  const file: SourceFile = {
    name: "calendar.yaml",
    data: {
      years: [{ year: "2020", cite: "一", off: [{ from: "2020-05-01", until: "2020-05-05" }], worked: ["2020-04-26", "2020-05-09"] }],
    },
    locate: () => ({ file: "calendar.yaml" }),
  };
  const read = readCalendar([file]);
  if (!read.ok) throw new Error("calendar");
  const calendar = read.value;

  test("leave out weekends and holidays, and take in weekends that are worked", () => {
    expect(addWorkingDays(calendar, "2020-04-30" as Day, 1)).toBe("2020-05-06");
    expect(addWorkingDays(calendar, "2020-04-24" as Day, 1)).toBe("2020-04-26");
    expect(addWorkingDays(calendar, "2020-05-08" as Day, 1)).toBe("2020-05-09");
    expect(addWorkingDays(WEEKENDS_ONLY, "2020-04-30" as Day, 1)).toBe("2020-05-01");
    expect(addWorkingDays(WEEKENDS_ONLY, "2026-12-31" as Day, 1)).toBe("2027-01-01");
    expect(isWorkingDay(WEEKENDS_ONLY, "2000-01-01" as Day)).toBe(false);
    expect(isWorkingDay(WEEKENDS_ONLY, "1999-12-31" as Day)).toBe(true);
  });

  test("are counted back alike, and say which years are known", () => {
    for (let count = 1; count < 40; count++)
      expect(workingDaysBetween(calendar, "2020-04-20" as Day, addWorkingDays(calendar, "2020-04-20" as Day, count))).toBe(count);
    expect(knowsYears(calendar, "2020-01-01" as Day, "2020-12-31" as Day)).toBe(true);
    expect(knowsYears(calendar, "2020-12-01" as Day, "2021-01-04" as Day)).toBe(false);
  });
});

describe("how near a role stands to a case", () => {
  const way = (...ids: readonly string[]): OrgPlace[] =>
    ids.map((id) => ({ id, kind: ({ r: "region", b: "department", u: "unit", d: "division" } as const)[id[0] as "r" | "b" | "u" | "d"] }));
  const relations = (place: readonly OrgPlace[], grant: readonly OrgPlace[]) => placeRelations(place, grant).join(" ");

  test("follows the tree", () => {
    const place = way("r1", "b1", "u1", "d1");
    expect(relations(place, place)).toBe("division unit department region tenant");
    expect(relations(place, way("r1", "b1", "u1", "d2"))).toBe("sibling unit department region tenant");
    expect(relations(place, way("r1", "b1", "u1"))).toBe("unit department region tenant");
    expect(relations(place, way("r1", "b1"))).toBe("department region tenant");
    expect(relations(place, way("r1", "b2", "u2", "d9"))).toBe("region tenant");
    expect(relations(place, way("r1"))).toBe("region tenant");
    expect(relations(place, way("r2", "b3"))).toBe("tenant");
    expect(relations(way("r1", "b1", "u1"), way("r1", "b1", "u1"))).toBe("division unit department region tenant");
    expect(relations(way("r1", "b1", "u1"), way("r1", "b1", "u1", "d1"))).toBe("division sibling unit department region tenant");
  });
});
