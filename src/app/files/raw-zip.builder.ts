// Builds zips for tests byte by byte, so that any header can lie.
import { crc32, deflateRawSync } from "node:zlib";

export type RawEntry = {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Packed data as they are, instead of packing `content`. */
  readonly packed?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** What headers say instead of the truth; `local` only in the local header. */
  readonly says?: { readonly crc?: number; readonly size?: number; readonly packed?: number; readonly offset?: number };
  readonly local?: { readonly name?: string; readonly crc?: number; readonly size?: number; readonly packed?: number };
  /** Sizes in 64-bit extra fields, as some writers always do. */
  readonly wide?: boolean;
  readonly attributes?: number;
  /** Bytes between this entry's data and what follows. */
  readonly behind?: Uint8Array;
  /** Left out of the file; only the directory knows it. */
  readonly phantom?: boolean;
};

export type RawZip = { readonly before?: Uint8Array; readonly after?: Uint8Array; readonly count?: number; readonly wide?: boolean };

const UTF8 = 0x800;
const ONES = 0xffffffff;

export function rawZip(
  entries: readonly RawEntry[],
  { before = new Uint8Array(), after = new Uint8Array(), count, wide }: RawZip = {},
): Uint8Array {
  const body: Buffer[] = [Buffer.from(before)];
  const directory: Buffer[] = [];
  let offset = before.length;
  for (const entry of entries) {
    const content = Buffer.from(typeof entry.content === "string" ? entry.content : (entry.content ?? ""));
    const method = entry.method ?? 8;
    const packed = entry.packed ? Buffer.from(entry.packed) : method === 8 ? deflateRawSync(content) : content;
    const name = Buffer.from(entry.name as string);
    const localName = entry.local?.name === undefined ? name : Buffer.from(entry.local.name);
    const flags = entry.flags ?? UTF8;
    const truth = { crc: crc32(content), size: content.length, packed: packed.length, offset, ...entry.says };
    const local = { ...truth, ...entry.local };
    const localHeader = header(0x04034b50, [20], flags, method, local, localName, entry.wide ? [local.size, local.packed] : []);
    const piece = Buffer.concat([
      localHeader,
      localName,
      extra(entry.wide ? [local.size, local.packed] : []),
      packed,
      Buffer.from(entry.behind ?? ""),
    ]);
    if (!entry.phantom) {
      body.push(piece);
      offset += piece.length;
    }
    const central = header(0x02014b50, [20, 20], flags, method, truth, name, entry.wide ? [truth.size, truth.packed] : []);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.attributes ?? 0, 6);
    tail.writeUInt32LE(truth.offset, 10);
    directory.push(central, tail, name, extra(entry.wide ? [truth.size, truth.packed] : []));
  }
  const start = offset;
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const entriesSaid = count ?? entries.length;
  return new Uint8Array(
    Buffer.concat([
      ...body,
      ...directory,
      ...(wide ? [wideEnd(entriesSaid, size, start)] : []),
      end(entriesSaid, size, start, wide === true),
      Buffer.from(after),
    ]),
  );
}

type Said = { readonly crc: number; readonly size: number; readonly packed: number };

function header(
  signature: number,
  versions: readonly number[],
  flags: number,
  method: number,
  said: Said,
  name: Buffer,
  wide: readonly number[],
): Buffer {
  const bytes = Buffer.alloc(28 + versions.length * 2);
  bytes.writeUInt32LE(signature, 0);
  versions.forEach((version, index) => bytes.writeUInt16LE(version, 4 + index * 2));
  const at = 4 + versions.length * 2;
  bytes.writeUInt16LE(flags, at);
  bytes.writeUInt16LE(method, at + 2);
  bytes.writeUInt32LE(said.crc, at + 8);
  bytes.writeUInt32LE(wide.length > 0 ? ONES : said.packed, at + 12);
  bytes.writeUInt32LE(wide.length > 0 ? ONES : said.size, at + 16);
  bytes.writeUInt16LE(name.length, at + 20);
  bytes.writeUInt16LE(wide.length > 0 ? 4 + wide.length * 8 : 0, at + 22);
  return bytes;
}

function extra(wide: readonly number[]): Buffer {
  if (wide.length === 0) return Buffer.alloc(0);
  const bytes = Buffer.alloc(4 + wide.length * 8);
  bytes.writeUInt16LE(1, 0);
  bytes.writeUInt16LE(wide.length * 8, 2);
  wide.forEach((value, index) => bytes.writeBigUInt64LE(BigInt(value), 4 + index * 8));
  return bytes;
}

function wideEnd(count: number, size: number, start: number): Buffer {
  const bytes = Buffer.alloc(56 + 20);
  bytes.writeUInt32LE(0x06064b50, 0);
  bytes.writeBigUInt64LE(44n, 4);
  bytes.writeBigUInt64LE(BigInt(count), 24);
  bytes.writeBigUInt64LE(BigInt(count), 32);
  bytes.writeBigUInt64LE(BigInt(size), 40);
  bytes.writeBigUInt64LE(BigInt(start), 48);
  bytes.writeUInt32LE(0x07064b50, 56);
  bytes.writeBigUInt64LE(BigInt(start + size), 64);
  bytes.writeUInt32LE(1, 72);
  return bytes;
}

function end(count: number, size: number, start: number, wide: boolean): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(wide ? 0xffff : count, 8);
  bytes.writeUInt16LE(wide ? 0xffff : count, 10);
  bytes.writeUInt32LE(wide ? ONES : size, 12);
  bytes.writeUInt32LE(wide ? ONES : start, 16);
  return bytes;
}

/** The record behind data whose sizes the local header leaves open. */
export function dataDescriptor(content: string, form: { readonly signed: boolean; readonly wide: boolean }): Uint8Array {
  const bytes = Buffer.from(content);
  const packed = deflateRawSync(bytes);
  const size = (value: number) => {
    const out = Buffer.alloc(form.wide ? 8 : 4);
    if (form.wide) out.writeBigUInt64LE(BigInt(value));
    else out.writeUInt32LE(value);
    return out;
  };
  const word = (value: number) => {
    const out = Buffer.alloc(4);
    out.writeUInt32LE(value);
    return out;
  };
  return new Uint8Array(
    Buffer.concat([...(form.signed ? [word(0x08074b50)] : []), word(crc32(bytes)), size(packed.length), size(bytes.length)]),
  );
}
