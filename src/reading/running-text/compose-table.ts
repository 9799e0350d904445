// A table's parts on a tape → the table as read: every value as printed, with its place and how sure it is.
import type { Confidence, ReadCell, ReadFundRow, ReadIndicatorRow, ReadTable } from "../read-table.ts";
import { partPoints } from "../words/level-names.ts";
import type { RowColumn } from "./cell-likelihood.ts";
import { isWithin } from "./misread.ts";
import type { TapeFunds } from "./read-fund-rows.ts";
import { goalsOf } from "./read-goals.ts";
import { moneyUnitOf, type readHead, type Span } from "./read-head.ts";
import { asDigits, type TapeRow, type TapeRows } from "./read-indicator-rows.ts";
import { gradeBehind, type Total } from "./read-total.ts";
import { type Region, TITLE_REACH } from "./table-regions.ts";
import type { Sections } from "./table-sections.ts";
import { edgeConfidence, type Tape } from "./tape.ts";

type Parts = {
  readonly sections: Sections;
  readonly head: ReturnType<typeof readHead>;
  readonly funds: TapeFunds;
  readonly columns: readonly RowColumn[];
  readonly read: TapeRows;
  readonly total: Total;
  /** Whether names and figures stand apart, in the order of drawing. */
  readonly scattered: boolean;
  /** Whether the rows stand in the order of the page's lines, so that they can only be guessed. */
  readonly guessed: boolean;
};

export function tableOf(tape: Tape, region: Region, parts: Parts): ReadTable {
  const { sections, head, funds, columns, read, total } = parts;
  const cells: ReadCell[] = [];
  // A page's mark within words stays where it was printed; figures are read without it.
  const value = (path: string, span: Span | null | undefined, confidence: Confidence = "likely"): string | null => {
    if (!span || span.end <= span.start) return null;
    const words = /\.(?:level3|target|actual|reason)$/u.test(path);
    const text = tape.printed(span.start, span.end, words ? "kept" : undefined);
    if (/^(?:[-—/*]+|无)?$/u.test(text)) return null;
    cells.push({
      path,
      address: tape.addressOf(span.start, span.end),
      confidence:
        (parts.guessed && path.startsWith("indicators.")) || tape.doubted(span.start, span.end) || tape.overPage(span.start, span.end)
          ? "doubtful"
          : confidence,
    });
    return text;
  };
  const points = (path: string, span: Span | null): string | null => {
    if (!span) return null;
    const { letters, breaks } = tape.misread;
    const isMisread = isWithin(letters, span.start, span.end - 1) || isWithin(breaks, span.start, span.end);
    const printed = value(path, span, isMisread ? "doubtful" : edgeConfidence(tape, span.start, span.end));
    return printed === null ? null : asDigits(printed);
  };
  const project = value("project", head.project);
  const moneyUnit = moneyUnitOf(tape, region.start, sections.goals.end);
  const title =
    /[一-鿿].*(?:自评表|评价表|评分表)/u.exec(tape.printed(region.start, Math.min(region.head, region.start + TITLE_REACH)))?.[0] ?? null;
  const goals = goalsOf(tape, sections.goals);
  const indicators = read.rows.flatMap((row) => indicatorOf(row) ?? []);
  return {
    title,
    address: tape.addressOf(region.start, region.start + 1),
    project,
    department: value("department", head.department),
    unit: value("unit", head.unit ?? (parts.scattered ? unitBeforeLabel(tape, sections.funds.start, sections.rows.end) : null)),
    year: head.year?.value ?? yearOfDates(tape, sections.rows) ?? yearOfDates(tape, sections.goals),
    moneyUnit,
    funds: funds.rows.map((row, index) => fundRowOf(row, index)),
    goal: value("goal", goals.goal),
    goalAchieved: value("goalAchieved", goals.achieved),
    indicators: indicators.map((row, index) => indicatorRowOf(row, index)),
    total: { weight: points("total.weight", total.weight), score: points("total.score", total.score) },
    grade: value("grade", head.grade ?? gradeBehind(tape, total.end, region.end)),
    columns: { funds: funds.columns, indicators: [...columns] },
    hasHead: project !== null || funds.rows.length > 0,
    // Scores that make the total stated in the head show that no row is missing.
    hasEnd: sections.ended || read.borneOut.scores,
    formHints: [],
    cells,
  };

  function fundRowOf(row: TapeFunds["rows"][number], index: number): ReadFundRow {
    const cell = (name: "initial" | "revised" | "executed" | "weight" | "rate" | "score") =>
      value(
        `funds.${index}.${name}`,
        row.cells.get(name),
        row.confidence === "doubtful" && row.likely?.has(name) ? "likely" : row.confidence,
      );
    // The table's own unit behind an amount is no part of it.
    const amount = (name: "initial" | "revised" | "executed") => {
      const printed = cell(name);
      const unit = /(?<=\d)(万元?|元)$/u.exec(printed ?? "")?.[1];
      return printed !== null && unit !== undefined && (unit === "元") === (moneyUnit === "元") ? printed.slice(0, -unit.length) : printed;
    };
    const name = tape.printed(row.row.start, row.row.end).replace(/[:：]$/u, "");
    return {
      row: name,
      initial: amount("initial"),
      revised: amount("revised"),
      executed: amount("executed"),
      weight: cell("weight"),
      rate: cell("rate"),
      score: cell("score"),
    };
  }

  function indicatorOf(row: TapeRow): TapeRow | null {
    const name = row.cells.get("level3");
    // A row marked 无 is no indicator; one of no figures at all is a form's own word.
    if (!name || /^(?:无|指标[\dL]{0,2}[:：]?)$/u.test(tape.text.slice(name.start, name.end))) return null;
    return row;
  }

  function indicatorRowOf(row: TapeRow, index: number): ReadIndicatorRow {
    const at = `indicators.${index}`;
    const cell = (name: RowColumn) => row.cells.get(name);
    const [level1, level2] = (["level1", "level2"] as const).map((level) => {
      const span = row[level];
      if (span) value(`${at}.${level}`, span, span.name === undefined ? "likely" : "doubtful");
      return span ? partPoints(span.name ?? tape.printed(span.start, span.end)) : null;
    });
    const whole = (column: RowColumn): string | null => {
      const printed = value(`${at}.${column}`, cell(column), cell(column)?.confidence);
      return printed === null ? null : [printed, ...(cell(column)?.more ?? []).map(({ start, end }) => tape.printed(start, end))].join("");
    };
    const level3 = whole("level3") ?? "";
    const target = joinedTarget();
    return {
      level1: level1?.name ?? "",
      level2: level2?.name ?? "",
      level3: level3.replace(/^指标[\dL]{1,2}[:：.．、]?\s*/u, "").replace(/^\d{1,2}[、.．](?=[一-鿿])/u, ""),
      target,
      actual: whole("actual"),
      weight: pointsIn("weight"),
      score: pointsIn("score"),
      reason: whole("reason"),
      level1Points: level1?.points ?? null,
      level2Points: level2?.points ?? null,
      scoreRows: 1,
    };

    function pointsIn(column: "weight" | "score"): string | null {
      const printed = value(`${at}.${column}`, cell(column), cell(column)?.confidence);
      return printed === null ? null : asDigits(printed);
    }

    // Sign, value and unit of cells of their own are one target; a word for the indicator's kind, or a unit said twice, is not of it.
    function joinedTarget(): string | null {
      const span = cell("target");
      if (!span) return null;
      const [symbol, unit] = [cell("symbol"), cell("unit")];
      const printed = [span, ...(span.more ?? [])].map(({ start, end }) => tape.printed(start, end, "kept")).join("");
      const sign = symbol && !/指标$/u.test(tape.text.slice(symbol.start, symbol.end)) ? tape.printed(symbol.start, symbol.end) : "";
      const behind =
        unit && !printed.endsWith(tape.printed(unit.start, unit.end)) && !printed.endsWith("%") ? tape.printed(unit.start, unit.end) : "";
      const actual = cell("actual");
      const misread = actual !== undefined && isSignMisread(printed, tape.text.slice(actual.start, actual.end));
      return value(`${at}.target`, span, misread ? "doubtful" : span.confidence) === null ? null : `${sign}${printed}${behind}`;
    }
  }
}

/** Recognition takes ≥ for 2: a target of one digit more than what was reached, which it would else have missed by far. */
function isSignMisread(target: string, actual: string): boolean {
  const [, asked = "", unit = ""] = /^(2\d+(?:\.\d+)?)(.*)$/u.exec(target) ?? [];
  const [, done = "", doneUnit = ""] = /^(\d+(?:\.\d+)?)(.*)$/u.exec(actual) ?? [];
  const rest = Number(asked.slice(1));
  return (
    asked !== "" &&
    done !== "" &&
    unit === doneUnit &&
    Number(done) < Number(asked) &&
    rest > 0 &&
    Number(done) <= rest * 4 &&
    Number(done) * 4 >= rest
  );
}

const UNIT_LABEL = /(?<=\(万?元\))([一-鿿]{4,40})(?:实施单位|项目单位)(?=其中|上年|其他|当年)/u;

/** In the order of drawing a name may stand before its label: between the money's unit and 实施单位. */
function unitBeforeLabel(tape: Tape, start: number, end: number): Span | null {
  const match = UNIT_LABEL.exec(tape.text.slice(start, end));
  return match?.[1] === undefined ? null : { start: start + match.index, end: start + match.index + match[1].length };
}

/** Where no title says it, the year that the dates among the targets agree on. */
function yearOfDates(tape: Tape, { start, end }: Span): number | null {
  const years = new Set([...tape.text.slice(start, end).matchAll(/(20\d\d)年/gu)].map((match) => Number(match[1])));
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
}
