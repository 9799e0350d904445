// Flows to test on: people by role and place, situations, and a step that must succeed or must be refused.
import type { Day } from "../kernel/index.ts";
import type { Act } from "./acts/act.ts";
import { decideStart, decideStep } from "./acts/decide-step.ts";
import { WEEKENDS_ONLY } from "./definition/calendar.ts";
import { type ProcessDefinition, readProcesses } from "./definition/process.ts";
import type { Relation, SigningRole } from "./definition/vocabulary.ts";
import type { FlowEvent, FlowState } from "./state/flow-state.ts";
import type { Candidate, Situation } from "./state/situation.ts";

export const DAY = "2020-03-02" as Day;
export const CONTENT = { version: 1, hash: "h1" };

/** Somebody at the case's own division unless said otherwise. */
export function aPerson(
  id: string,
  role: SigningRole,
  relations: readonly Relation[] = ["division", "unit", "department", "region", "tenant"],
): Candidate {
  return { id, name: id, standings: [{ role, relations }] };
}

const NEAR: readonly Relation[] = ["unit", "department", "region", "tenant"];

/** Two holders of every role, near enough for the shipped processes; no one holds two. */
export const CAST: readonly Candidate[] = [
  aPerson("clerk-a", "clerk"),
  aPerson("clerk-b", "clerk"),
  aPerson("head-a", "division-head"),
  aPerson("head-b", "division-head"),
  aPerson("head-other", "division-head", ["sibling", ...NEAR]),
  aPerson("head-third", "division-head", ["sibling", ...NEAR]),
  aPerson("finance-a", "finance", NEAR),
  aPerson("finance-b", "finance", NEAR),
  aPerson("group-a", "leading-group", NEAR),
  aPerson("group-b", "leading-group", NEAR),
  aPerson("group-c", "leading-group", NEAR),
  aPerson("leader-a", "leadership", NEAR),
  aPerson("leader-b", "leadership", NEAR),
  aPerson("leader-c", "leadership", NEAR),
  aPerson("business-a", "bureau-business", ["region", "tenant"]),
  aPerson("business-b", "bureau-business", ["region", "tenant"]),
  aPerson("performance-a", "bureau-performance", ["region", "tenant"]),
  aPerson("performance-b", "bureau-performance", ["region", "tenant"]),
];

export function allPapers({ rule }: ProcessDefinition): ReadonlySet<string> {
  return new Set((rule.papers ?? []).map(({ id }) => id));
}

export function aSituation(actor: string | null, over: Partial<Situation> = {}): Situation {
  const people = over.people ?? CAST;
  const found = people.find(({ id }) => id === actor);
  return {
    now: `${over.day ?? DAY}T01:00:00.000Z`,
    day: DAY,
    calendar: WEEKENDS_ONLY,
    actor: actor === null ? null : { id: actor, name: found?.name ?? actor },
    people,
    delegations: [],
    papers: new Set(),
    content: CONTENT,
    others: [],
    ...over,
  };
}

/** A process written as plain data: keys as in workflow.yaml, with what every entry needs filled in. */
export function aProcess(data: Readonly<Record<string, unknown>>): ProcessDefinition {
  const read = readAProcess(data);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const [definition] = read.value.processes;
  if (!definition) throw new Error("no process");
  return definition;
}

export function readAProcess(data: Readonly<Record<string, unknown>>) {
  const file = (name: string, content: unknown) => ({
    name,
    data: content,
    locate: (path: readonly (string | number)[]) => ({ file: name, path: path.join(".") }),
  });
  return readProcesses({
    instrument: file("instrument.yaml", {
      id: "test-2020-1",
      title: "示例",
      number: "示〔2020〕1号",
      issuer: "示例",
      jurisdiction: "示例",
      inForce: { from: "2020-01-01" },
      source: "公开",
    }),
    workflow: file("workflow.yaml", {
      processes: [{ id: "test", version: "1", cite: "第一条", title: "示例", titleEn: "Example", about: "evaluation", ...data }],
    }),
  });
}

export function aNode(id: string, data: Readonly<Record<string, unknown>>) {
  return { id, cite: "第一条", title: id, titleEn: id, ...data };
}

export const SEPARATION = (
  [
    ["prepare", "review"],
    ["prepare", "check"],
    ["prepare", "approve"],
    ["review", "check"],
  ] as const
).map((duties) => ({ duties, cite: "第一条" }));

export const ENDS = [
  { id: "approved", title: "办结", titleEn: "Done", outcome: "approved" },
  { id: "rejected", title: "否决", titleEn: "Refused", outcome: "rejected" },
  { id: "cancelled", title: "终止", titleEn: "Off", outcome: "cancelled" },
] as const;

/** 编制 → 审核 → 复核 → 批准, with gates, one condition, and every way back. */
export function aPlainProcess(over: Readonly<Record<string, unknown>> = {}): ProcessDefinition {
  return aProcess({
    papers: [
      { id: "form", cite: "第一条", title: "表", titleEn: "Form" },
      { id: "letter", cite: "第一条", title: "函", titleEn: "Letter" },
    ],
    facts: [{ id: "large", title: "是否大额", titleEn: "Large", kind: "yes-no" }],
    separation: SEPARATION,
    nodes: [
      aNode("draft", {
        duty: "prepare",
        who: [{ role: "clerk", at: "division" }],
        papers: ["form"],
        opens: "true",
        cancels: "cancelled",
        next: [{ to: "review" }],
      }),
      aNode("review", {
        duty: "review",
        who: [{ role: "division-head", at: "division" }],
        deadline: { workingDays: "3", cite: "第一条" },
        escalate: [{ workingDaysOver: "2", to: { role: "leadership", at: "unit" } }],
        returns: "earlier",
        rejects: "rejected",
        next: [{ to: "check" }],
      }),
      aNode("check", {
        duty: "check",
        who: [{ role: "finance", at: "unit" }],
        returns: "earlier",
        straightBack: "true",
        next: [{ to: "board", when: { fact: "large", is: "true" } }, { to: "approve" }],
      }),
      aNode("board", {
        duty: "approve",
        who: [{ role: "leading-group", at: "unit" }],
        sign: { by: "quorum", people: "2", share: "2/3" },
        returns: "earlier",
        next: [{ to: "approve" }],
      }),
      aNode("approve", {
        duty: "approve",
        who: [{ role: "leadership", at: "unit" }],
        papers: ["letter"],
        returns: "earlier",
        straightBack: "true",
        rejects: "rejected",
        unlock: { who: [{ role: "leadership", at: "unit" }] },
        next: [{ to: "approved" }],
      }),
    ],
    ends: ENDS,
    ...over,
  });
}

/** A case and what happened to it; each step must succeed. */
export type Run = { readonly definition: ProcessDefinition; readonly state: FlowState; readonly events: readonly FlowEvent[] };

export function begin(
  definition: ProcessDefinition,
  actor = "clerk-a",
  facts: Readonly<Record<string, string>> = {},
  over: Partial<Situation> = {},
): Run {
  const decision = decideStart(definition, facts, aSituation(actor, over));
  if (!decision.ok) throw new Error(JSON.stringify(decision.faults));
  return { definition, ...decision.value };
}

export function step(run: Run, actor: string, act: Act, over: Partial<Situation> = {}): Run {
  const decision = decideStep(run.definition, run.state, act, aSituation(actor, { papers: allPapers(run.definition), ...over }));
  if (!decision.ok) throw new Error(`${actor} ${act.kind}: ${JSON.stringify(decision.faults)}`);
  return { ...run, state: decision.value.state, events: [...run.events, ...decision.value.events] };
}

/** The codes of a refusal; empty where the step would succeed. */
export function refusals(run: Run, actor: string, act: Act, over: Partial<Situation> = {}): readonly string[] {
  const decision = decideStep(run.definition, run.state, act, aSituation(actor, { papers: allPapers(run.definition), ...over }));
  return decision.ok ? [] : decision.faults.map(({ code }) => code);
}

export function agree(run: Run, ...actors: readonly string[]): Run {
  return actors.reduce((one, actor) => step(one, actor, agreeing()), run);
}

export function agreeing(seen = CONTENT.hash): Act {
  return { kind: "agree", opinion: "同意", seen };
}

export function returning(to: string, straightBack = false): Act {
  return { kind: "return", to, reason: "数据不一致", straightBack, seen: CONTENT.hash };
}
