// A read table as a dossier: its facts as printed, each with its place, nothing added that the document does not say. What a
// dossier needs and the document lacks is left out, and the dossier's own reading then names it.
import { readDecimal, toNarrow } from "../../../kernel/index.ts";
import type { ReadDocument, ReadIndicatorRow, ReadTable } from "../../../reading/index.ts";

type Draft = { readonly [key: string]: unknown };

/** `today` dates the evaluation where the document is not signed. */
export function draftDossier(document: ReadDocument, table: ReadTable, pack: string, today: string): Draft {
  const unit = table.unit ?? table.department;
  return {
    dossier: "1",
    project: filled({
      name: table.project,
      year: String(table.year ?? document.year ?? ""),
      department: table.department ?? table.unit,
      unit,
    }),
    pack,
    moneyUnit: table.moneyUnit ?? "万元",
    evaluation: filled({ kind: "unit-self", signedOn: document.signedOn ?? today, signedBy: unit }),
    ...(table.goal === null && table.goalAchieved === null
      ? {}
      : { goals: filled({ overall: oneLine(table.goal), achieved: oneLine(table.goalAchieved) }) }),
    funds: fundsOf(table),
    indicators: table.indicators.map((row, index) => indicatorOf(row, index)),
  };
}

const SOURCES = [
  ["current", /当年|本年|年初.*拨款|财政拨款/],
  ["carryOver", /结转|结余/],
  ["other", /其他/],
] as const;

/** By source where the form has such rows; else the total is the year's money. */
function fundsOf({ funds }: ReadTable): Draft {
  const [total] = funds;
  const rows = SOURCES.flatMap(([key, words]) => {
    const row = funds.slice(1).find((one) => words.test(one.row) && (one.revised ?? one.executed ?? one.initial) !== null);
    return row ? [[key, amountsOf(row)] as const] : [];
  });
  const found = Object.fromEntries(rows);
  return filled({
    ...("current" in found || !total ? found : { current: amountsOf(total) }),
    weight: total?.weight === undefined ? null : plainNumber(total.weight),
  });
}

function amountsOf({ row, initial, revised, executed }: ReadTable["funds"][number]): Draft {
  const sourced = (text: string | null) => (plainNumber(text) === null ? null : { value: plainNumber(text), source: row });
  return filled({ initial: sourced(initial), revised: sourced(revised), executed: sourced(executed) });
}

const NOT_APPLICABLE = /^(?:无|不适用|不涉及|[—–/-]+)$/;

function indicatorOf(row: ReadIndicatorRow, index: number): Draft {
  const { level1, level2, level3, weight, score, reason } = row;
  const head = { id: `row.${index + 1}`, level1, level2, level3: level3.replaceAll("\n", "") };
  if (NOT_APPLICABLE.test(level3.trim())) return filled({ ...head, notApplicable: oneLine(reason) ?? level3 });
  return filled({
    ...head,
    weight: plainNumber(weight),
    ...matterOf(row),
    recorded: plainNumber(score) === null ? null : filled({ score: plainNumber(score), by: null, reason: oneLine(reason) }),
    deviation: oneLine(reason),
  });
}

const SIGNS: readonly (readonly [RegExp, "at-least" | "at-most" | "equal"])[] = [
  [/^(?:≥|≧|>=?|不低于|不少于|大于等于|大于|达到|至少)/, "at-least"],
  [/^(?:≤|≦|<=?|不高于|不超过|不多于|小于等于|小于|控制在)/, "at-most"],
  [/^(?:=|﹦|═|等于)/, "equal"],
];
const FIGURE = /^(-?\d[\d,]*(?:\.\d+)?)(%?)(\D*)$/;

/** Target and result as figures where both are; else the words of both, judged by tier. */
function matterOf({ level1, level2, level3, target, actual }: ReadIndicatorRow): Draft {
  if (target === null) return {};
  const plain = toNarrow(target).replace(/\s+/g, "");
  const sign = SIGNS.find(([pattern]) => pattern.test(plain));
  const wanted = FIGURE.exec(sign ? plain.replace(sign[0], "") : plain);
  const done = actual === null ? null : FIGURE.exec(toNarrow(actual).replace(/\s+/g, ""));
  if (!wanted || (actual !== null && !done))
    return { target: { kind: "tier", text: oneLine(target) }, actual: filled({ tier: oneLine(actual) }) };
  const value = wanted[1] ?? "";
  if (wanted[2] === "%" && /满意/.test(`${level1}${level2}${level3}`))
    return { target: { kind: "satisfaction", value: `${value}%` }, actual: filled({ rate: done ? `${done[1]}%` : null }) };
  const unit = wanted[2] === "%" ? "%" : (wanted[3] ?? "") || (done?.[3] ?? "") || level3;
  return {
    target: { kind: sign?.[1] ?? (/成本/.test(level2) ? "at-most" : "at-least"), value, unit },
    actual: filled({ value: done?.[1] ?? null, unit }),
  };
}

/** Plain decimals only; anything else printed in a number's place is left to the audit's findings. */
function plainNumber(text: string | null): string | null {
  const narrow = text === null ? null : toNarrow(text).replace(/\s+/g, "");
  return narrow !== null && readDecimal(narrow)?.percent === false ? narrow : null;
}

function oneLine(text: string | null): string | null {
  const line = text?.replace(/\s+/g, " ").trim() ?? "";
  return line === "" ? null : line;
}

/** Without the keys that hold nothing: what is unknown is left out of a dossier. */
function filled(entries: Draft): Draft {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== null && value !== undefined && value !== ""));
}
