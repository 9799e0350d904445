// Bytes that are written once and read once: on disk instead of in memory, in a file without a name that is gone with the process.
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type PassingFile = {
  readonly size: number;
  /** Reads it from its beginning, and closes it at the end or when the reader gives up. */
  readonly read: () => AsyncGenerator<Uint8Array>;
};

const PIECE = 256 * 1024;

/** Writes the pieces until there are no more. Where one fails nothing stays. */
export async function keepPassing(pieces: AsyncIterable<Uint8Array>): Promise<PassingFile> {
  const folder = await mkdtemp(join(tmpdir(), "hengxiao-pieces-"));
  const file = await open(join(folder, "pieces"), "wx+", 0o600).finally(() => rm(folder, { recursive: true, force: true }));
  let size = 0;
  try {
    for await (const piece of pieces) {
      await file.writeFile(piece);
      size += piece.length;
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      for (let at = 0; at < size; ) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(PIECE, size - at)), 0, undefined, at);
        if (bytesRead === 0) throw new Error(`${size} bytes were written and ${at} can be read`);
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }
  return { size, read };
}
