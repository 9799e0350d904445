// Random people do random things in every shipped process: no gate is skipped, nobody holds two duties that are kept apart, nothing
// signed is lost, events replay to the same state, and from wherever a case has come to it can be ended.
import fc from "fast-check";
import { expect, test } from "vitest";
import { readProcessBook } from "../src/app/files/read-processes.ts";
import type { Day } from "../src/kernel/index.ts";
import { CAST } from "../src/workflow/flow.builder.ts";
import {
  type Act,
  type Candidate,
  type Delegation,
  decideContentChange,
  decideStart,
  decideStep,
  decideSystemStep,
  type FlowEvent,
  type FlowState,
  findNode,
  isOpen,
  type ProcessDefinition,
  replay,
  type Situation,
  WEEKENDS_ONLY,
  waitingFor,
} from "../src/workflow/index.ts";

const RUNS = 1000;
const book = await readProcessBook([new URL("../regulations", import.meta.url).pathname]);
if (!book.ok) throw new Error("packs are unsound");
const definitions = [...book.value.values()].flatMap(({ processes }) => processes);

const ALL = ["division", "sibling", "unit", "department", "region", "tenant"] as const;
const held = (id: string, ...roles: readonly Candidate["standings"][number]["role"][]): Candidate => ({
  id,
  name: id,
  standings: roles.map((role) => ({ role, relations: ALL })),
});
// Some hold several roles at once: the duties they may take are decided by what they did, not by what they hold.
const PEOPLE: readonly Candidate[] = [
  ...CAST,
  held("many-a", "clerk", "division-head", "finance"),
  held("many-b", "clerk", "leadership", "leading-group"),
  held("many-c", "division-head", "finance", "leadership"),
  held("department-a", "leading-group"),
];

type Move = { readonly who: number; readonly kind: number; readonly pick: number; readonly flag: boolean; readonly papers: boolean };
const move: fc.Arbitrary<Move> = fc.record({
  who: fc.nat(99),
  kind: fc.nat(19),
  pick: fc.nat(99),
  flag: fc.boolean(),
  papers: fc.boolean(),
});

type World = {
  readonly definition: ProcessDefinition;
  state: FlowState;
  readonly events: FlowEvent[];
  version: number;
  day: number;
  readonly papers: Set<string>;
  readonly delegations: Delegation[];
};

function situation(world: World, actor: string | null): Situation {
  const day = `2020-03-${String(world.day).padStart(2, "0")}` as Day;
  return {
    now: `${day}T01:00:00.000Z`,
    day,
    calendar: WEEKENDS_ONLY,
    actor: actor === null ? null : { id: actor, name: actor },
    people: PEOPLE,
    delegations: world.delegations,
    papers: world.papers,
    content: { version: world.version, hash: `h${world.version}` },
    others: [],
  };
}

function at<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

// What somebody might try next, sensible or not.
function attempt(world: World, { who, kind, pick, flag }: Move): { readonly actor: string; readonly act: Act } {
  const waiting = waitingFor(world.definition, world.state);
  const actor = (flag || kind % 2 === 0 ? at(waiting, who)?.person.id : undefined) ?? at(PEOPLE, who)?.id ?? "clerk-a";
  const seen = `h${world.version}`;
  const facts = Object.fromEntries((world.definition.rule.facts ?? []).map(({ id }) => [id, pick % 2 === 0 ? "true" : "false"]));
  const opens = isOpen(world.definition, world.state);
  const behalf = world.delegations.find(({ delegate }) => delegate === actor)?.principal;
  const onBehalfOf = behalf !== undefined && pick % 3 === 0 ? { onBehalfOf: behalf } : {};
  const node = at([...world.state.passed.map((one) => one.node), "nowhere"], pick) ?? "nowhere";
  const person = at(PEOPLE, pick)?.id ?? "";
  switch (kind) {
    case 0:
    case 1:
      return { actor, act: { kind: "return", to: node, reason: "改", straightBack: flag, seen, ...onBehalfOf } };
    case 2:
      return { actor, act: { kind: "withdraw", reason: "漏" } };
    case 3:
      return { actor, act: { kind: "add-signer", person, reason: "请阅" } };
    case 4:
      return { actor, act: { kind: "transfer", person, reason: "出差" } };
    case 5:
      return { actor, act: { kind: "disagree", opinion: "不", seen } };
    case 6:
      return pick % 10 === 0 ? { actor, act: { kind: "reject", reason: "不", seen } } : { actor, act: { kind: "urge", reason: "快" } };
    case 7:
      return pick % 10 === 0
        ? { actor, act: { kind: "cancel", reason: "止" } }
        : { actor, act: { kind: "agree", opinion: "", seen: "old" } };
    case 8:
      return { actor, act: { kind: "unlock", node, reason: "改", opens: [] } };
    default:
      return {
        actor,
        act: { kind: "agree", opinion: "同意", seen, ...onBehalfOf, ...(opens && Object.keys(facts).length > 0 ? { facts } : {}) },
      };
  }
}

function play(world: World, one: Move): boolean {
  if (one.papers) for (const { id } of world.definition.rule.papers ?? []) world.papers.add(id);
  if (one.kind === 19) {
    world.delegations.push({
      principal: at(PEOPLE, one.pick)?.id ?? "",
      delegate: at(PEOPLE, one.who)?.id ?? "",
      from: "2020-03-01" as Day,
      until: "2020-03-28" as Day,
      process: null,
    });
    return true;
  }
  if (one.kind === 18) world.day = Math.min(31, world.day + 3);
  if (one.kind >= 17)
    return take(world, decideSystemStep(world.definition, world.state, { kind: one.flag ? "escalate" : "reseat" }, situation(world, null)));
  if (one.kind === 16 && isOpen(world.definition, world.state)) {
    world.version += 1;
    const actor = at(world.state.invited, one.who)?.person.id ?? "clerk-a";
    return take(world, decideContentChange(world.definition, world.state, situation(world, actor)));
  }
  const { actor, act } = attempt(world, one);
  return take(world, decideStep(world.definition, world.state, act, situation(world, actor)));
}

function take(world: World, decision: ReturnType<typeof decideStep>): boolean {
  if (!decision.ok) return false;
  const before = world.state;
  world.state = decision.value.state;
  world.events.push(...decision.value.events);
  check(world, before);
  return true;
}

// Written from what a definition says, not from how it is decided.
function check({ definition, state, papers }: World, before: FlowState): void {
  const { rule } = definition;
  // Nothing signed is lost or changed; it can only stop counting.
  expect(state.signatures.slice(0, before.signatures.length).map(({ voided: _, ...rest }) => rest)).toEqual(
    before.signatures.map(({ voided: _, ...rest }) => rest),
  );
  before.signatures.forEach((one, index) => {
    if (one.voided) expect(state.signatures[index]?.voided).toEqual(one.voided);
  });
  // 编制 ≠ 审核 ≠ 复核, for who signs and for whom.
  for (const { duties } of rule.separation) {
    const holders = (duty: string) =>
      new Set(
        state.signatures
          .filter((one) => one.duty === duty)
          .flatMap((one) => [one.person.id, ...(one.onBehalfOf ? [one.onBehalfOf.id] : [])]),
      );
    const second = holders(duties[1]);
    expect(
      [...holders(duties[0])].filter((id) => second.has(id)),
      `${rule.id}: ${duties.join(" and ")}`,
    ).toEqual([]);
  }
  // The way so far follows the definition, every gate on it was passed with its papers, every node signed as it must be.
  const way = [...state.passed.map(({ node }) => node), state.node];
  if (state.ended?.outcome !== "rejected" && state.ended?.outcome !== "cancelled") {
    expect(way[0]).toBe(rule.nodes[0]?.id);
    for (const [index, id] of way.slice(0, -1).entries()) expect(findNode(rule, id)?.next.map(({ to }) => to)).toContain(way[index + 1]);
  }
  for (const passed of state.passed) {
    const node = findNode(rule, passed.node);
    for (const paper of node?.papers ?? []) expect(papers.has(paper), `${passed.node} without ${paper}`).toBe(true);
    const agreed = state.signatures.filter(
      (one) => one.visit === passed.visit && one.voided === null && one.act === "agree" && one.seat !== null,
    );
    const people = new Set(agreed.map((one) => one.onBehalfOf?.id ?? one.person.id));
    expect(agreed.length, `${passed.node} was left without a signature`).toBeGreaterThan(0);
    if (node?.sign.by === "seats") expect(new Set(agreed.map(({ seat }) => seat)).size).toBe(node.who.length);
    if (node?.sign.by === "seats") expect(people.size).toBe(node.who.length);
    if (node?.sign.by === "quorum") expect(people.size).toBeGreaterThanOrEqual(node.sign.people ?? 1);
    for (const one of agreed) expect(node?.who.map(({ role }) => role)).toContain(one.role);
  }
  if (!state.ended) expect(state.invited.length, "a state without an owner").toBeGreaterThan(0);
}

// People nobody has seen yet do what is asked: from any state the case must come to an end.
function finish(world: World): void {
  for (let turn = 0; turn < 60 && !world.state.ended; turn++) {
    for (const { id } of world.definition.rule.papers ?? []) world.papers.add(id);
    const facts = Object.fromEntries((world.definition.rule.facts ?? []).map(({ id }) => [id, "false"]));
    const now = (actor: string | null) => ({ ...situation(world, actor), people: [...PEOPLE, ...FRESH] });
    const act: Act = {
      kind: "agree",
      opinion: "同意",
      seen: `h${world.version}`,
      ...(isOpen(world.definition, world.state) && Object.keys(facts).length > 0 ? { facts } : {}),
    };
    // All who are waited for are asked: where everybody has been heard, the first alone would agree again and again.
    const taken = waitingFor(world.definition, world.state).map(({ person }) =>
      take(world, decideStep(world.definition, world.state, act, now(person.id))),
    );
    const done = taken.some(Boolean);
    if (!done && !take(world, decideSystemStep(world.definition, world.state, { kind: "reseat" }, now(null)))) break;
  }
  expect(world.state.ended, `${world.definition.rule.id} is stuck at ${world.state.node}`).not.toBeNull();
}
const FRESH: readonly Candidate[] = (
  ["clerk", "division-head", "finance", "leading-group", "leadership", "bureau-business", "bureau-performance"] as const
).flatMap((role) => [held(`new-${role}-a`, role), held(`new-${role}-b`, role), held(`new-${role}-c`, role)]);

test(`${RUNS} random histories of ${definitions.length} shipped processes keep every promise and can be ended`, {
  timeout: 240_000,
}, () => {
  let steps = 0;
  let taken = 0;
  let finished = 0;
  fc.assert(
    fc.property(fc.nat(definitions.length - 1), fc.array(move, { minLength: 15, maxLength: 50 }), (index, moves) => {
      const definition = definitions[index] as ProcessDefinition;
      const approved = { id: "t", process: "targets", title: "目标", restsOnThis: false, outcome: "approved" as const };
      const world: World = { definition, state: undefined as never, events: [], version: 1, day: 2, papers: new Set(), delegations: [] };
      const start = decideStart(definition, {}, { ...situation(world, "clerk-a"), others: [approved] });
      if (!start.ok) throw new Error(JSON.stringify(start.faults));
      world.state = start.value.state;
      world.events.push(...start.value.events);
      for (const one of moves) {
        steps += 1;
        if (play(world, one)) taken += 1;
      }
      expect(replay(world.events)).toEqual(world.state);
      if (world.state.ended) finished += 1;
      finish(world);
    }),
    { numRuns: RUNS },
  );
  console.info(`workflow: ${RUNS} histories, ${steps} acts tried, ${taken} taken, ${finished} ended on the way, 0 counterexamples`);
  expect(taken).toBeGreaterThan(steps / 10);
});
