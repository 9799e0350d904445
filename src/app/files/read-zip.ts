// Opens a zip that may be hostile (PKWARE APPNOTE): every header is checked against every other before a byte is inflated,
// and inflating stops at the size the headers promise.
import { crc32, inflateRawSync } from "node:zlib";
import { Inflate } from "fflate";
import { refuse } from "./file-refusal.ts";

/**
 * `ratio` is inflated to packed size and counts for entries of more than a mebibyte. Entries up to `atOnceBytes` (8 MiB) are
 * inflated natively in one piece, ten times as fast; larger ones piece by piece.
 */
export type ZipLimits = {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  readonly ratio: number;
  readonly atOnceBytes?: number;
};

export const ZIP_LIMITS: ZipLimits = { entries: 2_000, entryBytes: 128 * 2 ** 20, totalBytes: 256 * 2 ** 20, ratio: 250 };

/** `size` in bytes, inflated. Folders are entries too; their names end in "/". */
export type ZipEntry = { readonly name: string; readonly size: number };

export type ZipArchive = {
  readonly entries: readonly ZipEntry[];
  /** Whether there is an entry of exactly this name. */
  readonly has: (name: string) => boolean;
  /**
   * Hands an entry's content over, never more than its promised size: at once (`isWhole`) or, where it is large, piece by piece.
   * @throws FileRefusal when there is no such entry, or its content is not what the headers promise.
   */
  readonly inflate: (name: string, take: (piece: Uint8Array, isWhole: boolean) => void) => void;
};

type EntryRecord = ZipEntry & {
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly flags: number;
  readonly rawName: Uint8Array;
  readonly offset: number;
  readonly dataStart: number;
};

/** @throws FileRefusal with what is wrong with the archive. */
export function openZip(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 22 || view.getUint32(0, true) !== SIGNATURE.local) refuse(bytes.length < 22 ? "zip-truncated" : "zip-not-plain");
  const directory = findDirectory(view);
  if (directory.count > limits.entries) refuse("zip-entries", String(directory.count), String(limits.entries));
  const records = readDirectory(bytes, view, directory);
  checkSizes(records, limits);
  checkNames(records);
  checkLayout(view, records, directory.start);
  const byName = new Map(records.map((record) => [record.name, record]));
  return {
    entries: records.map(({ name, size }) => ({ name, size })),
    has: (name) => byName.has(name),
    inflate: (name, take) => inflateRecord(bytes, byName.get(name) ?? refuse("part-missing", name), limits.atOnceBytes ?? AT_ONCE, take),
  };
}

const SIGNATURE = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  descriptor: 0x08074b50,
} as const;
const FLAG = { encrypted: 0x1, descriptor: 0x8, patched: 0x20, strong: 0x40, utf8: 0x800, masked: 0x2000 } as const;
const ALL_ONES = 0xffffffff;

type Directory = { readonly start: number; readonly end: number; readonly count: number };

function findDirectory(view: DataView): Directory {
  const end = findEnd(view);
  const [disk, startDisk, onDisk, count] = [4, 6, 8, 10].map((at) => view.getUint16(end + at, true)) as [number, number, number, number];
  const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  const locator = end - 20;
  const is64 = locator >= 0 && view.getUint32(locator, true) === SIGNATURE.locator64;
  if (is64) return findDirectory64(view, locator);
  if (disk !== 0 || startDisk !== 0 || onDisk !== count) refuse("zip-not-plain");
  if (start + size !== end) refuse("zip-mismatch", "central directory");
  return { start, end, count };
}

// Some writers use the 64-bit records always, however small the file.
function findDirectory64(view: DataView, locator: number): Directory {
  const end = Number(view.getBigUint64(locator + 8, true));
  if (end + 56 > locator || view.getUint32(end, true) !== SIGNATURE.end64) refuse("zip-mismatch", "zip64");
  const [onDisk, count, size, start] = [24, 32, 40, 48].map((at) => Number(view.getBigUint64(end + at, true))) as [
    number,
    number,
    number,
    number,
  ];
  if (view.getUint32(end + 16, true) !== 0 || view.getUint32(end + 20, true) !== 0 || onDisk !== count) refuse("zip-not-plain");
  if (start + size !== end) refuse("zip-mismatch", "zip64");
  return { start, end, count };
}

// The end record is the last thing in the file; only its own comment may follow.
function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === SIGNATURE.end && view.getUint16(at + 20, true) === last - at) return at;
  }
  return refuse("zip-truncated");
}

function readDirectory(bytes: Uint8Array, view: DataView, directory: Directory): EntryRecord[] {
  const records: EntryRecord[] = [];
  let at = directory.start;
  for (let index = 0; index < directory.count; index++) {
    if (at + 46 > directory.end || view.getUint32(at, true) !== SIGNATURE.central) refuse("zip-mismatch", "central directory");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((from) => view.getUint16(at + from, true)) as [
      number,
      number,
      number,
    ];
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > directory.end) refuse("zip-mismatch", "central directory");
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
    const flags = view.getUint16(at + 8, true);
    const name = decodeName(rawName, flags);
    const [size, packed, offset] = widen(view, at + 46 + nameLength, extraLength, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]) as [number, number, number];
    const isLink = ((view.getUint32(at + 38, true) >>> 16) & 0xf000) === 0xa000;
    if (isLink) refuse("zip-name", name);
    if (view.getUint16(at + 34, true) !== 0) refuse("zip-not-plain", name);
    const central = {
      name,
      rawName,
      flags,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed,
      size,
      offset,
    };
    records.push({ ...central, dataStart: checkLocalHeader(bytes, view, central, directory.start) });
    at = next;
  }
  if (at !== directory.end) refuse("zip-mismatch", "central directory");
  return records;
}

// Readers that trust the local header and readers that trust the directory must see the same entry.
function checkLocalHeader(bytes: Uint8Array, view: DataView, entry: Omit<EntryRecord, "dataStart">, limit: number): number {
  const { offset, name, flags, rawName } = entry;
  if (flags & (FLAG.encrypted | FLAG.strong | FLAG.masked)) refuse("is-encrypted", name);
  if (flags & FLAG.patched || (entry.method !== 0 && entry.method !== 8)) refuse("zip-method", name);
  if (entry.method === 0 && entry.packed !== entry.size) refuse("zip-mismatch", name);
  if (offset + 30 > limit || view.getUint32(offset, true) !== SIGNATURE.local) refuse("zip-mismatch", name);
  const [nameLength, extraLength] = [view.getUint16(offset + 26, true), view.getUint16(offset + 28, true)];
  const nameAt = offset + 30;
  const dataStart = nameAt + nameLength + extraLength;
  if (dataStart + entry.packed > limit) refuse("zip-truncated", name);
  const localName = bytes.subarray(nameAt, nameAt + nameLength);
  const sameName = localName.length === rawName.length && localName.every((byte, index) => byte === rawName[index]);
  if (!sameName || view.getUint16(offset + 6, true) !== flags || view.getUint16(offset + 8, true) !== entry.method)
    refuse("zip-mismatch", name);
  const [size, packed] = widen(view, nameAt + nameLength, extraLength, [
    view.getUint32(offset + 22, true),
    view.getUint32(offset + 18, true),
  ]) as [number, number];
  // With a data descriptor the sizes stand behind the data, and the local header may say nothing.
  const open = (flags & FLAG.descriptor) !== 0;
  const agrees = (local: number, central: number) => local === central || (open && (local === 0 || local === ALL_ONES));
  if (!agrees(view.getUint32(offset + 14, true), entry.crc) || !agrees(packed, entry.packed) || !agrees(size, entry.size))
    refuse("zip-mismatch", name);
  return dataStart;
}

// Values of all ones stand for 64-bit ones in the extra field, in the order given.
function widen(view: DataView, extraAt: number, extraLength: number, values: readonly number[]): readonly number[] {
  if (!values.includes(ALL_ONES)) return values;
  for (let at = extraAt; at + 4 <= extraAt + extraLength; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const end = Math.min(at + 4 + view.getUint16(at + 2, true), extraAt + extraLength);
    let from = at + 4;
    return values.map((value) => {
      if (value !== ALL_ONES || from + 8 > end) return value;
      const wide = Number(view.getBigUint64(from, true));
      from += 8;
      return wide;
    });
  }
  return values;
}

function checkSizes(records: readonly EntryRecord[], limits: ZipLimits): void {
  let total = 0;
  for (const { name, size, packed } of records) {
    if (size > limits.entryBytes) refuse("zip-entry-size", `${name}: ${size}`, String(limits.entryBytes));
    if (size > 2 ** 20 && size > packed * limits.ratio) refuse("zip-ratio", `${name}: ${size} / ${packed}`, String(limits.ratio));
    total += size;
  }
  if (total > limits.totalBytes) refuse("zip-total-size", String(total), String(limits.totalBytes));
}

function checkNames(records: readonly EntryRecord[]): void {
  const seen = new Set<string>();
  for (const { name } of records) {
    if (!isSafeName(name)) refuse("zip-name", name);
    const key = name.normalize("NFC").toLowerCase();
    if (seen.has(key)) refuse("zip-duplicate", name);
    seen.add(key);
  }
}

const LONGEST_NAME = 512;

/** A relative path that stays inside its folder on every system, without characters that hide what it says. */
function isSafeName(name: string): boolean {
  if (name === "" || name.length > LONGEST_NAME || /[\p{Cc}\p{Cf}\p{Cs}\\:]/u.test(name)) return false;
  const segments = (name.endsWith("/") ? name.slice(0, -1) : name).split("/");
  return segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
}

// Entries follow one another without overlap or hidden stretches; behind an entry only its data descriptor may stand.
function checkLayout(view: DataView, records: readonly EntryRecord[], directoryStart: number): void {
  const inOrder = records.toSorted((a, b) => a.offset - b.offset);
  let at = 0;
  for (const [index, record] of inOrder.entries()) {
    if (record.offset !== at) refuse("zip-overlap", record.name);
    const dataEnd = record.dataStart + record.packed;
    at = inOrder[index + 1]?.offset ?? directoryStart;
    const gap = at - dataEnd;
    const described = (record.flags & FLAG.descriptor) !== 0;
    if (!described && gap !== 0) refuse("zip-overlap", record.name);
    if (described && !isDescriptor(view, dataEnd, gap, record)) refuse("zip-mismatch", record.name);
  }
  if (inOrder.length === 0) refuse("zip-not-plain");
}

function isDescriptor(view: DataView, at: number, length: number, { crc, packed, size }: EntryRecord): boolean {
  const signed = length === 16 || length === 24;
  if (![12, 16, 20, 24].includes(length) || (signed && view.getUint32(at, true) !== SIGNATURE.descriptor)) return false;
  const from = signed ? at + 4 : at;
  const wide = length >= 20;
  const read = (offset: number) => (wide ? Number(view.getBigUint64(offset, true)) : view.getUint32(offset, true));
  return view.getUint32(from, true) === crc && read(from + 4) === packed && read(from + (wide ? 12 : 8)) === size;
}

// Names marked as UTF-8 are; unmarked ones may be in the code page of a Chinese system.
function decodeName(raw: Uint8Array, flags: number): string {
  if (raw.every((byte) => byte < 0x80)) return String.fromCharCode(...raw.subarray(0, LONGEST_NAME + 1));
  for (const decoder of flags & FLAG.utf8 ? NAME_DECODERS.slice(0, 1) : NAME_DECODERS) {
    try {
      return decoder.decode(raw);
    } catch {
      // Not in this encoding: the next one, or none, has it.
    }
  }
  return refuse("zip-name", Buffer.from(raw).toString("hex"));
}

const NAME_DECODERS = ["utf-8", "gb18030"].map((encoding) => new TextDecoder(encoding, { fatal: true, ignoreBOM: true }));

// Packed input goes in by small slices, so that even at deflate's highest ratio one step inflates a few mebibytes at most.
const SLICE = 4096;

function inflateRecord(bytes: Uint8Array, record: EntryRecord, atOnce: number, take: (piece: Uint8Array, isWhole: boolean) => void): void {
  const data = bytes.subarray(record.dataStart, record.dataStart + record.packed);
  if (record.method !== 8 || record.size <= atOnce) {
    const whole = (record.method === 8 ? inflateAtOnce(data, record.size) : data) ?? refuse("zip-damaged", record.name);
    if (whole.length !== record.size || crc32(whole) !== record.crc) refuse("zip-damaged", record.name);
    take(whole, true);
    return;
  }
  let size = 0;
  let crc = 0;
  for (const piece of inflatedPieces(data, record.name)) {
    size += piece.length;
    if (size > record.size) refuse("zip-damaged", record.name);
    crc = crc32(piece, crc);
    if (piece.length > 0) take(piece, false);
  }
  if (size !== record.size || crc !== record.crc) refuse("zip-damaged", record.name);
}

// Small parts at once and natively, ten times as fast; nothing beyond the promised size is ever made.
const AT_ONCE = 8 * 2 ** 20;

function* inflatedPieces(data: Uint8Array, name: string): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  const inflater = new Inflate((piece) => pieces.push(piece));
  for (let at = 0; at === 0 || at < data.length; at += SLICE) {
    pieces = [];
    try {
      inflater.push(data.subarray(at, at + SLICE), at + SLICE >= data.length);
    } catch {
      // Whatever the library stumbles over, the data are not what was packed.
      refuse("zip-damaged", name);
    }
    yield* pieces;
  }
}

/** Null when the data are damaged, are more than promised, or go on behind their end. */
function inflateAtOnce(data: Uint8Array, size: number): Uint8Array | null {
  try {
    const { buffer, engine } = inflateRawSync(data, {
      maxOutputLength: Math.max(size, 1),
      chunkSize: Math.max(size + 1, 64),
      info: true,
    }) as unknown as {
      readonly buffer: Uint8Array;
      readonly engine: { readonly bytesWritten: number };
    };
    return engine.bytesWritten === data.length ? buffer : null;
  } catch {
    // Whatever the library stumbles over, the data are not what was packed.
    return null;
  }
}
