// Job (a): one project of 15 indicators with its full receipt as the UTF-8 JSON that leaves the process, beside the same
// receipt made with decimal.js, a spreadsheet form and a rule engine, and beside the limit: the same text written straight
// from numbers. A rule engine's receipt is the tree it evaluates to. Facts change from turn to turn, for everyone alike:
// weights, targets, actuals, budget and spending are facts of the project and no constants of the rules. Every contender's
// scores are compared before anything is timed, and the texts of decimal.js and of the limit must be ours to the letter.
import { Decimal } from "decimal.js";
import { HyperFormula } from "hyperformula";
import Publicodes from "publicodes";
import { encodePiece, finishJson, startJson, writePiece, writeQuoted } from "../dist/app/messages/json-bytes.js";
import { writeTrace } from "../dist/app/messages/trace-json.js";
import { traceText } from "../dist/app/messages/trace-text.js";
import { readDossier } from "../dist/dossier/index.js";
import { printPoints } from "../dist/kernel/index.js";
import { scoreDossier } from "../dist/scoring/index.js";
import { figure, interleave, median, printTable, ratioOf } from "./measure.mjs";
import { rulebookOf } from "./product.mjs";

const LINES = 15;
const PROJECTS = 8;
// A round collects garbage first, which also throws compiled code away: each contender runs long enough to get past that.
const RUNS_FAST = 6000;
const RUNS_SLOW = 60;
const file = (data) => ({ name: "dossier.yaml", data, locate: () => ({ file: "dossier.yaml" }) });

/** Actuals mostly below their targets, so that nearly every line takes the full way through the rule. */
const projects = Array.from({ length: PROJECTS }, (_, p) => ({
  budget: 46_547_000 + 100_000 * p,
  executed: 30_033_000 + 1_700 * p,
  rows: Array.from({ length: LINES }, (_, i) => ({ id: `line.${i + 1}`, weight: 600, target: 1000, actual: 500 + 31 * i + 3 * p })),
}));

const [OPEN, NEXT, SCORE, TRACE, CLOSE] = ['[{"id":', '},{"id":', ',"score":', ',"trace":', "}]"].map(encodePiece);

/** The receipts of a scorecard as bytes. */
function receipts(card) {
  const out = startJson();
  for (const item of card.items) {
    writePiece(out, item === card.items[0] ? OPEN : NEXT);
    writeQuoted(out, item.id);
    writePiece(out, SCORE);
    writeQuoted(out, printPoints(item.score));
    writePiece(out, TRACE);
    writeTrace(out, item.trace, "zh");
  }
  writePiece(out, CLOSE);
  return finishJson(out);
}

/** Text becomes the bytes that leave the process; ours already are. */
const sent = (answer) => (typeof answer === "string" ? Buffer.from(answer) : answer);

function dossierOf(project) {
  const money = { initial: yuan(project.budget), revised: yuan(project.budget), executed: yuan(project.executed) };
  const read = readDossier({
    dossier: file({
      dossier: "1",
      project: { name: "示例", year: "2021", department: "部", unit: "位" },
      pack: "mof-2020-10",
      moneyUnit: "元",
      evaluation: { kind: "unit-self", signedOn: "2022-05-20", signedBy: "位" },
      funds: { current: money },
      indicators: project.rows.map((row) => ({
        id: row.id,
        level1: "产出指标",
        level2: "数量指标",
        level3: `指标${row.id}`,
        weight: String(row.weight / 100),
        target: { kind: "at-least", value: String(row.target), unit: "个" },
        actual: { value: String(row.actual) },
      })),
    }),
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

export async function benchExplain() {
  const rulebook = await rulebookOf("mof-2020-10");
  const dossiers = projects.map(dossierOf);
  const words = wordsOf(scoreDossier(dossiers[0], rulebook));
  const sheet = spreadsheet();
  const engine = publicodes();
  const text = {
    "hengxiao (with its receipt)": (turn) => receipts(scoreDossier(dossiers[turn % PROJECTS], rulebook)),
    "direct text (limit)": (turn) => directText(projects[turn % PROJECTS], words),
    "decimal.js + JSON": (turn) => decimalObjects(projects[turn % PROJECTS], words),
    "HyperFormula (values only)": (turn) => sheet(projects[turn % PROJECTS]),
    "publicodes (its tree as JSON)": (turn) => engine(projects[turn % PROJECTS]),
  };
  const [own, ...others] = Object.keys(text);
  const wrong = Object.fromEntries(others.map((name) => [name, compareWith(text[own], text[name], PROJECTS)]));
  for (const name of ["direct text (limit)", "decimal.js + JSON"])
    if (wrong[name].texts > 0) throw new Error(`${name} does not write the same receipt: ${wrong[name].first}`);
  const runs = Object.fromEntries([own, ...others].map((name, index) => [name, index < 3 ? RUNS_FAST : RUNS_SLOW]));
  const run = (name) => {
    for (let turn = 0; turn < runs[name]; turn++) sent(text[name](turn));
  };
  for (const name of [own, ...others]) for (let turn = 0; turn < 2; turn++) run(name);
  const times = await interleave(
    [own, ...others].map((name) => ({ name, run: () => run(name) })),
    9,
  );
  const each = (name) => (median(times.get(name).cpu) * 1000) / runs[name];
  printTable(
    `One project with its receipt (${text[own](0).length} bytes of JSON), ${RUNS_FAST} or ${RUNS_SLOW} (spreadsheet, rule engine) a round`,
    ["", "CPU µs each", "this ÷ ours", "goal", "wrong scores"],
    [own, ...others].map((name, index) => [
      name,
      figure(each(name)),
      figure((ratioOf(times, name, own) * runs[own]) / runs[name]),
      ["", "≥ 0.5", "≥ 1.5", "≥ 10", "≥ 150"][index],
      index === 0 ? 0 : `${wrong[name].scores} of ${wrong[name].of}`,
    ]),
  );
}

const scoreIn = (item) => Number(typeof item === "object" ? (item.score ?? item.nodeValue) : item);

/** How many projects' texts differ from ours, and how many of their scores. */
function compareWith(ours, theirs, count) {
  const found = { texts: 0, scores: 0, of: count * (LINES + 1), first: "" };
  for (let turn = 0; turn < count; turn++) {
    const [a, b] = [ours(turn), theirs(turn)].map((answer) => Buffer.from(sent(answer)).toString());
    if (a === b) continue;
    found.texts++;
    const [own, other] = [JSON.parse(a), JSON.parse(b)];
    const differ = own.filter((item, i) => Number(item.score) !== scoreIn(other[i]));
    found.scores += differ.length;
    const at = a.split("").findIndex((character, i) => character !== b[i]);
    found.first ||= `${a.slice(Math.max(0, at - 60), at + 40)} ≠ ${b.slice(Math.max(0, at - 60), at + 40)}`;
  }
  return found;
}

/** The words around the numbers, taken once from our own receipt so that every contender writes the same text. */
function wordsOf(card) {
  return [card.items[0], card.items[1]].map((item) => {
    const trace = traceText(item.trace, "zh");
    return {
      ...trace,
      head: JSON.stringify({ formula: trace.formula, basis: trace.basis }).slice(0, -1),
      tail: JSON.stringify(trace.rounding),
    };
  });
}

// ── the limit: whole numbers, and text put together by hand ──

const halfUp = (w, num, den) => (num >= den ? w : Math.floor((2 * w * num + den) / (2 * den)));
const yuan = (fen) => hundredths(fen);

function hundredths(value) {
  const rest = value % 100;
  const whole = (value - rest) / 100;
  if (rest === 0) return `${whole}`;
  return rest % 10 === 0 ? `${whole}.${rest / 10}` : `${whole}.${rest < 10 ? "0" : ""}${rest}`;
}

/** value ÷ 10^places, without zeros at the end. */
function decimals(value, places) {
  let rest = value;
  let left = places;
  while (left > 0 && rest % 10 === 0) {
    rest /= 10;
    left--;
  }
  if (left === 0) return `${rest}`;
  const digits = `${rest}`.padStart(left + 1, "0");
  return `${digits.slice(0, -left)}.${digits.slice(-left)}`;
}

function percent(num, den) {
  const scaled = Math.floor((2 * num * 10_000 + den) / (2 * den));
  const rest = scaled % 100;
  return `${(scaled - rest) / 100}.${rest < 10 ? "0" : ""}${rest}%`;
}

/** Six places cut off, marked "…", or the whole fraction where it ends. */
function cut(num, den) {
  const scaled = Math.floor((num * 1_000_000) / den);
  if (scaled * den === num * 1_000_000) return decimals(scaled, 6);
  const digits = `${scaled}`.padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}…`;
}

function directText({ budget, executed, rows }, [execution, line]) {
  const own = hundredths(halfUp(1000, executed, budget));
  const [b, e] = [yuan(budget), yuan(executed)];
  let text = `[{"id":"execution","score":"${own}","trace":${execution.head},"inputs":[{"name":"分值","value":"10","unit":"分","source":null},{"name":"全年预算数","value":"${b}","unit":"元","source":"funds.revised"},{"name":"全年执行数","value":"${e}","unit":"元","source":"funds.executed"}],"steps":[{"what":"预算执行率","expression":"${e} ÷ ${b}","result":"${percent(executed, budget)}"},{"what":"分值 × 比例","expression":"10 × ${cut(executed, budget)}","result":"${cut(10 * executed, budget)}"}],"rounding":${execution.tail},"result":"${own}"}}`;
  for (const { id, weight, target, actual } of rows) {
    const score = hundredths(halfUp(weight, actual, target));
    const w = hundredths(weight);
    const met = actual >= target;
    const share = met ? "1" : cut(actual, target);
    const what = met ? "已完成指标值，完成率" : "未完成指标值，完成率";
    text += `,{"id":"${id}","score":"${score}","trace":${line.head},"inputs":[{"name":"分值","value":"${w}","unit":"分","source":null},{"name":"年度指标值（不低于）","value":"${target}","unit":"个","source":null},{"name":"实际完成值","value":"${actual}","unit":"个","source":null}],"steps":[{"what":"${what}","expression":"${actual} ${met ? "≥" : "<"} ${target}","result":"${percent(actual, target)}"},{"what":"分值 × 比例","expression":"${w} × ${share}","result":"${met ? w : cut(weight * actual, 100 * target)}"}],"rounding":${line.tail},"result":"${score}"}}`;
  }
  return `${text}]`;
}

// ── decimal.js, objects and JSON.stringify ──

function shown(value) {
  return value.decimalPlaces() <= 12 ? value.toString() : `${value.toDecimalPlaces(6, Decimal.ROUND_DOWN).toFixed(6)}…`;
}

function decimalObjects({ budget, executed, rows }, [execution, line]) {
  const rate = new Decimal(executed).div(budget);
  const own = (rate.gt(1) ? new Decimal(10) : rate.times(10).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)).toString();
  const b = new Decimal(budget).div(100).toString();
  const e = new Decimal(executed).div(100).toString();
  const items = [
    {
      id: "execution",
      score: own,
      trace: {
        formula: execution.formula,
        basis: execution.basis,
        inputs: [
          { name: "分值", value: "10", unit: "分", source: null },
          { name: "全年预算数", value: b, unit: "元", source: "funds.revised" },
          { name: "全年执行数", value: e, unit: "元", source: "funds.executed" },
        ],
        steps: [
          { what: "预算执行率", expression: `${e} ÷ ${b}`, result: `${rate.times(100).toFixed(2, Decimal.ROUND_HALF_UP)}%` },
          { what: "分值 × 比例", expression: `10 × ${shown(rate)}`, result: shown(rate.times(10)) },
        ],
        rounding: execution.rounding,
        result: own,
      },
    },
  ];
  for (const row of rows) {
    const weight = new Decimal(row.weight).div(100);
    const target = new Decimal(row.target);
    const actual = new Decimal(row.actual);
    const met = actual.gte(target);
    const reached = actual.div(target);
    const share = met ? new Decimal(1) : reached;
    const score = weight.times(share).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toString();
    items.push({
      id: row.id,
      score,
      trace: {
        formula: line.formula,
        basis: line.basis,
        inputs: [
          { name: "分值", value: weight.toString(), unit: "分", source: null },
          { name: "年度指标值（不低于）", value: target.toString(), unit: "个", source: null },
          { name: "实际完成值", value: actual.toString(), unit: "个", source: null },
        ],
        steps: [
          {
            what: met ? "已完成指标值，完成率" : "未完成指标值，完成率",
            expression: `${actual} ${met ? "≥" : "<"} ${target}`,
            result: `${reached.times(100).toFixed(2, Decimal.ROUND_HALF_UP)}%`,
          },
          { what: "分值 × 比例", expression: `${weight} × ${shown(share)}`, result: shown(weight.times(share)) },
        ],
        rounding: line.rounding,
        result: score,
      },
    });
  }
  return JSON.stringify(items);
}

// ── a spreadsheet form, refilled and recalculated ──

function spreadsheet() {
  const cells = [
    [10, 1, 1, "=ROUND(MIN(C1/B1,1)*A1,2)"],
    ...Array.from({ length: LINES }, (_, i) => [6, 1, 1, `=ROUND(IF(C${i + 2}>=B${i + 2},A${i + 2},A${i + 2}*C${i + 2}/B${i + 2}),2)`]),
    [null, null, null, `=SUM(D1:D${LINES + 1})`],
  ];
  const engine = HyperFormula.buildFromArray(cells, { licenseKey: "gpl-v3" });
  return ({ budget, executed, rows }) => {
    engine.batch(() => {
      engine.setCellContents({ sheet: 0, row: 0, col: 0 }, [[10, budget, executed]]);
      rows.forEach((row, i) => engine.setCellContents({ sheet: 0, row: i + 1, col: 0 }, [[row.weight / 100, row.target, row.actual]]));
    });
    return JSON.stringify(Array.from({ length: LINES + 2 }, (_, row) => engine.getCellValue({ sheet: 0, row, col: 3 })));
  };
}

// ── a rule engine whose evaluation is a tree that explains itself ──

function publicodes() {
  const rules = {
    budget: { valeur: 1 },
    executed: { valeur: 1 },
    execution: { arrondi: "2 décimales", valeur: "10 * (executed / budget)", plafond: 10 },
  };
  for (let i = 0; i < LINES; i++) {
    for (const name of ["weight", "target", "actual"]) rules[`${name}${i}`] = { valeur: 1 };
    rules[`score${i}`] = {
      arrondi: "2 décimales",
      variations: [{ si: `actual${i} >= target${i}`, alors: `weight${i}` }, { sinon: `weight${i} * actual${i} / target${i}` }],
    };
  }
  const scores = ["execution", ...Array.from({ length: LINES }, (_, i) => `score${i}`)];
  rules.total = { somme: scores };
  const engine = new Publicodes(rules, { logger: { log() {}, warn() {}, error() {} } });
  return ({ budget, executed, rows }) => {
    const facts = { budget, executed };
    rows.forEach((row, i) => {
      facts[`weight${i}`] = row.weight / 100;
      facts[`target${i}`] = row.target;
      facts[`actual${i}`] = row.actual;
    });
    engine.setSituation(facts);
    return JSON.stringify(scores.map((name) => engine.evaluate(name)));
  };
}
