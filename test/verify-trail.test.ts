// hengxiao verify of an exported trail, as the command line does it: whole, changed, and something that is no trail.
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runVerify } from "../src/app/cli/backup-commands.ts";
import type { Terminal } from "../src/app/cli/terminal.ts";
import { aConfig } from "../src/app/config.builder.ts";
import { cliWording } from "../src/app/messages/cli.ts";
import { type ChainedEvent, contentHashOf, FIRST_LINK, linkOf, sealOf, signHead } from "../src/app/store/trail/trail-chain.ts";

const folder = mkdtempSync(join(tmpdir(), "hengxiao-verify-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey, publicKey } = generateKeyPairSync("ed25519");

/** A trail of five events with a signed head. */
function aTrail(): string[] {
  const head = { format: "hengxiao-trail/1", tenant: "t", digest: "sha256", algorithm: "ed25519", exportedAt: "2026-01-01T00:00:00.000Z" };
  const events: string[] = [];
  let link = FIRST_LINK;
  for (let n = 1; n <= 5; n += 1) {
    const event: Omit<ChainedEvent, "tenant"> = {
      ...{
        seq: String(n),
        at: `2026-01-01T00:00:0${n}.000Z`,
        accountId: null,
        accountName: "甲",
        roles: "clerk",
        from: "",
        action: "case.revised",
      },
      ...{ objectKind: "case", objectId: "c", unitPath: null, result: "done", reason: null, contentHash: contentHashOf("sha256", null) },
    };
    link = linkOf("sha256", link, { tenant: "t", ...event });
    events.push(JSON.stringify({ kind: "event", ...event, link, seal: sealOf("sha256", Buffer.alloc(32), link) }));
  }
  const anchored = { tenant: "t", seq: "5", link, at: "2026-01-01T00:00:09.000Z" };
  const anchor = {
    kind: "anchor",
    seq: "5",
    link,
    at: anchored.at,
    why: "hour",
    algorithm: "ed25519",
    signature: signHead("ed25519", privateKey, anchored),
  };
  return [JSON.stringify({ ...head, publicKey: publicKey.export({ type: "spki", format: "pem" }) }), JSON.stringify(anchor), ...events];
}

async function verify(lines: readonly string[]) {
  const path = join(folder, "trail.ndjson");
  writeFileSync(path, lines.join("\n"));
  const said: string[] = [];
  const terminal: Terminal = {
    ...{ config: aConfig(folder), language: "zh", words: cliWording("zh"), width: 100 },
    paint: (_, text) => text,
    out: (text) => void said.push(text),
    note: (text) => void said.push(text),
  };
  return { code: await runVerify(path, {}, terminal), said: said.join("\n") };
}

test("a trail nobody touched is proved", async () => {
  const { code, said } = await verify(aTrail());
  expect([code, said]).toEqual([0, expect.stringContaining("5 条记录、1 个锚点")]);
});

test("the first event that was changed is named, with what to do", async () => {
  const lines = aTrail().map((line) => line.replace('"seq":"3","at"', '"seq":"3","at"').replace("00:00:03", "00:00:04"));
  const { code, said } = await verify(lines);
  expect([code, said]).toEqual([3, expect.stringMatching(/从第 3 条起不可信.*\n?.*/)]);
});

test("a tail that was cut off is missed by the signed head", async () => {
  const { code, said } = await verify(aTrail().slice(0, -2));
  expect([code, said]).toEqual([3, expect.stringContaining("末尾的记录被截去")]);
});
