import { describe, expect, it } from "vitest";
import type { SourceFile } from "../../kernel/index.ts";
import { readFlawedYaml, readYaml } from "./read-yaml.ts";

function read(text: string): SourceFile {
  const file = readYaml("case.yaml", text);
  if (!file.ok) throw new Error(JSON.stringify(file.faults));
  return file.value;
}

const refused = (text: string) => {
  const file = readYaml("case.yaml", text);
  return file.ok
    ? []
    : file.faults.map(({ code, params, place }) => [
        code,
        params["reason"] ?? params["found"],
        `${place?.line}:${place?.column}`,
        place?.path ?? "",
      ]);
};

describe("values", () => {
  it("stay the text that was written: no float, no truth, no date, no null", () => {
    expect(read("a: 0.80\nb: 1e30\nc: no\nd: 2020-05-20\ne: 0x10\nf: ~\ng: .5\nh: 012\ni: 12:30\nj: '65.10'").data).toEqual({
      a: "0.80",
      b: "1e30",
      c: "no",
      d: "2020-05-20",
      e: "0x10",
      f: "~",
      g: ".5",
      h: "012",
      i: "12:30",
      j: "65.10",
    });
  });

  it("that are left empty are empty text", () => {
    expect(read("a:\nb: ''\nc: [x, ]").data).toEqual({ a: "", b: "", c: ["x"] });
  });

  it("keep full-width digits, spaces inside and several lines as they are", () => {
    expect(read("a: ４６５．４７\nb: 甲 乙\nc: |\n  一\n  二\n").data).toEqual({ a: "４６５．４７", b: "甲 乙", c: "一\n二\n" });
  });

  it("are read with a byte-order mark and with lines ended as on Windows", () => {
    expect(read("\uFEFFa: 甲\r\nb: 乙\r\n").data).toEqual({ a: "甲", b: "乙" });
    expect(read("\uFEFFa: 甲\r\nb: 乙\r\n").locate(["b"])).toMatchObject({ line: 2, column: 1 });
  });

  it("cannot reach an object's innards by their key", () => {
    const data = read("__proto__: { polluted: yes }\nconstructor: x").data as Record<string, unknown>;
    expect(Object.keys(data)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("places", () => {
  const file = read("funds:\n  current:\n    initial: '300'\nrows:\n  - { id: a, weight: '10' }\n  - id: b\n");

  it("name file, line, column and the path of keys", () => {
    expect(file.locate(["funds", "current", "initial"])).toEqual({ file: "case.yaml", line: 3, column: 5, path: "funds.current.initial" });
    expect(file.locate(["rows", 0, "weight"])).toEqual({ file: "case.yaml", line: 5, column: 14, path: "rows.0.weight" });
    expect(file.locate(["rows", 1])).toEqual({ file: "case.yaml", line: 6, column: 5, path: "rows.1" });
  });

  it("of what is missing are those of the nearest thing around it", () => {
    expect(file.locate(["funds", "current", "revised"])).toEqual({ file: "case.yaml", line: 2, column: 3, path: "funds.current.revised" });
    expect(file.locate(["rows", 7, "id"])).toMatchObject({ line: 4, path: "rows.7.id" });
    expect(file.locate(["rows", 1, "id", "deeper"])).toMatchObject({ line: 6 });
    expect(file.locate(["survey"])).toEqual({ file: "case.yaml", line: 1, column: 1, path: "survey" });
    expect(file.locate([])).toEqual({ file: "case.yaml", line: 1, column: 1 });
  });
});

describe("what is refused", () => {
  it("are duplicate keys, all of them, each where it stands again", () => {
    expect(refused("a: 1\nb:\n  - { c: 1, c: 2 }\n  - x: { y: 1 }\n    x: 2\na: 3\na: 4\n")).toEqual([
      ["duplicate-key", "a", "6:1", "a"],
      ["duplicate-key", "a", "7:1", "a"],
      ["duplicate-key", "c", "3:13", "b.0.c"],
      ["duplicate-key", "x", "5:5", "b.1.x"],
    ]);
  });

  it("are keys that differ only in how they are quoted", () => {
    expect(refused("a: 1\n'a': 2\n\"a\": 3\n").map(([code]) => code)).toEqual(["duplicate-key", "duplicate-key"]);
  });

  it("is broken writing, each place with its line", () => {
    const faults = refused("a: [1, 2\nb: 'x\n");
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every(([code]) => code === "yaml-broken")).toBe(true);
    expect(refused("a:\n  - x\n - y\nb: 1\n").map(([, , spot]) => spot)).toEqual(["3:1"]);
    expect(refused("a: 'x'y\nb: 1\nc: 'z'w\n").map(([, , spot]) => spot?.split(":")[0])).toEqual(["1", "3"]);
    expect(refused("a: 1\n---\nb: 2\n").map(([, reason]) => reason)).toEqual(["yaml-multiple-docs"]);
  });

  it("are tags that would make numbers of text", () => {
    expect(refused("a: !!int 5\n")).toEqual([["yaml-broken", "yaml-tag-resolve-failed", "1:4", ""]]);
  });

  it("are aliases: what stands in a file stands there once", () => {
    expect(refused("a: &x [1]\nb: *x\nc: *x\n")).toEqual([
      ["yaml-broken", "yaml-alias", "2:4", ""],
      ["yaml-broken", "yaml-alias", "3:4", ""],
    ]);
  });

  it("is a bomb of aliases, at once", () => {
    const layers = Array.from(
      { length: 30 },
      (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}, *a${index}]`,
    );
    expect(refused(`a0: &a0 [x]\n${layers.join("\n")}\n`).length).toBe(120);
  });

  it("are keys that are no words", () => {
    expect(refused("? [a, b]\n: 1\n")).toEqual([["yaml-broken", "yaml-key-not-text", "1:3", ""]]);
  });

  it("is nesting nobody writes, in lists or maps, however deep", () => {
    const maps = `${Array.from({ length: 50 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")} x\n`;
    expect(refused(maps)).toEqual([["yaml-broken", "yaml-too-deep", "41:41", ""]]);
    expect(refused("[".repeat(45) + "]".repeat(45)).map(([, reason]) => reason)).toEqual(["yaml-too-deep"]);
    expect(refused("[".repeat(100_000)).map(([code]) => code)).toContain("yaml-broken");
    expect(refused(`${"- ".repeat(20_000)}x`).map(([code]) => code)).toContain("yaml-broken");
  });

  it("is an empty file", () => {
    expect(refused("")).toEqual([["yaml-broken", "yaml-empty", "undefined:undefined", ""]]);
    expect(refused("# nothing\n").map(([, reason]) => reason)).toEqual(["yaml-empty"]);
  });

  it("is more than five million bytes, counted in bytes", () => {
    const text = `a: ${"字".repeat(1_700_000)}`;
    expect(text.length).toBeLessThan(5_000_000);
    expect(refused(text).map(([code]) => code)).toEqual(["file-too-large"]);
  });
});

describe("a flawed file", () => {
  it("with repeated keys only may be searched for more faults", () => {
    const { source, faults } = readFlawedYaml("case.yaml", "a: 1\na: 2\nb: x\n");
    expect(faults.map((one) => one.code)).toEqual(["duplicate-key"]);
    expect(source?.data).toEqual({ a: "2", b: "x" });
  });

  it("that is broken otherwise may not", () => {
    expect(readFlawedYaml("case.yaml", "a: 1\na: 2\nb: *x\n").source).toBeNull();
  });
});
