// How the case's indicators are set: measurable, fitting their level, in one unit, as approved. 财预〔2020〕10号 第十三条 (the
// indicators approved with the budget) and 第十四条 (relevant, central, concrete and measurable).
import type { Indicator } from "../../dossier/index.ts";
import { compare, ONE, type Points, ratio } from "../../kernel/index.ts";
import {
  at,
  type CaseUnderReview,
  type Check,
  COLUMNS,
  duty,
  found,
  INDICATOR_TABLE,
  type ScoredRow,
  scoredRows,
  type Target,
} from "../check.ts";
import type { Finding } from "../finding.ts";
import {
  COUNT_NAME,
  EMPTY_WORDS,
  FIGURE_IN_NAME,
  MEASURED,
  MONEY_FLOW,
  RATE_NAME,
  SAVING_NAME,
  TIME_WORDS,
  TRADES,
} from "../indicator-words.ts";
import { plainText } from "../likeness.ts";
import { showFigure, showPoints, showShare } from "../show-figure.ts";

export const checkIndicators: Check = (review) => {
  const rows = scoredRows(review);
  return [
    ...rows.flatMap((row) => [...naming(review, row), ...setting(row), ...approval(review, row)]),
    ...twins(rows),
    ...strangers(review, rows),
    ...blanks(review),
  ];
};

const HUNDRED = ratio(100n);

/** A target of 100%, whichever way it is written. */
function isWhole(target: Target): boolean {
  if (target.kind === "satisfaction") return compare(target.value, ONE) === 0;
  return "value" in target && target.unit === "%" && compare(target.value, HUNDRED) === 0;
}

function naming({ rulebook }: CaseUnderReview, row: ScoredRow): Finding[] {
  const { item, indicator } = row;
  const { target, level3: name } = indicator;
  const basis = duty(rulebook, "measurable");
  const findings: Finding[] = [];
  if (item.level2Id === "quantity" && MONEY_FLOW.test(name))
    findings.push(
      found("level-misplaced", "warning", at(row, COLUMNS.level3), { printed: name, basis, params: { name, level: item.level2 } }),
    );
  if (target?.kind === "tier" && EMPTY_WORDS.test(name) && !MEASURED.test(name))
    findings.push(found("unmeasurable", "warning", at(row, COLUMNS.level3), { printed: name, basis, params: { name } }));
  if (!target || !isWhole(target)) return findings;
  const inName = FIGURE_IN_NAME.exec(name)?.[0];
  if ((COUNT_NAME.test(name) || inName || item.level2Id === "quantity") && !RATE_NAME.test(name))
    findings.push(
      found("percent-for-count", "warning", at(row, COLUMNS.target), {
        printed: "100%",
        expected: inName ?? null,
        basis,
        params: { name, printed: "100%", expected: inName ?? "" },
      }),
    );
  if (inName && !RATE_NAME.test(name))
    findings.push(
      found("target-in-name", "warning", at(row, COLUMNS.level3), {
        printed: name,
        expected: inName,
        basis,
        params: { name, figure: inName },
      }),
    );
  if (item.level1Id === "benefit" && !MEASURED.test(name))
    findings.push(
      found("fake-quantified", "warning", at(row, COLUMNS.target), {
        printed: "100%",
        basis,
        params: { name, target: "100%", actual: indicator.actual?.value ? `${showFigure(indicator.actual.value)}%` : "—" },
      }),
    );
  return findings;
}

function setting(row: ScoredRow): Finding[] {
  const { item, indicator } = row;
  const { target, actual, level3: name } = indicator;
  const findings: Finding[] = [];
  const isCost = item.level1Id === "cost" || item.level2Id === "cost";
  if (isCost && target?.kind === "at-least" && !SAVING_NAME.test(name))
    findings.push(
      found("direction-wrong", "warning", at(row, COLUMNS.target), {
        printed: `≥${showFigure(target.value)}${target.unit}`,
        expected: `≤${showFigure(target.value)}${target.unit}`,
        params: { name, printed: `≥${showFigure(target.value)}${target.unit}` },
      }),
    );
  if (target && "unit" in target && actual?.unit && plainText(actual.unit) !== plainText(target.unit))
    findings.push(
      found("unit-mismatch", "error", at(row, COLUMNS.actual), {
        printed: actual.unit,
        expected: target.unit,
        params: { kind: "row", name, target: target.unit, actual: actual.unit },
      }),
    );
  if (item.level2Id === "timeliness" && target && !hasTime(target, name))
    findings.push(
      found("timeliness-without-date", "warning", at(row, COLUMNS.target), {
        printed: "text" in target ? target.text : null,
        params: { name },
      }),
    );
  const share =
    actual?.rate ??
    (target && "unit" in target && target.unit === "%" && actual?.value && RATE_NAME.test(name) && !/完成|增长|提高|执行/.test(name)
      ? ratio(actual.value.n, actual.value.d * 100n)
      : null);
  if (share && compare(share, ONE) > 0)
    findings.push(
      found("percent-over-100", "warning", at(row, COLUMNS.actual), {
        printed: showShare(share),
        expected: "≤ 100%",
        params: { name, share: showShare(share), kind: "row", working: "" },
      }),
    );
  return findings;
}

function hasTime(target: Target, name: string): boolean {
  switch (target.kind) {
    case "periods":
    case "milestones":
      return true;
    case "yes-no":
    case "tier":
    case "occurrences":
      return TIME_WORDS.test(`${name}${target.text}`);
    case "at-least":
    case "at-most":
    case "equal":
    case "band":
      return TIME_WORDS.test(`${name}${showFigure(target.value)}${target.unit}`);
    case "satisfaction":
      return TIME_WORDS.test(name);
  }
}

// The approved indicator and weight, where the dossier says that they were others, and no paper that changed them.
function approval({ rulebook }: CaseUnderReview, row: ScoredRow): Finding[] {
  const { indicator } = row;
  const { approved } = indicator;
  if (!approved || approved.adjustment !== null) return [];
  const basis = duty(rulebook, "approved");
  const weight = (points: Points | null) => (points === null ? "—" : showPoints(points));
  const differs = (column: string, was: string, now: string) =>
    found("differs-from-approved", "error", at(row, column), {
      printed: now,
      expected: was,
      basis,
      params: { name: indicator.level3, column, was, now },
    });
  const findings: Finding[] = [];
  if (approved.level3 !== null && plainText(approved.level3) !== plainText(indicator.level3))
    findings.push(differs(COLUMNS.level3, approved.level3, indicator.level3));
  if (approved.weight !== null && approved.weight !== indicator.weight)
    findings.push(differs(COLUMNS.weight, weight(approved.weight), weight(indicator.weight)));
  if (approved.target !== null)
    findings.push(
      found("changed-without-approval", "warning", at(row, COLUMNS.target), {
        expected: approved.target,
        basis,
        params: { name: indicator.level3, was: approved.target },
      }),
    );
  return findings;
}

function twins(rows: readonly ScoredRow[]): Finding[] {
  return rows.flatMap((row, index) => {
    const twin = rows.slice(0, index).find((other) => plainText(other.indicator.level3) === plainText(row.indicator.level3));
    return twin
      ? [
          found("duplicate-indicator", "warning", at(row, COLUMNS.level3), {
            printed: row.indicator.level3,
            params: { name: row.indicator.level3, other: twin.item.level2, level: row.item.level2 },
          }),
        ]
      : [];
  });
}

// A trade that only this one row speaks of.
function strangers({ dossier }: CaseUnderReview, rows: readonly ScoredRow[]): Finding[] {
  const about = [
    dossier.project.name,
    dossier.project.department,
    dossier.project.unit,
    dossier.goals?.overall ?? "",
    ...(dossier.goals?.stages ?? []),
    ...dossier.subprojects.map((one) => one.name),
    ...Object.values(dossier.narrative).flat(),
  ].join("；");
  return rows.flatMap((row) => {
    const others = rows.filter((other) => other !== row).map((other) => other.indicator.level3);
    const trade = TRADES.find((words) => words.some((word) => row.indicator.level3.includes(word)));
    const word = trade?.find((one) => row.indicator.level3.includes(one));
    if (!trade || !word || trade.some((one) => [about, ...others].some((text) => text.includes(one)))) return [];
    return [
      found("irrelevant-indicator", "warning", at(row, COLUMNS.level3), {
        printed: row.indicator.level3,
        params: { name: row.indicator.level3, word, project: dossier.project.name },
      }),
    ];
  });
}

const BARE = /^(?:无|—|-|\/|不适用|不涉及|没有)$/;

// Rows marked 无: why, and that no points are kept for them.
function blanks({ dossier }: CaseUnderReview): Finding[] {
  return dossier.indicators.flatMap((indicator: Indicator) => {
    const why = indicator.notApplicable;
    if (why === null) return [];
    const where = { subject: indicator.id, table: INDICATOR_TABLE, row: indicator.level2 };
    const findings: Finding[] = [];
    if (BARE.test(why.trim()))
      findings.push(
        found("blank-unexplained", "hint", { ...where, column: COLUMNS.level3 }, { printed: why, params: { level: indicator.level2 } }),
      );
    if (indicator.recorded && indicator.recorded.score > 0n)
      findings.push(
        found(
          "not-applicable-scored",
          "warning",
          { ...where, column: COLUMNS.score },
          {
            printed: showPoints(indicator.recorded.score),
            expected: "0",
            params: { level: indicator.level2, score: showPoints(indicator.recorded.score) },
          },
        ),
      );
    return findings;
  });
}
