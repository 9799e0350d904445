// The national algorithms by choice: an installation that is set to SM3 and SM2 chains, seals and signs by them, and what it exports is proved
// by the command line without the installation; the same trail changed, or proved by another key, is not.
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nobody } from "../src/access/index.ts";
import { runVerify } from "../src/app/cli/backup-commands.ts";
import type { Terminal } from "../src/app/cli/terminal.ts";
import { compose, type Deps } from "../src/app/compose.ts";
import { aConfig } from "../src/app/config.builder.ts";
import { readConfig } from "../src/app/config.ts";
import { cliWording } from "../src/app/messages/cli.ts";
import { recordEvent } from "../src/app/store/trail/record-event.ts";
import { ensureRoot } from "../src/app/usecases/people/first-run.ts";
import { anchorAll } from "../src/app/usecases/trail/anchor-trail.ts";
import { readOutsideAnchors } from "../src/app/usecases/trail/outside-anchors.ts";
import { proveTrails } from "../src/app/usecases/trail/prove-trails.ts";
import { exportTrail } from "../src/app/usecases/trail/trail-file.ts";

const SLOW = 120_000;
const folder = mkdtempSync(join(tmpdir(), "hengxiao-national-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As somebody proves it who has the file, the anchors and the public key, and nothing else. */
async function verify(name: string, lines: readonly string[], anchors: readonly string[], publicKey: string) {
  const at = (file: string, text: string): string => {
    const path = join(folder, `${name}-${file}`);
    writeFileSync(path, text);
    return path;
  };
  const said: string[] = [];
  const terminal: Terminal = {
    ...{ config: aConfig(join(folder, "elsewhere")), language: "zh", words: cliWording("zh"), width: 100 },
    paint: (_, text) => text,
    out: (text) => void said.push(text),
    note: (text) => void said.push(text),
  };
  const options = { json: true, anchors: [at("anchors.ndjson", anchors.join("\n"))], publicKey: at("key.pem", publicKey) };
  const code = await runVerify(at("trail.ndjson", lines.join("\n")), options, terminal);
  return { code, ...(JSON.parse(said[0] ?? "{}") as { events?: number; sameKey?: boolean; broken?: { seq: string; why: string } | null }) };
}

const CHOICES = [
  ["SM3 and SM2", { HENGXIAO_NATIONAL_CRYPTO: "1" }, "sm3", "sm2"],
  ["SHA-256 and Ed25519", {}, "sha256", "ed25519"],
] as const;

describe.each(CHOICES)("an installation set to %s", (_, environment, digest, algorithm) => {
  let deps: Deps;
  let lines: string[];
  let anchors: readonly string[];
  beforeAll(async () => {
    const config = readConfig({ ...environment, HENGXIAO_DATA: join(folder, digest), LANG: "zh_CN.UTF-8" });
    if (!config.ok) throw new Error(JSON.stringify(config.faults));
    const composed = await compose(config.value, { log: pino({ level: "silent" }) });
    if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
    deps = composed.value;
    const { tenant, store } = deps;
    await ensureRoot(deps, tenant, tenant);
    for (let n = 1; n <= 8; n++)
      await store.db.transaction().execute(async (transaction) => {
        const object = { kind: "case", id: `c-${n}` };
        await recordEvent(transaction, deps, { actor: nobody(tenant, "127.0.0.1"), action: "case.revised", object, after: { n } });
      });
    await anchorAll(deps, "hour");
    lines = [];
    for await (const line of exportTrail(deps, tenant)) lines.push(line);
    anchors = await readOutsideAnchors(deps.anchorFolders, tenant);
  }, SLOW);
  afterAll(async () => await deps.close());

  test("chains and signs by them, and the store and the exported file are proved", async () => {
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ digest, algorithm });
    expect(await proveTrails(deps.store.db, deps.config)).toEqual([]);
    const { publicKey } = JSON.parse(lines[0] ?? "") as { publicKey: string };
    const events = lines.filter((line) => line.includes('"kind":"event"')).length;
    expect(await verify(digest, lines, anchors, publicKey)).toMatchObject({ code: 0, events, broken: null, sameKey: true });
  });

  test("goes on with what it was begun with: the other choice is refused, and verifying needs no setting", async () => {
    const { config } = deps;
    const nationalCryptography = !config.nationalCryptography;
    expect(await proveTrails(deps.store.db, { ...config, nationalCryptography })).toEqual([]);
    await deps.close();
    const other = await compose({ ...config, nationalCryptography }, { log: pino({ level: "silent" }) });
    expect(other).toMatchObject({ ok: false, faults: [{ code: "out-of-range", place: { file: join(config.dataFolder, "keys") } }] });
    const again = await compose(config, { log: pino({ level: "silent" }) });
    if (!again.ok) throw new Error(JSON.stringify(again.faults));
    deps = again.value;
  });

  test("has every changed event and every foreign signature found", async () => {
    const { publicKey } = JSON.parse(lines[0] ?? "") as { publicKey: string };
    const at = lines.findIndex((line) => line.includes('"objectId":"c-5"'));
    const changed = lines.with(at, (lines[at] ?? "").replace('"objectId":"c-5"', '"objectId":"c-6"'));
    expect((await verify(`${digest}-changed`, changed, anchors, publicKey)).code).toBe(3);
    const pair = algorithm === "sm2" ? generateKeyPairSync("ec", { namedCurve: "SM2" }) : generateKeyPairSync("ed25519");
    const other = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    const foreign = await verify(`${digest}-foreign`, lines, anchors, other);
    expect([foreign.code, foreign.sameKey]).not.toEqual([0, true]);
  });
});
