// How well published documents are read, by layout and format: cells right, planted mistakes found, errors invented.
// node --import ./src/app/store/typescript-loader.mjs test/published/measure.ts [--layouts a,b] [--formats a,b] [--count n]
//   [--seed n] [--defects all|a,b] [--damaged] [--verbose] [--misses n] [--write DIR]
// The format `grid` hands the form's own grid to the reader, without any file between.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { SourceDocument } from "../../src/reading/index.ts";
import { formSource } from "./form-source.ts";
import {
  DEFECTS,
  type DefectName,
  defectsOf,
  FORMATS,
  LAYOUTS,
  type LayoutName,
  makeCase,
  type PublishedFormat,
  renderCase,
  scoreCells,
  scoreFindings,
  type Truth,
} from "./published.ts";
import type { Planted } from "./published-case.ts";
import { readPublished } from "./read-published.ts";
import { layOut } from "./render-case.ts";

const { values } = parseArgs({
  options: {
    layouts: { type: "string" },
    formats: { type: "string" },
    count: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    defects: { type: "string" },
    damaged: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    misses: { type: "string", default: "12" },
    write: { type: "string" },
  },
});

type Tally = {
  documents: number;
  right: number;
  off: number;
  unread: number;
  planted: number;
  found: number;
  invented: number;
  falsified: number;
  /** Read otherwise than it stands, or where nothing stands, and not marked doubtful. */
  sure: number;
};
const empty = (): Tally => ({ documents: 0, right: 0, off: 0, unread: 0, planted: 0, found: 0, invented: 0, falsified: 0, sure: 0 });

const layouts =
  values.layouts === undefined ? LAYOUTS : LAYOUTS.filter((name) => values.layouts?.split(",").some((part) => name.includes(part)));
const formats = (["grid", ...FORMATS] as const).filter((name) =>
  values.formats === undefined ? name !== "grid" : values.formats.split(",").some((part) => name === part || name.startsWith(`${part}-`)),
);
const wantedDefects =
  values.defects === undefined
    ? []
    : values.defects === "all"
      ? DEFECTS
      : DEFECTS.filter((name) => values.defects?.split(",").includes(name));
const tallies = new Map<string, Tally>();
const missedDefects = new Map<string, number>();
const inventedCodes = new Map<string, number>();
const fieldsOff = new Map<string, number>();
let shown = 0;
const started = process.hrtime.bigint();

for (const layout of layouts)
  for (const format of formats) {
    const tally = empty();
    tallies.set(`${layout}\t${format}`, tally);
    for (let index = 0; index < Number(values.count); index++) await measureOne(layout, format, Number(values.seed) + index * 97, tally);
  }
print();

async function measureOne(layout: LayoutName, format: PublishedFormat | "grid", seed: number, tally: Tally): Promise<void> {
  const fitting = wantedDefects.filter((name) => defectsOf(layout).includes(name));
  const chosen: DefectName[] = fitting.length === 0 ? [] : fitting.filter((_, at) => at === seed % fitting.length);
  const published = makeCase(seed, { layout, defects: chosen, damaged: values.damaged });
  tally.documents++;
  let name = `${layout}-${format}-${seed}`;
  let input: SourceDocument | Uint8Array;
  let truth: Truth;
  let planted: readonly Planted[];
  if (format === "grid") {
    const form = layOut(published, layout);
    input = formSource(form);
    truth = form.truth;
    planted = published.planted;
  } else {
    const file = await renderCase(published, layout, format);
    name = file.name;
    input = file.bytes;
    truth = file.truth;
    planted = file.planted;
    if (values.write !== undefined) {
      mkdirSync(values.write, { recursive: true });
      writeFileSync(join(values.write, file.name), file.bytes);
      writeFileSync(join(values.write, `${file.name}.truth.json`), JSON.stringify({ truth, planted }, null, 1));
    }
  }
  const read = await readPublished(name, input).catch((defect: unknown) => String(defect instanceof Error ? defect.stack : defect));
  if (typeof read === "string") {
    tally.unread++;
    say(`${name}  not read: ${read.split("\n").slice(0, 3).join(" ")}`);
    return;
  }
  const cells = scoreCells(truth, read.document);
  tally.right += cells.right;
  tally.off += cells.misses.length;
  tally.falsified += cells.falsified.length;
  tally.sure += cells.misses.filter(({ kind, doubtful }) => kind !== "missed" && !doubtful).length;
  for (const { path, kind } of cells.misses) {
    const field = `${kind} ${path.replace(/\.(?:\d+|\+[^.]*)(?=\.|$)/gu, "")}`;
    fieldsOff.set(field, (fieldsOff.get(field) ?? 0) + 1);
  }
  for (const { path, kind, expected, read: got, doubtful } of cells.misses)
    say(`${name}  ${kind}${doubtful ? "?" : ""} ${path}: ${JSON.stringify(expected)} read as ${JSON.stringify(got)}`);
  for (const { path, expected, read: got } of cells.falsified)
    say(`${name}  FALSIFIED ${path}: ${JSON.stringify(expected)} read as ${JSON.stringify(got)}`);
  if (values.damaged) return;
  const findings = scoreFindings(planted, read.findings);
  tally.planted += planted.length;
  tally.found += findings.found.length;
  for (const { defect } of planted) if (!missedDefects.has(defect)) missedDefects.set(defect, 0);
  for (const { defect, path, codes } of findings.missed) {
    missedDefects.set(defect, (missedDefects.get(defect) ?? 0) + 1);
    say(
      `${name}  NOT FOUND ${defect} at ${path}: wants ${codes.join(" or ")}; given ${[...new Set(read.findings.map(({ code }) => code))].join(",")}`,
    );
  }
  tally.invented += findings.invented.length;
  for (const code of findings.invented) {
    inventedCodes.set(code, (inventedCodes.get(code) ?? 0) + 1);
    const given = read.findings.filter((finding) => finding.code === code);
    say(
      `${name}  INVENTED ${code}: ${given
        .map(({ where, printed, expected, formula }) => JSON.stringify({ where, printed, expected, formula }))
        .join(" ; ")
        .slice(0, 500)}`,
    );
  }
}

function say(line: string): void {
  if (!values.verbose || shown >= Number(values.misses) * 50) return;
  shown++;
  console.log(line);
}

/** 9,876 of 10,000 as "98.76". */
function share(part: number, whole: number): string {
  if (whole === 0) return "-";
  const hundredths = Math.floor((part * 10_000) / whole);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

function print(): void {
  const sum = (keys: readonly string[]) =>
    keys.reduce((all, key) => {
      const tally = tallies.get(key) ?? empty();
      for (const field of Object.keys(all) as (keyof Tally)[]) all[field] += tally[field];
      return all;
    }, empty());
  const line = (name: string, tally: Tally) =>
    `${name.padEnd(24)} ${share(tally.right, tally.right + tally.off).padStart(6)}%  off ${String(tally.off).padStart(5)}  of them wrong and not doubted ${tally.sure}  unread ${tally.unread}  planted ${tally.planted} found ${tally.found}  invented ${tally.invented}${values.damaged ? `  falsified ${tally.falsified}` : ""}`;
  const keys = [...tallies.keys()];
  console.log("\nby layout × format (cells right in %, only what is below 100)");
  for (const layout of layouts) {
    const low = formats.flatMap((format) => {
      const tally = tallies.get(`${layout}\t${format}`) ?? empty();
      return tally.off + tally.unread > 0
        ? [`${format} ${tally.unread === tally.documents ? "unread" : share(tally.right, tally.right + tally.off)}`]
        : [];
    });
    if (low.length > 0) console.log(`  ${layout.padEnd(22)} ${low.join("  ")}`);
  }
  console.log("\nby layout");
  for (const layout of layouts) console.log(line(layout, sum(keys.filter((key) => key.startsWith(`${layout}\t`)))));
  console.log("\nby format");
  for (const format of formats) console.log(line(format, sum(keys.filter((key) => key.endsWith(`\t${format}`)))));
  console.log(`\n${line("all", sum(keys))}`);
  const fields = [...fieldsOff].toSorted((a, b) => b[1] - a[1]).slice(0, 16);
  if (fields.length > 0) console.log(`fields most off: ${fields.map(([field, n]) => `${field} ${n}`).join(", ")}`);
  if (missedDefects.size > 0)
    console.log(
      `planted and not found: ${
        [...missedDefects]
          .filter(([, n]) => n > 0)
          .map(([name, n]) => `${name} ${n}`)
          .join(", ") || "none"
      }`,
    );
  if (inventedCodes.size > 0) console.log(`invented: ${[...inventedCodes].map(([code, n]) => `${code} ${n}`).join(", ")}`);
  console.log(`${(process.hrtime.bigint() - started) / 1_000_000n} ms`);
}
