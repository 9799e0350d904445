// What every request reads, beside the store itself: after each acknowledged write it says what the store says, also where another
// server of the same database wrote; and unchanged it costs the embedded engine nothing.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Day, moneyOfFen } from "../../../kernel/index.ts";
import { type CaseSummary, findCase, saveCase } from "../case-repository.ts";
import { addLink } from "../ledger/list-entries.ts";
import { ensureLedger } from "../ledger/load-book.ts";
import { postToLedger } from "../ledger/post-to-ledger.ts";
import { openAt } from "../open-at.ts";
import type { Store } from "../open-store.ts";
import { addAccount, addGrant, setDisabled, standingGrants } from "../people/account-repository.ts";
import { addSession, endSessions, markSeen } from "../people/session-repository.ts";
import { addUnit, ensureTenant, findUnit } from "../people/unit-repository.ts";
import { aPlace, DATABASES, DAY, theSharedStore } from "../store.builder.ts";
import { openReads, type Reads } from "./open-reads.ts";

const SLOW = 120_000;
const TENANT = "t";
const SESSION = { tenant: TENANT, tokenHash: "hash" };
const LATER = "2026-02-28T08:05:00.000Z";

async function aCase(db: Store["db"], id: string, expectedVersion: number): Promise<void> {
  const outcome = await saveCase(db, {
    ...{ tenant: TENANT, id, name: "出访经费", year: 2019, pack: "p", dossier: "{}", origin: "import", expectedVersion },
    ...{ note: "", now: DAY, unitId: "division", createdBy: "a", published: false },
  });
  expect(outcome.kind).toBe("saved");
}

/** A tenant with 单位 and 处室, and somebody signed in who has a role in the 处室. */
async function people({ db }: Store): Promise<void> {
  await ensureTenant(db, TENANT, "示例", DAY);
  await db.transaction().execute(async (transaction) => {
    await addUnit(transaction, { tenant: TENANT, id: "body", parent: null, kind: "unit", name: "单位", code: null });
    const parent = (await findUnit(transaction, TENANT, "body")) ?? null;
    await addUnit(transaction, { tenant: TENANT, id: "division", parent, kind: "division", name: "处室", code: null });
    await addAccount(transaction, {
      tenant: TENANT,
      id: "a",
      login: "a",
      name: "示例",
      unitId: "division",
      directorySubject: null,
      now: DAY,
    });
    await addGrant(transaction, {
      ...{
        tenant: TENANT,
        id: "g",
        accountId: "a",
        role: "clerk",
        unitId: "division",
        proposedBy: null,
        reason: "",
        now: DAY,
        atOnce: true,
      },
    });
    const session = { ...SESSION, accountId: "a", stage: "open", startedAt: DAY, from: "", agent: "", openedBy: "password" } as const;
    await addSession(transaction, session);
  });
}

describe.each(DATABASES)("on %s", (database) => {
  let store: Store;
  let writer: Store;
  let reads: Reads;

  beforeAll(async () => {
    const place = database === "postgresql" ? await aPlace(database) : null;
    const openPlace = async (): Promise<Store> => {
      const opened = place && (await openAt(place));
      if (!opened?.ok) throw new Error(JSON.stringify(opened));
      return opened.value;
    };
    store = place === null ? await theSharedStore(database) : await openPlace();
    // Another server on the same database; the embedded one has this process alone.
    writer = place === null ? store : await openPlace();
    reads = openReads(store);
    await people(writer);
  }, SLOW);
  afterAll(async () => {
    if (writer !== store) for (const one of [store, writer]) await one.close();
  });

  test(
    "a session is what it is after every change to it, its account, its grants and their nodes",
    async () => {
      const seen = async () => await reads.session(SESSION);
      const grants = await standingGrants(store.db, { tenant: TENANT, id: "a" });
      expect(grants).toMatchObject([{ role: "clerk", unitPath: "/body/division/", bodyPath: "/body/" }]);
      expect(await seen()).toMatchObject({
        accountId: "a",
        unitPath: "/body/division/",
        unitName: "处室",
        seenAt: DAY,
        isDisabled: false,
        grants,
      });
      await markSeen(writer.db, [SESSION], LATER);
      expect((await seen())?.seenAt).toBe(LATER);
      await writer.db.updateTable("units").set({ name: "一处" }).where("id", "=", "division").execute();
      expect((await seen())?.unitName).toBe("一处");
      await writer.db.transaction().execute((transaction) => setDisabled(transaction, { tenant: TENANT, id: "a" }, LATER));
      expect((await seen())?.isDisabled).toBe(true);
      await writer.db.updateTable("grants").set({ ended_at: LATER }).where("id", "=", "g").execute();
      expect((await seen())?.grants).toEqual([]);
      await endSessions(writer.db, SESSION, "signed-out", LATER);
      expect(await seen()).toBeUndefined();
      expect(await reads.session({ tenant: TENANT, tokenHash: "nobody's" })).toBeUndefined();
    },
    SLOW,
  );

  test(
    "a case is of the version that was saved last, while it is saved again and again",
    async () => {
      expect(await reads.caseSummary({ tenant: TENANT, id: "c" })).toBeUndefined();
      await aCase(writer.db, "c", 0);
      const { dossier: _, ...stored } = (await findCase(store.db, { tenant: TENANT, id: "c" })) as CaseSummary & { dossier: string };
      expect(await reads.caseSummary({ tenant: TENANT, id: "c" })).toEqual(stored);
      expect(await reads.caseSummary({ tenant: "another", id: "c" })).toBeUndefined();
      let acknowledged = 1;
      let going = true;
      const readers = Array.from({ length: 8 }, async () => {
        let reading = 0;
        while (going) {
          const least = acknowledged;
          const version = (await reads.caseSummary({ tenant: TENANT, id: "c" }))?.version ?? 0;
          expect(version).toBeGreaterThanOrEqual(least);
          reading++;
          await new Promise((resolve) => setImmediate(resolve));
        }
        return reading;
      });
      for (let version = 1; version <= 30; version++) {
        await aCase(writer.db, "c", version);
        acknowledged = version + 1;
      }
      going = false;
      expect(Math.min(...(await Promise.all(readers)))).toBeGreaterThan(0);
      expect((await reads.caseSummary({ tenant: TENANT, id: "c" }))?.version).toBe(31);
    },
    SLOW,
  );

  test(
    "what a transaction wrote is not seen before it is committed, nor where it is taken back",
    async () => {
      await aCase(writer.db, "d", 0);
      const version = async () => (await reads.caseSummary({ tenant: TENANT, id: "d" }))?.version;
      await version();
      await expect(
        writer.db.transaction().execute(async (transaction) => {
          await transaction.updateTable("cases").set({ version: 9 }).where("tenant", "=", TENANT).where("id", "=", "d").execute();
          throw new Error("taken back");
        }),
      ).rejects.toThrow("taken back");
      expect(await version()).toBe(1);
    },
    SLOW,
  );

  test(
    "a ledger's counts are those of its last entry and of its last link",
    async () => {
      const key = { tenant: TENANT, id: "e" };
      await aCase(writer.db, "e", 0);
      expect(await reads.ledgerCounts(key)).toBeUndefined();
      await ensureLedger(writer.db, { ...key, year: 2019, now: DAY });
      expect(await reads.ledgerCounts(key)).toEqual({ version: 0, links: 0 });
      const posting = { kind: "budget", day: "2019-01-01" as Day, source: "current", amount: moneyOfFen(100n), document: null } as const;
      const of = {
        postingKey: "k",
        expectedVersion: null,
        references: { isEconomicClass: () => true },
        byAccount: null,
        byName: "示例",
        now: DAY,
      };
      expect((await postToLedger(writer.db, { ...key, posting, ...of })).kind).toBe("posted");
      expect(await reads.ledgerCounts(key)).toEqual({ version: 1, links: 0 });
      const link = { seq: 1, target_kind: "indicator", target: "x", linked: true, by_name: "示例", linked_at: DAY } as const;
      await writer.db.transaction().execute((transaction) => addLink(transaction, key, link));
      expect(await reads.ledgerCounts(key)).toEqual({ version: 1, links: 1 });
    },
    SLOW,
  );
});
