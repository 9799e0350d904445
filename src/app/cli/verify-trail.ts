// hengxiao verify of an exported audit trail: proved without a database, the first broken event named.
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fault } from "../../kernel/index.ts";
import { proveTrailFile, TRAIL_FORMAT } from "../usecases/trail/trail-file.ts";
import { EXIT, type ExitCode, failuresJson, printFaults, type Terminal } from "./terminal.ts";

export type TrailOptions = {
  readonly json?: boolean;
  /** Files of anchors kept outside. */
  readonly anchors?: readonly string[];
  /** A file with the public key (PEM). */
  readonly publicKey?: string;
};

/** Whether a file is an exported trail, by its first characters. */
export async function isTrailFile(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  const file = await open(path);
  try {
    const head = Buffer.alloc(64);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.toString("utf8", 0, bytesRead).startsWith(`{"format":"${TRAIL_FORMAT}"`);
  } catch {
    return false; // a folder, say: something else to verify
  } finally {
    await file.close();
  }
}

export async function runVerifyTrail(file: string, options: TrailOptions, terminal: Terminal): Promise<ExitCode> {
  const path = resolve(file);
  const missing = [...(options.anchors ?? []), ...(options.publicKey ? [options.publicKey] : [])].filter((one) => !existsSync(one));
  const sealPath = join(terminal.config.dataFolder, "keys", "trail-seal.key");
  const outside = missing.length > 0 ? [] : (options.anchors ?? []).flatMap((one) => readFileSync(one, "utf8").split("\n"));
  const lines = createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
  const proof =
    missing.length > 0
      ? ({ ok: false, faults: missing.map((one) => fault("file-missing", { found: one }, { file: one })) } as const)
      : await proveTrailFile(path, lines, {
          sealKey: existsSync(sealPath) ? readFileSync(sealPath) : null,
          outside: outside.filter((line) => line.trim() !== ""),
          publicKey: options.publicKey ? readFileSync(options.publicKey, "utf8") : null,
        });
  lines.close();
  if (!proof.ok) {
    if (options.json) terminal.out(JSON.stringify({ failures: failuresJson(proof.faults, terminal.language) }, null, 2));
    printFaults(proof.faults, terminal);
    return EXIT.unreadable;
  }
  const { tenant, events, anchors, head, broken, sealed, sameKey } = proof.value;
  const faults = broken ? [fault("trail-broken", { found: broken.seq, why: broken.why }, { file: path })] : [];
  if (options.json) {
    const failures = failuresJson(faults, terminal.language);
    terminal.out(JSON.stringify({ kind: "trail", tenant, events, anchors, head, sealed, sameKey, broken, failures }, null, 2));
  } else {
    terminal.out(terminal.words.trailProved(events, anchors));
    terminal.out(terminal.paint("dim", sealed ? terminal.words.trailSealed : terminal.words.trailNotSealed));
    if (sameKey === false) terminal.out(terminal.words.trailOtherKey);
  }
  if (faults.length === 0) return EXIT.done;
  printFaults(faults, terminal);
  return EXIT.unreadable;
}
