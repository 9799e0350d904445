// What a report claims of itself in sentences, held against its own table: that all was done or quantified, that the money came,
// that a review gave what the self-evaluation did, that marks are earned. 财预〔2020〕10号 第二十五条.
import { compare, divide, ONE, type Ratio, sum } from "../../kernel/index.ts";
import type { ReadDocument } from "../../reading/index.ts";
import { findLevel1, type Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { MEASURED } from "../indicator-words.ts";
import { readPrinted } from "../printed-number.ts";
import { isBlankRow, isMet } from "../printed-row.ts";
import { quoteAround } from "../prose.ts";
import type { SeenIndicator, SeenTable } from "../seen-table.ts";
import { showFigure, showPercent } from "../show-figure.ts";
import { ALL_DONE, ALL_QUANTIFIED, OTHER_MATTERS } from "../text-words.ts";
import type { Prose } from "./source-lines.ts";

type Claims = {
  readonly document: ReadDocument;
  /** The one table that sentences can speak of. */
  readonly table: SeenTable | null;
  readonly prose: Prose;
  readonly rulebook: Rulebook;
};

export function checkClaims(claims: Claims): Finding[] {
  return [...allDone(claims), ...shortfall(claims), ...review(claims), ...nothingElse(claims), ...unproven(claims)];
}

function placeAt({ prose }: Claims, index: number, quote: string): FindingPlace {
  const place = prose.addressAt(index);
  return { subject: "source", ...(place === "" ? {} : { place }), quote: quote.replace(/\s+/gu, "").slice(0, 60) };
}

function rowsWith(table: SeenTable | null, holds: (row: SeenIndicator) => boolean): readonly SeenIndicator[] {
  return (table?.indicators ?? []).filter((row) => !isBlankRow(row) && holds(row));
}

// "All was done", "all is quantified", beside rows that were not.
function allDone(claims: Claims): Finding[] {
  const { table, prose, rulebook } = claims;
  const isWord = ({ target }: SeenIndicator) => target !== null && readPrinted(target) === null && !/\d/u.test(target);
  const kinds = [
    ["done", ALL_DONE, rowsWith(table, (row) => isMet(row) === false)],
    ["quantified", ALL_QUANTIFIED, rowsWith(table, isWord)],
  ] as const;
  return kinds.flatMap(([kind, pattern, rows]) => {
    const match = pattern.exec(prose.text);
    if (!match || rows.length === 0) return [];
    const names = rows.map(({ level3 }) => level3).join("、");
    const where = placeAt(claims, match.index, quoteAround(prose.text, match[0]));
    return [
      found("claim-contradicted", "warning", where, {
        printed: match[0].replace(/\s+/gu, ""),
        expected: names,
        basis: duty(rulebook, "truthful"),
        params: { claim: match[0].replace(/\s+/gu, ""), names, count: String(rows.length), kind },
      }),
    ];
  });
}

const ARRIVED = /(?:资金|经费|预算)?到位率\s*(?:为|达到|达|是|[:：])?\s*(\d+(?:\.\d+)?)\s*[%％]/u;
const AMOUNTS =
  /预算[^，,。；;\d]{0,12}(\d[\d,]*(?:\.\d+)?)\s*(万元|亿元|元)[^。；;]{0,30}?(?:实际)?到位[^，,。；;\d]{0,8}(\d[\d,]*(?:\.\d+)?)\s*\2/u;
const EXPLAINED = /因|由于|原因|受[^，,。；;]{1,16}影响|结转|压减|收回|调减|尚未/u;

// Money that did not come in full, and not a word why.
function shortfall(claims: Claims): Finding[] {
  const { prose, table, rulebook } = claims;
  const sentences = [...prose.text.matchAll(/[^。；;]+/gu)];
  const basis = duty(rulebook, "truthful");
  const explained = sentences.some(({ 0: text }) => text.includes("到位") && EXPLAINED.test(text));
  const inText = sentences.flatMap(({ 0: text, index }) => {
    const plain = text.replace(/\s+/gu, "");
    const [, planned, unit = "", received] = AMOUNTS.exec(plain) ?? [];
    const [plan, came] = [readPrinted(planned ?? null), readPrinted(received ?? null)];
    const rate = plan && came && plan.value.n > 0n ? divide(came.value, plan.value) : readPrinted(shown(ARRIVED.exec(plain)?.[1]))?.value;
    if (explained || !rate || compare(rate, ONE) >= 0) return [];
    const working = plan && came ? `${received} ÷ ${planned} = ${showPercent(rate)}` : null;
    const params = { rate: showPercent(rate), received: came ? (received ?? "") : "", budget: plan ? (planned ?? "") : "", unit };
    return [
      found("funding-shortfall", "warning", placeAt(claims, index, plain), {
        printed: came ? `${received}${unit}` : showPercent(rate),
        expected: came ? `${planned}${unit}` : "100%",
        ...(working === null ? {} : { formula: working }),
        basis,
        params,
      }),
    ];
  });
  const inTable = (table?.indicators ?? []).flatMap((row, index) => {
    const rate = readPrinted(row.actual);
    if (!table || !/到位率/u.test(row.level3) || !rate?.percent || row.reason !== null || compare(rate.value, ONE) >= 0) return [];
    const where = table.placeOf({
      path: `indicators.${index}.actual`,
      subject: `published.table.indicators.${index}`,
      row: row.level3,
      column: COLUMNS.actual,
    });
    const params = { rate: row.actual ?? "", received: "", budget: "", unit: "" };
    return [found("funding-shortfall", "warning", where, { printed: row.actual, expected: "100%", basis, params })];
  });
  return [...inText.slice(0, 1), ...inTable];
}

function shown(figure: string | undefined): string | null {
  return figure === undefined ? null : `${figure}%`;
}

const REVIEWED =
  /自评(?:总|综合)?(?:得分|分数|评分)?\s*(?:为|得|是|[:：])*\s*(\d{1,3}(?:\.\d+)?)\s*分[^。；;]{0,60}?(?:复核|复评|审核|抽查|核查|再评价)(?:总|综合)?(?:得分|分数|评分)?\s*(?:为|得|是|[:：])*\s*(\d{1,3}(?:\.\d+)?)\s*分/gu;

// A review takes points or leaves them; one that gives more is to be explained.
function review(claims: Claims): Finding[] {
  return [...claims.prose.text.matchAll(REVIEWED)].flatMap((match) => {
    const [own, other] = [readPrinted(match[1] ?? null), readPrinted(match[2] ?? null)];
    if (!own || !other || compare(other.value, own.value) <= 0) return [];
    return [
      found("review-above-self", "warning", placeAt(claims, match.index, match[0]), {
        printed: match[2] ?? "",
        expected: `≤ ${match[1]}`,
        formula: `${match[2]} > ${match[1]}`,
        basis: duty(claims.rulebook, "truthful"),
        params: { name: "总分", score: match[2] ?? "", self: match[1] ?? "" },
      }),
    ];
  });
}

// 其他需要说明的问题：无, of a report that has no annex and no table.
function nothingElse(claims: Claims): Finding[] {
  const { document, prose, rulebook } = claims;
  const match = OTHER_MATTERS.exec(prose.text);
  if (!match || document.annexes.length > 0 || document.tables.some(({ indicators }) => indicators.length > 0)) return [];
  const where = placeAt(claims, match.index, match[0]);
  return [found("annex-missing-note", "hint", where, { printed: "无", basis: [rulebook.outline.basis], params: {} })];
}

// 100% of nothing that is counted, with full marks: a report that shows no paper, figure or source for it.
function unproven({ document, table, rulebook }: Claims): Finding[] {
  if (!table) return [];
  const rows = table.indicators.flatMap((row, index) => {
    const [target, weight, score] = [row.target, row.weight, row.score].map(readPrinted);
    const isFull = target?.percent && weight && score && weight.value.n > 0n && compare(weight.value, score.value) === 0;
    const isBenefit = findLevel1(rulebook, row.level1)?.id === "benefit";
    const traced = document.statements.some(
      (one) =>
        one.claims === "benefit" && one.indicator === `tables.0.indicators.${index}` && one.baseline !== null && one.linkedTo !== null,
    );
    return isFull && isBenefit && row.target === row.actual && !MEASURED.test(row.level3) && !traced
      ? [{ row, index, value: weight.value }]
      : [];
  });
  const first = rows[0];
  if (!first) return [];
  const name = rows.map(({ row }) => row.level3).join("、");
  const points: readonly Ratio[] = rows.map(({ value }) => value);
  const where = table.placeOf({
    path: `indicators.${first.index}.score`,
    subject: `published.table.indicators.${first.index}`,
    row: name,
    column: COLUMNS.score,
  });
  const weight = showFigure(sum(points));
  return [
    found("full-marks-without-evidence", "warning", where, {
      printed: weight,
      formula: rows.map(({ row }) => `${row.actual} / ${row.target} → ${row.score} / ${row.weight}`).join("; "),
      basis: duty(rulebook, "measurable"),
      params: { name, weight },
    }),
  ];
}
