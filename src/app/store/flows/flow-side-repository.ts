// What lies beside a matter: its papers, who signs for whom, and what people are reminded of.
import { type Kysely, sql, type Transaction } from "kysely";
import type { Role } from "../../../access/index.ts";
import type { StoreTables } from "../store-tables.ts";
import type { FlowKey } from "./flow-repository.ts";
import type { ReminderKind } from "./flow-tables.ts";

export type FlowPaper = {
  readonly n: number;
  readonly paper: string;
  readonly name: string;
  readonly reference: string;
  readonly sha256: string | null;
  readonly takesBack: number | null;
  readonly addedBy: string;
  readonly addedByName: string;
  readonly addedAt: string;
};

/** Every entry in order, those that take one back among them. */
export async function listPapers(db: Kysely<StoreTables>, { tenant, id }: FlowKey): Promise<FlowPaper[]> {
  const rows = await db.selectFrom("flow_papers").where("tenant", "=", tenant).where("flow_id", "=", id).selectAll().orderBy("n").execute();
  return rows.map((row) => ({
    ...{ n: row.n, paper: row.paper, name: row.name, reference: row.reference, sha256: row.sha256, takesBack: row.takes_back },
    ...{ addedBy: row.added_by, addedByName: row.added_by_name, addedAt: row.added_at },
  }));
}

/** The papers that are there: added and not taken back. */
export function standingPapers(papers: readonly FlowPaper[]): readonly FlowPaper[] {
  const gone = new Set(papers.map(({ takesBack }) => takesBack));
  return papers.filter(({ n, takesBack }) => takesBack === null && !gone.has(n));
}

export async function addPaper(transaction: Transaction<StoreTables>, { tenant, id }: FlowKey, paper: FlowPaper): Promise<void> {
  await transaction
    .insertInto("flow_papers")
    .values({
      ...{ tenant, flow_id: id, n: paper.n, paper: paper.paper, name: paper.name, reference: paper.reference, sha256: paper.sha256 },
      ...{ takes_back: paper.takesBack, added_by: paper.addedBy, added_by_name: paper.addedByName, added_at: paper.addedAt },
    })
    .execute();
}

export type StoredDelegation = {
  readonly id: string;
  readonly principal: string;
  readonly delegate: string;
  readonly process: string | null;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly givenAt: string;
  readonly endedAt: string | null;
};

/** Those a person gave or holds, the newest first. */
export async function delegationsOf(db: Kysely<StoreTables>, tenant: string, person: string): Promise<StoredDelegation[]> {
  const rows = await db
    .selectFrom("flow_delegations")
    .where("tenant", "=", tenant)
    .where((where) => where.or([where("principal_id", "=", person), where("delegate_id", "=", person)]))
    .selectAll()
    .orderBy("given_at", "desc")
    .execute();
  return rows.map(delegationOf);
}

export async function findDelegation(db: Kysely<StoreTables>, { tenant, id }: FlowKey): Promise<StoredDelegation | undefined> {
  const row = await db.selectFrom("flow_delegations").where("tenant", "=", tenant).where("id", "=", id).selectAll().executeTakeFirst();
  return row && delegationOf(row);
}

export async function addDelegation(transaction: Transaction<StoreTables>, tenant: string, given: StoredDelegation): Promise<void> {
  await transaction
    .insertInto("flow_delegations")
    .values({
      ...{ tenant, id: given.id, principal_id: given.principal, delegate_id: given.delegate, process: given.process, reason: given.reason },
      ...{ from_day: given.from, until_day: given.until, given_at: given.givenAt, ended_at: given.endedAt },
    })
    .execute();
}

/** False where it had ended. */
export async function endDelegation(transaction: Transaction<StoreTables>, { tenant, id }: FlowKey, now: string): Promise<boolean> {
  const row = await transaction
    .updateTable("flow_delegations")
    .set({ ended_at: now })
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export type Reminder = {
  readonly personId: string;
  readonly flowId: string;
  readonly kind: ReminderKind;
  readonly mark: string;
  readonly at: string;
};

/** Each is given once, however often it is tried. */
export async function addReminders(transaction: Transaction<StoreTables>, tenant: string, reminders: readonly Reminder[]): Promise<void> {
  if (reminders.length === 0) return;
  await transaction
    .insertInto("flow_reminders")
    .values(
      reminders.map(({ personId, flowId, kind, mark, at }) => ({
        tenant,
        person_id: personId,
        flow_id: flowId,
        kind,
        mark,
        at,
        read_at: null,
        sent_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type ShownReminder = Reminder & { readonly title: string; readonly readAt: string | null };

export async function remindersOf(db: Kysely<StoreTables>, tenant: string, person: string, limit: number): Promise<ShownReminder[]> {
  const rows = await reminders(db)
    .where("flow_reminders.tenant", "=", tenant)
    .where("flow_reminders.person_id", "=", person)
    .orderBy("flow_reminders.at", "desc")
    .limit(limit)
    .execute();
  return rows.map(reminderOf);
}

export async function markRead(
  transaction: Transaction<StoreTables>,
  tenant: string,
  person: string,
  until: string,
  now: string,
): Promise<void> {
  await transaction
    .updateTable("flow_reminders")
    .set({ read_at: now })
    .where("tenant", "=", tenant)
    .where("person_id", "=", person)
    .where("read_at", "is", null)
    .where("at", "<=", until)
    .execute();
}

export type UnsentReminder = ShownReminder & { readonly tenant: string; readonly personName: string };

/** What the outside door has not taken yet, the oldest first. */
export async function unsentReminders(db: Kysely<StoreTables>, since: string, limit: number): Promise<UnsentReminder[]> {
  const rows = await reminders(db)
    .innerJoin("accounts", (join) =>
      join.onRef("accounts.tenant", "=", "flow_reminders.tenant").onRef("accounts.id", "=", "flow_reminders.person_id"),
    )
    .where("flow_reminders.sent_at", "is", null)
    .where("flow_reminders.at", ">=", since)
    .select(["flow_reminders.tenant", "accounts.name as person_name"])
    .orderBy("flow_reminders.at")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...reminderOf(row), tenant: row.tenant, personName: row.person_name }));
}

export async function markSent(db: Kysely<StoreTables>, sent: UnsentReminder, now: string): Promise<void> {
  await db
    .updateTable("flow_reminders")
    .set({ sent_at: now })
    .where("tenant", "=", sent.tenant)
    .where("person_id", "=", sent.personId)
    .where("flow_id", "=", sent.flowId)
    .where("kind", "=", sent.kind)
    .where("mark", "=", sent.mark)
    .execute();
}

export type RoleHolder = { readonly accountId: string; readonly name: string; readonly role: Role; readonly unitPath: string };

/** Everybody who holds one of the roles today, at nodes that have not ended. */
export async function holdersOf(db: Kysely<StoreTables>, tenant: string, roles: readonly string[]): Promise<RoleHolder[]> {
  const { rows } = await sql<{ account_id: string; name: string; role: Role; path: string }>`
    select a.id as account_id, a.name, g.role, u.path
    from grants g join accounts a on a.tenant = g.tenant and a.id = g.account_id
      join units u on u.tenant = g.tenant and u.id = g.unit_id
    where g.tenant = ${tenant} and g.role in (${sql.join(roles.map((role) => sql`${role}`))})
      and g.granted and g.ended_at is null and u.ended_at is null and a.disabled_at is null
    order by a.id, g.role`.execute(db);
  return rows.map((row) => ({ accountId: row.account_id, name: row.name, role: row.role, unitPath: row.path }));
}

function reminders(db: Kysely<StoreTables>) {
  return db
    .selectFrom("flow_reminders")
    .innerJoin("flows", (join) => join.onRef("flows.tenant", "=", "flow_reminders.tenant").onRef("flows.id", "=", "flow_reminders.flow_id"))
    .select([
      "flow_reminders.person_id",
      "flow_reminders.flow_id",
      "flow_reminders.kind",
      "flow_reminders.mark",
      "flow_reminders.at",
      "flow_reminders.read_at",
      "flows.title",
    ]);
}

type ReminderRow = Pick<StoreTables["flow_reminders"], "person_id" | "flow_id" | "kind" | "mark" | "at" | "read_at"> & {
  readonly title: string;
};

function reminderOf(row: ReminderRow): ShownReminder {
  return {
    personId: row.person_id,
    flowId: row.flow_id,
    kind: row.kind,
    mark: row.mark,
    at: row.at,
    title: row.title,
    readAt: row.read_at,
  };
}

function delegationOf(row: StoreTables["flow_delegations"]): StoredDelegation {
  return {
    ...{
      id: row.id,
      principal: row.principal_id,
      delegate: row.delegate_id,
      process: row.process,
      from: row.from_day,
      until: row.until_day,
    },
    ...{ reason: row.reason, givenAt: row.given_at, endedAt: row.ended_at },
  };
}
