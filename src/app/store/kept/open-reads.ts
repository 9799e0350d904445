// What nearly every request reads: who a session stands for, whose a case is and its version, where a ledger stands.
import { type Kysely, sql } from "kysely";
import type { Grant, Role } from "../../../access/index.ts";
import { type CaseKey, type CaseSummary, findCaseSummaries } from "../case-repository.ts";
import type { Store } from "../open-store.ts";
import { BODY_PATH } from "../people/account-repository.ts";
import type { SessionDoor, SessionStage } from "../people/people-tables.ts";
import { markSeen, type SessionKey } from "../people/session-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { askTogether } from "./ask-together.ts";
import { type KeptRead, keptReads } from "./kept-reads.ts";
import { STAND, type Stand } from "./stand.ts";

/** A session that nobody ended, with the account it was opened for and what is granted to that now. */
export type HeldSession = {
  readonly accountId: string;
  readonly stage: SessionStage;
  readonly startedAt: string;
  readonly seenAt: string;
  readonly openedBy: SessionDoor;
  readonly login: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitPath: string | null;
  readonly unitName: string;
  readonly isDisabled: boolean;
  /** What stands: granted by a second person and not ended, at nodes that have not ended. */
  readonly grants: readonly Grant[];
};

/** What a session and what its account may depends on. */
export const SESSION_TABLES = ["sessions", "accounts", "grants", "units"] as const;
/** What a case and its place depends on. */
export const CASE_TABLES = ["cases", "units"] as const;

/** Each answers as of `stand`, or as of now. */
export type Reads = {
  /**
   * Where the store stands now: what one request asks for first, and hands on to those of its questions that nothing it does comes before.
   * Undefined where asking each anew costs nothing.
   */
  readonly stand: () => Promise<Stand | undefined>;
  readonly session: (key: SessionKey, stand?: Stand) => Promise<HeldSession | undefined>;
  /** Notes that a session was used at that instant, many at once. */
  readonly sessionSeen: (key: SessionKey, now: string) => Promise<void>;
  readonly caseSummary: (key: CaseKey, stand?: Stand) => Promise<CaseSummary | undefined>;
  /** Undefined where the case has no ledger. */
  readonly ledgerCounts: (key: CaseKey, stand?: Stand) => Promise<LedgerCounts | undefined>;
};

/** Neither ever falls: as long as both are the same, so is all that stands in the ledger. */
export type LedgerCounts = {
  /** The number of its last entry, which is its version. */
  readonly version: number;
  /** How often it was said what a voucher belongs to. */
  readonly links: number;
};

export function openReads({ db, changes }: Pick<Store, "db" | "changes">): Reads {
  const standOfServer = askTogether(async ([key = ""]) => {
    const { rows } = await sql<{ stand: string }>`select ${STAND} as stand`.execute(db);
    return new Map(rows.map(({ stand }) => [key, stand]));
  });
  const askServer = async (): Promise<Stand> => {
    const stand = await standOfServer("");
    if (stand === undefined) throw new Error("a server that does not say where it stands");
    return stand;
  };
  const keep = <Value>(tables: readonly string[], read: (keys: readonly Parts[]) => Promise<readonly Read<Value>[]>): KeptRead<Value> =>
    keptReads({
      stand: changes === null ? askServer : () => changes.stamp(tables),
      read: async (keys) => {
        const counted = changes?.stamp(tables);
        const found = await read(keys.map(partsOf));
        return new Map(found.map(({ parts, stand, value }) => [keyOf(...parts), { stand: counted ?? stand, value }]));
      },
    });
  const sessions = keep(SESSION_TABLES, async (keys) => await heldSessions(db, keys));
  const cases = keep(CASE_TABLES, async (keys) => {
    const asked = keys.map(([tenant, id]): CaseKey => ({ tenant, id }));
    return (await findCaseSummaries(db, asked)).map(({ tenant, stand, ...value }) => ({ parts: [tenant, value.id], stand, value }));
  });
  const ledgers = keep(["ledgers", "ledger_links"], async (keys): Promise<readonly Read<LedgerCounts>[]> => {
    const asked = JSON.stringify(keys.map(([tenant, id]) => ({ tenant, id })));
    const rows = await db
      .selectFrom("ledgers")
      .where(sql<boolean>`(tenant, case_id) in (select tenant, id from json_to_recordset(${asked}::json) as asked (tenant text, id text))`)
      .select(["tenant", "case_id", "last_seq", STAND.as("stand")])
      .select((expression) =>
        expression
          .selectFrom("ledger_links")
          .whereRef("ledger_links.tenant", "=", "ledgers.tenant")
          .whereRef("ledger_links.case_id", "=", "ledgers.case_id")
          .select(({ fn }) => fn.max("n").as("n"))
          .as("links"),
      )
      .execute();
    return rows.map(({ tenant, case_id, last_seq, links, stand }) => ({
      parts: [tenant, case_id],
      stand,
      value: { version: last_seq, links: links ?? 0 },
    }));
  });
  const seen = askTogether(async (keys) => {
    const asked = keys.map((key) => JSON.parse(key) as readonly [tenant: string, tokenHash: string, now: string]);
    const latest =
      asked
        .map(([, , now]) => now)
        .toSorted()
        .at(-1) ?? "";
    await markSeen(
      db,
      asked.map(([tenant, tokenHash]) => ({ tenant, tokenHash })),
      latest,
    );
    return new Map<string, true>();
  });
  return {
    sessionSeen: async ({ tenant, tokenHash }, now) => void (await seen(JSON.stringify([tenant, tokenHash, now]))),
    stand: async () => (changes === null ? await askServer() : undefined),
    session: ({ tenant, tokenHash }, stand) => sessions(keyOf(tenant, tokenHash), stand),
    caseSummary: ({ tenant, id }, stand) => cases(keyOf(tenant, id), stand),
    ledgerCounts: ({ tenant, id }, stand) => ledgers(keyOf(tenant, id), stand),
  };
}

type Parts = readonly [tenant: string, own: string];
type Read<Value> = { readonly parts: Parts; readonly stand: string; readonly value: Value };

/** No text of the database holds it. */
const BETWEEN = "\u0000";

function keyOf(...parts: Parts): string {
  return parts.join(BETWEEN);
}

function partsOf(key: string): Parts {
  const end = key.indexOf(BETWEEN);
  return [key.slice(0, end), key.slice(end + 1)];
}

type HeldRow = {
  readonly stand: string;
  readonly tenant: string;
  readonly token_hash: string;
  readonly account_id: string;
  readonly stage: SessionStage;
  readonly started_at: string;
  readonly seen_at: string;
  readonly opened_by: SessionDoor;
  readonly login: string;
  readonly name: string;
  readonly unit_id: string;
  readonly unit_path: string | null;
  readonly unit_name: string | null;
  readonly is_disabled: boolean;
  /** JSON text, as all JSON. */
  readonly grants: string | null;
};

type GrantRow = { readonly role: Role; readonly unitId: string; readonly unitPath: string; readonly bodyPath: string };

async function heldSessions(db: Kysely<StoreTables>, keys: readonly Parts[]): Promise<readonly Read<HeldSession>[]> {
  const asked = JSON.stringify(keys.map(([tenant, hash]) => ({ tenant, hash })));
  const { rows } = await sql<HeldRow>`
    select ${STAND} as stand, s.tenant, s.token_hash, s.account_id, s.stage, s.started_at, s.seen_at, s.opened_by, a.login, a.name, a.unit_id,
      own.path as unit_path, own.name as unit_name, a.disabled_at is not null as is_disabled,
      (select json_agg(json_build_object('role', g.role, 'unitId', g.unit_id, 'unitPath', u.path, 'bodyPath', ${BODY_PATH}) order by g.role, u.path)
        from grants g join units u on u.tenant = g.tenant and u.id = g.unit_id
        where s.stage = 'open' and g.tenant = s.tenant and g.account_id = s.account_id and g.granted and g.ended_at is null
          and u.ended_at is null) as grants
    from json_to_recordset(${asked}::json) as asked (tenant text, hash text)
    join sessions s on s.tenant = asked.tenant and s.token_hash = asked.hash and s.ended_at is null
    join accounts a on a.tenant = s.tenant and a.id = s.account_id
    left join units own on own.tenant = a.tenant and own.id = a.unit_id`.execute(db);
  return rows.map((row) => ({
    parts: [row.tenant, row.token_hash],
    stand: row.stand,
    value: {
      ...{ accountId: row.account_id, stage: row.stage, startedAt: row.started_at, seenAt: row.seen_at, openedBy: row.opened_by },
      ...{ login: row.login, name: row.name, unitId: row.unit_id, unitPath: row.unit_path, unitName: row.unit_name ?? "" },
      isDisabled: row.is_disabled,
      grants: row.grants === null ? [] : (JSON.parse(row.grants) as readonly GrantRow[]),
    },
  }));
}
