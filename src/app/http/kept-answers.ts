// Answers that are the same for everybody who may have them, kept packed as they leave the process: of a case's version, in a language.
// What may be seen, and which version it is, is asked of the store at every request; only then is an answer looked for here.
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Context, TypedResponse } from "hono";
import type { JSONParsed } from "hono/utils/types";
import type { Target } from "../../access/index.ts";
import { type Result, success } from "../../kernel/index.ts";
import { refuse } from "./answers.ts";
import type { AppEnv } from "./app-env.ts";
import { tagVersion } from "./if-match.ts";

/** An answer and the version it is of. */
export type Made = { readonly version: number; readonly bytes: Uint8Array<ArrayBuffer> };

export type KeptAnswers = {
  /** The packed answer of that version or a later one, made where there is none yet; who asks while it is being made waits for it. */
  readonly of: (key: string, version: number, make: () => Promise<Result<Made>>) => Promise<Result<Made>>;
  readonly bytes: () => number;
};

/** An answer on a case with fifteen indicators is some 4 KB packed: sixteen thousand of them. */
const MOST_BYTES = 64 * 1024 * 1024;
const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Holds the answers asked for last, up to so many bytes. */
export function keptAnswers(most = MOST_BYTES): KeptAnswers {
  const kept = new Map<string, Made>();
  const making = new Map<string, Promise<Result<Made>>>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= weightOf(key, kept.get(key));
    kept.delete(key);
  };
  const keep = (key: string, made: Made): void => {
    if ((kept.get(key)?.version ?? 0) > made.version) return;
    drop(key);
    kept.set(key, made);
    bytes += weightOf(key, made);
    for (const oldest of kept.keys()) {
      if (bytes <= most) break;
      drop(oldest);
    }
  };
  const makeAnew = async (key: string, make: () => Promise<Result<Made>>): Promise<Result<Made>> => {
    const made = await make();
    if (!made.ok) return made;
    const packed = { version: made.value.version, bytes: await pack(made.value.bytes) };
    keep(key, packed);
    return success(packed);
  };
  return {
    of: async (key, version, make) => {
      const found = kept.get(key);
      if (found && found.version >= version) {
        kept.delete(key);
        kept.set(key, found);
        return success(found);
      }
      // Of this version: what somebody began to make of the one before may be older than this question.
      const begun = `${version} ${key}`;
      const underWay = making.get(begun);
      if (underWay) return await underWay;
      const made = makeAnew(key, make).finally(() => making.delete(begun));
      making.set(begun, made);
      return await made;
    },
    bytes: () => bytes,
  };
}

export function jsonBytes(view: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(view));
}

function weightOf(key: string, made: Made | undefined): number {
  return made === undefined ? 0 : made.bytes.length + 2 * key.length;
}

export type KeptAnswer = {
  readonly key: readonly (string | readonly string[])[];
  readonly version: number;
  /** Whether the version is one that a change can name. */
  readonly isTagged?: boolean;
  /** The case, where everybody who may read it is answered the same, of nothing but the case (at-the-door.ts). */
  readonly target?: Target;
};

/** Answers with what is kept, tagged with its version, or with why it cannot be made. `T` is what the JSON parses to, which its own test holds. */
export async function answerKept<T>(
  c: Context<AppEnv>,
  answers: KeptAnswers,
  { key, version, isTagged = true, target }: KeptAnswer,
  make: () => Promise<Result<Made>>,
): Promise<Response & TypedResponse<JSONParsed<T>, 200, "json">> {
  const answer = await answers.of(JSON.stringify(key), version, make);
  type Answer = Response & TypedResponse<JSONParsed<T>, 200, "json">;
  if (!answer.ok) return refuse(c, answer.faults) as unknown as Answer;
  if (isTagged) tagVersion(c, answer.value.version);
  const { bytes } = answer.value;
  const headers = { "content-type": "application/json", vary: "Accept-Encoding" };
  if (!takesGzip(c.req.header("accept-encoding"))) return c.body(await unpack(bytes), 200, headers) as unknown as Answer;
  if (target) c.set("shared", { target, bytes });
  return c.body(bytes, 200, { ...headers, "content-encoding": "gzip" }) as unknown as Answer;
}

/** Named, or anything, and not with the weight 0. */
function takesGzip(accepted: string | undefined): boolean {
  return accepted !== undefined && /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q\s*=\s*(?:1(?:\.0*)?|0?\.\d*[1-9]\d*)\s*)?(?:,|$)/i.test(accepted);
}
