// How far requests may go: parameters with where their figures come from; an organisation sets its own in `request-policy.yaml` in the
// data folder.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Result, readSource, success } from "../kernel/index.ts";
import { readYaml } from "./files/read-yaml.ts";

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const requestPolicySchema = z.strictObject({
  /** For so long a write that comes again with its key is answered as it was. 24: what payment interfaces keep (common practice, 未核). */
  keyHours: whole(1, 720).default(24),
  /** Of a request that brings no file. A year of delegations with all its travellers is some 200 KB (measured); the rest is room. */
  largestKilobytes: whole(64, 100_000).default(2_048),
  /**
   * Tries to sign in or to use a link, a minute from one address: some 300 people of one house behind one address in their first
   * minutes, and no more than a quarter of a processor for hashing (measured; OWASP ASVS 5.0 V6.3 demands a limit and names no figure).
   */
  signInsPerMinute: whole(10, 100_000).default(120),
  /** Searches a minute by one person: one every quarter of a second is faster than anybody types (ours, 未核). */
  searchesPerMinute: whole(10, 100_000).default(240),
  /** Documents and exports a minute by one person: each is computed (ours, 未核). */
  exportsPerMinute: whole(5, 100_000).default(60),
});

export type RequestPolicy = z.output<typeof requestPolicySchema>;

/** The organisation's own parameters, or the defaults. All faults at once, each at its line. */
export async function readRequestPolicy(path: string): Promise<Result<RequestPolicy>> {
  if (!existsSync(path)) return success(requestPolicySchema.parse({}));
  const source = readYaml(path, await readFile(path, "utf8"));
  return source.ok ? readSource(requestPolicySchema, source.value) : source;
}
