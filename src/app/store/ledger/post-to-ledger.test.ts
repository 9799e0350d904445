// Ledgers in the store, on both databases: what was posted comes back, is posted once, and cannot be spent twice by two at once.
import fc from "fast-check";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import type { Posting } from "../../../ledger/index.ts";
import { wholeTotals } from "../../../ledger/index.ts";
import {
  A_DAY,
  aBudget,
  aClosing,
  aCommitment,
  anAdjustment,
  anException,
  aPayment,
  aRefund,
  aRelease,
  aReversal,
  aSlice,
  fen,
  foundingPostings,
  spendingRules,
  wan,
} from "../../../ledger/ledger.builder.ts";
import { DATABASES, theSharedStore } from "../store.builder.ts";
import { aLedger } from "./ledger.builder.ts";
import { listEntries } from "./list-entries.ts";
import { findLedger, loadBook } from "./load-book.ts";
import { verifyLedger } from "./verify-ledger.ts";

const SLOW = 120_000;
let tenant = "";
let tests = 0;
beforeEach(() => {
  tenant = `ledger-${++tests}`;
});

const RULES: Posting = { kind: "rules", day: A_DAY, rules: spendingRules("reason", "reason") };
const OPENING = [
  RULES,
  aBudget({}),
  aBudget({ source: "carry-over", amount: fen(40_000) }),
  aSlice({}),
  aSlice({ slice: "2", division: "礼宾处" }),
];
const ALL = { after: null, backwards: false, most: 1000 };

describe.each(DATABASES)("on %s", (database) => {
  test(
    "every kind of posting comes back as it was decided, and the kept balances are what the entries come to",
    async () => {
      const { db } = await theSharedStore(database);
      const ledger = await aLedger(db, tenant);
      const postings = [
        ...OPENING,
        aSlice({ slice: "1a", within: "1", division: "综合处", amount: fen(10_000), document: "切块通知" }),
        anAdjustment({ amount: fen(-500) }),
        anException({ amount: fen(700), until: A_DAY, missing: "航线说明" }),
        aCommitment({ summary: "出访任务", source: "carry-over" }),
        aPayment({ commitment: "核准1", payee: "示例公司", summary: "机票", indicators: ["output.quantity.1"], evidence: ["e1"] }),
        aPayment({ voucher: "2", amount: fen(20_600), exceptions: ["例外1"] }),
        aRefund({ of: 11 }),
        aRelease({}),
        aReversal(12),
        aReversal(11),
        aClosing({ lapses: [{ source: "current", amount: fen(100), document: "收回通知" }] }),
      ];
      await ledger.posted(...postings);
      const listed = await listEntries(db, ledger.key, {}, ALL);
      expect(listed.map(({ entry }) => entry.posting)).toEqual(postings);
      expect(listed.map(({ entry }) => entry.seq)).toEqual(postings.map((_, index) => index + 1));
      expect(listed.find(({ entry }) => entry.seq === 11)).toMatchObject({ reversedBy: 15, byName: "财务" });
      expect(await verifyLedger(db, ledger.key)).toEqual({ entries: postings.length, differences: [] });
    },
    SLOW,
  );

  test(
    "the founding case's money stands in it as the report tells it",
    async () => {
      const { db } = await theSharedStore(database);
      const ledger = await aLedger(db, tenant);
      await ledger.posted(...foundingPostings());
      const head = await findLedger(db, ledger.key);
      expect(head).toMatchObject({
        last_seq: 27,
        revised: wan("465.47").toString(),
        paid: wan("300.33").toString(),
        sliced: wan("300").toString(),
      });
      if (!head) return;
      const book = await loadBook(db, ledger.key, head);
      expect([book.sources.current.paid, book.sources["carry-over"].paid]).toEqual([wan("134.86"), wan("165.47")]);
      expect([...book.slices.keys()]).toEqual(Array.from({ length: 12 }, (_, index) => String(index + 1)));
      expect(await listEntries(db, ledger.key, { slice: "2", kinds: ["payment"] }, ALL)).toHaveLength(1);
      expect(await listEntries(db, ledger.key, { text: "示例-1" }, { ...ALL, backwards: true })).toHaveLength(4);
    },
    SLOW,
  );

  test(
    "asked twice under one key, it is posted once; another posting under that key is refused",
    async () => {
      const { db } = await theSharedStore(database);
      const ledger = await aLedger(db, tenant);
      await ledger.posted(...OPENING);
      const answers = await Promise.all(Array.from({ length: 5 }, () => ledger.post(aPayment({}), { postingKey: "once" })));
      expect(answers.map(({ kind }) => kind).toSorted()).toEqual([
        "posted",
        "posted-before",
        "posted-before",
        "posted-before",
        "posted-before",
      ]);
      expect(await ledger.post(aPayment({ amount: fen(1) }), { postingKey: "once" })).toMatchObject({ kind: "key-reused" });
      expect(await ledger.post(aPayment({}))).toMatchObject({ kind: "refused", refusals: [{ code: "voucher-known" }] });
      expect((await findLedger(db, ledger.key))?.last_seq).toBe(OPENING.length + 1);
    },
    SLOW,
  );

  test(
    "who saw an older version is told so, and nothing is written",
    async () => {
      const { db } = await theSharedStore(database);
      const ledger = await aLedger(db, tenant);
      await ledger.posted(...OPENING);
      const two = await Promise.all(["a", "b"].map((voucher) => ledger.post(aPayment({ voucher }), { expectedVersion: OPENING.length })));
      expect(two.map(({ kind }) => kind).toSorted()).toEqual(["conflict", "posted"]);
      expect(two.find(({ kind }) => kind === "conflict")).toEqual({ kind: "conflict", version: OPENING.length + 1 });
    },
    SLOW,
  );

  test(
    "many at once never pay more than there is, pay no voucher twice and leave no commitment behind",
    async () => {
      const { db } = await theSharedStore(database);
      let run = 0;
      const amount = fc.integer({ min: 1, max: 60_000 }).map(fen);
      const voucher = fc.integer({ min: 1, max: 12 }).map(String);
      const one: fc.Arbitrary<Posting> = fc.oneof(
        { weight: 5, arbitrary: fc.record({ voucher, amount, slice: fc.constantFrom("1", "2", null) }).map(aPayment) },
        {
          weight: 1,
          arbitrary: fc.record({ commitment: fc.constantFrom("a", "b"), amount, slice: fc.constantFrom("1", "2") }).map(aCommitment),
        },
        { weight: 1, arbitrary: fc.constantFrom("a", "b").map((commitment) => aRelease({ commitment })) },
        { weight: 1, arbitrary: fc.integer({ min: 6, max: 16 }).map(aReversal) },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(one, { minLength: 12, maxLength: 24 }), async (postings) => {
          const ledger = await aLedger(db, `${tenant}-${++run}`);
          await ledger.posted({ ...RULES, rules: spendingRules("hint", "hint") }, ...OPENING.slice(1));
          const answers = await Promise.all(postings.map((posting) => ledger.post(posting)));
          const posted = answers.flatMap((answer) => (answer.kind === "posted" ? [answer.entry] : []));
          expect(new Set(posted.map(({ seq }) => seq)).size).toBe(posted.length);
          expect(await verifyLedger(db, ledger.key)).toEqual({ entries: OPENING.length + posted.length, differences: [] });
          const head = await findLedger(db, ledger.key);
          if (!head) throw new Error("no ledger");
          const book = await loadBook(db, ledger.key, head);
          const whole = wholeTotals(book);
          expect(whole.left >= 0n && whole.paid <= whole.revised).toBe(true);
          for (const held of book.commitments.values()) await ledger.post(aRelease({ commitment: held.id }));
          expect((await findLedger(db, ledger.key))?.reserved).toBe("0");
        }),
        { numRuns: 8, endOnFailure: true },
      );
    },
    SLOW,
  );

  test(
    "the tables themselves refuse what no decision may do",
    async () => {
      const { db } = await theSharedStore(database);
      const ledger = await aLedger(db, tenant);
      await ledger.posted(...OPENING, aPayment({}));
      const refused = async (statement: ReturnType<typeof sql>): Promise<string> =>
        await statement.execute(db).then(
          () => "done",
          (error: unknown) =>
            String((error as { readonly constraint?: string; readonly message: string }).constraint ?? (error as Error).message),
        );
      const mine = sql`tenant = ${tenant}`;
      expect(await refused(sql`update ledgers set paid = 140001 where ${mine}`)).toBe("ledgers_not_overdrawn");
      expect(await refused(sql`update ledger_sources set paid = 40001 where source = 'carry-over' and ${mine}`)).toBe(
        "ledger_sources_not_overdrawn",
      );
      expect(await refused(sql`update ledger_entries set amount = 1 where ${mine}`)).toContain("kept as they were written");
      expect(await refused(sql`delete from ledger_entries where ${mine}`)).toContain("kept as they were written");
      expect(
        await refused(sql`insert into ledger_vouchers select tenant, case_id, voucher, 1 from ledger_vouchers where ${mine}`),
      ).toContain("ledger_vouchers_pkey");
      await sql`update ledgers set paid = 10001 where ${mine}`.execute(db);
      await sql`update ledger_slices set paid = 9999 where slice = '1' and ${mine}`.execute(db);
      expect((await verifyLedger(db, ledger.key))?.differences.map(({ what }) => what)).toEqual(["paid", "slice 1"]);
    },
    SLOW,
  );
});
