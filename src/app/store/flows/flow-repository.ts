// Matters in the store. A step is saved on the version it was decided on, or not at all: of two who act at once one is told so.
import type { Kysely, Transaction } from "kysely";
import type { Reach } from "../../../access/index.ts";
import type { FlowEvent, FlowState, Invitation, Outcome, Signature, SubjectKind } from "../../../workflow/index.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";

export type FlowKey = { readonly tenant: string; readonly id: string };
export type FlowSubject = { readonly kind: SubjectKind; readonly id: string };

export type FlowSummary = {
  readonly id: string;
  readonly process: string;
  readonly definitionHash: string;
  readonly subject: FlowSubject;
  readonly title: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly node: string;
  readonly since: string;
  readonly due: string | null;
  readonly outcome: Outcome | null;
  readonly version: number;
};
export type StoredFlow = FlowSummary & { readonly state: FlowState; readonly events: number };

const SUMMARY = [
  "flows.id",
  "flows.process",
  "flows.definition_hash",
  "flows.subject_kind",
  "flows.subject_id",
  "flows.title",
  "flows.unit_id",
  "units.path as unit_path",
  "flows.started_by",
  "flows.started_at",
  "flows.node",
  "flows.since",
  "flows.due",
  "flows.outcome",
  "flows.version",
] as const;

/** Keeps the text under its hash; once is enough. */
export async function keepDefinition(
  transaction: Transaction<StoreTables>,
  kept: {
    readonly tenant: string;
    readonly hash: string;
    readonly pack: string;
    readonly process: string;
    readonly version: string;
    readonly text: string;
    readonly now: string;
  },
): Promise<void> {
  const { tenant, hash, pack, process, version, text, now } = kept;
  await transaction
    .insertInto("flow_definitions")
    .values({ tenant, hash, pack, process, version, definition: text, kept_at: now })
    .onConflict((conflict) => conflict.columns(["tenant", "hash"]).doNothing())
    .execute();
}

export async function findDefinition(db: Kysely<StoreTables>, tenant: string, hash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("flow_definitions")
    .where("tenant", "=", tenant)
    .where("hash", "=", hash)
    .select("definition")
    .executeTakeFirst();
  return row?.definition;
}

export type NewFlow = FlowKey & {
  readonly definitionHash: string;
  readonly process: string;
  readonly subject: FlowSubject;
  readonly title: string;
  readonly unitId: string;
  readonly startedBy: string;
  readonly state: FlowState;
  readonly now: string;
};

/** False where one of the process is running on the same subject. Events are added by `addEvents`. */
export async function addFlow(
  transaction: Transaction<StoreTables>,
  flow: NewFlow,
  events: readonly FlowEvent[],
  waiting: readonly Invitation[],
): Promise<boolean> {
  const { tenant, id, state, now } = flow;
  const row = await transaction
    .insertInto("flows")
    .values({
      ...{ tenant, id, definition_hash: flow.definitionHash, process: flow.process, title: flow.title, unit_id: flow.unitId },
      ...{ subject_kind: flow.subject.kind, subject_id: flow.subject.id, started_by: flow.startedBy, started_at: now },
      ...{ node: state.node, since: state.since, due: state.due, outcome: state.ended?.outcome ?? null },
      ...{ state: JSON.stringify(state), events: events.length, version: 1, updated_at: now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return false;
  await addEvents(transaction, { tenant, id }, 0, events);
  await setTasks(transaction, { tenant, id }, state, waiting);
  return true;
}

/** False where somebody else acted since `version`; nothing is written then. */
export async function saveStep(
  transaction: Transaction<StoreTables>,
  key: FlowKey,
  before: Pick<StoredFlow, "version" | "events">,
  step: { readonly state: FlowState; readonly events: readonly FlowEvent[]; readonly waiting: readonly Invitation[]; readonly now: string },
): Promise<boolean> {
  const { state, events, waiting, now } = step;
  const row = await transaction
    .updateTable("flows")
    .set({
      ...{ node: state.node, since: state.since, due: state.due, outcome: state.ended?.outcome ?? null },
      ...{ state: JSON.stringify(state), events: before.events + events.length, version: before.version + 1, updated_at: now },
    })
    .where("tenant", "=", key.tenant)
    .where("id", "=", key.id)
    .where("version", "=", before.version)
    .returning("version")
    .executeTakeFirst();
  if (!row) return false;
  await addEvents(transaction, key, before.events, events);
  await setTasks(transaction, key, state, waiting);
  return true;
}

/** Locked until the end of the transaction where `forUpdate`. */
export async function findFlow(db: Kysely<StoreTables>, { tenant, id }: FlowKey, forUpdate = false): Promise<StoredFlow | undefined> {
  let query = db
    .selectFrom("flows")
    .innerJoin("units", (join) => join.onRef("units.tenant", "=", "flows.tenant").onRef("units.id", "=", "flows.unit_id"))
    .where("flows.tenant", "=", tenant)
    .where("flows.id", "=", id)
    .select([...SUMMARY, "flows.state", "flows.events"]);
  if (forUpdate) query = query.forUpdate("flows");
  const row = await query.executeTakeFirst();
  return row && { ...summaryOf(row), state: JSON.parse(row.state) as FlowState, events: row.events };
}

export async function listEvents(db: Kysely<StoreTables>, { tenant, id }: FlowKey): Promise<FlowEvent[]> {
  const rows = await db
    .selectFrom("flow_events")
    .where("tenant", "=", tenant)
    .where("flow_id", "=", id)
    .select("event")
    .orderBy("seq")
    .execute();
  return rows.map(({ event }) => JSON.parse(event) as FlowEvent);
}

/** Everything on a subject, the newest first. */
export async function flowsOfSubject(db: Kysely<StoreTables>, tenant: string, subject: FlowSubject["id"]): Promise<FlowSummary[]> {
  return (await summaries(db, tenant).where("flows.subject_id", "=", subject).orderBy("flows.started_at", "desc").execute()).map(summaryOf);
}

/** What is running within reach, the most urgent first. */
export async function runningWithin(db: Kysely<StoreTables>, reach: Reach, limit: number): Promise<FlowSummary[]> {
  const rows = await summaries(db, reach.tenant)
    .where("flows.outcome", "is", null)
    .where(withinReach(reach, { path: "units.path", createdBy: "flows.started_by", published: null }))
    .orderBy("flows.due", (order) => order.asc().nullsLast())
    .orderBy("flows.since")
    .limit(limit)
    .execute();
  return rows.map(summaryOf);
}

/** Of each subject of a kind the matter that counts: the one that is running, else the one that was begun last. */
export async function latestFlows(
  db: Kysely<StoreTables>,
  tenant: string,
  kind: SubjectKind,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, StoredFlow>> {
  if (subjects.length === 0) return new Map();
  const rows = await summaries(db, tenant)
    .where("flows.subject_kind", "=", kind)
    .where("flows.subject_id", "in", subjects)
    .select(["flows.state", "flows.events"])
    .orderBy("flows.started_at")
    .orderBy("flows.id")
    .execute();
  const flows = rows.map((row): StoredFlow => ({ ...summaryOf(row), state: JSON.parse(row.state) as FlowState, events: row.events }));
  const running = flows.filter(({ outcome }) => outcome === null);
  return new Map([...flows, ...running].map((flow) => [flow.subject.id, flow]));
}

/** Ids of what is running, for whoever goes by the clock. */
export async function runningFlows(db: Kysely<StoreTables>): Promise<FlowKey[]> {
  return await db.selectFrom("flows").where("outcome", "is", null).select(["tenant", "id"]).orderBy("tenant").orderBy("id").execute();
}

export type Task = {
  readonly flow: FlowSummary;
  readonly personId: string;
  readonly node: string;
  readonly role: string;
  readonly since: string;
  readonly due: string | null;
};

/** What waits for these people, the most urgent first. */
export async function openTasks(db: Kysely<StoreTables>, tenant: string, people: readonly string[]): Promise<Task[]> {
  if (people.length === 0) return [];
  const rows = await db
    .selectFrom("flow_tasks")
    .innerJoin("flows", (join) => join.onRef("flows.tenant", "=", "flow_tasks.tenant").onRef("flows.id", "=", "flow_tasks.flow_id"))
    .innerJoin("units", (join) => join.onRef("units.tenant", "=", "flows.tenant").onRef("units.id", "=", "flows.unit_id"))
    .where("flow_tasks.tenant", "=", tenant)
    .where("flow_tasks.person_id", "in", people)
    .select([...SUMMARY, "flow_tasks.person_id", "flow_tasks.role"])
    .orderBy("flow_tasks.due", (order) => order.asc().nullsLast())
    .orderBy("flow_tasks.since")
    .execute();
  return rows.map((row) => ({
    flow: summaryOf(row),
    personId: row.person_id,
    node: row.node,
    role: row.role,
    since: row.since,
    due: row.due,
  }));
}

/** What somebody began or signed and is still running. */
export async function takenPartIn(db: Kysely<StoreTables>, tenant: string, person: string): Promise<FlowSummary[]> {
  const rows = await summaries(db, tenant)
    .where("flows.outcome", "is", null)
    .where((where) =>
      where.or([
        where("flows.started_by", "=", person),
        where.exists(
          where
            .selectFrom("flow_signatures")
            .whereRef("flow_signatures.tenant", "=", "flows.tenant")
            .whereRef("flow_signatures.flow_id", "=", "flows.id")
            .where("flow_signatures.signer_id", "=", person)
            .select("flow_signatures.n"),
        ),
      ]),
    )
    .orderBy("flows.since", "desc")
    .execute();
  return rows.map(summaryOf);
}

async function addEvents(
  transaction: Transaction<StoreTables>,
  { tenant, id }: FlowKey,
  from: number,
  events: readonly FlowEvent[],
): Promise<void> {
  await transaction
    .insertInto("flow_events")
    .values(
      events.map((event, index) => ({
        ...{
          tenant,
          flow_id: id,
          seq: from + index + 1,
          at: event.at,
          kind: event.kind,
          by_id: event.by?.id ?? null,
          event: JSON.stringify(event),
        },
      })),
    )
    .execute();
  for (const event of events) if (event.kind === "paper-signed") await addSignature(transaction, { tenant, id }, event.signature);
}

async function addSignature(transaction: Transaction<StoreTables>, { tenant, id }: FlowKey, signature: Signature): Promise<void> {
  const { n, node, duty, act, role, person, onBehalfOf, at, opinion, content, late } = signature;
  await transaction
    .insertInto("flow_signatures")
    .values({
      ...{ tenant, flow_id: id, n, node, duty, act, role, signer_id: person.id, signer_name: person.name, at, opinion, late },
      ...{ on_behalf_of_id: onBehalfOf?.id ?? null, on_behalf_of_name: onBehalfOf?.name ?? null },
      ...{ content_version: content.version, content_hash: content.hash },
    })
    .execute();
}

// The to-do list is what the state says, no more: rewritten with every step.
async function setTasks(
  transaction: Transaction<StoreTables>,
  { tenant, id }: FlowKey,
  state: FlowState,
  waiting: readonly Invitation[],
): Promise<void> {
  await transaction.deleteFrom("flow_tasks").where("tenant", "=", tenant).where("flow_id", "=", id).execute();
  const people = new Map(waiting.map((one) => [one.person.id, one]));
  if (people.size === 0) return;
  await transaction
    .insertInto("flow_tasks")
    .values(
      [...people.values()].map(({ person, role }) => ({
        tenant,
        flow_id: id,
        person_id: person.id,
        node: state.node,
        role,
        since: state.since,
        due: state.due,
      })),
    )
    .execute();
}

function summaries(db: Kysely<StoreTables>, tenant: string) {
  return db
    .selectFrom("flows")
    .innerJoin("units", (join) => join.onRef("units.tenant", "=", "flows.tenant").onRef("units.id", "=", "flows.unit_id"))
    .where("flows.tenant", "=", tenant)
    .select(SUMMARY);
}

type SummaryRow = Pick<
  StoreTables["flows"],
  | "id"
  | "process"
  | "definition_hash"
  | "subject_kind"
  | "subject_id"
  | "title"
  | "unit_id"
  | "started_by"
  | "started_at"
  | "node"
  | "since"
  | "due"
  | "outcome"
  | "version"
> & { readonly unit_path: string };

function summaryOf(row: SummaryRow): FlowSummary {
  return {
    ...{
      id: row.id,
      process: row.process,
      definitionHash: row.definition_hash,
      title: row.title,
      unitId: row.unit_id,
      unitPath: row.unit_path,
    },
    ...{ subject: { kind: row.subject_kind, id: row.subject_id }, startedBy: row.started_by, startedAt: row.started_at },
    ...{ node: row.node, since: row.since, due: row.due, outcome: row.outcome, version: row.version },
  };
}
