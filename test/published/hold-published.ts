// Published documents by the hundred over all forms and formats. What is asked of them depends on what the file still says:
// - files that part their cells (docx, xlsx, html, GBK html, pdf, Markdown, and text by bars, blanks, tabs or a cell a line): 99 cells
//   of a hundred, every planted mistake at its place, none invented;
// - text in which cells touch, or whose lines run over all cells of a page whose rows have points: 97 cells of a hundred, and of what is read wrong all but
//   three cells of a thousand marked doubtful; nineteen planted mistakes of twenty are named or their place is, none is invented;
// - text in the order of a page without its lines or without points, and characters changed by recognition: what the text no longer tells cannot be
//   read, so no share is asked; but wrong cells are marked, all but five of a thousand (six where recognition went wrong), and nothing
//   is called an error by mistake.
import { expect, it } from "vitest";
import type { Finding } from "../../src/findings/index.ts";
import {
  defectsOf,
  LAYOUTS,
  type LayoutName,
  layoutTraits,
  makeCase,
  type PublishedFormat,
  renderCase,
  scoreCells,
  scoreFindings,
} from "./published.ts";
import { readPublished } from "./read-published.ts";
import type { CellMiss } from "./score-cells.ts";

const PARTED: readonly PublishedFormat[] = [
  ...(["docx", "xlsx", "html", "html-gbk", "pdf", "md"] as const),
  ...(["txt-cell-pipes", "txt-cell-blanks", "txt-row-pipes", "txt-framed-pipes", "txt-row-spaces", "txt-row-tabs"] as const),
];
const TOUCHING: readonly PublishedFormat[] = ["txt-inline", "txt-inline-pages"];
const DISORDERED: readonly PublishedFormat[] = ["txt-page-run", "txt-page-lines"];
/** On a page read line by line over all cells, the points of each row say where it stands, and the heads what its columns are. */
const POINTED = LAYOUTS.filter(
  (layout) =>
    layoutTraits(layout).executionWeight > 0 &&
    !layoutTraits(layout).sharedScores &&
    layout !== "report-annex" &&
    layout !== "fragment-start",
);
/** Reports are parted by their headings; without lines there is no telling where prose ends and a table begins. */
const FORMS = LAYOUTS.filter((layout) => layout !== "report-annex");

type Sum = { right: number; misses: CellMiss[]; lacking: string[]; invented: string[]; planted: number };

/** Documents by turns over layouts and formats, each layout with its mistakes one after the other, and one document right. */
async function readAll(count: number, layouts: readonly LayoutName[], formats: readonly PublishedFormat[], damaged = false): Promise<Sum> {
  const sum: Sum = { right: 0, misses: [], lacking: [], invented: [], planted: 0 };
  for (let seed = 0; seed < count; seed++) {
    const layout = layouts[seed % layouts.length];
    const format = formats[Math.floor(seed / layouts.length) % formats.length];
    if (layout === undefined || format === undefined) throw new Error("no layout or format");
    const all = defectsOf(layout);
    const defect = damaged ? undefined : all[Math.floor(seed / layouts.length) % (all.length + 1)];
    const file = await renderCase(makeCase(seed, { layout, damaged, defects: defect === undefined ? [] : [defect] }), layout, format);
    const { document, findings } = await readPublished(file.name, file.bytes);
    const cells = scoreCells(file.truth, document);
    sum.right += cells.right;
    sum.misses.push(...cells.misses);
    sum.planted += file.planted.length;
    const { missed, invented } = scoreFindings(file.planted, findings);
    const parted = PARTED.includes(format);
    sum.lacking.push(...missed.filter(() => parted || !isDoubted(findings)).map(({ defect: name }) => `${file.name} lacks ${name}`));
    // Where cells touch, a mistake that could not be read may show in what it makes impossible.
    sum.invented.push(...invented.filter(() => parted || missed.length === 0).map((code) => `${file.name} invents ${code}`));
  }
  return sum;
}

function isDoubted(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => code === "doubtful-cell");
}

/** Cells of a thousand that are read otherwise than they stand and not marked. */
function sureAndWrong({ right, misses }: Sum): number {
  const sure = misses.filter(({ kind, doubtful }) => kind !== "missed" && !doubtful).length;
  return Math.ceil((sure * 1000) / (right + misses.length));
}

function shareRead({ right, misses }: Sum): number {
  return Math.floor((right * 1000) / (right + misses.length));
}

/** Documents of each kind. */
export type Counts = {
  readonly parted: number;
  readonly touching: number;
  readonly lines: number;
  readonly disordered: number;
  readonly damaged: number;
};

export function holdPublished(counts: Counts): void {
  it(`${counts.parted} whose files part their cells: 990 cells of a thousand, every planted mistake, none invented`, async () => {
    const sum = await readAll(counts.parted, LAYOUTS, PARTED);
    expect([...sum.lacking, ...sum.invented]).toEqual([]);
    expect(sum.planted).toBeGreaterThan(counts.parted / 2);
    expect(shareRead(sum)).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ["cells touch", counts.touching, FORMS, TOUCHING],
    ["lines run over all cells of a page", counts.lines, POINTED, ["txt-page-lines"]],
  ] as const)("where %s, %i: 970 of a thousand, the others doubted", async (_, count, layouts, formats) => {
    const sum = await readAll(count, layouts, formats);
    expect(sum.invented).toEqual([]);
    expect(sum.lacking.length * 20).toBeLessThanOrEqual(sum.planted);
    expect(shareRead(sum)).toBeGreaterThanOrEqual(970);
    expect(sureAndWrong(sum)).toBeLessThanOrEqual(3);
  });

  it(`${counts.disordered} in disorder, ${counts.damaged} misrecognised: what is read wrong is doubted, and no error is claimed`, async () => {
    const disordered = await readAll(counts.disordered, FORMS, DISORDERED);
    expect(sureAndWrong(disordered)).toBeLessThanOrEqual(5);
    expect(disordered.invented).toEqual([]);
    const damaged = await readAll(counts.damaged, FORMS, ["txt-row-spaces", "txt-inline", "txt-row-pipes"], true);
    expect(damaged.invented).toEqual([]);
    expect(sureAndWrong(damaged)).toBeLessThanOrEqual(6);
  });
}
