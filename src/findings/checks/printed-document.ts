// A published table or report against itself: sums, rates, scores, grades and wording, from the print alone. No fact of the
// case is asked, so that any published document can be held against these.

import type { PrintedDetailTable, PrintedDocument, PrintedScoreTable, PrintedTable } from "../../dossier/index.ts";
import {
  compare,
  multiply,
  type Points,
  printExact,
  printPercent,
  type Ratio,
  readDay,
  roundToPoints,
  TO_CENTIPOINT,
  ZERO,
} from "../../kernel/index.ts";
import { findLevel1, type Rulebook } from "../../rules/index.ts";
import { article, type CaseUnderReview, type Check, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { canBe, exactly, exactQuotient, exactSum, type PrintedNumber, readPrinted, shareOfWeight } from "../printed-number.ts";

const NONE = /^无$|不适用|不涉及/;
const MONEY_COLUMNS = [
  ["initial", "年初预算数"],
  ["revised", "全年预算数"],
  ["executed", "全年执行数"],
] as const;

export const checkPrint: Check = (review) => {
  const printed = review.dossier.published;
  if (!printed) return [];
  return [
    ...(printed.table ? [...fundRows(review, printed.table), ...indicatorRows(review, printed.table), ...totals(printed.table)] : []),
    ...printed.details.flatMap(detailTable),
    ...betweenDetails(printed),
    ...printed.scoreTables.flatMap((table) => scoreTable(printed, table)),
    ...conclusions(review, printed),
    ...rates(printed),
    ...dates(printed),
    ...numbers(printed),
  ];
};

function fundRows(review: CaseUnderReview, table: PrintedTable): Finding[] {
  const total = table.funds[0];
  if (!total) return [];
  const parts = table.funds.slice(1);
  const findings: Finding[] = [];
  const place = { subject: "published.table", table: table.title, ...(table.place ? { place: table.place } : {}) };
  for (const [column, title] of MONEY_COLUMNS) {
    const whole = readPrinted(total[column]);
    const figures = parts.map((part) => readPrinted(part[column])).filter((figure): figure is PrintedNumber => figure !== null);
    if (!whole || figures.length === 0) continue;
    const sum = exactSum(figures);
    if (compare(sum, whole.value) !== 0)
      findings.push(
        found(
          "funds-parts-sum",
          "error",
          { ...place, row: total.row, column: title },
          {
            printed: total[column],
            expected: printExact(sum),
            formula: `${figures.map((figure) => printExact(figure.value)).join(" + ")} = ${printExact(sum)}`,
            basis: article(review, "附1"),
            params: { column: title },
          },
        ),
      );
  }
  findings.push(...executionRow(review, table));
  return findings;
}

function executionRow(review: CaseUnderReview, table: PrintedTable): Finding[] {
  const total = table.funds[0];
  if (!total) return [];
  const [initial, revised, executed, rate, weight, score] = [
    total.initial,
    total.revised,
    total.executed,
    total.rate,
    total.weight,
    total.score,
  ].map(readPrinted);
  const where = { subject: "execution", table: table.title, row: total.row, ...(table.place ? { place: table.place } : {}) };
  const findings: Finding[] = [];
  const computed = revised && executed ? exactQuotient(executed, revised) : null;
  const shown = computed ? printPercent(computed.low) : "";
  const working = revised && executed ? `${printExact(executed.value)} ÷ ${printExact(revised.value)} = ${shown}` : "";
  if (computed && rate && !canBe(rate, computed)) {
    const byInitial = initial && executed ? exactQuotient(executed, initial) : null;
    const wrongDenominator = byInitial !== null && canBe(rate, byInitial);
    findings.push(
      found(
        wrongDenominator ? "rate-denominator" : "rate-wrong",
        wrongDenominator ? "warning" : "error",
        { ...where, column: "执行率" },
        {
          printed: total.rate,
          expected: shown,
          formula: working,
          basis: article(review, "附1"),
          params: { printed: total.rate ?? "", expected: shown },
        },
      ),
    );
  }
  if (executed && revised && compare(executed.value, revised.value) > 0)
    findings.push(
      found(
        "over-budget",
        "error",
        { ...where, column: "全年执行数" },
        { printed: total.executed, expected: `≤ ${total.revised}`, formula: working, params: { rate: shown } },
      ),
    );
  if (weight && score && rate && review.rulebook.rules.execution?.rule.kind === "proportion") {
    const fair = shareOfWeight(weight.value, rate.value && computed ? computed : rate);
    const byPrint = shareOfWeight(weight.value, rate);
    if (!canBe(score, fair) && !canBe(score, byPrint))
      findings.push(
        found(
          "rate-score-wrong",
          "error",
          { ...where, column: "得分" },
          {
            printed: total.score,
            expected: printExact({ n: roundToPoints(fair.low, TO_CENTIPOINT), d: 100n }),
            formula: `${printExact(weight.value)} × ${shown}`,
            basis: [review.rulebook.rules.execution.basis],
            params: { printed: total.score ?? "" },
          },
        ),
      );
  }
  return findings;
}

function indicatorRows(review: CaseUnderReview, table: PrintedTable): Finding[] {
  return table.indicators.flatMap((row, index) => {
    const where = (column: string) => ({
      subject: row.id ?? `published.table.indicators.${index}`,
      table: table.title,
      row: row.level3,
      column,
      ...(table.place ? { place: table.place } : {}),
    });
    const score = readPrinted(row.score);
    const weight = readPrinted(row.weight);
    if (NONE.test(row.level3))
      return weight && score
        ? [found("not-applicable-scored", "warning", where("得分"), { printed: row.score, params: { level: row.level2 } })]
        : [];
    const findings: Finding[] = [];
    for (const [column, value] of [
      ["年度指标值", row.target],
      ["实际完成值", row.actual],
      ["分值", row.weight],
      ["得分", row.score],
    ] as const)
      if (value === null) findings.push(found("cell-missing", "error", where(column), { params: { what: `${row.level3} ${column}` } }));
    if (score && weight && (compare(score.value, weight.value) > 0 || score.value.n < 0n))
      findings.push(
        found("score-over-weight", "error", where("得分"), {
          printed: row.score,
          expected: `0 – ${row.weight}`,
          params: { name: row.level3 },
        }),
      );
    if (score && score.places > 2)
      findings.push(found("score-precision", "hint", where("得分"), { printed: row.score, params: { name: row.level3 } }));
    findings.push(...naming(review.rulebook, row, where), ...byPrintedRule(review.rulebook, row, where));
    return findings;
  });
}

type PrintedRow = PrintedTable["indicators"][number];
type Where = (column: string) => Finding["where"];

const FIGURE_WITH_UNIT = /[\d０-９.]+\s*(?:个|次|人|人次|万元|元|项|家|篇|场|天|公里|平方米|%)/;
const MEASURABLE = /率|比例|占比|满意/;

// A target that lives in the name while the column says 100% cannot be checked by anyone.
function naming(rulebook: Rulebook, row: PrintedRow, where: Where): Finding[] {
  const target = readPrinted(row.target);
  if (!target?.percent) return [];
  const findings: Finding[] = [];
  const inName = FIGURE_WITH_UNIT.exec(row.level3);
  if (inName && !MEASURABLE.test(row.level3)) {
    findings.push(
      found("percent-for-count", "warning", where("年度指标值"), {
        printed: row.target,
        expected: inName[0],
        params: { name: row.level3, printed: row.target ?? "", expected: inName[0] },
      }),
    );
    findings.push(
      found("target-in-name", "warning", where("三级指标"), {
        printed: row.level3,
        expected: inName[0],
        params: { name: row.level3, figure: inName[0] },
      }),
    );
  }
  const benefit = findLevel1(rulebook, row.level1)?.id === "benefit";
  if (benefit && !MEASURABLE.test(row.level3) && !/[\d０-９]/.test(row.level3))
    findings.push(
      found("fake-quantified", "warning", where("年度指标值"), {
        printed: `${row.target} / ${row.actual ?? "—"}`,
        params: { name: row.level3 },
      }),
    );
  return findings;
}

function byPrintedRule(rulebook: Rulebook, row: PrintedRow, where: Where): Finding[] {
  const [target, actual, weight, score] = [row.target, row.actual, row.weight, row.score].map(readPrinted);
  if (!target || !actual || !weight || !score || target.percent !== actual.percent) return [];
  const direction = /^[≤≦<＜]|不超过|以内|低于/.test(row.target ?? "") ? "at-most" : "at-least";
  const met = direction === "at-most" ? compare(actual.value, target.value) <= 0 : compare(actual.value, target.value) >= 0;
  const full = compare(score.value, weight.value) === 0;
  const showing = `${row.actual} / ${row.target}`;
  const findings: Finding[] = [];
  if (met && compare(score.value, weight.value) < 0)
    findings.push(
      found("met-but-deducted", "warning", where("得分"), {
        printed: row.score,
        expected: row.weight,
        formula: showing,
        params: {
          name: row.level3,
          lost: printExact({ n: weight.value.n * score.value.d - score.value.n * weight.value.d, d: weight.value.d * score.value.d }),
        },
      }),
    );
  if (!met && full)
    findings.push(
      found("full-marks-but-missed", "error", where("得分"), { printed: row.score, formula: showing, params: { name: row.level3 } }),
    );
  const rule = rulebook.rules.attainment;
  if (!met && !full && rule?.rule.kind === "proportion" && rule.basis.kind === "law" && direction === "at-least" && target.value.n > 0n) {
    const share: Ratio = { n: actual.value.n * target.value.d, d: actual.value.d * target.value.n };
    const fair = multiply(weight.value, share);
    if (!canBe(score, exactly(fair)))
      findings.push(
        found("score-off-rule", row.reason === null ? "error" : "warning", where("得分"), {
          printed: row.score,
          expected: printExact({ n: roundToPoints(fair, TO_CENTIPOINT), d: 100n }),
          formula: `${row.weight} × ${row.actual} ÷ ${row.target}`,
          basis: [rule.basis],
          params: { name: row.level3, score: row.score ?? "", suggested: printExact({ n: roundToPoints(fair, TO_CENTIPOINT), d: 100n }) },
        }),
      );
  }
  if (!met && direction === "at-most" && score.value.n > 0n && target.value.n === 0n)
    findings.push(found("zero-target-missed", "error", where("得分"), { printed: row.score, expected: "0", params: { name: row.level3 } }));
  if (
    !met &&
    direction === "at-most" &&
    target.value.n > 0n &&
    canBe(score, exactly(multiply(weight.value, { n: actual.value.n * target.value.d, d: actual.value.d * target.value.n })))
  )
    findings.push(
      found("reverse-formula-wrong", "error", where("得分"), {
        printed: row.score,
        formula: `${row.weight} × ${row.actual} ÷ ${row.target}`,
        params: { name: row.level3 },
      }),
    );
  if (compare(score.value, weight.value) < 0 && row.reason === null)
    findings.push(
      found("deduction-unexplained", "error", where("偏差原因分析及改进措施"), {
        printed: row.score,
        params: { name: row.level3, lost: "" },
      }),
    );
  return findings;
}

function totals(table: PrintedTable): Finding[] {
  const rows = [...table.funds.slice(0, 1), ...table.indicators];
  const place = { subject: "published.table", table: table.title, row: "总分", ...(table.place ? { place: table.place } : {}) };
  const findings: Finding[] = [];
  for (const [column, title, code] of [
    ["weight", "分值", "weights-sum"],
    ["score", "得分", "total-wrong"],
  ] as const) {
    const figures = rows.map((row) => readPrinted(row[column])).filter((figure): figure is PrintedNumber => figure !== null);
    const printed = readPrinted(table.total?.[column] ?? null);
    const sum = exactSum(figures);
    if (printed && compare(sum, printed.value) !== 0)
      findings.push(
        found(
          code,
          "error",
          { ...place, column: title },
          {
            printed: table.total?.[column] ?? null,
            expected: printExact(sum),
            formula: `${figures.map((figure) => printExact(figure.value)).join(" + ")} = ${printExact(sum)}`,
            params: { total: printExact(sum), printed: table.total?.[column] ?? "" },
          },
        ),
      );
  }
  return findings;
}

/** A detail table's printed totals against its rows, its rates against its amounts. */
function detailTable(table: PrintedDetailTable): Finding[] {
  const findings: Finding[] = [];
  const where = (row: string, column: string) => ({
    subject: `published.${table.id}`,
    table: table.title,
    row,
    column,
    ...(table.place ? { place: table.place } : {}),
  });
  for (const [column, title] of [
    ["budget", "预算金额"],
    ["spent", "支出金额"],
  ] as const) {
    const figures = table.rows.map((row) => readPrinted(row[column])).filter((figure): figure is PrintedNumber => figure !== null);
    const printed = readPrinted(table.totals[column]);
    const sum = exactSum(figures);
    if (printed && figures.length > 0 && compare(sum, printed.value) !== 0)
      findings.push(
        found("subtotal-wrong", "error", where("合计", title), {
          printed: table.totals[column],
          expected: money(sum),
          formula: `${figures.map((figure) => printExact(figure.value)).join(" + ")} = ${money(sum)}`,
          params: { column: title, printed: table.totals[column] ?? "", expected: money(sum) },
        }),
      );
  }
  for (const row of [...table.rows, { name: "合计", ...table.totals }]) {
    const [budget, spent, rate] = [row.budget, row.spent, row.rate].map(readPrinted);
    const computed = budget && spent ? exactQuotient(spent, budget) : null;
    if (computed && rate && !canBe(rate, computed))
      findings.push(
        found("rate-wrong", "error", where(row.name, "执行率"), {
          printed: row.rate,
          expected: printPercent(computed.low),
          formula: `${row.spent} ÷ ${row.budget} = ${printPercent(computed.low)}`,
          params: { printed: row.rate ?? "", expected: printPercent(computed.low) },
        }),
      );
  }
  return findings;
}

type TableColumn = "budget" | "spent";
const DETAIL_COLUMNS: readonly (readonly [TableColumn, string])[] = [
  ["budget", "预算金额"],
  ["spent", "支出金额"],
];

// The same table printed twice with different figures; rows are matched by name. A total that its own rows bear out is
// right, so the finding stands at the other one; where neither can be told right, at the later of the two.
function betweenDetails({ details }: PrintedDocument): Finding[] {
  const [first, ...others] = details;
  if (!first) return [];
  return others.flatMap((other) =>
    DETAIL_COLUMNS.flatMap(([column, title]) => [
      ...other.rows.flatMap((row) => {
        const twin = first.rows.find((one) => one.name === row.name);
        return twin ? disagreement({ table: first, value: twin[column] }, { table: other, value: row[column] }, row.name, title, null) : [];
      }),
      ...disagreement(
        { table: first, value: first.totals[column] },
        { table: other, value: other.totals[column] },
        "合计",
        title,
        bornOut(other, column) && !bornOut(first, column) ? "first" : bornOut(first, column) ? "second" : null,
      ),
    ]),
  );
}

type Side = { readonly table: PrintedDetailTable; readonly value: string | null };

function disagreement(first: Side, second: Side, row: string, column: string, wrong: "first" | "second" | null): Finding[] {
  const [one, two] = [readPrinted(first.value), readPrinted(second.value)];
  if (!one || !two || compare(one.value, two.value) === 0) return [];
  const [at, against] = wrong === "first" ? [first, second] : [second, first];
  return [
    found(
      "tables-disagree",
      "error",
      { subject: `published.${at.table.id}`, table: at.table.title, row, column, ...(at.table.place ? { place: at.table.place } : {}) },
      {
        printed: at.value,
        expected: wrong === null ? null : against.value,
        formula: `${first.table.title}: ${first.value}；${second.table.title}: ${second.value}`,
        params: {
          what: `${row} ${column}`,
          one: first.table.title,
          other: second.table.title,
          first: first.value ?? "",
          second: second.value ?? "",
        },
      },
    ),
  ];
}

function bornOut(table: PrintedDetailTable, column: TableColumn): boolean {
  const figures = table.rows.map((row) => readPrinted(row[column])).filter((figure): figure is PrintedNumber => figure !== null);
  const total = readPrinted(table.totals[column]);
  return total !== null && figures.length > 0 && compare(exactSum(figures), total.value) === 0;
}

function scoreTable({ table }: PrintedDocument, sheet: PrintedScoreTable): Finding[] {
  const findings: Finding[] = [];
  const place = { subject: "published.scores", table: sheet.title, row: "合计", ...(sheet.place ? { place: sheet.place } : {}) };
  for (const [column, title, code] of [
    ["weight", "权重", "weights-sum"],
    ["score", "得分", "total-wrong"],
  ] as const) {
    const figures = sheet.rows.map((row) => readPrinted(row[column])).filter((figure): figure is PrintedNumber => figure !== null);
    const printed = readPrinted(sheet.total[column]);
    const sum = exactSum(figures);
    if (printed && compare(sum, printed.value) !== 0)
      findings.push(
        found(
          code,
          "error",
          { ...place, column: title },
          {
            printed: sheet.total[column],
            expected: printExact(sum),
            formula: `${figures.map((figure) => printExact(figure.value)).join(" + ")} = ${printExact(sum)}`,
            params: { total: printExact(sum), printed: sheet.total[column] ?? "" },
          },
        ),
      );
  }
  const other = readPrinted(table?.total?.score ?? null);
  const own = readPrinted(sheet.total.score);
  if (own && other && compare(own.value, other.value) !== 0)
    findings.push(
      found(
        "tables-disagree",
        "error",
        { ...place, column: "得分" },
        {
          printed: sheet.total.score,
          expected: table?.total?.score ?? null,
          params: {
            what: "总分",
            one: table?.title ?? "",
            other: sheet.title,
            first: table?.total?.score ?? "",
            second: sheet.total.score ?? "",
          },
        },
      ),
    );
  return findings;
}

function conclusions({ rulebook }: CaseUnderReview, printed: PrintedDocument): Finding[] {
  return printed.statements.flatMap((statement) => {
    if (statement.claims !== "conclusion") return [];
    const where = { subject: "published.conclusion", quote: statement.quote, ...(statement.place ? { place: statement.place } : {}) };
    const findings: Finding[] = [];
    const said = readPrinted(statement.score);
    const total = readPrinted(printed.table?.total?.score ?? null);
    if (said && total && compare(said.value, total.value) !== 0)
      findings.push(
        found("total-disagrees-with-text", "error", where, {
          printed: statement.score,
          expected: printed.table?.total?.score ?? null,
          params: { text: statement.score ?? "", table: printed.table?.total?.score ?? "" },
        }),
      );
    const points = said ? (((said.value.n * 100n) / said.value.d) as Points) : null;
    const band =
      points === null
        ? null
        : rulebook.rules.grades?.rule.bands.find(
            (one) => points >= one.from && (points < one.to || (one.closed === true && points === one.to)),
          );
    if (statement.grade === null) findings.push(found("grade-missing", "warning", where, { expected: band?.grade ?? null, params: {} }));
    else if (band && band.grade !== statement.grade && rulebook.rules.grades)
      findings.push(
        found("grade-wrong", "error", where, {
          printed: statement.grade,
          expected: band.grade,
          formula: `${statement.score}`,
          basis: [rulebook.rules.grades.basis],
          params: { score: statement.score ?? "", printed: statement.grade, expected: band.grade },
        }),
      );
    return findings;
  });
}

// One name, several denominators: each rate with what it divides.
function rates(printed: PrintedDocument): Finding[] {
  const stated = printed.statements.flatMap((statement) =>
    statement.claims === "execution-rate" && statement.budget !== null ? [statement] : [],
  );
  const current = printed.table?.funds[1];
  const [revised, executed] = [readPrinted(current?.revised ?? null), readPrinted(current?.executed ?? null)];
  const denominators = new Set(stated.map((statement) => printExact(readPrinted(statement.budget)?.value ?? ZERO)));
  if (denominators.size < 2) return [];
  const lines = stated.map((statement) => `${statement.rate} = ${statement.spent ?? "—"} ÷ ${statement.budget}`);
  const hidden = revised && executed ? exactQuotient(executed, revised) : null;
  if (hidden && current)
    lines.push(
      `${printPercent(hidden.low)} = ${printExact(executed?.value ?? ZERO)} ÷ ${printExact(revised?.value ?? ZERO)}（${current.row.replace(/^其中[:：]/, "")}）`,
    );
  return [
    found(
      "denominator-ambiguous",
      "warning",
      {
        subject: "execution",
        quote: stated.map((statement) => statement.quote).join("；"),
        ...(stated[0]?.place ? { place: stated.map((statement) => statement.place).join("、") } : {}),
      },
      {
        printed: stated.map((statement) => statement.rate).join("、"),
        formula: lines.join("；"),
        params: { rates: lines.join("；"), count: String(lines.length) },
      },
    ),
  ];
}

function dates(printed: PrintedDocument): Finding[] {
  const year = printed.signedOn.slice(0, 4);
  return printed.statements.flatMap((statement) => {
    const text = statement.claims === "benefit" && statement.date !== null ? statement.date : statement.quote;
    const match = /(今年|\d{4}\s*年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/.exec(text);
    if (!match) return [];
    const day = readDay(
      `${match[1] === "今年" ? year : (match[1] ?? "").slice(0, 4)}-${(match[2] ?? "").padStart(2, "0")}-${(match[3] ?? "").padStart(2, "0")}`,
    );
    if (!day || day <= printed.signedOn) return [];
    return [
      found(
        "date-after-signature",
        "error",
        {
          subject: statement.claims === "benefit" ? statement.indicator : "published",
          quote: statement.quote,
          ...(statement.place ? { place: statement.place } : {}),
        },
        {
          printed: match[0],
          expected: `≤ ${printed.signedOn}`,
          formula: `${match[0]} → ${day} > ${printed.signedOn}`,
          params: { date: day, signed: printed.signedOn },
        },
      ),
    ];
  });
}

function numbers(printed: PrintedDocument): Finding[] {
  return printed.statements.flatMap((statement) => {
    if (statement.claims !== "instrument" || !/[[［(（]\d{4}[\]］)）]/.test(statement.number)) return [];
    const right = statement.number.replace(/[[［(（](\d{4})[\]］)）]/, "〔$1〕").replace(/\s/g, "");
    return [
      found(
        "doc-number-brackets",
        "hint",
        { subject: "published", quote: statement.quote, ...(statement.place ? { place: statement.place } : {}) },
        { printed: statement.number, expected: right, params: { printed: statement.number, expected: right } },
      ),
    ];
  });
}

// Money as tables print it: at least two decimals.
function money(value: Ratio): string {
  const short = printExact(value);
  const places = short.split(".")[1]?.length ?? 0;
  return places >= 2 ? short : `${short}${places === 0 ? "." : ""}${"0".repeat(2 - places)}`;
}
