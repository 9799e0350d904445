import { describe, expect, test } from "vitest";
import type { Day } from "../kernel/index.ts";
import { decideContentChange } from "./acts/change-content.ts";
import { decideStart, decideStep, decideSystemStep } from "./acts/decide-step.ts";
import { openActs, waitingFor } from "./acts/open-acts.ts";
import { planUnlock } from "./acts/unlock.ts";
import { readStoredProcess } from "./definition/process.ts";
import {
  agree,
  agreeing,
  allPapers,
  aNode,
  aPerson,
  aPlainProcess,
  aProcess,
  aSituation,
  begin,
  CAST,
  CONTENT,
  ENDS,
  refusals,
  returning,
  SEPARATION,
  step,
} from "./flow.builder.ts";
import { replay } from "./state/apply-event.ts";

const definition = aPlainProcess();
const atApprove = () => agree(begin(definition, "clerk-a", { large: "false" }), "clerk-a", "head-a", "finance-a");

describe("a case goes", () => {
  test("from node to node by one signature each, and ends", () => {
    const done = agree(atApprove(), "leader-a");
    expect(done.state.passed.map(({ node }) => node)).toEqual(["draft", "review", "check", "approve"]);
    expect(done.state).toMatchObject({ node: "approved", ended: { outcome: "approved" }, invited: [] });
    expect(done.state.signatures.map(({ person, duty, act }) => `${person.id} ${duty} ${act}`)).toEqual([
      "clerk-a prepare agree",
      "head-a review agree",
      "finance-a check agree",
      "leader-a approve agree",
    ]);
    expect(replay(done.events)).toEqual(done.state);
  });

  test("the way that what was stated asks for, and none while it is not stated", () => {
    const run = agree(begin(definition), "clerk-a", "head-a");
    expect(refusals(run, "finance-a", agreeing())).toEqual(["flow-fact-missing"]);
    const large = agree(begin(definition, "clerk-a", { large: "true" }), "clerk-a", "head-a", "finance-a");
    expect(large.state.node).toBe("board");
    expect(refusals(begin(definition), "clerk-a", { ...agreeing(), facts: { large: "maybe", other: "1" } } as never)).toEqual([
      "not-in-list",
      "unknown-fact",
    ]);
    const stated = step(begin(definition), "clerk-a", { kind: "agree", opinion: "", seen: "h1", facts: { large: "true" } });
    expect(stated.state.facts).toEqual({ large: "true" });
    expect(refusals(stated, "head-a", { kind: "agree", opinion: "好", seen: "h1", facts: { large: "false" } })).toEqual(["flow-locked"]);
  });

  test("nowhere without its papers, those of earlier nodes included, and says all that is missing at once", () => {
    expect(refusals(begin(definition), "clerk-a", agreeing(), { papers: new Set() })).toEqual(["flow-paper-missing"]);
    expect(refusals(atApprove(), "leader-a", agreeing(), { papers: new Set() })).toEqual(["flow-paper-missing", "flow-paper-missing"]);
    expect(refusals(atApprove(), "leader-a", { kind: "agree", opinion: " ", seen: "old" }, { papers: new Set(["form"]) })).toEqual([
      "flow-content-changed",
      "flow-reason-missing",
      "flow-paper-missing",
    ]);
  });

  test("to nobody's desk: a node without anybody to act on it is not entered", () => {
    const noFinance = CAST.filter(({ id }) => !id.startsWith("finance"));
    const run = agree(begin(definition, "clerk-a", { large: "false" }), "clerk-a");
    expect(refusals(run, "head-a", agreeing(), { people: noFinance })).toEqual(["flow-nobody-there"]);
  });

  test("with a deadline in working days, and a signature after it says so", () => {
    const run = agree(begin(definition, "clerk-a", { large: "false" }), "clerk-a");
    expect(run.state.due).toBe("2020-03-05");
    const late = step(run, "head-a", agreeing(), { day: "2020-03-06" as Day });
    expect(late.state.signatures.at(-1)).toMatchObject({ late: true, day: "2020-03-06" });
    expect(step(run, "head-a", agreeing(), { day: "2020-03-05" as Day }).state.signatures.at(-1)?.late).toBe(false);
  });
});

describe("duties are kept apart", () => {
  const both = aPerson("both", "clerk");
  const twoRoles = {
    ...both,
    standings: [
      ...both.standings,
      { role: "division-head" as const, relations: ["division" as const] },
      { role: "finance" as const, relations: ["unit" as const] },
    ],
  };
  const people = [...CAST, twoRoles];

  test("who prepared neither reviews nor checks, whatever roles they hold", () => {
    const run = step(begin(definition, "clerk-a", { large: "false" }, { people }), "both", agreeing(), { people });
    expect(run.state.invited.map(({ person }) => person.id)).toEqual(["head-a", "head-b"]);
    expect(refusals(run, "both", agreeing(), { people })).toEqual(["flow-not-yours", "flow-duties-separated"]);
    const checked = step(run, "head-a", agreeing(), { people });
    expect(refusals(checked, "both", agreeing(), { people })).toContain("flow-duties-separated");
  });

  test("nor after it was sent back and prepared by somebody else", () => {
    const first = step(begin(definition, "clerk-a", { large: "false" }, { people }), "both", agreeing(), { people });
    const back = step(first, "head-a", returning("draft"), { people });
    const second = step(back, "clerk-b", agreeing(), { people });
    expect(second.state.invited.map(({ person }) => person.id)).not.toContain("both");
  });

  test("a case whose only reviewer prepared it is not sent on", () => {
    const alone = [...CAST.filter(({ id }) => !id.startsWith("head")), twoRoles];
    const run = begin(definition, "both", { large: "false" }, { people: alone });
    expect(refusals(run, "both", agreeing(), { people: alone })).toEqual(["flow-nobody-there"]);
  });

  test("whoever reviewed is not asked to check, by adding or handing over either", () => {
    const drafted = step(begin(definition, "clerk-a", { large: "false" }, { people }), "clerk-a", agreeing(), { people });
    const run = step(drafted, "both", agreeing(), { people });
    expect(run.state.node).toBe("check");
    expect(refusals(run, "finance-a", { kind: "transfer", person: "both", reason: "出差" }, { people })).toContain("flow-duties-separated");
    expect(refusals(run, "finance-a", { kind: "add-signer", person: "both", reason: "请看" }, { people })).toContain(
      "flow-duties-separated",
    );
  });
});

describe("sending back", () => {
  test("needs a reason and an earlier node, and names every fault at once", () => {
    const run = atApprove();
    expect(refusals(run, "leader-a", { kind: "return", to: "board", reason: " ", straightBack: false, seen: "h1" })).toEqual([
      "flow-reason-missing",
      "flow-cannot-return",
    ]);
  });

  test("goes to any node that was passed; what was signed from there on stays and counts no more", () => {
    const back = step(atApprove(), "leader-a", returning("review"));
    expect(back.state).toMatchObject({ node: "review", returning: null });
    expect(back.state.signatures.map(({ person, act, voided }) => [person.id, act, voided?.why ?? null])).toEqual([
      ["clerk-a", "agree", null],
      ["head-a", "agree", "returned"],
      ["finance-a", "agree", "returned"],
      ["leader-a", "return", null],
    ]);
    const again = agree(back, "head-b", "finance-b", "leader-b");
    expect(again.state.ended?.outcome).toBe("approved");
    expect(replay(again.events)).toEqual(again.state);
  });

  test("may come straight back to whoever sent it, the nodes between keeping what they signed", () => {
    const back = step(atApprove(), "leader-a", returning("draft", true));
    expect(back.state.signatures.map(({ node, voided }) => [node, voided?.why ?? null])).toEqual([
      ["draft", "returned"],
      ["review", null],
      ["check", null],
      ["approve", null],
    ]);
    const straight = agree(back, "clerk-a");
    expect(straight.state.node).toBe("approve");
    expect(straight.state.passed.map(({ node }) => node)).toEqual(["draft", "review", "check"]);
    expect(agree(straight, "leader-b").state.ended?.outcome).toBe("approved");
  });

  test("comes back the whole way where what was stated now leads elsewhere", () => {
    const back = step(atApprove(), "leader-a", returning("draft", true));
    const changed = step(back, "clerk-a", { kind: "agree", opinion: "", seen: "h1", facts: { large: "true" } });
    expect(changed.state.node).toBe("review");
    expect(changed.state.signatures.filter(({ voided }) => voided === null).map(({ node, act }) => `${node} ${act}`)).toEqual([
      "approve return",
      "draft agree",
    ]);
    expect(agree(changed, "head-a", "finance-a").state.node).toBe("board");
  });

  test("comes back the whole way past a node that must see every version, if the content is another", () => {
    const nodes = aPlainProcess().rule.nodes.map(({ id }) => id);
    expect(nodes).toContain("check");
    const strict = aPlainProcess();
    const everyVersion = {
      ...strict,
      rule: { ...strict.rule, nodes: strict.rule.nodes.map((node) => (node.id === "check" ? { ...node, everyVersion: true } : node)) },
    };
    const run = agree(begin(everyVersion, "clerk-a", { large: "false" }), "clerk-a", "head-a", "finance-a");
    const back = step(run, "leader-a", returning("draft", true));
    expect(step(back, "clerk-a", agreeing("h2"), { content: { version: 2, hash: "h2" } }).state.node).toBe("review");
    expect(step(back, "clerk-a", agreeing()).state.node).toBe("approve");
  });

  test("is not to be had from a node that declares none, nor from an added signer", () => {
    expect(refusals(begin(definition), "clerk-a", returning("draft"))).toEqual(["flow-cannot-return"]);
    const added = step(atApprove(), "leader-a", { kind: "add-signer", person: "group-a", reason: "请阅" });
    expect(refusals(added, "group-a", returning("draft"))).toContain("flow-cannot-return");
    expect(refusals(added, "group-a", { kind: "reject", reason: "不行", seen: "h1" })).toContain("flow-cannot-reject");
  });
});

describe("signing together", () => {
  const board = () => agree(begin(definition, "clerk-a", { large: "true" }), "clerk-a", "head-a", "finance-a");

  test("by quorum: so many people and so large a share, each once", () => {
    const one = agree(board(), "group-a");
    expect(one.state.node).toBe("board");
    expect(refusals(one, "group-a", agreeing())).toEqual(["flow-already-signed"]);
    expect(agree(one, "group-b").state.node).toBe("approve");
  });

  test("one voice stops nothing while the quorum can be reached; two of three against can", () => {
    expect(refusals(board(), "group-a", returning("draft"))).toEqual(["flow-cannot-reject"]);
    const against = step(board(), "group-a", { kind: "disagree", opinion: "依据不足", seen: "h1" });
    expect(against.state.node).toBe("board");
    expect(step(against, "group-b", returning("draft")).state.node).toBe("draft");
  });

  const seated = aProcess({
    papers: [],
    separation: SEPARATION.filter(({ duties }) => duties.every((duty) => duty !== "review")),
    nodes: [
      aNode("draft", { duty: "prepare", who: [{ role: "clerk", at: "division" }], next: [{ to: "two" }] }),
      aNode("two", {
        duty: "check",
        who: [
          { role: "division-head", at: "sibling" },
          { role: "finance", at: "unit" },
        ],
        sign: { by: "seats" },
        rejects: "rejected",
        next: [{ to: "everybody" }],
      }),
      aNode("everybody", {
        duty: "approve",
        who: [{ role: "leadership", at: "unit" }],
        sign: { by: "all" },
        rejects: "rejected",
        next: [{ to: "approved" }],
      }),
    ],
    ends: ENDS.filter(({ id }) => id !== "cancelled"),
  });

  test("by seats: one from each, never one person for both", () => {
    const wide = {
      id: "wide",
      name: "wide",
      standings: [
        { role: "division-head" as const, relations: ["sibling" as const] },
        { role: "finance" as const, relations: ["unit" as const] },
      ],
    };
    const people = [...CAST.filter(({ id }) => !id.startsWith("finance") || id === "finance-a"), wide];
    const run = step(begin(seated, "clerk-a", {}, { people }), "clerk-a", agreeing(), { people });
    const first = step(run, "wide", agreeing(), { people });
    expect(first.state.node).toBe("two");
    expect(refusals(first, "wide", agreeing(), { people })).toEqual(["flow-already-signed"]);
    expect(step(first, "finance-a", agreeing(), { people }).state.node).toBe("everybody");
    // With nobody else for the second seat, who could fill both takes the one that leaves the other fillable.
    const few = [...CAST.filter(({ id }) => !id.startsWith("finance") && id !== "head-third"), wide];
    const narrow = step(begin(seated, "clerk-a", {}, { people: few }), "clerk-a", agreeing(), { people: few });
    const taken = step(narrow, "wide", agreeing(), { people: few });
    expect(taken.state.signatures.at(-1)).toMatchObject({ seat: 1, role: "finance" });
    const nobody = [...CAST.filter(({ id }) => !id.startsWith("finance") && !id.startsWith("head-other") && id !== "head-third"), wide];
    expect(refusals(begin(seated, "clerk-a", {}, { people: nobody }), "clerk-a", agreeing(), { people: nobody })).toEqual([
      "flow-nobody-there",
    ]);
  });

  test("by all: everybody who was invited", () => {
    const run = agree(begin(seated), "clerk-a", "finance-a", "head-other");
    expect(waitingFor(run.definition, run.state).map(({ person }) => person.id)).toEqual(["leader-a", "leader-b", "leader-c"]);
    const two = agree(run, "leader-a", "leader-c");
    expect(two.state.node).toBe("everybody");
    expect(agree(two, "leader-b").state.ended?.outcome).toBe("approved");
  });

  test("and what changes in between is signed again by those who had signed", () => {
    const openBoard = {
      ...definition,
      rule: { ...definition.rule, nodes: definition.rule.nodes.map((node) => (node.id === "board" ? { ...node, opens: true } : node)) },
    };
    const run = agree(begin(openBoard, "clerk-a", { large: "true" }), "clerk-a", "head-a", "finance-a", "group-a");
    const content = { version: 2, hash: "h2" };
    const changed = decideContentChange(openBoard, run.state, aSituation("group-b", { content }));
    if (!changed.ok) throw new Error("refused");
    const after = { ...run, state: changed.value.state };
    expect(after.state.signatures.at(-1)?.voided?.why).toBe("content-changed");
    const b = step(after, "group-b", agreeing("h2"), { content });
    expect(b.state.node).toBe("board");
    expect(step(b, "group-a", agreeing("h2"), { content }).state.node).toBe("approve");
    // Told or not: what was signed for other content takes nothing on.
    expect(refusals(run, "group-b", agreeing("h2"), { content })).toEqual(["flow-content-changed"]);
    const locked = decideContentChange(definition, atApprove().state, aSituation("leader-a"));
    expect(locked.ok ? [] : locked.faults.map(({ code }) => code)).toEqual(["flow-locked"]);
  });
});

describe("a task", () => {
  test("is handed over to somebody who could have it, and then is theirs alone", () => {
    const run = step(atApprove(), "leader-a", { kind: "transfer", person: "leader-b", reason: "出差" });
    expect(waitingFor(run.definition, run.state).map(({ person, by }) => [person.id, by?.id])).toEqual([["leader-b", "leader-a"]]);
    expect(refusals(run, "leader-a", agreeing())).toEqual(["flow-not-yours"]);
    expect(refusals(atApprove(), "leader-a", { kind: "transfer", person: "clerk-b", reason: "" })).toEqual(
      ["flow-not-eligible", "flow-duties-separated", "flow-reason-missing"].filter((code) => code !== "flow-duties-separated"),
    );
    expect(refusals(atApprove(), "leader-a", { kind: "transfer", person: "leader-a", reason: "x" })).toEqual(["flow-not-eligible"]);
  });

  test("waits for an added signer, whatever they say", () => {
    const run = step(atApprove(), "leader-a", { kind: "add-signer", person: "group-a", reason: "请核" });
    const signed = agree(run, "leader-a");
    expect(signed.state.node).toBe("approve");
    const heard = step(signed, "group-a", { kind: "disagree", opinion: "保留意见", seen: "h1" });
    expect(heard.state.ended?.outcome).toBe("approved");
    expect(heard.state.signatures.at(-1)).toMatchObject({ act: "disagree", seat: null, opinion: "保留意见" });
    expect(refusals(run, "leader-a", { kind: "add-signer", person: "group-a", reason: "再请" })).toEqual(["flow-not-eligible"]);
    expect(refusals(atApprove(), "leader-a", { kind: "disagree", opinion: "不", seen: "h1" })).toEqual(["flow-cannot-reject"]);
  });

  test("is taken back by whoever sent it on, until somebody acts", () => {
    const run = agree(begin(definition, "clerk-a", { large: "false" }), "clerk-a");
    expect(refusals(run, "clerk-b", { kind: "withdraw", reason: "漏附" })).toEqual(["flow-cannot-withdraw"]);
    const back = step(run, "clerk-a", { kind: "withdraw", reason: "漏附" });
    expect(back.state).toMatchObject({ node: "draft", passed: [] });
    expect(back.state.signatures[0]?.voided?.why).toBe("withdrawn");
    expect(replay(back.events)).toEqual(back.state);
    expect(agree(back, "clerk-a").state.node).toBe("review");
    expect(refusals(agree(run, "head-a"), "clerk-a", { kind: "withdraw", reason: "漏附" })).toEqual(["flow-cannot-withdraw"]);
  });

  test("is taken off by whoever began it, only where it may be", () => {
    expect(step(begin(definition), "clerk-a", { kind: "cancel", reason: "任务取消" }).state).toMatchObject({
      node: "cancelled",
      ended: { outcome: "cancelled" },
    });
    expect(refusals(begin(definition), "clerk-b", { kind: "cancel", reason: "任务取消" })).toEqual(["flow-not-yours"]);
    expect(refusals(atApprove(), "clerk-a", { kind: "cancel", reason: "x" })).toEqual(["flow-cannot-cancel"]);
  });

  test("is refused to an end of its own, with the reason, and every signature kept", () => {
    const run = step(atApprove(), "leader-a", { kind: "reject", reason: "不必要", seen: "h1" });
    expect(run.state).toMatchObject({ node: "rejected", ended: { outcome: "rejected" } });
    expect(run.state.signatures).toHaveLength(4);
    expect(refusals(run, "leader-a", agreeing())).toEqual(["flow-ended"]);
  });

  test("does not let somebody sign who has lost the role since, and goes to those who hold it", () => {
    const run = step(atApprove(), "leader-a", { kind: "transfer", person: "leader-b", reason: "出差" });
    const people = CAST.filter(({ id }) => id !== "leader-b");
    expect(refusals(run, "leader-b", agreeing(), { people })).toEqual(["flow-not-eligible"]);
    const reseated = decideSystemStep(definition, run.state, { kind: "reseat" }, aSituation(null, { people }));
    expect(reseated.ok && reseated.value.state.invited.map(({ person }) => person.id)).toEqual(["leader-a", "leader-c"]);
    const still = decideSystemStep(definition, run.state, { kind: "reseat" }, aSituation(null));
    expect(still.ok).toBe(false);
  });

  test("is escalated once for each level, after its working days", () => {
    const run = agree(begin(definition, "clerk-a", { large: "false" }), "clerk-a");
    const on = (day: string) => decideSystemStep(definition, run.state, { kind: "escalate" }, aSituation(null, { day: day as Day }));
    expect(on("2020-03-06").ok).toBe(false);
    const told = on("2020-03-09");
    expect(told.ok && told.value.events[0]).toMatchObject({
      kind: "flow-escalated",
      level: 1,
      told: [{ id: "leader-a" }, { id: "leader-b" }, { id: "leader-c" }],
    });
    const again = told.ok
      ? decideSystemStep(definition, told.value.state, { kind: "escalate" }, aSituation(null, { day: "2020-03-20" as Day }))
      : told;
    expect(again.ok).toBe(false);
  });

  test("is hurried by those who took part", () => {
    const run = agree(begin(definition, "clerk-a", { large: "false" }), "clerk-a");
    expect(step(run, "clerk-a", { kind: "urge", reason: "月底前要报" }).state.urged).toBe(1);
    expect(refusals(run, "leader-a", { kind: "urge", reason: "快" })).toEqual(["flow-not-yours"]);
  });
});

describe("acting for another", () => {
  const given = { principal: "leader-a", delegate: "head-b", from: "2020-03-01" as Day, until: "2020-03-10" as Day, process: null };
  const for_ = { kind: "agree", opinion: "同意", seen: CONTENT.hash, onBehalfOf: "leader-a" } as const;

  test("is marked, and counts within its days for its process only", () => {
    const done = step(atApprove(), "head-b", for_, { delegations: [given] });
    expect(done.state.signatures.at(-1)).toMatchObject({ person: { id: "head-b" }, onBehalfOf: { id: "leader-a" }, role: "leadership" });
    expect(refusals(atApprove(), "head-b", for_)).toEqual(["flow-delegation-invalid"]);
    for (const over of [
      { until: "2020-03-01" },
      { from: "2020-03-03" },
      { process: "trip" },
      { principal: "leader-b" },
      { delegate: "head-a" },
    ] as const)
      expect(refusals(atApprove(), "head-b", for_, { delegations: [{ ...given, ...over } as never] })).toEqual(["flow-delegation-invalid"]);
  });

  test("is refused on a matter of one's own, and across duties that are kept apart", () => {
    expect(refusals(atApprove(), "clerk-a", for_, { delegations: [{ ...given, delegate: "clerk-a" }] })).toEqual([
      "flow-delegation-invalid",
      "flow-duties-separated",
    ]);
    const run = agree(begin(definition, "clerk-a", { large: "false" }), "clerk-a", "head-a");
    const finance = { ...given, principal: "finance-a", delegate: "head-a" };
    expect(refusals(run, "head-a", { ...for_, onBehalfOf: "finance-a" }, { delegations: [finance] })).toEqual(["flow-duties-separated"]);
  });

  test("burdens both: the delegate's duty and the principal's", () => {
    const run = agree(begin(definition, "clerk-a", { large: "false" }), "clerk-a");
    const review = step(
      run,
      "leader-b",
      { ...for_, onBehalfOf: "head-a" },
      { delegations: [{ ...given, principal: "head-a", delegate: "leader-b" }] },
    );
    const asFinance = { id: "head-a", name: "head-a", standings: [{ role: "finance" as const, relations: ["unit" as const] }] };
    expect(refusals(review, "head-a", agreeing(), { people: [...CAST, asFinance] })).toContain("flow-duties-separated");
  });

  test("shows on the page what the delegate may do", () => {
    const acts = openActs(definition, atApprove().state, aSituation("head-b", { delegations: [given] }));
    expect(acts).toMatchObject({ kinds: ["agree", "return", "reject"], onBehalfOf: { id: "leader-a" } });
  });
});

describe("a finished case", () => {
  const done = () => agree(atApprove(), "leader-a");
  const plan = (run = done(), over = {}) => planUnlock({ definition, state: run.state, situation: aSituation("leader-b", over) });

  test("lists what unlocking opens, and opens that and no more", () => {
    expect(plan()).toMatchObject({ node: { id: "approve" }, opens: ["node approve", "signature 4"], deeper: ["check", "review", "draft"] });
    const open = step(done(), "leader-b", { kind: "unlock", node: "approve", reason: "数据有误", opens: plan()?.opens ?? [] });
    expect(open.state).toMatchObject({ node: "approve", ended: null });
    expect(open.state.signatures.map(({ voided }) => voided?.why ?? null)).toEqual([null, null, null, "unlocked"]);
    expect(replay(open.events)).toEqual(open.state);
    expect(step(open, "leader-c", returning("draft")).state.node).toBe("draft");
  });

  test("is not unlocked past a level, without a reason, without the list, or by anybody", () => {
    const opens = plan()?.opens ?? [];
    expect(refusals(done(), "leader-b", { kind: "unlock", node: "draft", reason: "", opens: [] })).toEqual([
      "flow-unlock-jumps",
      "flow-content-changed",
      "flow-reason-missing",
    ]);
    expect(refusals(done(), "clerk-a", { kind: "unlock", node: "approve", reason: "想改", opens })).toEqual([
      "flow-not-yours",
      "flow-duties-separated",
    ]);
    expect(refusals(atApprove(), "leader-b", { kind: "unlock", node: "approve", reason: "想改", opens })).toEqual(["flow-not-ended"]);
  });

  test("stays locked while something approved builds on it; what is running is named", () => {
    const other = { id: "f2", process: "adjustment", title: "调整", restsOnThis: true, outcome: "approved" as const };
    expect(
      refusals(done(), "leader-b", { kind: "unlock", node: "approve", reason: "改", opens: plan()?.opens ?? [] }, { others: [other] }),
    ).toEqual(["flow-unlock-jumps"]);
    expect(plan(done(), { others: [{ ...other, outcome: "running" }] })?.opens).toEqual(["node approve", "signature 4", "flow f2"]);
  });
});

describe("beginning", () => {
  const started = (facts: Record<string, string>, actor: string, over = {}) => {
    const decision = decideStart(definition, facts, aSituation(actor, over));
    return decision.ok ? [] : decision.faults.map(({ code }) => code);
  };

  test("is for those who may sign first, once at a time, with all faults at once", () => {
    expect(started({}, "clerk-b")).toEqual([]);
    const running = { id: "f1", process: "test", title: "在办", restsOnThis: false, outcome: "running" as const };
    expect(started({ large: "1" }, "head-a", { others: [running] })).toEqual(["flow-not-yours", "not-in-list", "flow-running"]);
  });

  test("waits for what it builds on", () => {
    const resting = aPlainProcess({ restsOn: [{ process: "targets", required: "true" }] });
    const approved = { id: "f1", process: "targets", title: "目标", restsOnThis: false, outcome: "approved" as const };
    expect(decideStart(resting, {}, aSituation("clerk-a"))).toMatchObject({ ok: false, faults: [{ code: "flow-rests-on" }] });
    expect(decideStart(resting, {}, aSituation("clerk-a", { others: [approved] })).ok).toBe(true);
  });

  test("keeps the definition it began with", () => {
    const kept = readStoredProcess(definition.text);
    expect(kept).toEqual(definition);
    const run = begin(definition, "clerk-a", { large: "false" });
    expect(decideStep(kept, run.state, agreeing(), aSituation("clerk-a", { papers: allPapers(kept) })).ok).toBe(true);
  });
});
