// The tables of money: funds by source with each rate's denominator, and sub-projects with computed totals.

import {
  type Dossier,
  executionRate,
  FUND_SOURCES,
  type FundColumn,
  fundAmount,
  fundTotal,
  rateOf,
  sourceRate,
  subprojectTotal,
  unallocated,
} from "../dossier/index.ts";
import { type Money, printMoney, printMoneyColumn, printPercent } from "../kernel/index.ts";
import type { Cell, Table } from "./report-document.ts";
import type { ReportContext } from "./report-input.ts";

/** A money cell: shown with two decimals, a number in a spreadsheet. */
function moneyCell(dossier: Dossier, amount: Money | null, dash: string, extra: Partial<Cell> = {}): Cell {
  if (amount === null) return { text: dash, align: "center", ...extra };
  return { text: printMoneyColumn(amount, dossier.moneyUnit), number: printMoney(amount, dossier.moneyUnit), align: "right", ...extra };
}

export function fundsTable({ dossier, wording }: ReportContext): Table {
  const words = wording.fundsTable;
  const columns: readonly FundColumn[] = ["initial", "revised", "executed"];
  const sources = FUND_SOURCES.filter((source) => dossier.funds[source] !== undefined);
  const total = executionRate(dossier);
  const row = (name: string, cells: readonly Cell[], rate: string): Cell[] => [
    { text: name, align: "left" },
    ...cells,
    { text: rate, align: "right" },
    { text: wording.rateNote(name), align: "left" },
  ];
  const last = 2 + sources.length;
  return {
    kind: "table",
    id: "funds",
    caption: words.caption,
    unitNote: wording.unitNote(dossier.moneyUnit),
    widths: [20, 13, 13, 13, 12, 29],
    headerRows: 1,
    rows: [
      [words.source, words.initial, words.revised, words.executed, words.rate, words.denominator].map((text) => ({
        text,
        header: true,
        align: "center",
      })),
      ...sources.map((source) =>
        row(
          wording.fundSources[source],
          columns.map((column) =>
            moneyCell(dossier, fundAmount(dossier, source, column), wording.dash, { ref: `funds.${source}.${column}` }),
          ),
          shown(sourceRate(dossier, source), wording.dash),
        ),
      ),
      row(
        wording.fundSources.total,
        columns.map((column, index) =>
          moneyCell(dossier, fundTotal(dossier, column), wording.dash, {
            bold: true,
            ref: `funds.total.${column}`,
            formula: `SUM(R2C${index + 2}:R${last - 1}C${index + 2})`,
          }),
        ),
        shown(total, wording.dash),
      ),
    ],
  };
}

export function subprojectTable({ dossier, wording }: ReportContext): Table {
  const words = wording.subprojectTable;
  const rest = unallocated(dossier);
  const count = dossier.subprojects.length;
  const budget = subprojectTotal(dossier, "budget");
  const spent = subprojectTotal(dossier, "spent");
  const withRest = rest !== null && rest !== 0n;
  return {
    kind: "table",
    id: "subprojects",
    caption: words.caption,
    unitNote: wording.unitNote(dossier.moneyUnit),
    widths: [7, 34, 19, 13, 13, 14],
    headerRows: 1,
    rows: [
      [words.no, words.name, words.division, words.budget, words.spent, words.rate].map((text) => ({
        text,
        header: true,
        align: "center",
      })),
      ...dossier.subprojects.map((subproject): Cell[] => [
        { text: subproject.no, align: "center" },
        {
          text: subproject.exception ? `${subproject.name}（${wording.exception(subproject.exception.document)}）` : subproject.name,
          align: "left",
        },
        { text: subproject.division, align: "center" },
        moneyCell(dossier, subproject.budget.value, wording.dash, { ref: `subproject.${subproject.no}.budget` }),
        moneyCell(dossier, subproject.spent.value, wording.dash, { ref: `subproject.${subproject.no}.spent` }),
        {
          text: shown(rateOf(subproject.spent.value, subproject.budget.value), wording.dash),
          align: "right",
          ref: `subproject.${subproject.no}.rate`,
        },
      ]),
      [
        { text: wording.total, align: "center", colSpan: 3, bold: true },
        moneyCell(dossier, budget, wording.dash, { bold: true, formula: `SUM(R2C4:R${count + 1}C4)`, ref: "subprojects.budget" }),
        moneyCell(dossier, spent, wording.dash, { bold: true, formula: `SUM(R2C5:R${count + 1}C5)`, ref: "subprojects.spent" }),
        { text: shown(rateOf(spent, budget), wording.dash), align: "right", bold: true, ref: "rate.subprojects" },
      ],
      ...(withRest
        ? [
            [
              { text: wording.unallocated, align: "center", colSpan: 3 } satisfies Cell,
              moneyCell(dossier, rest, wording.dash, { ref: "subprojects.unallocated" }),
              { text: wording.dash, align: "center" } satisfies Cell,
              { text: wording.dash, align: "center" } satisfies Cell,
            ],
          ]
        : []),
    ],
  };
}

function shown(rate: ReturnType<typeof executionRate>, dash: string): string {
  return rate === null ? dash : printPercent(rate);
}
