// The names of the streams in an OLE2 compound file ([MS-CFB] 2.2 to 2.6): what an old office file is stands there.
import { refuse } from "../files/file-refusal.ts";

const HEADER = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const MOST_SECTORS = 4_096;

export function isOle(bytes: Uint8Array): boolean {
  return HEADER.every((byte, index) => bytes[index] === byte);
}

/**
 * Names of the file's streams and storages.
 * @throws FileRefusal when the directory is damaged.
 */
export function readOleNames(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = () => refuse("ole-damaged");
  if (bytes.length < 512) broken();
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) broken();
  const size = 1 << shift;
  const sectorAt = (sector: number) => (sector + 1) * size;
  const names: string[] = [];
  const seen = new Set<number>();
  for (let sector = view.getUint32(48, true); sector < 0xfffffffa; sector = nextSector(view, sector, size)) {
    const at = sectorAt(sector);
    if (seen.has(sector) || seen.size > MOST_SECTORS || at + size > bytes.length) broken();
    seen.add(sector);
    for (let entry = at; entry < at + size; entry += 128) {
      const length = view.getUint16(entry + 64, true);
      const kind = bytes[entry + 66];
      if (kind === 0 || length < 2 || length > 64) continue;
      names.push(new TextDecoder("utf-16le").decode(bytes.subarray(entry, entry + length - 2)));
    }
  }
  return names;
}

// The header lists the first 109 sectors of the allocation table, which is enough to find the directory of any file of up to 6.8 MB
// with small sectors; later ones are listed in a chain.
function nextSector(view: DataView, sector: number, size: number): number {
  const perSector = size / 4;
  let index = Math.floor(sector / perSector);
  let table: number;
  if (index < 109) table = view.getUint32(76 + index * 4, true);
  else {
    index -= 109;
    let chain = view.getUint32(68, true);
    for (; index >= perSector - 1; index -= perSector - 1) chain = valueAt(view, chain, perSector - 1, size);
    table = valueAt(view, chain, index, size);
  }
  return valueAt(view, table, sector % perSector, size);
}

function valueAt(view: DataView, sector: number, index: number, size: number): number {
  const at = (sector + 1) * size + index * 4;
  return at + 4 > view.byteLength ? refuse("ole-damaged") : view.getUint32(at, true);
}
