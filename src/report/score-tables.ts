// The score sheet by level (评分表) and the same case under several packs side by side.
import { type Points, printPoints, printTotal } from "../kernel/index.ts";
import type { Cell, Table } from "./report-document.ts";
import type { ComparedScorecard, ReportContext } from "./report-input.ts";

/** Points as a cell; "—" while unknown. */
export function pointsCell(points: Points | null, dash: string, extra: Partial<Cell> = {}): Cell {
  if (points === null) return { text: dash, align: "center", ...extra };
  return { text: printPoints(points), number: printPoints(points), align: "center", ...extra };
}

export function scoreTable({ scorecard, wording }: ReportContext): Table {
  const words = wording.scoreTable;
  const rows = scorecard.levels.flatMap((level) => {
    const items = scorecard.items.filter((item) => item.level1Id === level.level1Id);
    const level2 = [...new Set(items.map((item) => item.level2))];
    return level2.map((name, index): Cell[] => {
      const group = items.filter((item) => item.level2 === name);
      const sumOf = (pick: (item: (typeof group)[number]) => Points | null) =>
        group.some((item) => pick(item) === null) ? null : (group.reduce<bigint>((sum, item) => sum + (pick(item) ?? 0n), 0n) as Points);
      return [
        ...(index === 0
          ? [{ text: level.level1, align: "center", ...(level2.length > 1 ? { rowSpan: level2.length } : {}) } satisfies Cell]
          : []),
        { text: name, align: "center" },
        pointsCell(
          sumOf((item) => item.weight),
          wording.dash,
        ),
        pointsCell(
          sumOf((item) => item.score),
          wording.dash,
        ),
      ];
    });
  });
  const sumOfLines = scorecard.items.reduce<bigint>((sum, item) => sum + (item.score ?? 0n), 0n);
  const weights = scorecard.items.some((item) => item.weight === null)
    ? null
    : (scorecard.items.reduce<bigint>((sum, item) => sum + (item.weight ?? 0n), 0n) as Points);
  const last = rows.length + 1;
  return {
    kind: "table",
    id: "scores",
    caption: words.caption,
    widths: [28, 34, 19, 19],
    headerRows: 1,
    rows: [
      [words.level1, words.level2, words.weight, words.score].map((text) => ({ text, header: true, align: "center" })),
      ...rows,
      [
        { text: wording.total, colSpan: 2, align: "center", bold: true },
        pointsCell(weights, wording.dash, { bold: true, formula: `SUM(R2C3:R${last}C3)` }),
        totalCell(scorecard.total, wording.dash, {
          ref: "score.total",
          ...(scorecard.total === sumOfLines ? { formula: `SUM(R2C4:R${last}C4)` } : {}),
        }),
      ],
    ],
  };
}

/** A total prints two decimals always. */
export function totalCell(total: Points | null, dash: string, extra: Partial<Cell> = {}): Cell {
  if (total === null) return { text: dash, align: "center", bold: true, ...extra };
  return { text: printTotal(total), number: printTotal(total), align: "center", bold: true, ...extra };
}

/** One column per scorecard, one row per line; lines that differ from the first column are bold. */
export function comparisonTable(context: ReportContext, compared: readonly ComparedScorecard[]): Table {
  const { wording } = context;
  const words = wording.comparison;
  const columns = compared.length;
  return {
    kind: "table",
    id: "comparison",
    widths: [30, ...compared.map(() => 70 / columns)],
    headerRows: 1,
    rows: [
      [words.item, ...compared.map((entry) => entry.label)].map((text) => ({ text, header: true, align: "center" })),
      ...context.scorecard.items.map((item): Cell[] => [
        { text: item.level3, align: "left" },
        ...compared.map((entry): Cell => {
          const other = entry.scorecard.items.find((line) => line.id === item.id);
          if (other?.answer.kind === "silent" && other.score === null) return { text: words.silent, align: "center" };
          return pointsCell(other?.score ?? null, wording.dash, { bold: (other?.score ?? null) !== item.score });
        }),
      ]),
      [{ text: wording.total, align: "center", bold: true }, ...compared.map((entry) => totalCell(entry.scorecard.total, wording.dash))],
      [
        { text: words.grade, align: "center", bold: true },
        ...compared.map((entry): Cell => ({ text: entry.scorecard.grade ?? wording.dash, align: "center", bold: true })),
      ],
    ],
  };
}
