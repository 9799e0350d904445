// A report's sheet of scores whose cells a plain text no longer parts: level names, then two figures that end the line.
import type { PrintedScoreTable } from "../../dossier/index.ts";
import type { ReadCell } from "../read-table.ts";
import { foldWord } from "../words/fold-text.ts";
import { type FoundInLines, skipBlank } from "./read-detail-lines.ts";
import { figureLines, type TextLine } from "./text-lines.ts";

const HEAD = /^一级指标二级指标(?:指标)?(?:权重|分值|标准分)(?:\(.*?\))?(?:自评|评价)?得分(?:\(.*?\))?$/u;
const FIGURES = /^(.*?)\s*(?<![\d.])(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)$/u;
const MOST_HEAD_LINES = 8;
const MOST_LONE = 3;

/** The score sheet whose head begins at line `at`; null where none does. */
export function readScoreLines(lines: readonly TextLine[], at: number, title: TextLine | null): FoundInLines<PrintedScoreTable> | null {
  const behindHead = headEnd(lines, at);
  if (behindHead === null) return null;
  let next: number = behindHead;
  const rows: PrintedScoreTable["rows"] = [];
  const cells: ReadCell[] = [];
  const note = (path: string, fields: readonly string[], line: TextLine) => {
    for (const field of fields)
      cells.push({ path: `${path}.${field}`, address: line.address, confidence: line.doubtful ? "doubtful" : "likely" });
  };
  let level1 = "";
  let lone: string[] = [];
  let total: PrintedScoreTable["total"] | null = null;
  while (next < lines.length && total === null && lone.length <= MOST_LONE) {
    const line = lines[next];
    if (!line) break;
    const again = headEnd(lines, next);
    next = again ?? next + 1;
    if (again !== null || line.text === "") continue;
    const own = FIGURES.exec(line.text);
    // A cell a line: weight and score follow the names.
    const below = own ? null : figureLines(lines, next, 2);
    const beneath = below?.figures.length === 2 ? below : null;
    const [, before = "", weight = "", score = ""] = own ?? (beneath ? [line.text, line.text, ...beneath.figures] : []);
    if (beneath) next = beneath.end;
    if (weight === "") {
      // A level's name that stands for the rows below it.
      if (/[。；，]/u.test(line.text) || line.text.length > 16) break;
      lone.push(line.text);
      continue;
    }
    if (/^[合总共]\s*计/u.test(before) || /^总\s*分/u.test(before)) {
      total = { weight, score };
      note("total", ["weight", "score"], line);
      continue;
    }
    if (lone.length > 0) level1 = lone.join("").replace(/\s+/gu, "");
    lone = [];
    const names = before.split(/\s+/u).filter((word) => word !== "");
    if (names.length > 1) level1 = names.slice(0, -1).join("");
    const level2 = names.at(-1) ?? level1;
    if (level1 === "" || level2 === "") break;
    note(`rows.${rows.length}`, ["level1", "level2", "weight", "score"], line);
    rows.push({ level1, level2, weight, score });
  }
  if (rows.length < 2) return null;
  const place = title?.address ?? lines[at]?.address ?? null;
  return {
    table: { title: title?.text ?? "得分表", place, rows, total: total ?? { weight: null, score: null } },
    cells,
    start: at,
    end: next,
  };
}

// The line behind the head, which may be broken over several lines.
function headEnd(lines: readonly TextLine[], at: number): number | null {
  if (!/^一\s*级/u.test(lines[at]?.text ?? "")) return null;
  let words = "";
  for (let next = at; next < Math.min(lines.length, at + MOST_HEAD_LINES); next = skipBlank(lines, next + 1)) {
    words += foldWord(lines[next]?.text ?? "");
    if (HEAD.test(words)) return next + 1;
    if (words.length > 40) return null;
  }
  return null;
}
