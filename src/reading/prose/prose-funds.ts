// Money rows spelled out in a sentence: named amounts of the budget, then what was spent of them.
import type { ReadFundRow } from "../read-table.ts";

const NAMED = /([\u4e00-\u9fff]{2,12}?(?:资金|拨款|补助))(?:共计?|合计|为|共)?(\d[\d,.]*)万元/gu;
const SPENT = /(?:全年执行数|执行数|实际支出|支出|实际使用)(?:共计?|合计|为|共)?(?=\d)/u;
const FIRST_AMOUNT = /^(\d[\d,.]*)万元/u;
const RATE = /执行率(?:为|达到?)?(\d[\d.]*[%％])/u;
const BEFORE_NAME = /^.*(?:用|收到|使用|安排|下达|投入|其中|拨付|落实|共|年)/u;

/** Rows in 万元; empty where the text does not name amounts and say what was spent. */
export function proseFunds(text: string, score: string | null): readonly ReadFundRow[] {
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
