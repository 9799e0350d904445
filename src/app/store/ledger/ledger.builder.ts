// Cases with a ledger in a store under test.
import type { Kysely } from "kysely";
import type { Posting } from "../../../ledger/index.ts";
import { saveCase } from "../case-repository.ts";
import { DAY } from "../store.builder.ts";
import type { StoreTables } from "../store-tables.ts";
import { ensureLedger } from "./load-book.ts";
import { type PostInput, type PostOutcome, postToLedger } from "./post-to-ledger.ts";

export type TestLedger = {
  readonly key: { readonly tenant: string; readonly id: string };
  /** Posts under a key of its own, or of the options. */
  readonly post: (posting: Posting, options?: Partial<Pick<PostInput, "postingKey" | "expectedVersion">>) => Promise<PostOutcome>;
  /** Posts and demands that it was. */
  readonly posted: (...postings: readonly Posting[]) => Promise<void>;
};

let keys = 0;

/** A case of its own with an empty ledger for 2019. */
export async function aLedger(db: Kysely<StoreTables>, tenant: string): Promise<TestLedger> {
  const key = { tenant, id: "visits-2019" };
  await saveCase(db, {
    ...key,
    name: "出访经费",
    year: 2019,
    pack: "nanchang-2019",
    dossier: "{}",
    origin: "example",
    expectedVersion: 0,
    note: "test",
    unitId: null,
    createdBy: null,
    published: false,
    now: DAY,
  });
  await ensureLedger(db, { ...key, year: 2019, now: DAY });
  const post: TestLedger["post"] = (posting, options = {}) =>
    postToLedger(db, {
      ...key,
      posting,
      postingKey: `key-${++keys}`,
      expectedVersion: null,
      references: { isEconomicClass: (code) => code === "30212" },
      byAccount: null,
      byName: "财务",
      now: DAY,
      ...options,
    });
  const posted: TestLedger["posted"] = async (...postings) => {
    for (const posting of postings) {
      const outcome = await post(posting);
      if (outcome.kind !== "posted") throw new Error(`${posting.kind} was not posted: ${outcome.kind}`);
    }
  };
  return { key, post, posted };
}
