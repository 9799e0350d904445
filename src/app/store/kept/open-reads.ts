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
import { keptReads } from "./kept-reads.ts";

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

export type Reads = {
  readonly session: (key: SessionKey) => Promise<HeldSession | undefined>;
  /** Notes that a session was used at that instant, many at once. */
  readonly sessionSeen: (key: SessionKey, now: string) => Promise<void>;
  readonly caseSummary: (key: CaseKey) => Promise<CaseSummary | undefined>;
  /** The number of the ledger's last entry, which is its version; undefined where the case has no ledger. */
  readonly ledgerVersion: (key: CaseKey) => Promise<number | undefined>;
};

export function openReads({ db, changes }: Pick<Store, "db" | "changes">): Reads {
  const sessions = keptReads({
    ...{ changes, tables: ["sessions", "accounts", "grants", "units"] },
    read: async (keys) => await heldSessions(db, keys.map(partsOf)),
  });
  const cases = keptReads({
    ...{ changes, tables: ["cases", "units"] },
    read: async (keys) => {
      const asked = keys.map(partsOf).map(([tenant, id]): CaseKey => ({ tenant, id }));
      return new Map((await findCaseSummaries(db, asked)).map(({ tenant, ...summary }) => [keyOf(tenant, summary.id), summary]));
    },
  });
  const ledgers = keptReads({
    ...{ changes, tables: ["ledgers"] },
    read: async (keys) => {
      const asked = JSON.stringify(keys.map(partsOf).map(([tenant, id]) => ({ tenant, id })));
      const rows = await db
        .selectFrom("ledgers")
        .where(
          sql<boolean>`(tenant, case_id) in (select tenant, id from json_to_recordset(${asked}::json) as asked (tenant text, id text))`,
        )
        .select(["tenant", "case_id", "last_seq"])
        .execute();
      return new Map(rows.map(({ tenant, case_id, last_seq }) => [keyOf(tenant, case_id), last_seq]));
    },
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
    session: ({ tenant, tokenHash }) => sessions(keyOf(tenant, tokenHash)),
    caseSummary: ({ tenant, id }) => cases(keyOf(tenant, id)),
    ledgerVersion: ({ tenant, id }) => ledgers(keyOf(tenant, id)),
  };
}

type Parts = readonly [tenant: string, own: string];

function keyOf(...parts: Parts): string {
  return JSON.stringify(parts);
}

function partsOf(key: string): Parts {
  return JSON.parse(key) as Parts;
}

type HeldRow = {
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

async function heldSessions(db: Kysely<StoreTables>, keys: readonly Parts[]): Promise<ReadonlyMap<string, HeldSession>> {
  const asked = JSON.stringify(keys.map(([tenant, hash]) => ({ tenant, hash })));
  const { rows } = await sql<HeldRow>`
    select s.tenant, s.token_hash, s.account_id, s.stage, s.started_at, s.seen_at, s.opened_by, a.login, a.name, a.unit_id,
      own.path as unit_path, own.name as unit_name, a.disabled_at is not null as is_disabled,
      (select json_agg(json_build_object('role', g.role, 'unitId', g.unit_id, 'unitPath', u.path, 'bodyPath', ${BODY_PATH}) order by g.role, u.path)
        from grants g join units u on u.tenant = g.tenant and u.id = g.unit_id
        where s.stage = 'open' and g.tenant = s.tenant and g.account_id = s.account_id and g.granted and g.ended_at is null
          and u.ended_at is null) as grants
    from json_to_recordset(${asked}::json) as asked (tenant text, hash text)
    join sessions s on s.tenant = asked.tenant and s.token_hash = asked.hash and s.ended_at is null
    join accounts a on a.tenant = s.tenant and a.id = s.account_id
    left join units own on own.tenant = a.tenant and own.id = a.unit_id`.execute(db);
  return new Map(
    rows.map((row) => [
      keyOf(row.tenant, row.token_hash),
      {
        ...{ accountId: row.account_id, stage: row.stage, startedAt: row.started_at, seenAt: row.seen_at, openedBy: row.opened_by },
        ...{ login: row.login, name: row.name, unitId: row.unit_id, unitPath: row.unit_path, unitName: row.unit_name ?? "" },
        isDisabled: row.is_disabled,
        grants: row.grants === null ? [] : (JSON.parse(row.grants) as readonly GrantRow[]),
      },
    ]),
  );
}
