// The trail as a whole: written with every change, exported, proved; whatever is done to it afterwards is found.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Actor, nobody } from "../../../access/index.ts";
import type { Deps } from "../../compose.ts";
import type { ServerKeys } from "../../keys/server-keys.ts";
import { ensureTenant } from "../../store/people/unit-repository.ts";
import { theSharedStore } from "../../store/store.builder.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { contentHashOf, FIRST_LINK, linkOf, sealOf } from "../../store/trail/trail-chain.ts";
import { anchorTrail } from "./anchor-trail.ts";
import { exportTrail, proveStoredTrail, proveTrailFile } from "./trail-file.ts";

const SLOW = 120_000;
const EVENTS = 120;
const ed25519 = generateKeyPairSync("ed25519");
const keys: ServerKeys = {
  ...{ seal: randomBytes(32), hiding: randomBytes(32), digest: "sha256" },
  anchor: { algorithm: "ed25519", ...ed25519 },
};
const actor: Actor = { ...nobody("t", "127.0.0.1"), accountId: "p-1", name: "经办人甲" };

/** A small generator with a seed, so that a failure can be run again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

describe("a trail of its own", () => {
  let deps: Deps;
  let lines: string[];
  let outside: string[];
  const tenant = "trail";

  beforeAll(async () => {
    const store = await theSharedStore();
    let clock = Date.parse("2026-01-01T00:00:00.000Z");
    deps = { store, keys, anchorFolders: [], now: () => new Date(clock++).toISOString() } as unknown as Deps;
    await ensureTenant(store.db, tenant, tenant, deps.now());
    outside = [];
    for (let n = 1; n <= EVENTS; n += 1) {
      await store.db.transaction().execute(async (transaction) => {
        const object = { kind: "case", id: `c-${n % 7}` };
        await recordEvent(transaction, deps, {
          actor: { ...actor, tenant },
          action: "case.revised",
          object,
          before: { n },
          after: { n: n + 1 },
          reason: "一\n二",
        });
      });
      if (n % 40 === 0) outside.push(JSON.stringify(await anchorTrail(deps, tenant, "hour")));
    }
    lines = [];
    for await (const line of exportTrail(deps, tenant)) lines.push(line);
  }, SLOW);

  const prove = async (some: readonly string[], means: { readonly seal?: boolean; readonly anchors?: boolean } = {}) => {
    const proof = await proveTrailFile("trail.ndjson", some, {
      sealKey: means.seal === false ? null : keys.seal,
      outside: means.anchors === false ? [] : outside,
      publicKey: null,
    });
    return proof.ok ? proof.value : proof.faults;
  };

  test("a trail nobody touched is proved whole, in the store and as a file, with and without the key", async () => {
    expect(await proveStoredTrail({ db: deps.store.db, keys }, tenant, outside)).toMatchObject({
      events: EVENTS,
      anchors: 6,
      broken: null,
    });
    expect(await prove(lines)).toMatchObject({ events: EVENTS, broken: null, sealed: true, outside: 3 });
    expect(await prove(lines, { seal: false })).toMatchObject({ events: EVENTS, broken: null, sealed: false });
  });

  test("a line of the trail stays a line, whatever was typed", () => {
    expect(lines.find((line) => line.includes("一"))).toContain("一 二");
  });

  test(
    "of 1,000 random changes to an exported trail all are found",
    async () => {
      const roll = dice(20_261_128);
      const first = lines.findIndex((line) => line.includes('"kind":"event"'));
      let found = 0;
      for (let round = 0; round < 1000; round += 1) {
        const changed = [...lines];
        const at = first + roll(EVENTS);
        const event = JSON.parse(changed[at] ?? "") as Record<string, string>;
        const field = ["at", "accountName", "action", "objectId", "reason", "contentHash", "link", "seal", "seq"][roll(9)] ?? "at";
        const how = roll(4);
        if (how === 0) changed[at] = JSON.stringify({ ...event, [field]: `${event[field]}0` });
        else if (how === 1) changed.splice(at, 1);
        else if (how === 2) changed.splice(at, 0, changed[at] ?? "");
        else
          [changed[at], changed[first + ((at - first + 1) % EVENTS)]] = [
            changed[first + ((at - first + 1) % EVENTS)] ?? "",
            changed[at] ?? "",
          ];
        const proof = await prove(changed);
        if (Array.isArray(proof) || ("broken" in proof && proof.broken !== null)) found += 1;
      }
      console.info(`chain: 1000 tamperings, ${found} found`);
      expect(found).toBe(1000);
    },
    SLOW,
  );

  test("a tail that was cut off is found by an anchor kept outside, and by nothing else", async () => {
    const cut = lines.filter((line) => !line.includes('"kind":"anchor"')).slice(0, -20);
    expect(await prove(cut)).toMatchObject({ broken: { seq: String(EVENTS - 19), why: "cut-off" } });
    expect(await prove(cut, { anchors: false })).toMatchObject({ broken: null });
  });

  test("a trail chained anew from a changed event is found by its seal, and without the key by an anchor outside", async () => {
    const at = lines.findIndex((line) => line.includes('"kind":"event"')) + 50;
    let before = FIRST_LINK;
    const rechained = lines
      .filter((line) => !line.includes('"kind":"anchor"'))
      .map((line, index) => {
        const value = JSON.parse(line);
        if (value.kind !== "event") return line;
        const { kind: _, link: __, seal: ___, ...event } = index === at - 3 ? { ...value, reason: "nothing happened" } : value;
        before = linkOf("sha256", before, { tenant, ...event });
        return JSON.stringify({ ...value, ...event, link: before, seal: sealOf("sha256", Buffer.alloc(32), before) });
      });
    expect(await prove(rechained)).toMatchObject({ broken: { why: "seal" } });
    expect(await prove(rechained, { seal: false })).toMatchObject({ broken: { why: "anchor-link" } });
    // The canary: a plain chain alone does not see it.
    expect(await prove(rechained, { seal: false, anchors: false })).toMatchObject({ broken: null });
  });

  test("the database refuses to change or remove an event, and what is changed past its refusal is found with its content", async () => {
    const { db } = deps.store;
    await expect(sql`update trail_events set reason = null where tenant = ${tenant}`.execute(db)).rejects.toMatchObject({ code: "23000" });
    await expect(sql`delete from trail_anchors where tenant = ${tenant}`.execute(db)).rejects.toMatchObject({ code: "23000" });
    await sql`alter table trail_events disable trigger trail_events_kept`.execute(db);
    const was = await sql<{ content: string }>`select content from trail_events where tenant = ${tenant} and seq = 60`.execute(db);
    await sql`update trail_events set content = ${'{"before":null,"after":null}'} where tenant = ${tenant} and seq = 60`.execute(db);
    expect(await proveStoredTrail({ db: deps.store.db, keys }, tenant, outside)).toMatchObject({
      events: 59,
      broken: { seq: "60", why: "content" },
    });
    await sql`update trail_events set content = ${was.rows[0]?.content} where tenant = ${tenant} and seq = 60`.execute(db);
    await sql`alter table trail_events enable trigger trail_events_kept`.execute(db);
    expect(await proveStoredTrail({ db: deps.store.db, keys }, tenant, outside)).toMatchObject({ broken: null });
  });

  test(
    "what fails leaves neither change nor event, and writers at once leave no gap",
    async () => {
      const { db } = deps.store;
      const write = async (n: number) =>
        await db.transaction().execute(async (transaction) => {
          await recordEvent(transaction, deps, {
            actor: { ...actor, tenant },
            action: "case.revised",
            object: { kind: "case", id: `w-${n}` },
          });
          if (n % 3 === 0) throw new Error("changed our mind");
        });
      const outcomes = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => write(n)));
      const kept = outcomes.filter(({ status }) => status === "fulfilled").length;
      expect(kept).toBe(20);
      expect(await proveStoredTrail({ db: deps.store.db, keys }, tenant, outside)).toMatchObject({ events: EVENTS + kept, broken: null });
    },
    SLOW,
  );
});

test("a file that is no export is refused by its line", async () => {
  const proof = await proveTrailFile("x", ["{}"], { sealKey: null, outside: [], publicKey: null });
  expect(proof).toMatchObject({ ok: false, faults: [{ code: "wrong-shape", place: { file: "x", line: 1 } }] });
  expect(contentHashOf("sm3", null)).toHaveLength(64);
});
