// Two thousand published documents over all forms and formats with ruled tables: at least 99 cells of a hundred are read right,
// every mistake planted in them is found where it stands, and none is invented.
import { expect, it } from "vitest";
import { defectsOf, LAYOUTS, layoutTraits, makeCase, type PublishedFormat, renderCase, scoreCells, scoreFindings } from "./published.ts";
import { readPublished } from "./read-published.ts";

const FORMATS: readonly PublishedFormat[] = ["docx", "xlsx", "html", "html-gbk"];
const DOCUMENTS = 2000;

it("reads 99 cells of a hundred of 2,000 documents", async () => {
  const layouts = LAYOUTS.filter((layout) => !layoutTraits(layout).report);
  let right = 0;
  let off = 0;
  for (let seed = 0; seed < DOCUMENTS; seed++) {
    const layout = layouts[seed % layouts.length];
    const format = FORMATS[Math.floor(seed / layouts.length) % FORMATS.length];
    if (layout === undefined || format === undefined) throw new Error("no layout or format");
    const file = await renderCase(makeCase(seed, { layout }), layout, format);
    const { document } = await readPublished(file.name, file.bytes);
    const cells = scoreCells(file.truth, document);
    right += cells.right;
    off += cells.misses.length;
  }
  expect(right).toBeGreaterThan(DOCUMENTS * 40);
  expect(off * 100).toBeLessThanOrEqual(right + off);
});

it("finds every mistake planted in 2,000 forms and reports, and invents none", async () => {
  const wrong: string[] = [];
  let planted = 0;
  for (let seed = 0; seed < DOCUMENTS; seed++) {
    const layout = LAYOUTS[seed % LAYOUTS.length];
    const format = FORMATS[Math.floor(seed / LAYOUTS.length) % FORMATS.length];
    if (layout === undefined || format === undefined) throw new Error("no layout or format");
    const defects = defectsOf(layout);
    // One document in so many is right.
    const defect = defects[Math.floor(seed / LAYOUTS.length) % (defects.length + 1)];
    const file = await renderCase(makeCase(seed, { layout, defects: defect === undefined ? [] : [defect] }), layout, format);
    const { findings } = await readPublished(file.name, file.bytes);
    const { missed, invented } = scoreFindings(file.planted, findings);
    planted += file.planted.length;
    wrong.push(
      ...missed.map(({ defect: name }) => `${file.name} lacks ${name}`),
      ...invented.map((code) => `${file.name} invents ${code}`),
    );
  }
  expect(wrong).toEqual([]);
  expect(planted).toBeGreaterThan(DOCUMENTS / 2);
});
