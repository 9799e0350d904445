import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { productPath } from "../product-folder.ts";
import { readPackExamples } from "./read-pack-examples.ts";
import { readPacks } from "./read-packs.ts";

const shipped = productPath("regulations");
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hengxiao-packs-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A local pack of these files. */
async function plant(id: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  await mkdir(join(folder, id), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, id, name), text);
}

const instrument = (id: string, more = "") =>
  `id: ${id}\ntitle: 示例市办法\nnumber: 示财〔2021〕1号\nissuer: 示例市财政局\njurisdiction: 示例市\ninForce: { from: 2021-01-01 }\nsource: 公开\nextends: mof-2020-10\n${more}`;

/** What is refused: code, what was found, file within the folder, line. */
async function refused(): Promise<readonly string[]> {
  const packs = await readPacks([shipped, folder]);
  return packs.ok
    ? []
    : packs.faults.map(
        ({ code, params, place }) =>
          `${code} ${params["found"]?.replace(`${folder}/`, "")} @ ${place?.file.replace(`${folder}/`, "")}:${place?.line ?? ""}`,
      );
}

describe("packs from folders", () => {
  it("are those of the product and the local ones beside the data", async () => {
    await plant("shili-2021-1", {
      "instrument.yaml": instrument("shili-2021-1"),
      "parameters.yaml": "band: { cite: 第九条, kind: all-or-nothing }\n",
    });
    const packs = await readPacks([shipped, folder]);
    expect(packs.ok && [...packs.value.keys()].toSorted()).toEqual([
      "henan-2020-10",
      "manual-2022-cap",
      "mof-2020-10",
      "mof-2021-101",
      "nanchang-2019",
      "shili-2021-1",
    ]);
    expect(packs.ok && packs.value.get("shili-2021-1")?.parameters.band?.[0]).toMatchObject({ cite: "第九条", kind: "all-or-nothing" });
  });

  it("are only the product's where there is no local folder, or an empty one", async () => {
    for (const none of [join(folder, "nowhere"), folder]) {
      const packs = await readPacks([shipped, none]);
      expect(packs.ok && packs.value.size).toBe(5);
    }
  });

  it("may be links to folders; hidden folders and loose files are no packs", async () => {
    await plant("elsewhere", { "instrument.yaml": instrument("shili-2021-1") });
    const local = join(folder, "local");
    await mkdir(join(local, ".git"), { recursive: true });
    await writeFile(join(local, "README.md"), "notes");
    await symlink(join(folder, "elsewhere"), join(local, "shili-2021-1"));
    const packs = await readPacks([shipped, local]);
    expect(packs.ok && packs.value.has("shili-2021-1")).toBe(true);
    expect(packs.ok && packs.value.size).toBe(6);
  });
});

it("the local pack that the README shows loads as it is written, and overrides what it says", async () => {
  const readme = await readFile(join(shipped, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```yaml\n# data\/packs\/([\w-]+)\/([\w.]+)\n([\s\S]*?)```/g)];
  for (const [, id = "", name = "", text = ""] of blocks) await plant(id, { [name]: text });
  const packs = await readPacks([shipped, folder]);
  expect(packs.ok ? [] : packs.faults).toEqual([]);
  expect(blocks.length).toBe(2);
  expect(packs.ok && packs.value.get("shili-2021-1")?.parameters.thresholds?.["low-rate"]?.[0]?.cite).toBe("第十二条");
});

describe("a pack that is refused", () => {
  it("is one whose id is not its folder's name, one without instrument.yaml, and one with a stray file: all told at once", async () => {
    await plant("a-2021-1", { "instrument.yaml": instrument("b-2021-1") });
    await plant("c-2021-1", { "parameters.yaml": "band: { cite: 第九条, kind: all-or-nothing }\n" });
    await plant("d-2021-1", { "instrument.yaml": instrument("d-2021-1"), "paramters.yaml": "", ".DS_Store": "" });
    expect(await refused()).toEqual([
      "unknown-reference b-2021-1 @ a-2021-1/instrument.yaml:1",
      "file-missing c-2021-1/instrument.yaml @ c-2021-1:",
      "file-kind-unknown d-2021-1/.DS_Store @ d-2021-1/.DS_Store:",
      "file-kind-unknown d-2021-1/paramters.yaml @ d-2021-1/paramters.yaml:",
    ]);
  });

  it("is one with a duplicate key that would silently drop a rule, and all its other faults are told beside it", async () => {
    await plant("shili-2021-1", {
      "instrument.yaml": instrument("shili-2021-1", "isuer: 某局\n"),
      "parameters.yaml":
        "band: { cite: 第九条, kind: all-or-nothing }\nreverse: { kind: linear-excess }\nband: { cite: 第九条, kind: nearest }\n",
      "clauses.yaml": "clauses: [\n",
    });
    expect((await refused()).map((one) => one.replace(/yaml-broken .* @/, "yaml-broken @"))).toEqual([
      "duplicate-key band @ shili-2021-1/parameters.yaml:3",
      "yaml-broken @ shili-2021-1/clauses.yaml:2",
      "unknown-key isuer @ shili-2021-1/instrument.yaml:9",
      "not-in-list nearest @ shili-2021-1/parameters.yaml:1",
      "pack-uncited reverse @ shili-2021-1/parameters.yaml:2",
    ]);
  });

  it("is one whose id another pack has", async () => {
    await plant("mof-2020-10", { "instrument.yaml": instrument("mof-2020-10").replace("extends: mof-2020-10\n", "") });
    expect(await refused()).toEqual(["duplicate-id mof-2020-10 @ mof-2020-10/instrument.yaml:1"]);
  });

  it("is a link that leads nowhere, and never takes the packs beside it away unsaid", async () => {
    await plant("shili-2021-1", { "instrument.yaml": instrument("shili-2021-1") });
    await symlink(join(folder, "moved away"), join(folder, "gone-2020-1"));
    expect(await refused()).toEqual(["file-missing gone-2020-1 @ gone-2020-1:"]);
  });

  it("is one that is not text", async () => {
    await plant("shili-2021-1", { "instrument.yaml": new Uint8Array([0x69, 0xff, 0xfe, 0x00]) });
    expect(await refused()).toEqual(["file-unreadable shili-2021-1/instrument.yaml @ shili-2021-1/instrument.yaml:"]);
  });
});

describe("an unhealthy pack", () => {
  /** A copy of a shipped pack with one text put for another. */
  async function spoil(file: string, was: string, now: string): Promise<void> {
    await cp(join(shipped, "mof-2020-10"), join(folder, "copy-2020-10"), { recursive: true });
    const change = async (name: string, from: string, to: string) => {
      const path = join(folder, "copy-2020-10", name);
      const text = await readFile(path, "utf8");
      if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
      await writeFile(path, text.replace(from, to));
    };
    await change("instrument.yaml", "id: mof-2020-10", "id: copy-2020-10");
    await change(file, was, now);
  }

  it.each([
    [
      "exactly 90.00 without a grade",
      "parameters.yaml",
      'grade: 优, from: "90"',
      'grade: 优, from: "90.01"',
      "pack-gap 90.00 @ copy-2020-10/parameters.yaml:4",
    ],
    [
      "89.5 without a grade",
      "parameters.yaml",
      'from: "80", to: "90"',
      'from: "80", to: "89.5"',
      "pack-gap 89.50 @ copy-2020-10/parameters.yaml:4",
    ],
    [
      "80 with two grades",
      "parameters.yaml",
      'from: "60", to: "80"',
      'from: "60", to: "80", closed: "true"',
      "pack-overlap 80.00 @ copy-2020-10/parameters.yaml:4",
    ],
    ["weights to 99", "indicators.yaml", 'benefit: "30"', 'benefit: "29"', "pack-weights-not-100 99 @ copy-2020-10/indicators.yaml:53"],
    [
      "a value without a source",
      "parameters.yaml",
      "attainment: { cite: 第十六条, ",
      "attainment: { ",
      "pack-uncited attainment @ copy-2020-10/parameters.yaml:16",
    ],
    [
      "a tier that leaves 79.5%",
      "parameters.yaml",
      'from: "60%", to: "80%" }',
      'from: "60%", to: "79%" }',
      "pack-gap 79.00% @ copy-2020-10/parameters.yaml:53",
    ],
  ] as const)("is refused at load, with file, line and the value that fails: %s", async (_, file, was, now, expected) => {
    await spoil(file, was, now);
    expect(await refused()).toEqual([expected]);
  });

  it("is found as merged with what it extends", async () => {
    await plant("shili-2021-1", {
      "instrument.yaml": instrument("shili-2021-1"),
      "parameters.yaml": 'thresholds:\n  low-rate: { cite: 第九条, value: "50%" }\n',
    });
    expect(await refused()).toEqual(["pack-not-monotone high-risk-rate 60% > low-rate 50% @ shili-2021-1/parameters.yaml:2"]);
  });

  it("is one that lacks a rule and extends nothing that has it", async () => {
    await plant("shili-2021-1", { "instrument.yaml": instrument("shili-2021-1").replace("extends: mof-2020-10\n", "") });
    expect(await refused()).toContain("pack-rule-missing zeroTarget @ shili-2021-1/instrument.yaml:1");
  });

  it("is one that extends itself or what is not there", async () => {
    const extending = (id: string, other: string) => ({
      "instrument.yaml": instrument(id).replace("extends: mof-2020-10", `extends: ${other}`),
    });
    await plant("a-2021-1", extending("a-2021-1", "b-2021-1"));
    await plant("b-2021-1", extending("b-2021-1", "a-2021-1"));
    await plant("c-2021-1", extending("c-2021-1", "nowhere"));
    expect(await refused()).toEqual([
      "pack-extends-cycle a-2021-1 @ b-2021-1/instrument.yaml:8",
      "pack-extends-cycle b-2021-1 @ a-2021-1/instrument.yaml:8",
      "pack-unknown nowhere @ c-2021-1/instrument.yaml:8",
    ]);
  });
});

describe("worked examples", () => {
  it("are read strictly, all faults of all files at once", async () => {
    await plant("a-2021-1", {
      "examples.yaml":
        'examples:\n  - name: 甲\n    facts: {}\n    gives: { total: "8O", totl: "80" }\n  - name: 乙\n    facts: {}\n    gives: { rows: [{ points: "1", silent: x }] }\n  - name: 丙\n    facts: {}\n    gives: { execution: { from: "1" } }\n',
    });
    await plant("b-2021-1", { "examples.yaml": "grades: { '90分': 优 }\ninForce: { 2021-13-01: yes }\n" });
    await plant("c-2021-1", {});
    const read = await readPackExamples([folder]);
    expect(
      read.ok
        ? []
        : read.faults.map(
            ({ code, params, place }) => `${code} ${params["expected"]} @ ${place?.file.replace(`${folder}/`, "")}:${place?.line}`,
          ),
    ).toEqual([
      "not-points 6.45 @ a-2021-1/examples.yaml:4",
      "unknown-key  @ a-2021-1/examples.yaml:4",
      "wrong-shape points | from + to | silent | missing @ a-2021-1/examples.yaml:7",
      "wrong-shape points | from + to | silent | missing @ a-2021-1/examples.yaml:10",
      expect.stringContaining("@ b-2021-1/examples.yaml:1"),
      expect.stringContaining("@ b-2021-1/examples.yaml:2"),
    ]);
  });
});
