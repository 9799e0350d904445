// JSON kept small: what was read of a document repeats itself, and is many times smaller deflated.
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

export async function packJson(value: unknown): Promise<Uint8Array> {
  return new Uint8Array(await deflate(Buffer.from(JSON.stringify(value)), { level: 4 }));
}

/** What was packed; the caller knows its shape, because only this program writes it. */
export async function unpackJson(packed: Uint8Array): Promise<unknown> {
  return JSON.parse((await inflate(packed)).toString("utf8")) as unknown;
}
