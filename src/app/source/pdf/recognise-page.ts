// A page that is only a picture, read by character recognition where the machine has it: poppler draws the page, tesseract finds
// the words with their places, and lines ruled on the picture are found in its pixels.
import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makePassingFolder } from "../passing-folder.ts";
import type { PageDrawing, Piece } from "./page-drawing.ts";
import { picturedLines, readGreymap } from "./pictured-lines.ts";

/** Dots to the inch that the page is drawn with. */
const DOTS = 300;
const POINTS = 72;
const LONGEST_DRAWING = 4_000;
const LONGEST_READING = 10_000;

/** Reads pages of one file; `absent` where a program is missing. */
type Recogniser = {
  readonly page: (number: number) => Promise<PageDrawing | "absent" | "failed">;
  readonly close: () => Promise<void>;
};

export async function openRecogniser(bytes: Uint8Array): Promise<Recogniser> {
  const folder = await makePassingFolder("scan");
  const given = join(folder, "given.pdf");
  await writeFile(given, bytes, { mode: 0o600 });
  return {
    page: async (number) => {
      const picture = join(folder, `page-${number}`);
      const pages = ["-f", String(number), "-l", String(number), "-singlefile", "-r", String(DOTS)];
      const drawn = await run("pdftoppm", [...pages, "-gray", given, picture]);
      if (drawn !== "done") return drawn;
      const read = await run("tesseract", [`${picture}.pgm`, picture, "-l", "chi_sim", "--psm", "11", "--dpi", String(DOTS), "tsv"]);
      if (read !== "done") return read;
      const [words, bitmap] = await Promise.all([readFile(`${picture}.tsv`, "utf8"), readFile(`${picture}.pgm`)]);
      const lines = picturedLines(readGreymap(bitmap));
      const scaled = (line: (typeof lines.across)[number]) => ({
        at: (line.at * POINTS) / DOTS,
        from: (line.from * POINTS) / DOTS,
        to: (line.to * POINTS) / DOTS,
      });
      return {
        pieces: piecesOf(words),
        slanted: [],
        across: lines.across.map(scaled),
        down: lines.down.map(scaled),
        hasPictures: true,
      };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The words of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
export function piecesOf(table: string): readonly Piece[] {
  return table
    .split("\n")
    .slice(1)
    .flatMap((line): Piece[] => {
      const [level, , , , , , left = "", top = "", width = "", height = "", sure = "", text = ""] = line.split("\t");
      // A line ruled beside a word is taken for a bar.
      const word = text.replace(/^[|\s]+|[|\s]+$/gu, "");
      if (level !== "5" || word === "" || Number(sure) < 0) return [];
      const [x, y, wide, high] = [left, top, width, height].map((figure) => (Number(figure) * POINTS) / DOTS) as [
        number,
        number,
        number,
        number,
      ];
      const size = Math.max(1, high);
      return [{ glyphs: [{ text: word, left: x, right: x + wide }], left: x, right: x + wide, base: y + high * 0.85, size }];
    });
}

function run(program: string, words: readonly string[]): Promise<"done" | "failed" | "absent"> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      stdio: "ignore",
      timeout: program === "pdftoppm" ? LONGEST_DRAWING : LONGEST_READING,
      killSignal: "SIGKILL",
    });
    child.on("error", () => resolve("absent"));
    child.on("close", (code) => resolve(code === 0 ? "done" : "failed"));
  });
}
