// Money rows spelled out in a sentence: named amounts of the budget, then what was spent of them.
import type { ReadFundRow } from "../read-table.ts";

const NAMED = /([\u4e00-\u9fff]{2,12}?(?:资金|拨款|补助))(?:共计?|合计|为|共)?(\d[\d,.]*)万元/gu;
const SPENT = /(?:全年执行数|执行数|实际支出|实际支付|支出|实际使用|实际执行|累计支付)(?:共计?|合计|为|共)?(?=\d)/u;
const LABELLED = (label: string) => new RegExp(`(?:${label})(?:为|是|共|[:：])?(\\d[\\d,.]*)万元`, "u");
const BUDGETS = {
  initial: LABELLED("年初预算(?:数|资金|安排)?"),
  revised: LABELLED("全年预算(?:数|资金)?|调整后?预算(?:数|资金)?"),
  executed: LABELLED("(?:全年)?(?:预算)?(?:执行数|实际支出|支出数)"),
};
const WEIGHT = /[,，](?:分值|权重)(?:为|[:：])?(\d+(?:\.\d+)?)分?(?=[,，。])/u;
const SCORE = /[,，](?:自评)?(?:得分|得)(?:为|[:：])?(\d+(?:\.\d+)?)分/u;
const NAME_BEFORE = /([\u4e00-\u9fff]{4,24}?(?:资金|经费|项目|补助|专项))[^\u4e00-\u9fff]*$/u;
const FIRST_AMOUNT = /^(\d[\d,.]*)万元/u;
const RATE = /执行率(?:为|达到?)?(\d[\d.]*[%％])/u;
const BEFORE_NAME = /^.*(?:用|收到|使用|安排|下达|投入|其中|拨付|落实|共|年)/u;

/** Rows in 万元; empty where the text does not name amounts and say what was spent. */
export function proseFunds(text: string, score: string | null): readonly ReadFundRow[] {
  const labelled = labelledRow(text, score);
  if (labelled) return [labelled];
  const cut = SPENT.exec(text);
  if (!cut) return [];
  const after = text.slice(cut.index + cut[0].length);
  const budget = amountsIn(text.slice(0, cut.index));
  const total = FIRST_AMOUNT.exec(after)?.[1] ?? null;
  if (budget.length === 0 || total === null) return [];
  const spent = amountsIn(after);
  return budget.map(({ name, amount }, index): ReadFundRow => {
    const first = index === 0;
    return {
      row: name,
      initial: null,
      revised: amount,
      executed: first ? total : (spent.find((one) => one.name === name)?.amount ?? null),
      weight: null,
      rate: first ? (RATE.exec(text)?.[1] ?? null) : null,
      score: first ? score : null,
    };
  });
}

/** 年初预算数120万元，全年预算数150万元，全年执行数142.5万元: the figures of one row by the form's own names. */
function labelledRow(text: string, score: string | null): ReadFundRow | null {
  const at = text.search(/(?:年初|全年|调整后?)预算/u);
  const amount = (field: keyof typeof BUDGETS) => BUDGETS[field].exec(text)?.[1] ?? null;
  if (at < 0 || amount("executed") === null || (amount("initial") === null && amount("revised") === null)) return null;
  const name = NAME_BEFORE.exec(text.slice(0, at))?.[1]?.replace(BEFORE_NAME, "") ?? "";
  return {
    row: name.length > 2 ? name : "项目资金",
    initial: amount("initial"),
    revised: amount("revised"),
    executed: amount("executed"),
    weight: WEIGHT.exec(text)?.[1] ?? null,
    rate: RATE.exec(text)?.[1] ?? null,
    score: SCORE.exec(text)?.[1] ?? score,
  };
}

function amountsIn(text: string): { readonly name: string; readonly amount: string }[] {
  return [...text.matchAll(NAMED)].flatMap(([, printed = "", amount = ""]) => {
    const name = printed.replace(BEFORE_NAME, "");
    return name.length > 2 ? [{ name, amount }] : [];
  });
}

/** Planned investment, where the text names no other money. */
export function plannedInvestment(text: string): ReadFundRow | null {
  const amount = /预计(?:总)?投资(?:为|约)?(\d[\d,.]*)万元/u.exec(text)?.[1];
  const nothing = { initial: null, executed: null, weight: null, rate: null, score: null };
  return amount === undefined ? null : { row: "投资", revised: amount, ...nothing };
}
