// What money rows are called: the total, and its parts by source, by level of government or by nature of spending.
import { foldWord } from "./fold-text.ts";

const TOTAL = /^(?:年度|项目|财政)*(?:财政)?(?:资金|预算)?(?:总额|合计|总计|总数)$|^部门预算执行情况$|^预算执行(?:数)?$|^转移支付$/u;

const PART =
  /^(?:其中)?[:：]?(?:(?:当年|本年|年初|上年|中央|省级?|市级?|县级?|区级?|地方|自治区|其他|一般(?:公共)?(?:预算)?(?:内)?|政府性基金|国有资本经营|财政专户|财政|单位|专项|社会|自筹|自有|事业|基本|项目|纳入专户).*(?:资金|拨款|补助|收入|支出|预算|结转|结余|经费|投入)|其他|地方资金\/其他|上年结转(?:结余)?|人员类|运转类|(?:工资|商品).*)$/u;

/** `total` sums the others up; `part` is one of them. Null for text that names no money row. */
export function fundRowKindOf(printed: string): "total" | "part" | null {
  const word = foldWord(printed).replace(/[:：]+$/u, "");
  if (word.length === 0 || word.length > 30) return null;
  if (TOTAL.test(word)) return "total";
  return PART.test(word) ? "part" : null;
}
