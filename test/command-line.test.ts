// The command line as people and scripts hold on to it: JSON on standard output and nothing else, exit codes, faults all at
// once, nothing written by halves. Runs the built product.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hengxiao-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hengxiao(...words: readonly string[]) {
  const run = spawnSync(process.execPath, [join(root, "bin/hengxiao.mjs"), ...words], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, HENGXIAO_DATA: join(folder, "data"), LANG: "zh_CN.UTF-8", NO_COLOR: "1" },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const founding = "examples/nanchang-2019";
const foundingText = readFileSync(join(root, founding, "dossier.yaml"), "utf8");

/** A copy of the founding dossier with some of its text replaced. */
function changed(name: string, ...changes: readonly (readonly [string, string])[]): string {
  const text = changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the founding dossier has no "${from}"`);
    return before.replace(from, to);
  }, foundingText);
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "dossier.yaml"), text);
  return path;
}

describe("evaluate", () => {
  it("answers with one JSON value: 92.45 优 and ten lines", () => {
    const { code, out } = hengxiao("evaluate", founding, "--json");
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect([answer.score, answer.grade, answer.pack]).toEqual(["92.45", "优", "nanchang-2019"]);
    expect(answer.items.map((item: { score: string }) => item.score)).toEqual(["6.45", "20", "15", "3", "5", "3", "15", "10", "5", "10"]);
    expect(answer.items[0]).toMatchObject({
      level1: "预算执行率",
      weight: "10",
      suggested: "6.45",
      allowed: { min: "6.45", max: "6.45" },
      recorded: null,
    });
    expect(answer.notApplicable).toHaveLength(1);
    expect(answer.failures).toEqual([]);
  });

  it("scores several packs at once and says which are replays", () => {
    const { packs } = JSON.parse(hengxiao("evaluate", founding, "--pack", "nanchang-2019,mof-2021-101,manual-2022-cap", "--json").out);
    expect(packs.map((one: { score: string; grade: string; inForce: boolean }) => [one.score, one.grade, one.inForce])).toEqual([
      ["92.45", "优", true],
      ["96.00", "优", false],
      ["79.00", "中", false],
    ]);
  });

  it("tries another fact without touching the file", () => {
    const before = readFileSync(join(root, founding, "dossier.yaml"), "utf8");
    expect(
      JSON.parse(hengxiao("evaluate", founding, "--pack", "mof-2021-101", "--set", "project.completed=false", "--json").out).score,
    ).toBe("91.00");
    expect(readFileSync(join(root, founding, "dossier.yaml"), "utf8")).toBe(before);
  });

  it("writes five documents, the same bytes each time", () => {
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    expect(hengxiao("evaluate", founding, "--out", one).code).toBe(0);
    expect(hengxiao("evaluate", founding, "--out", two).code).toBe(0);
    const names = ["report.docx", "report.pdf", "score.json", "self-evaluation.docx", "self-evaluation.xlsx"];
    expect(readdirSync(one).sort()).toEqual(names);
    for (const name of names) expect(readFileSync(join(one, name)).equals(readFileSync(join(two, name))), name).toBe(true);
  });

  it("exits 1 for error findings only when asked to", () => {
    expect(hengxiao("evaluate", founding, "--fail-on", "error").code).toBe(1);
    expect(hengxiao("evaluate", "examples/nanchang-2019-corrected", "--fail-on", "error").code).toBe(0);
  });

  it("speaks English when asked", () => {
    expect(hengxiao("evaluate", founding, "--lang", "en").out).toContain("Findings");
  });
});

describe("bad input is a fault with its place, all at once, exit 3, nothing written", () => {
  it("unknown and duplicate keys", () => {
    const path = changed("keys", ["pack: nanchang-2019\n", "pack: nanchang-2019\npackk: x\nmoneyUnit: 万元\n"]);
    const out = join(folder, "keys-out");
    const { code, err } = hengxiao("evaluate", path, "--out", out);
    expect(code).toBe(3);
    expect(err).toMatch(/duplicate-key.*dossier\.yaml:\d+:\d+/);
    expect(existsSync(out)).toBe(false);
  });

  it("an unknown key, a negative budget, 1e30 and a wrong day together", () => {
    const path = changed(
      "many",
      ["  nature: 经常性专项", "  natur: 经常性专项"],
      ['budget: "35.06"', 'budget: "-35.06"'],
      ['value: "256.8"', 'value: "1e30"'],
      ["signedOn: 2020-05-20\n  signedBy", "signedOn: 2020-02-30\n  signedBy"],
    );
    const { code, out, err } = hengxiao("evaluate", path, "--json");
    expect(code).toBe(3);
    for (const fault of ["unknown-key", "out-of-range", "not-a-number", "not-a-day"]) expect(err).toContain(fault);
    const failures: { code: string; line: number }[] = JSON.parse(out).failures;
    expect(failures.map((one) => one.code).sort()).toEqual(["not-a-day", "not-a-number", "out-of-range", "unknown-key"]);
    expect(failures.every((one) => one.line > 0)).toBe(true);
  });

  it("a missing folder, a listed paper that is not there, an unknown pack and an unknown fact", () => {
    expect(hengxiao("evaluate", join(folder, "nowhere")).err).toContain("file-missing");
    const path = changed("paper", ["figures:", "evidence:\n  - { id: e1, title: 凭证, kind: 原始凭证, file: gone.pdf }\n\nfigures:"]);
    expect(hengxiao("evaluate", path).err).toContain("gone.pdf");
    expect(hengxiao("evaluate", founding, "--pack", "mof-1999").err).toContain("pack-unknown");
    const unknown = hengxiao("evaluate", founding, "--set", "project.finished.early=true");
    expect([unknown.code, unknown.err.includes("unknown-fact")]).toEqual([3, true]);
  });

  it("a reference in the narrative that names no fact", () => {
    const { code, err } = hengxiao("evaluate", changed("binding", ["{{subprojects.count}}", "{{subprojects.cuont}}"]));
    expect([code, err.includes("unknown-binding"), err.includes("narrative.overview.implementation")]).toEqual([3, true, true]);
  });

  it("a broken workbook", () => {
    const path = join(folder, "broken.xlsx");
    writeFileSync(path, "PK\u0003\u0004 no workbook");
    expect(hengxiao("evaluate", path).code).toBe(3);
  });

  it("wrong usage exits 2", () => {
    expect(hengxiao("evaluate").code).toBe(2);
    expect(hengxiao("evaluate", founding, "--colour").code).toBe(2);
    expect(hengxiao("evaluate", founding, "--set", "project.completed").code).toBe(2);
    expect(hengxiao("nothing").code).toBe(2);
  });

  it("says what is wrong with the usage in the reader's language", () => {
    expect(hengxiao("evaluate").err).toContain("缺少参数 dossier");
    expect(hengxiao("evalute", "x").err).toContain("（是否指 evaluate）");
    expect(hengxiao("evaluate", "x", "--fonts", "y").err).toContain("选项 --fonts <kind> 的值“y”不可用");
  });
});

describe("input that is understood but wrong in the matter is scored and gets findings", () => {
  const findings = (path: string) =>
    JSON.parse(hengxiao("evaluate", path, "--json").out) as { score: string | null; findings: { code: string; printed: string }[] };

  it("weights to 99", () => {
    const { score, findings: found } = findings(
      changed("weights", ['level3: 国际费用\n    weight: "5"', 'level3: 国际费用\n    weight: "4"']),
    );
    expect(score).not.toBeNull();
    expect(found.find((one) => one.code === "weights-sum")?.printed).toBe("99");
  });

  it("100% for a count", () => {
    const { findings: found } = findings(
      changed("count", [
        'level3: 结算出访团组\n    weight: "20"\n    target: { kind: at-least, value: "12", unit: 个 }',
        'level3: 结算出访团组\n    weight: "20"\n    target: { kind: at-least, value: "100", unit: "%" }',
      ]),
    );
    expect(found.some((one) => one.code === "percent-for-count")).toBe(true);
  });

  it("full-width digits, read exactly, with a hint", () => {
    const { score, findings: found } = findings(changed("wide", ['revised: { value: "300",', 'revised: { value: "３００",']));
    expect(score).toBe("92.45");
    expect(found.find((one) => one.code === "full-width-digits")?.printed).toBe("３００");
  });

  it("an unknown amount leaves the total unknown, never zero", () => {
    const answer = findings(changed("unknown", ['executed: { value: "134.86",', 'executed: { value: "—",']));
    expect(answer.score).toBeNull();
    expect(answer.findings.some((one) => one.code === "cell-missing")).toBe(true);
  });
});

describe("packs", () => {
  it("are five and sound", () => {
    const { code, out } = hengxiao("packs", "--check", "--json");
    const { packs } = JSON.parse(out);
    expect(code).toBe(0);
    expect(packs.map((pack: { id: string; healthy: boolean }) => [pack.id, pack.healthy])).toEqual(
      ["henan-2020-10", "manual-2022-cap", "mof-2020-10", "mof-2021-101", "nanchang-2019"].map((id) => [id, true]),
    );
  });

  it("of one's own are read from the data folder, and refused by name when broken", () => {
    const path = join(folder, "data/packs/local-2024-1");
    mkdirSync(path, { recursive: true });
    writeFileSync(
      join(path, "instrument.yaml"),
      "id: local-2024-1\ntitle: 本地办法\nnumber: 本〔2024〕1号\nissuer: 本地\njurisdiction: 本地\ninForce: { from: 2024-01-01 }\nsource: 示例\nextends: mof-2020-10\n",
    );
    expect(hengxiao("packs").out).toContain("local-2024-1");
    writeFileSync(
      join(path, "parameters.yaml"),
      'grades:\n  default: { source: 示例 }\n  bands:\n    - { grade: 优, from: "90.01", to: "100", closed: "true" }\n    - { grade: 中, from: "0", to: "90" }\n',
    );
    const broken = hengxiao("packs", "--check");
    rmSync(path, { recursive: true });
    expect(broken.code).toBe(3);
    expect(broken.err).toMatch(/pack-gap.*parameters\.yaml:\d+/);
    expect(broken.err).toContain("90.00");
  });
});
