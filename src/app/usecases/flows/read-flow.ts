// A matter as somebody sees it: where it stands, what happened, and what they may do now.
import { type Actor, may, reachOf } from "../../../access/index.ts";
import { type Result, success } from "../../../kernel/index.ts";
import {
  type FlowEvent,
  type OpenActs,
  openActs,
  type ProcessDefinition,
  packsWithProcesses,
  processesOf,
  SIGNING_ROLES,
  type Situation,
} from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import {
  type FlowSummary,
  flowsOfSubject,
  listEvents,
  openTasks,
  runningWithin,
  type Task,
  takenPartIn,
} from "../../store/flows/flow-repository.ts";
import {
  delegationsOf,
  type FlowPaper,
  holdersOf,
  listPapers,
  remindersOf,
  type ShownReminder,
  type StoredDelegation,
} from "../../store/flows/flow-side-repository.ts";
import { findUnit } from "../../store/people/unit-repository.ts";
import { isOfClosedYear } from "../trips/closed-years.ts";
import { tripStep } from "../trips/trip-step.ts";
import { type FoundFlow, findFlowFor, keptDefinition } from "./flow-access.ts";
import { dayOf, personOf, situationOf } from "./flow-situation.ts";

export type SeenFlow = FoundFlow & {
  readonly unitName: string;
  readonly archived: boolean;
  readonly situation: Situation;
  readonly acts: OpenActs;
  /** Facts that the subject's own figures say: nobody is asked for them. */
  readonly statedFacts: readonly string[];
  readonly events: readonly FlowEvent[];
  readonly papers: readonly FlowPaper[];
};

/** Faults: flow-unknown. */
export async function readFlow(deps: Deps, actor: Actor, id: string): Promise<Result<SeenFlow>> {
  return await deps.store.db.transaction().execute(async (transaction) => {
    const found = await findFlowFor(transaction, actor, "flow.read", id);
    if (!found.ok) return found;
    const key = { tenant: actor.tenant, id };
    const situation = await situationOf(transaction, deps, found.value.matter, personOf(actor));
    const unit = await findUnit(transaction, actor.tenant, found.value.flow.unitId);
    const { flow, definition } = found.value;
    const acts = openActs(definition, flow.state, situation);
    const person = acts.onBehalfOf?.id ?? actor.accountId;
    const step = { tenant: actor.tenant, subject: flow.subject, definition, state: flow.state, person, day: situation.day };
    const own = acts.kinds.includes("agree") ? await tripStep(transaction, deps, step) : { faults: [], facts: {} };
    return success({
      ...found.value,
      unitName: unit?.name ?? "",
      archived: await isOfClosedYear(transaction, actor.tenant, flow.subject, situation.day),
      situation,
      acts: { ...acts, hindrances: [...acts.hindrances, ...own.faults] },
      statedFacts: Object.keys(own.facts),
      events: await listEvents(transaction, key),
      papers: await listPapers(transaction, key),
    });
  });
}

/** `archived`: its trip is of a closed year, and nobody is chased for it. */
export type TitledFlow = FlowSummary & { readonly archived: boolean; readonly definition: ProcessDefinition; readonly unitName: string };

/** The matters on a case or another subject that the actor may see. */
export async function flowsAbout(deps: Deps, actor: Actor, subject: string): Promise<readonly TitledFlow[]> {
  const flows = await flowsOfSubject(deps.store.db, actor.tenant, subject);
  const seen = flows.filter((flow) =>
    may(actor, "flow.read", { tenant: actor.tenant, unitPath: flow.unitPath, createdBy: flow.startedBy, published: false }),
  );
  return await Promise.all(seen.map((flow) => titled(deps, actor.tenant, flow)));
}

/** Running matters that one page asks for at once. */
const AT_ONCE = 500;

/** What is running within reach, the most urgent first. */
export async function flowsUnderWay(deps: Deps, actor: Actor): Promise<readonly TitledFlow[]> {
  const flows = await runningWithin(deps.store.db, reachOf(actor, "flow.read"), AT_ONCE);
  const all = await Promise.all(flows.map((flow) => titled(deps, actor.tenant, flow)));
  return all.toSorted((a, b) => Number(a.archived) - Number(b.archived));
}

export type ToDo = {
  readonly waiting: readonly (Task & { readonly flow: TitledFlow; readonly onBehalfOf: string | null })[];
  readonly begun: readonly TitledFlow[];
  readonly reminders: readonly ShownReminder[];
  readonly today: string;
};

/** What waits for somebody and for those they stand in for today; what they took part in and is running; what they are reminded of. */
export async function readToDo(deps: Deps, actor: Actor): Promise<ToDo> {
  const { db } = deps.store;
  const me = actor.accountId ?? "";
  const today = dayOf(deps.now());
  const principals = (await delegationsOf(db, actor.tenant, me)).filter(
    ({ delegate, from, until, endedAt }) => delegate === me && endedAt === null && from <= today && today <= until,
  );
  const tasks = await openTasks(db, actor.tenant, [me, ...principals.map(({ principal }) => principal)]);
  const names = new Map((await holdersOf(db, actor.tenant, SIGNING_ROLES)).map(({ accountId, name }) => [accountId, name]));
  const seen = new Set<string>();
  const waiting = [];
  for (const task of tasks) {
    if (seen.has(task.flow.id) || (task.personId !== me && !coversProcess(principals, task))) continue;
    seen.add(task.flow.id);
    waiting.push({
      ...task,
      flow: await titled(deps, actor.tenant, task.flow),
      onBehalfOf: task.personId === me ? null : (names.get(task.personId) ?? task.personId),
    });
  }
  const begun = (await takenPartIn(db, actor.tenant, me)).filter(({ id }) => !seen.has(id));
  return {
    // What of closed years was left open stands behind what is of today.
    waiting: waiting.toSorted((a, b) => Number(a.flow.archived) - Number(b.flow.archived)),
    begun: await Promise.all(begun.map((flow) => titled(deps, actor.tenant, flow))),
    reminders: await remindersOf(db, actor.tenant, me, 50),
    today,
  };
}

function coversProcess(delegations: readonly StoredDelegation[], task: Task): boolean {
  return delegations.some(({ principal, process }) => principal === task.personId && (process === null || process === task.flow.process));
}

async function titled(deps: Deps, tenant: string, flow: FlowSummary): Promise<TitledFlow> {
  const { db } = deps.store;
  const unit = await findUnit(db, tenant, flow.unitId);
  const archived = await isOfClosedYear(db, tenant, flow.subject, dayOf(deps.now()));
  return { ...flow, archived, definition: await keptDefinition(db, tenant, flow.definitionHash), unitName: unit?.name ?? "" };
}

/** Processes that could be begun today: those of the pack, or of every pack in force that states some. */
export function startableProcesses(deps: Deps, pack: string | undefined): Result<readonly ProcessDefinition[]> {
  const today = dayOf(deps.now());
  if (pack !== undefined) return processesOf(deps.processes, pack, today);
  return success(
    packsWithProcesses(deps.processes, today).flatMap(({ instrument }) => {
      const own = processesOf(deps.processes, instrument.id, today);
      return own.ok ? own.value.filter((one) => one.pack === instrument.id) : [];
    }),
  );
}

export type SeenDelegations = { readonly given: readonly StoredDelegation[]; readonly names: ReadonlyMap<string, string> };

export async function readDelegations(deps: Deps, actor: Actor): Promise<SeenDelegations> {
  const { db } = deps.store;
  const holders = await holdersOf(db, actor.tenant, SIGNING_ROLES);
  return {
    given: await delegationsOf(db, actor.tenant, actor.accountId ?? ""),
    names: new Map(holders.map(({ accountId, name }) => [accountId, name])),
  };
}
