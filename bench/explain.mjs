// Job (a): one project of 15 indicators with its full receipt as JSON, beside the same receipt made with decimal.js, a
// spreadsheet form and a rule engine, and beside the limit: the same text written straight from numbers.
import { Decimal } from "decimal.js";
import { HyperFormula } from "hyperformula";
import Publicodes from "publicodes";
import { traceText } from "../dist/app/messages/trace-text.js";
import { readDossier } from "../dist/dossier/index.js";
import { printPoints } from "../dist/kernel/index.js";
import { scoreDossier } from "../dist/scoring/index.js";
import { figure, interleave, median, printTable, ratioOf } from "./measure.mjs";
import { rulebookOf } from "./product.mjs";

const LINES = 15;
const RUNS = 60;
// Long enough for the compiler to have settled on every contender's code.
const WARM_UP = 3000;
const file = (data) => ({ name: "dossier.yaml", data, locate: () => ({ file: "dossier.yaml" }) });

// Targets of 1,000 and actuals below them, so that every line takes the full way through the rule.
const rows = Array.from({ length: LINES }, (_, i) => ({ id: `line.${i + 1}`, weight: 600, target: 1000, actual: 500 + 31 * i }));
const BUDGET = 46_547_000;
const EXECUTED = 30_033_000;

function theDossier() {
  const read = readDossier({
    dossier: file({
      dossier: "1",
      project: { name: "示例", year: "2021", department: "部", unit: "位" },
      pack: "mof-2020-10",
      moneyUnit: "元",
      evaluation: { kind: "unit-self", signedOn: "2022-05-20", signedBy: "位" },
      funds: { current: { initial: String(BUDGET / 100), revised: String(BUDGET / 100), executed: String(EXECUTED / 100) } },
      indicators: rows.map((row) => ({
        id: row.id,
        level1: "产出指标",
        level2: "数量指标",
        level3: `指标${row.id}`,
        weight: "6",
        target: { kind: "at-least", value: String(row.target), unit: "个" },
        actual: { value: String(row.actual) },
      })),
    }),
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

/** The words around the numbers, taken once from our own receipt so that every contender writes the same text. */
function wordsOf(item) {
  const trace = traceText(item.trace, "zh");
  return { trace, head: JSON.stringify({ formula: trace.formula, basis: trace.basis }).slice(0, -1) };
}

export async function benchExplain() {
  const rulebook = await rulebookOf("mof-2020-10");
  const dossier = theDossier();
  const own = () => {
    const card = scoreDossier(dossier, rulebook);
    return JSON.stringify(card.items.map((item) => ({ id: item.id, score: printPoints(item.score), trace: traceText(item.trace, "zh") })));
  };
  const sample = JSON.parse(own());
  const card = scoreDossier(dossier, rulebook);
  const execution = wordsOf(card.items[0]);
  const line = wordsOf(card.items[1]);
  const limit = () => directText(execution, line);
  const decimal = () => decimalObjects(execution, line);
  for (const [name, run] of [
    ["direct text", limit],
    ["decimal.js", decimal],
  ]) {
    const other = JSON.parse(run());
    if (
      other.length !== sample.length ||
      other.some((item, i) => item.score !== sample[i].score || item.trace.steps.length !== sample[i].trace.steps.length)
    )
      throw new Error(`${name} does not give the same receipt`);
  }
  const sheet = spreadsheet();
  const engine = publicodes();
  for (const run of [own, limit, decimal]) for (let i = 0; i < WARM_UP; i++) run();
  const times = await interleave(
    [
      { name: "hengxiao", run: () => repeat(own) },
      { name: "direct text (limit)", run: () => repeat(limit) },
      { name: "decimal.js + JSON", run: () => repeat(decimal) },
      { name: "HyperFormula (values only)", run: () => repeat(sheet) },
      { name: "publicodes", run: () => repeat(engine) },
    ],
    9,
  );
  printTable(
    `One project with its receipt (${Buffer.byteLength(own())} bytes of JSON), ${RUNS} times a round`,
    ["", "CPU µs each", "this ÷ ours"],
    [...times.keys()].map((name) => [name, figure((median(times.get(name).cpu) * 1000) / RUNS), figure(ratioOf(times, name, "hengxiao"))]),
  );
}

function repeat(run) {
  for (let i = 0; i < RUNS; i++) run();
}

const halfUp = (w, num, den) => (num >= den ? w : Math.floor((2 * w * num + den) / (2 * den)));

function directText(execution, line) {
  const rate = ((EXECUTED / BUDGET) * 100).toFixed(2);
  const own = halfUp(1000, EXECUTED, BUDGET) / 100;
  let text = `[{"id":"execution","score":"${own}","trace":${execution.head},"inputs":[{"name":"分值","value":"10","unit":"分","source":null},{"name":"全年预算数","value":"${BUDGET / 100}","unit":"元","source":"funds.revised"},{"name":"全年执行数","value":"${EXECUTED / 100}","unit":"元","source":"funds.executed"}],"steps":[{"what":"预算执行率","expression":"${EXECUTED / 100} ÷ ${BUDGET / 100}","result":"${rate}%"},{"what":"分值 × 比例","expression":"10 × ${(EXECUTED / BUDGET).toFixed(6)}","result":"${((10 * EXECUTED) / BUDGET).toFixed(6)}"}],"rounding":"${execution.trace.rounding}","result":"${own}"}}`;
  for (const row of rows) {
    const score = halfUp(row.weight, row.actual, row.target) / 100;
    const share = row.actual / row.target;
    text += `,{"id":"${row.id}","score":"${score}","trace":${line.head},"inputs":[{"name":"分值","value":"6","unit":"分","source":null},{"name":"年度指标值（不低于）","value":"${row.target}","unit":"个","source":null},{"name":"实际完成值","value":"${row.actual}","unit":"个","source":null}],"steps":[{"what":"未完成指标值，完成率","expression":"${row.actual} < ${row.target}","result":"${(share * 100).toFixed(2)}%"},{"what":"分值 × 比例","expression":"6 × ${share}","result":"${6 * share}"}],"rounding":"${line.trace.rounding}","result":"${score}"}}`;
  }
  return `${text}]`;
}

function decimalObjects(execution, line) {
  const rate = new Decimal(EXECUTED).div(BUDGET);
  const own = rate.times(10).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toString();
  const items = [
    {
      id: "execution",
      score: own,
      trace: {
        formula: execution.trace.formula,
        basis: execution.trace.basis,
        inputs: [
          { name: "分值", value: "10", unit: "分", source: null },
          { name: "全年预算数", value: new Decimal(BUDGET).div(100).toString(), unit: "元", source: "funds.revised" },
          { name: "全年执行数", value: new Decimal(EXECUTED).div(100).toString(), unit: "元", source: "funds.executed" },
        ],
        steps: [
          {
            what: "预算执行率",
            expression: `${new Decimal(EXECUTED).div(100)} ÷ ${new Decimal(BUDGET).div(100)}`,
            result: `${rate.times(100).toFixed(2)}%`,
          },
          { what: "分值 × 比例", expression: `10 × ${rate.toFixed(6)}`, result: rate.times(10).toFixed(6) },
        ],
        rounding: execution.trace.rounding,
        result: own,
      },
    },
  ];
  for (const row of rows) {
    const weight = new Decimal(row.weight).div(100);
    const target = new Decimal(row.target);
    const actual = new Decimal(row.actual);
    const share = actual.div(target);
    const score = (actual.gte(target) ? weight : weight.times(share).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)).toString();
    items.push({
      id: row.id,
      score,
      trace: {
        formula: line.trace.formula,
        basis: line.trace.basis,
        inputs: [
          { name: "分值", value: weight.toString(), unit: "分", source: null },
          { name: "年度指标值（不低于）", value: target.toString(), unit: "个", source: null },
          { name: "实际完成值", value: actual.toString(), unit: "个", source: null },
        ],
        steps: [
          { what: "未完成指标值，完成率", expression: `${actual} < ${target}`, result: `${share.times(100).toFixed(2)}%` },
          { what: "分值 × 比例", expression: `${weight} × ${share}`, result: weight.times(share).toString() },
        ],
        rounding: line.trace.rounding,
        result: score,
      },
    });
  }
  return JSON.stringify(items);
}

function spreadsheet() {
  const sheet = [
    [1, 1, "=ROUND(MIN(B1/A1,1)*10,2)"],
    ...rows.map((_, i) => [6, 1, `=ROUND(IF(B${i + 2}>=1,A${i + 2},A${i + 2}*B${i + 2}),2)`]),
    [null, null, `=SUM(C1:C${LINES + 1})`],
  ];
  const engine = HyperFormula.buildFromArray(sheet, { licenseKey: "gpl-v3" });
  let turn = 0;
  return () => {
    turn++;
    engine.batch(() => {
      engine.setCellContents({ sheet: 0, row: 0, col: 0 }, [[BUDGET, EXECUTED + turn]]);
      rows.forEach((row, i) => engine.setCellContents({ sheet: 0, row: i + 1, col: 0 }, [[6, (row.actual + (turn % 7)) / row.target]]));
    });
    return engine.getCellValue({ sheet: 0, row: LINES + 1, col: 2 });
  };
}

function publicodes() {
  const rules = {
    budget: { valeur: 1 },
    spent: { valeur: 1 },
    execution: { arrondi: "2 décimales", valeur: "10 * (spent / budget)", plafond: 10 },
  };
  rows.forEach((_, i) => {
    rules[`a${i}`] = { valeur: 1 };
    rules[`s${i}`] = { arrondi: "2 décimales", valeur: `6 * a${i} / 1000`, plafond: 6 };
  });
  rules.total = { somme: ["execution", ...rows.map((_, i) => `s${i}`)] };
  const engine = new Publicodes(rules, { logger: { log() {}, warn() {}, error() {} } });
  let turn = 0;
  return () => {
    turn++;
    engine.setSituation(
      Object.fromEntries([["budget", BUDGET], ["spent", EXECUTED + turn], ...rows.map((row, i) => [`a${i}`, row.actual + (turn % 7)])]),
    );
    return JSON.stringify(engine.evaluate("total").nodeValue);
  };
}
