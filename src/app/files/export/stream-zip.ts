// A zip whose parts are written one after the other while they are made; nothing of it is held but what was not fetched yet.
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from "fflate";

export type StreamedPart = {
  readonly name: string;
  /** Not compressed: what a format wants to be readable in place. */
  readonly stored?: boolean;
  readonly text: AsyncIterable<string> | Iterable<string>;
};

/** `made` is the parts' date. */
export async function* streamZip(parts: Iterable<StreamedPart>, made: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else ready.push(chunk);
  });
  for (const { name, stored = false, text } of parts) {
    const part = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    part.mtime = made;
    zip.add(part);
    for await (const piece of text) {
      part.push(strToU8(piece));
      yield* ready.splice(0);
    }
    part.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  if (failed) throw failed;
  yield* ready.splice(0);
}
