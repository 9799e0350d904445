import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { aReportDocument } from "../../files/sample-document.builder.ts";
import { writePdf } from "../../files/write-pdf.ts";
import { readSource } from "../read-source.ts";
import { aScannedPdf } from "../scanned-pdf.builder.ts";
import { picturedLines, readGreymap } from "./pictured-lines.ts";
import { piecesOf } from "./recognise-page.ts";

const listed = spawnSync("tesseract", ["--list-langs"], { encoding: "utf8" });
const hasRecognition = listed.status === 0 && /chi_sim/.test(`${listed.stdout}${listed.stderr}`) && !spawnSync("pdftoppm", ["-v"]).error;
if (!hasRecognition) console.log("tesseract with Chinese is not on this machine: recognition itself is not tested here");

/** A grey picture of white dots in which the rectangles are black: left, top, width, height. */
function aPicture(width: number, height: number, black: readonly (readonly [number, number, number, number])[]): Uint8Array {
  const dots = new Uint8Array(width * height).fill(255);
  for (const [left, top, wide, high] of black)
    for (let y = top; y < top + high; y++) dots.fill(0, y * width + left, y * width + left + wide);
  return Buffer.concat([Buffer.from(`P5\n# made\n${width} ${height}\n255\n`), dots]);
}

test("long black stretches of a picture are lines, strokes of letters are none", () => {
  const picture = aPicture(400, 300, [
    [10, 20, 300, 3],
    [10, 20, 3, 200],
    [50, 60, 40, 3],
    [100, 100, 3, 30],
  ]);
  const { across, down } = picturedLines(readGreymap(picture));
  expect(across).toEqual([{ at: 21, from: 10, to: 309 }]);
  expect(down).toEqual([{ at: 11, from: 20, to: 219 }]);
});

test("a line that is broken by a few dots, or steps by one, is one line", () => {
  const { across } = picturedLines(
    readGreymap(
      aPicture(400, 50, [
        [10, 20, 150, 2],
        [162, 20, 150, 2],
        [150, 21, 100, 2],
      ]),
    ),
  );
  expect(across).toEqual([{ at: 20.5, from: 10, to: 311 }]);
});

test("words of the recognition's table stand where they were seen, without the bars of ruled lines", () => {
  const table = [
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
    "4\t1\t1\t1\t1\t0\t300\t600\t150\t40\t-1\t",
    "5\t1\t1\t1\t1\t1\t300\t600\t150\t40\t91.5\t|得分",
    "5\t1\t1\t1\t1\t2\t500\t600\t10\t40\t30.0\t|",
  ].join("\n");
  expect(piecesOf(table)).toEqual([{ glyphs: [{ text: "得分", left: 72, right: 108 }], left: 72, right: 108, base: 152.16, size: 9.6 }]);
});

test("a scan is read with every cell doubted where the machine can recognise it, and refused by name where not", async () => {
  const read = await readSource("扫描.pdf", aScannedPdf(await writePdf(aReportDocument())));
  if (!hasRecognition) {
    expect(read.ok ? "taken" : read.faults.map(({ params }) => params["reason"])).toEqual(["is-scan"]);
    return;
  }
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const { blocks, notes } = read.value;
  const words = blocks.flatMap((block) => (block.kind === "text" ? [block.text] : block.cells.map(({ text }) => text))).join("");
  expect(words).toContain("绩效评价");
  expect(words).toContain("465.47");
  expect(blocks.every((block) => (block.kind === "text" ? block.doubtful : block.cells.every(({ doubtful }) => doubtful)))).toBe(true);
  expect(notes.filter(({ code }) => code === "characters-recognised").length).toBeGreaterThan(0);
}, 90_000);
