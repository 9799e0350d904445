// Whole cases as text: the scorecard and the report of each example, so that a reviewer sees in the diff what a change does.
// A change that is meant: UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts, then read the diff.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { evaluationJson } from "../src/app/evaluation-json.ts";
import { readDossierFiles } from "../src/app/files/read-dossier.ts";
import { readPacks } from "../src/app/files/read-packs.ts";
import { evaluateDossier } from "../src/app/usecases/evaluate-dossier.ts";
import { reportInput } from "../src/app/usecases/write-report-files.ts";
import { type Block, composeReport, type ReportDocument } from "../src/report/index.ts";

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const updating = process.env["UPDATE_GOLDEN"] === "1";

async function evaluated(example: string) {
  const [packs, sources] = await Promise.all([readPacks([at("regulations")]), readDossierFiles(at(`examples/${example}`))]);
  if (!packs.ok || !sources.ok) throw new Error(JSON.stringify([packs, sources]));
  const result = evaluateDossier({
    sources: sources.value,
    packs: packs.value,
    packIds: ["nanchang-2019", "mof-2021-101", "manual-2022-cap"],
    set: [],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 1));
  return result.value;
}

/** The document as Markdown-like text: one line a paragraph, one line a table row. */
function asText(document: ReportDocument): string {
  return `${document.blocks.map(blockText).join("\n\n")}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "title":
      return `# ${[...block.lines, block.subtitle].filter(Boolean).join(" / ")}`;
    case "heading":
      return `${"#".repeat(block.level + 1)} ${block.text}`;
    case "paragraph":
      return block.runs.map((run) => (run.ref ? `[${run.text}](${run.ref})` : run.text)).join("");
    case "table":
      return [
        block.caption ?? block.id,
        block.unitNote,
        ...block.rows.map((row) => `| ${row.map((cell) => cell.text.replaceAll("\n", " ")).join(" | ")} |`),
      ]
        .filter(Boolean)
        .join("\n");
    case "annex-note":
      return block.names.map((name, index) => `附件${index + 1} ${name}`).join("\n");
    case "signature":
      return `${block.unit}\n${block.day}`;
    case "annex-start":
      return `# ${block.label} ${block.title}${block.subtitle ?? ""}`;
    case "page-break":
      return "---";
  }
}

function holds(path: string, text: string): void {
  if (updating) {
    mkdirSync(at(path.slice(0, path.lastIndexOf("/"))), { recursive: true });
    writeFileSync(at(path), text);
  }
  expect(text).toBe(readFileSync(at(path), "utf8"));
}

describe.each(["nanchang-2019", "nanchang-2019-corrected"])("the case %s", (example) => {
  it("gives the scorecard it gave before", async () => {
    const { dossier, evaluations } = await evaluated(example);
    const scored = evaluations.map((evaluation) => evaluationJson(dossier, evaluation, "zh"));
    holds(`test/golden/${example}/scorecard.json`, `${JSON.stringify(scored, null, 1)}\n`);
  });

  it("gives the report it gave before", async () => {
    const text = asText(composeReport(reportInput(await evaluated(example))));
    expect(text).not.toContain("{{");
    expect(text).not.toContain("undefined");
    holds(`test/golden/${example}/report.md`, text);
  });
});
