// Names of a published table's indicators against everything else the document speaks of: promises without a measure, and rows
// of another trade left in from a template. 财预〔2020〕10号 第十四条.
import type { ReadDocument } from "../../reading/index.ts";
import { findLevel1, type Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { EMPTY_WORDS, MEASURED, TRADES } from "../indicator-words.ts";
import { readPrinted } from "../printed-number.ts";
import { isBlankRow } from "../printed-row.ts";
import type { SeenTable } from "../seen-table.ts";
import { isOnNextRow, type SourceLine } from "./source-lines.ts";

type Wording = {
  readonly document: ReadDocument;
  readonly table: SeenTable;
  readonly lines: readonly SourceLine[];
  readonly rulebook: Rulebook;
};

export function checkWording(wording: Wording): Finding[] {
  return [...unmeasurable(wording), ...strangers(wording), ...blanks(wording)];
}

// 提升…水平 with a target in words: nothing says what would be measured.
function unmeasurable({ table, rulebook }: Wording): Finding[] {
  return table.indicators.flatMap((row, index) => {
    const isWord = row.target !== null && readPrinted(row.target) === null && !/\d/u.test(row.target);
    const isBenefit = findLevel1(rulebook, row.level1)?.id === "benefit";
    if (!isWord || !isBenefit || isBlankRow(row) || !EMPTY_WORDS.test(row.level3) || MEASURED.test(row.level3)) return [];
    const where = placeOf(table, index);
    return [
      found("unmeasurable", "warning", where, { printed: row.level3, basis: duty(rulebook, "measurable"), params: { name: row.level3 } }),
    ];
  });
}

const LEVEL = /(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|满意度)(?:指标)?$/u;
const NONE = /^(?:无|不涉及|不适用|没有)[。.]?$/u;

// A level marked 无, with nothing behind it in its row: why it does not apply is not said.
function blanks({ document, table, lines }: Wording): Finding[] {
  if (document.tables.length > 1 || !table.asks.indicators.has("reason")) return [];
  return lines.flatMap((line, at) => {
    const before = lines.slice(Math.max(0, at - 2), at).filter(({ block, isCell }) => !isCell || block === line.block);
    const level = [before.at(-1)?.text ?? "", before.map(({ text }) => text).join("")].find((text) => LEVEL.test(text.replace(/\s/gu, "")));
    const next = lines[at + 1];
    const goesOn = next !== undefined && (line.isCell ? next.isCell && !isOnNextRow(line, next) : /不涉及|因|由于|无关/u.test(next.text));
    if (!NONE.test(line.text) || level === undefined || goesOn) return [];
    const where = { subject: "source", table: table.title, row: level, column: COLUMNS.level3, place: line.address, quote: line.text };
    return [found("blank-unexplained", "hint", where, { printed: line.text, params: { level } })];
  });
}

function placeOf(table: SeenTable, index: number) {
  const row = table.indicators[index]?.level3 ?? "";
  return table.placeOf({
    path: `indicators.${index}.level3`,
    subject: `published.table.indicators.${index}`,
    row,
    column: COLUMNS.level3,
  });
}

/** A document speaks of a trade of its own where it names it this often. */
const OWN = 3;

// A trade that one row names and nothing else of the document, which has a trade of its own.
function strangers({ document, table, lines, rulebook }: Wording): Finding[] {
  if (document.tables.length > 1) return [];
  const text = lines.map((line) => line.text).join("\n");
  const count = (words: readonly string[], within: string) => words.reduce((sum, word) => sum + within.split(word).length - 1, 0);
  const own = TRADES.filter((words) => count(words, text) >= OWN);
  if (own.length === 0) return [];
  return table.indicators.flatMap((row, index) => {
    const trade = TRADES.find((words) => words.some((word) => row.level3.includes(word)));
    const word = trade?.find((one) => row.level3.includes(one));
    const cells = [row.level3, row.target ?? "", row.actual ?? "", row.reason ?? ""].join("\n");
    if (!trade || !word || own.includes(trade) || count(trade, text) > count(trade, cells)) return [];
    const project = document.tables[0]?.project ?? table.title;
    return [
      found("irrelevant-indicator", "warning", placeOf(table, index), {
        printed: row.level3,
        basis: duty(rulebook, "measurable"),
        params: { name: row.level3, word, project },
      }),
    ];
  });
}
