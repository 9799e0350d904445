// What a page of packed projects says is what their rows say: before they are copied, after it, and while cases are saved again.
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { aDossier, anIndicator } from "../../../dossier/dossier.builder.ts";
import { aRulebook } from "../../../rules/pack.builder.ts";
import { compileBatch, packProject } from "../../../scoring/index.ts";
import type { Store } from "../open-store.ts";
import { DATABASES, DAY, theSharedStore } from "../store.builder.ts";
import { COPIED, copiedBlocks, copyPacked } from "./packed-blocks.ts";
import { GONE, type PackedGroup, packedRows } from "./packed-rows.ts";
import { PACKED_PAGE, packedPage } from "./packed-scores.ts";

const TENANT = "copies";
const CHANGES = 6 * COPIED + 100;
const goOn = (): boolean => true;
const compiled = compileBatch(aRulebook());
if (!compiled.ok) throw new Error(compiled.rule);

/** Of one to three lines, all scored differently. */
function packedOf(lines: number): Uint8Array {
  const packed = packProject(
    aDossier({
      funds: { weight: "10", current: { initial: "100", revised: "100", executed: `${60 + lines}.5` } },
      indicators: Array.from({ length: lines }, (_, index) =>
        anIndicator({
          ...{ id: `line.${index}`, weight: String(90 / lines), target: { kind: "at-least", value: "12", unit: "个" } },
          actual: { value: String(5 + lines + index) },
        }),
      ),
    }),
  );
  if (packed === null) throw new Error("not packed");
  return packed;
}

/** Every change of the page with all that is told of it, in order. */
function told(groups: readonly PackedGroup[]): readonly string[] {
  return groups
    .flatMap(({ pack, day, grade, seqs, totals, projects }) => {
      const { total } = compiled.ok ? compiled.score(projects, { lines: false }) : { total: new Uint16Array() };
      return [...seqs].flatMap((seq, index) =>
        seq === GONE ? [] : [[String(seq).padStart(6, "0"), pack, day, grade, totals[index], total[index]].join(" ")],
      );
    })
    .toSorted();
}

describe.each(DATABASES)("on %s", (database) => {
  let db: Store["db"];
  const fromRows = async () => told(await packedRows(db, { tenant: TENANT }, [0, PACKED_PAGE]));
  const fromPage = async () => told(await packedPage(db, { tenant: TENANT }, 0));
  const copies = async () => (await copiedBlocks(db, TENANT, 0, 9)).map(({ block }) => block);
  const head = async (seq: number) =>
    await db
      .updateTable("score_heads")
      .set({ seq: String(seq) })
      .where("tenant", "=", TENANT)
      .execute();
  /** As cases that are saved again: other numbers, behind all others. */
  const saveAgain = async (first: number, last: number, every: number) => {
    await sql`update case_scores set seq = seq + 100000, total = 7777 where tenant = ${TENANT} and seq between ${first} and ${last}
      and seq % ${every} = 0`.execute(db);
  };

  beforeAll(async () => {
    ({ db } = await theSharedStore(database));
    const packed = [1, 2, 3].map(packedOf);
    await sql`insert into cases (tenant, id, name, year, pack, dossier, origin, created_at, updated_at, version, published)
      select ${TENANT}, 'c' || n, 'c' || n, 2021, 'p', '{}', 'import', ${DAY}::timestamptz, ${DAY}::timestamptz, 1, false
      from generate_series(1, ${CHANGES}::int) as n`.execute(db);
    await sql`insert into case_scores (tenant, case_id, version, seq, rules, pack, signed_on, total, grade, packed)
      select ${TENANT}, 'c' || n, 1, n, 'r', 'p' || n % 2, date '2022-05-20' + n % 3, nullif(n % 10000, 5), nullif((array['优', '良', ''])[1 + n % 3], ''),
        case when n % 50 = 0 then null else (array[${packed[0]}::bytea, ${packed[1]}::bytea, ${packed[2]}::bytea])[1 + n % 3] end
      from generate_series(1, ${CHANGES}::int) as n`.execute(db);
    await db
      .insertInto("score_heads")
      .values({ tenant: TENANT, seq: String(CHANGES) })
      .execute();
  }, 120_000);

  test("a page says what the rows say, copied or not; only blocks whose changes are all made are copied", async () => {
    const rows = await fromRows();
    expect(rows).toHaveLength(CHANGES - Math.floor(CHANGES / 50));
    expect(await fromPage()).toEqual(rows);
    await head(COPIED - 1);
    expect(await copyPacked(db, TENANT, goOn)).toBe(0);
    await head(CHANGES);
    expect(await copyPacked(db, TENANT, () => false)).toBe(0);
    expect(await copyPacked(db, TENANT, goOn)).toBe(6);
    expect(await copies()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await copyPacked(db, TENANT, goOn), "once is enough").toBe(0);
    expect(await fromPage()).toEqual(rows);
    // What stands in the copy is what is told: the rows are not asked.
    await sql`update packed_blocks set heads = overlay(heads placing '\\x1111'::bytea from 3) where tenant = ${TENANT}`.execute(db);
    expect(await fromPage()).not.toEqual(rows);
    await db.deleteFrom("packed_blocks").where("tenant", "=", TENANT).execute();
    expect(await copyPacked(db, TENANT, goOn)).toBe(6);
  });

  test("a case that was saved since is told as it is now, and a copy of which half is gone is made again", async () => {
    await saveAgain(1, 3 * COPIED, 7);
    const after = await fromRows();
    expect(await fromPage()).toEqual(after);
    expect(await copyPacked(db, TENANT, goOn), "most of it still stands").toBe(0);
    await saveAgain(1, 2 * COPIED, 2);
    await saveAgain(1, 2 * COPIED, 5);
    expect(await fromPage()).toEqual(await fromRows());
    expect(await copyPacked(db, TENANT, goOn)).toBe(2);
    expect(await fromPage()).toEqual(await fromRows());
  });

  test("a copy of which nothing is left goes", async () => {
    await saveAgain(1, COPIED - 1, 1);
    expect(await fromPage()).toEqual(await fromRows());
    expect(await copyPacked(db, TENANT, goOn)).toBe(1);
    expect(await copies()).toEqual([1, 2, 3, 4, 5]);
    expect(await fromPage()).toEqual(await fromRows());
  });
});
