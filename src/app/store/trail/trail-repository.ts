// Reading the trail: page by page, of one object, in order for a proof; and its anchors and releases.
import { type Kysely, sql, type Transaction } from "kysely";
import type { Reach } from "../../../access/index.ts";
import type { StoreTables } from "../store-tables.ts";
import { withinReach } from "../within-reach.ts";
import type { ChainedEvent } from "./trail-chain.ts";
import type { TrailEventsTable } from "./trail-tables.ts";

/** An event as it is chained, with its link and seal; the content is read apart. */
export type StoredEvent = ChainedEvent & { readonly link: string; readonly seal: string };

export type TrailQuestion = {
  /** The page's end: events before this number; null for the newest. */
  readonly before: string | null;
  readonly limit: number;
  readonly action: string | null;
  readonly accountId: string | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  readonly result: string | null;
  /** ISO instants. */
  readonly since: string | null;
  readonly until: string | null;
};

/** Newest first, within reach. */
export async function listEvents(db: Kysely<StoreTables>, reach: Reach, question: TrailQuestion): Promise<StoredEvent[]> {
  let query = db
    .selectFrom("trail_events")
    .where("tenant", "=", reach.tenant)
    .where(withinReach(reach, { path: "unit_path", createdBy: "account_id", published: null }));
  if (question.before !== null) query = query.where("seq", "<", question.before);
  if (question.action !== null) query = query.where("action", "=", question.action);
  if (question.accountId !== null) query = query.where("account_id", "=", question.accountId);
  if (question.objectKind !== null) query = query.where("object_kind", "=", question.objectKind);
  if (question.objectId !== null) query = query.where("object_id", "=", question.objectId);
  if (question.result !== null) query = query.where("result", "=", question.result as TrailEventsTable["result"]);
  if (question.since !== null) query = query.where("at", ">=", question.since);
  if (question.until !== null) query = query.where("at", "<", question.until);
  const rows = await query.select(EVENT_COLUMNS).orderBy("seq", "desc").limit(question.limit).execute();
  return rows.map(eventOf);
}

/** Everything that happened to one thing, the oldest first. */
export async function historyOf(db: Kysely<StoreTables>, tenant: string, kind: string, id: string): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom("trail_events")
    .where("tenant", "=", tenant)
    .where("object_kind", "=", kind)
    .where("object_id", "=", id)
    .select(EVENT_COLUMNS)
    .orderBy("seq")
    .execute();
  return rows.map(eventOf);
}

/** What was last done to one thing; undefined where nothing was. */
export async function lastDoneTo(
  db: Kysely<StoreTables>,
  { tenant, kind, id }: { readonly tenant: string; readonly kind: string; readonly id: string },
  most: number,
): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom("trail_events")
    .where("tenant", "=", tenant)
    .where("object_kind", "=", kind)
    .where("object_id", "=", id)
    .where("result", "=", "done")
    .select(EVENT_COLUMNS)
    .orderBy("seq", "desc")
    .limit(most)
    .execute();
  return rows.map(eventOf);
}

export type ProvedEvent = StoredEvent & { readonly content: string | null };

/** The next events after a number, in order, with their contents: for a proof of the whole in bounded memory. */
export async function eventsAfter(db: Kysely<StoreTables>, tenant: string, after: string, limit: number): Promise<ProvedEvent[]> {
  const rows = await db
    .selectFrom("trail_events")
    .where("tenant", "=", tenant)
    .where("seq", ">", after)
    .select([...EVENT_COLUMNS, "content"])
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...eventOf(row), content: row.content }));
}

export async function contentOf(
  db: Kysely<StoreTables>,
  tenant: string,
  seq: string,
): Promise<{ content: string | null; unitPath: string | null } | undefined> {
  const row = await db
    .selectFrom("trail_events")
    .where("tenant", "=", tenant)
    .where("seq", "=", seq)
    .select(["content", "unit_path"])
    .executeTakeFirst();
  return row && { content: row.content, unitPath: row.unit_path };
}

export type TrailHead = { readonly seq: string; readonly at: string; readonly link: string };

export async function findHead(db: Kysely<StoreTables>, tenant: string): Promise<TrailHead | undefined> {
  return await db.selectFrom("trail_heads").where("tenant", "=", tenant).select(["seq", "at", "link"]).executeTakeFirst();
}

export async function listTenants(db: Kysely<StoreTables>): Promise<string[]> {
  return (await db.selectFrom("tenants").select("tenant").orderBy("tenant").execute()).map(({ tenant }) => tenant);
}

export type StoredAnchor = Omit<StoreTables["trail_anchors"], "tenant">;

/** The oldest first. */
export async function listAnchors(db: Kysely<StoreTables>, tenant: string): Promise<StoredAnchor[]> {
  return await db
    .selectFrom("trail_anchors")
    .where("tenant", "=", tenant)
    .select(["seq", "link", "at", "why", "algorithm", "signature"])
    .orderBy("seq")
    .orderBy("at")
    .execute();
}

export async function lastAnchor(db: Kysely<StoreTables>, tenant: string): Promise<StoredAnchor | undefined> {
  return await db
    .selectFrom("trail_anchors")
    .where("tenant", "=", tenant)
    .select(["seq", "link", "at", "why", "algorithm", "signature"])
    .orderBy("seq", "desc")
    .orderBy("at", "desc")
    .executeTakeFirst();
}

export async function addAnchor(db: Kysely<StoreTables>, anchor: StoreTables["trail_anchors"]): Promise<void> {
  await db
    .insertInto("trail_anchors")
    .values(anchor)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type Release = Omit<StoreTables["trail_releases"], "tenant">;

/** The newest first. */
export async function listReleases(db: Kysely<StoreTables>, tenant: string): Promise<Release[]> {
  return await db.selectFrom("trail_releases").where("tenant", "=", tenant).selectAll().orderBy("proposed_at", "desc").execute();
}

export async function addRelease(
  transaction: Transaction<StoreTables>,
  release: Pick<StoreTables["trail_releases"], "tenant" | "id" | "first_seq" | "last_seq" | "reason" | "proposed_by" | "proposed_at">,
): Promise<void> {
  await transaction
    .insertInto("trail_releases")
    .values({ ...release, decided_by: null, decided_at: null, granted: null, expires_at: null })
    .execute();
}

export type ReleaseDecision = {
  readonly tenant: string;
  readonly id: string;
  readonly by: string;
  readonly granted: boolean;
  readonly now: string;
  readonly expiresAt: string | null;
};

/** False where there is none that waits, or the one who decides proposed it. */
export async function decideRelease(transaction: Transaction<StoreTables>, decision: ReleaseDecision): Promise<boolean> {
  const row = await transaction
    .updateTable("trail_releases")
    .set({ decided_by: decision.by, decided_at: decision.now, granted: decision.granted, expires_at: decision.expiresAt })
    .where("tenant", "=", decision.tenant)
    .where("id", "=", decision.id)
    .where("decided_at", "is", null)
    .where("proposed_by", "<>", decision.by)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a release that stands covers an event for the one who asked for it. */
export async function isReleased(db: Kysely<StoreTables>, tenant: string, seq: string, to: string, now: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`select id from trail_releases
    where tenant = ${tenant} and proposed_by = ${to} and granted and expires_at > ${now}
      and first_seq <= ${seq}::bigint and last_seq >= ${seq}::bigint limit 1`.execute(db);
  return rows.length > 0;
}

const EVENT_COLUMNS = [
  "tenant",
  "seq",
  "at",
  "account_id",
  "account_name",
  "roles",
  "from_address",
  "action",
  "object_kind",
  "object_id",
  "unit_path",
  "result",
  "reason",
  "content_hash",
  "link",
  "seal",
] as const;

type EventRow = Omit<TrailEventsTable, "content">;

function eventOf(row: EventRow): StoredEvent {
  return {
    ...{ tenant: row.tenant, seq: row.seq, at: row.at, accountId: row.account_id, accountName: row.account_name, roles: row.roles },
    ...{ from: row.from_address, action: row.action, objectKind: row.object_kind, objectId: row.object_id, unitPath: row.unit_path },
    ...{ result: row.result, reason: row.reason, contentHash: row.content_hash, link: row.link, seal: row.seal },
  };
}
