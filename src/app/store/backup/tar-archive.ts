// The container of a backup: a tar archive that every system can open. Ours holds plain files in a fixed form, so that reading can
// demand it byte for byte: nothing in the file is left that nobody checks.

const BLOCK = 512;
const NAME_BYTES = 100;
const SIZE_AT = 124;
const SIZE_DIGITS = 11;
const CHECKSUM_AT = 148;

/** The end of an archive. */
export const TAR_END: Uint8Array = new Uint8Array(2 * BLOCK);

/** The header of a file of that size; always the same bytes for the same name and size. */
export function tarHeader(name: string, size: number): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > NAME_BYTES - 1 || !/^[\x21-\x7e]+$/.test(name)) throw new Error(`no name for an archive: ${name}`);
  if (size >= 8 ** SIZE_DIGITS) throw new Error(`too large for an archive: ${name}`);
  header.write(name, 0);
  header.write("0000600\0" + "0000000\0" + "0000000\0", NAME_BYTES);
  header.write(`${size.toString(8).padStart(SIZE_DIGITS, "0")}\0`, SIZE_AT);
  header.write("00000000000\0", 136);
  header.write("        ", CHECKSUM_AT);
  header.write("0", 156);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, CHECKSUM_AT);
  return header;
}

/** What follows a file's bytes up to the next block. */
export function tarPadding(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}

export type TarEntry = {
  readonly name: string;
  readonly size: number;
  /** Where the file's bytes begin. */
  readonly at: number;
};

/** Reads so many bytes at a place; fewer where the file ends. */
export type ReadAt = (at: number, size: number) => Promise<Uint8Array>;

/** The entries in turn. Throws `TarDamage` where a byte outside the files' own contents is not what it must be. */
export async function* tarEntries(read: ReadAt, fileSize: number): AsyncGenerator<TarEntry> {
  let at = 0;
  let last = "";
  for (;;) {
    const header = await read(at, BLOCK);
    if (header.length < BLOCK) throw new TarDamage(last, "the file ends too early");
    if (header.every((byte) => byte === 0)) break;
    const text = Buffer.from(header).toString("latin1");
    const name = text.slice(0, NAME_BYTES).replace(/\0+$/, "");
    const size = Number.parseInt(text.slice(SIZE_AT, SIZE_AT + SIZE_DIGITS), 8);
    if (!/^[\x21-\x7e]+$/.test(name) || !Number.isSafeInteger(size) || !sameBytes(header, tarHeader(name, size)))
      throw new TarDamage(/^[\x21-\x7e]+$/.test(name) ? name : last, "the header is damaged");
    if (at + BLOCK + size + tarPadding(size).length > fileSize) throw new TarDamage(name, "the file ends too early");
    const padding = tarPadding(size);
    if (!sameBytes(await read(at + BLOCK + size, padding.length), padding)) throw new TarDamage(name, "the padding is damaged");
    yield { name, size, at: at + BLOCK };
    last = name;
    at += BLOCK + size + padding.length;
  }
  const end = await read(at, TAR_END.length);
  if (!sameBytes(end, TAR_END) || at + TAR_END.length !== fileSize) throw new TarDamage(last, "the end is damaged");
}

/** Something in the container is not as it was written; `part` is the file it belongs to, or the last one before. */
export class TarDamage extends Error {
  override readonly name = "TarDamage";
  readonly part: string;

  constructor(part: string, message: string) {
    super(message);
    this.part = part;
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
