import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { FileRefusal } from "./file-refusal.ts";
import { dataDescriptor, type RawEntry, type RawZip, rawZip } from "./raw-zip.builder.ts";
import { openZip, ZIP_LIMITS, type ZipLimits } from "./read-zip.ts";

function readAll(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Record<string, string> {
  const archive = openZip(bytes, limits);
  return Object.fromEntries(
    archive.entries.map(({ name }) => {
      const pieces: Uint8Array[] = [];
      archive.inflate(name, (piece) => pieces.push(piece));
      return [name, Buffer.concat(pieces).toString("utf8")];
    }),
  );
}

function reasonOf(bytes: Uint8Array, limits?: ZipLimits): string {
  try {
    readAll(bytes, limits);
    return "taken";
  } catch (error) {
    if (error instanceof FileRefusal) return error.refusal.reason;
    throw error;
  }
}

const reasonOfRaw = (entries: readonly RawEntry[], options?: RawZip) => reasonOf(rawZip(entries, options));
const A: RawEntry = { name: "a.xml", content: "甲" };

describe("a zip that is what it says", () => {
  it("is read whole, packed and unpacked entries alike", () => {
    const files = { "a.xml": "甲".repeat(100_000), "b/c.xml": "", "b/d.xml": "x" };
    const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
    expect(readAll(bytes)).toEqual(files);
    expect(readAll(rawZip([{ name: "s", content: "stored", method: 0 }]))).toEqual({ s: "stored" });
  });

  it("may leave sizes to a record behind the data, in each of its four forms", () => {
    for (const signed of [true, false]) {
      for (const wide of [true, false]) {
        const entry: RawEntry = {
          name: "a",
          content: "内容",
          flags: 0x808,
          local: { crc: 0, size: 0, packed: 0 },
          behind: dataDescriptor("内容", { signed, wide }),
        };
        expect(readAll(rawZip([entry, A]))).toEqual({ a: "内容", "a.xml": "甲" });
      }
    }
  });

  it("may use 64-bit records however small it is", () => {
    expect(readAll(rawZip([{ ...A, wide: true }], { wide: true }))).toEqual({ "a.xml": "甲" });
  });

  it("may have names in UTF-8 or in the code page of a Chinese system, and a comment", () => {
    const gbk = new Uint8Array([0xb1, 0xa8, 0xb8, 0xe6, 0x2e, 0x64, 0x6f, 0x63]);
    expect(Object.keys(readAll(rawZip([{ name: gbk, content: "x", flags: 0 }, { name: "附件.txt" }])))).toEqual(["报告.doc", "附件.txt"]);
  });
});

describe("a zip that lies", () => {
  it("is refused when it is cut off anywhere", () => {
    const whole = rawZip([A, { name: "b.xml", content: "乙".repeat(500) }]);
    for (let length = 0; length < whole.length; length++) expect(reasonOf(whole.subarray(0, length))).not.toBe("taken");
  });

  it("is refused when a byte of its contents or of a checked header changed", () => {
    const whole = rawZip([{ name: "b.xml", content: "乙丙丁".repeat(50) }]);
    const dataStart = 30 + "b.xml".length;
    const dataEnd = whole.length - 22 - 46 - "b.xml".length;
    for (let at = dataStart; at < dataEnd; at++) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(reasonOf(changed)).toBe("zip-damaged");
    }
    for (const at of [8, 14, 18, 22, 26, 30]) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(reasonOf(changed)).not.toBe("taken");
    }
  });

  it("is refused by the size its headers give, before anything is inflated", () => {
    expect(reasonOfRaw([{ ...A, says: { size: 3 * 2 ** 30 } }])).toBe("zip-entry-size");
    expect(reasonOfRaw([{ ...A, method: 0, content: "x", says: { size: 2 ** 20, packed: 2 ** 20 } }])).toBe("zip-truncated");
    const many = Array.from({ length: 5 }, (_, index) => ({
      name: `${index}`,
      content: "x",
      says: { size: 100 * 2 ** 20, packed: 2 ** 20 },
    }));
    expect(reasonOf(rawZip(many.map((entry) => ({ ...entry, packed: new Uint8Array(2 ** 20) }))))).toBe("zip-total-size");
  });

  it("never inflates past the size it promised", () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 2 ** 20), { level: 9 });
    const archive = openZip(rawZip([{ name: "a", packed: bomb, says: { size: 1000, crc: 0 } }]));
    let inflated = 0;
    expect(() => archive.inflate("a", (piece) => (inflated += piece.length))).toThrow(FileRefusal);
    expect(inflated).toBeLessThanOrEqual(1000);
  });

  it("is refused as a bomb when it is packed beyond belief", () => {
    expect(reasonOfRaw([{ name: "a", content: new Uint8Array(4 * 2 ** 20) }])).toBe("zip-ratio");
    expect(reasonOfRaw([{ name: "a", content: new Uint8Array(2 ** 19) }])).toBe("taken");
  });

  it("is refused when directory and local header disagree", () => {
    for (const local of [{ name: "b.xml" }, { crc: 1 }, { size: 7 }, { packed: 7 }])
      expect(reasonOfRaw([{ ...A, local }])).toBe("zip-mismatch");
    expect(reasonOfRaw([{ ...A, says: { offset: 3 } }])).toBe("zip-mismatch");
    expect(reasonOfRaw([A], { count: 2 })).toBe("zip-mismatch");
    expect(reasonOfRaw([A, { name: "c", content: "x" }], { count: 1 })).toBe("zip-mismatch");
  });

  it("is refused when entries share their bytes or bytes lie hidden between them", () => {
    expect(reasonOfRaw([A, { ...A, name: "a.xml", phantom: true, says: { offset: 0 } }])).toBe("zip-duplicate");
    expect(reasonOfRaw([{ ...A, behind: new Uint8Array(40) }, { name: "b" }])).toBe("zip-overlap");
    expect(reasonOfRaw([A], { before: new Uint8Array(10) })).toBe("zip-not-plain");
    expect(reasonOfRaw([A], { after: new Uint8Array(10) })).toBe("zip-truncated");
    const hidden = rawZip([{ name: "hidden", content: "x" }]).subarray(0, 40);
    expect(reasonOfRaw([{ ...A, behind: hidden }])).toBe("zip-overlap");
  });

  it("is refused for names that leave the folder, hide what they are, or collide", () => {
    for (const name of [
      "../a",
      "a/../../b",
      "/etc/passwd",
      "C:\\x",
      "a\\b",
      "a\0b",
      "报告\u202efdp.exe",
      "",
      "a//b",
      "./a",
      `${"x".repeat(600)}`,
    ]) {
      expect([name, reasonOfRaw([{ name, content: "x" }])]).toEqual([name, "zip-name"]);
    }
    for (const other of ["A.XML", "a.xml"]) expect(reasonOfRaw([A, { name: other }])).toBe("zip-duplicate");
    expect(reasonOfRaw([{ name: "é" }, { name: "e\u0301" }])).toBe("zip-duplicate");
    expect(reasonOfRaw([{ ...A, attributes: 0xa1ff0000 }])).toBe("zip-name");
  });

  it("is refused when it is encrypted or packed in a way of its own", () => {
    for (const flags of [0x801, 0x841, 0x2801]) expect(reasonOfRaw([{ ...A, flags }])).toBe("is-encrypted");
    for (const method of [1, 9, 12, 14, 93, 95, 99]) expect(reasonOfRaw([{ ...A, method }])).toBe("zip-method");
  });

  it("is refused for the number of its entries", () => {
    const entries = Array.from({ length: 30 }, (_, index) => ({ name: `${index}`, content: "x" }));
    expect(reasonOf(rawZip(entries), { ...ZIP_LIMITS, entries: 29 })).toBe("zip-entries");
    expect(reasonOf(rawZip(entries), { ...ZIP_LIMITS, entries: 30 })).toBe("taken");
  });

  it("ends in an answer whatever bytes are changed", () => {
    const whole = rawZip([A, { name: "b.xml", content: "乙丙".repeat(300) }, { name: "c", content: "c", method: 0 }]);
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) }), { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = whole.slice();
        for (const { at, byte } of changes) changed[at] = byte;
        expect(typeof reasonOf(changed)).toBe("string");
      }),
      { numRuns: 2000 },
    );
  });
});
