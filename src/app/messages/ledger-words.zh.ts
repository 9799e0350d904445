// The words of ledgers in Chinese: sources, rates, why a posting is refused, what an export's row is refused or parked for.
import type { BudgetSource, NoticeCode, RefusalCode, RowFaultCode, SpendingLimit, SpendingPolicy } from "../../ledger/index.ts";
import type { TraceWords } from "./trace-text.ts";

type Params = Readonly<Record<string, string>>;
type Wording<Code extends string> = Readonly<Record<Code, (p: Params) => string>>;

const of = (p: Params, name: string) => p[name] ?? "";
const slice = (p: Params) => (of(p, "slice") === "" ? "未分配部分" : `“${of(p, "slice")}”`);

const SOURCES: Readonly<Record<BudgetSource, string>> = { current: "当年财政拨款", "carry-over": "上年结转资金", other: "其他资金" };
const LIMITS: Readonly<Record<SpendingLimit, string>> = { slice: "切块数", commitment: "核准数" };
const POLICIES: Readonly<Record<SpendingPolicy, string>> = { stop: "不得超出", reason: "凭例外单超出", hint: "提示" };
const source = (p: Params) => SOURCES[of(p, "source") as BudgetSource] ?? of(p, "source");
const limit = (p: Params) => LIMITS[of(p, "limit") as SpendingLimit] ?? of(p, "limit");

const REFUSALS: Wording<RefusalCode> = {
  closed: (p) => `本年台账已于 ${of(p, "day")} 结账，不再记账`,
  "no-rules": () => "台账还没有设定支出规则（先用哪项资金、超出时怎么办）",
  "amount-not-positive": () => "金额必须大于零",
  "amount-too-large": (p) => `金额 ${of(p, "amount")} 元超出任何公共支出的量级，多半是多打了几位`,
  "amount-zero": () => "金额为零，等于没有变动",
  "order-incomplete": () => "资金使用顺序要把三项来源各列一次",
  "budget-already-set": (p) => `${source(p)}已有年初预算，变动请用预算调整`,
  "budget-missing": (p) => `${source(p)}还没有年初预算，无从调整`,
  "document-missing": () => "没有填文号或依据文件",
  "reason-missing": () => "没有填理由",
  "over-budget": (p) => `超出全年预算：要用 ${of(p, "amount")} 元，扣除已支付和已占用后只剩 ${of(p, "left")} 元`,
  "over-source": (p) => `${source(p)}不够：要用 ${of(p, "amount")} 元，只剩 ${of(p, "left")} 元`,
  "below-use": (p) => `调减后的 ${of(p, "revised")} 元少于已支付和已占用的 ${of(p, "used")} 元`,
  "slice-unknown": (p) => `没有子项目或处室“${of(p, "slice")}”`,
  "slice-differs": (p) => `“${of(p, "slice")}”的名称、上级、处室或核准单所属与台账不一致`,
  "slice-nested-in-itself": () => "切块不能放在自己里面",
  "slice-beyond-remainder": (p) => `可分配的只剩 ${of(p, "rest")} 元，切不出 ${of(p, "amount")} 元`,
  "slice-below-use": (p) => `“${of(p, "slice")}”余 ${of(p, "left")} 元，不能再减 ${of(p, "amount")} 元`,
  "slices-beyond-budget": (p) => `各切块合计 ${of(p, "given")} 元，会超出调整后的预算 ${of(p, "revised")} 元`,
  "commitment-known": (p) => `核准单“${of(p, "commitment")}”已经登记过`,
  "commitment-unknown": (p) => `没有核准单“${of(p, "commitment")}”`,
  "commitment-exceeded": (p) => `核准单“${of(p, "commitment")}”只占用着 ${of(p, "left")} 元，释放不出 ${of(p, "amount")} 元`,
  "commitments-open": (p) => `还有占用未了（${of(p, "commitments")}，共 ${of(p, "amount")} 元），先支付或释放再结账`,
  "source-differs": (p) => `核准单“${of(p, "commitment")}”占用的不是${source(p)}`,
  "day-outside-year": (p) => `${of(p, "day")} 不在 ${of(p, "year")} 年度内`,
  "voucher-missing": () => "没有填凭证号",
  "voucher-known": (p) => `凭证“${of(p, "voucher")}”已经入账（第 ${of(p, "seq")} 笔）`,
  "class-unknown": (p) => `没有部门预算支出经济分类科目“${of(p, "code")}”`,
  "limit-stops": (p) => `${slice(p)}超出${limit(p)} ${of(p, "by")} 元，按支出规则不得支付`,
  "refund-beyond-paid": (p) => `退回 ${of(p, "amount")} 元多于已支付的 ${of(p, "paid")} 元`,
  "refund-of-other": (p) => `原支付不属于${slice(p)}`,
  "exception-known": (p) => `例外单“${of(p, "exception")}”已经登记过`,
  "exception-unknown": (p) => `没有例外单“${of(p, "exception")}”`,
  "exception-for-other": (p) => `例外单“${of(p, "exception")}”是给${slice(p)}的`,
  "exception-expired": (p) => `例外单“${of(p, "exception")}”只在 ${of(p, "from")} 至 ${of(p, "until") || "不限"} 有效`,
  "exception-used-up": (p) => `例外单“${of(p, "exception")}”只剩 ${of(p, "left")} 元，盖不住超出的 ${of(p, "by")} 元`,
  "posting-unknown": (p) => `没有第 ${of(p, "of")} 笔，或它不是支付`,
  "already-reversed": (p) => `第 ${of(p, "of")} 笔已经冲销过`,
  "not-reversible": (p) => `第 ${of(p, "of")} 笔不能直接冲销：有别的记录以它为依据，或它是规则、冲销`,
  "lapse-beyond-rest": (p) => `收回的比${source(p)}剩下的还多`,
};

const NOTICES: Wording<NoticeCode> = {
  "over-slice": (p) => `${slice(p)}超出切块数 ${of(p, "by")} 元，没有例外单，照记并留记录`,
  "over-commitment": (p) => `超出核准数 ${of(p, "by")} 元，没有例外单，照记并留记录`,
  "outside-slices": (p) => `超出未分配部分 ${of(p, "by")} 元，没有例外单，照记并留记录`,
  "carry-over-second-year": (p) => `上年结转资金还有 ${of(p, "amount")} 元未用完：连续两年未用完的是结余资金（财预〔2016〕18号第三条）`,
};

const ROW_FAULTS: Wording<RowFaultCode> = {
  empty: (p) => `${of(p, "field")}为空`,
  formula: (p) => `${of(p, "field")}是公式（存着 ${of(p, "found")}），金额只认填写的数`,
  "not-an-amount": (p) => `${of(p, "field")}“${of(p, "found")}”不是金额`,
  "finer-than-fen": (p) => `${of(p, "field")}“${of(p, "found")}”细于一分`,
  "amount-zero": (p) => `${of(p, "field")}为零`,
  "amount-both-sides": (p) => `借方、贷方都有数（${of(p, "found")}）`,
  "not-a-day": (p) => `${of(p, "field")}“${of(p, "found")}”不是日期`,
  "class-unknown": (p) => `没有经济分类科目“${of(p, "found")}”`,
  "source-unknown": (p) => `看不出资金来源“${of(p, "found")}”是哪一项`,
  "voucher-repeated": (p) => `凭证号“${of(p, "found")}”在本文件里重复`,
};

const FIELDS = {
  voucher: "凭证号",
  line: "分录号",
  day: "日期",
  amount: "金额",
  debit: "借方金额",
  credit: "贷方金额",
  summary: "摘要",
  payee: "收款人",
  economicClass: "经济分类",
  slice: "子项目或处室",
  source: "资金来源",
  commitment: "核准单号",
  project: "项目",
} as const;

/** What a rate divides and by what. */
const RATES = {
  revised: ["总预算执行率", "全年预算数（调整后，含上年结转）"],
  initial: ["年初预算执行率", "年初预算数"],
  committed: ["支付加占用", "全年预算数（调整后，含上年结转）"],
  source: ["分来源执行率", "该来源全年预算数"],
  slices: ["切块执行率", "各子项目切块合计"],
  slice: ["子项目执行率", "该子项目切块数"],
  division: ["处室执行率", "该处室各子项目切块合计"],
} as const;

const rateFormula = (above: string, below: string) => `${above} ÷ ${below}`;
const perSource = (prefix: string, words: (name: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(SOURCES).map(([key, name]) => [`${prefix}-${key}`, words(name)]));

const TRACES: TraceWords = {
  formulas: {
    "rate-revised": rateFormula("全年支出", "全年预算数"),
    "rate-initial": rateFormula("全年支出", "年初预算数"),
    "rate-committed": rateFormula("（全年支出 + 占用未付）", "全年预算数"),
    "rate-source": rateFormula("该来源支出", "该来源全年预算数"),
    "rate-slices": rateFormula("各子项目支出合计", "各子项目切块合计"),
    "rate-slice": rateFormula("该子项目支出", "该子项目切块数"),
    "rate-division": rateFormula("该处室各子项目支出", "该处室各子项目切块合计"),
  },
  inputs: {
    paid: "支出",
    reserved: "占用未付",
    "paid-in-slices": "各子项目支出合计",
    sliced: "各子项目切块合计",
    allocated: "切块数",
    ...perSource("paid", (name) => `${name}支出`),
    ...perSource("revised", (name) => `${name}全年预算数`),
    ...perSource("initial", (name) => `${name}年初预算数`),
    ...perSource("adjusted", (name) => `${name}调整数`),
  },
  steps: { divide: "相除" },
};

const PARKED = {
  "slice-unknown": (p: Params) => `文件写的“${of(p, "slice")}”对不上任何子项目或处室`,
  "amount-differs": (p: Params) => `金额不一致：文件 ${of(p, "file")} 元，台账 ${of(p, "here")} 元`,
  "date-differs": (p: Params) => `日期不一致：文件 ${of(p, "file")}，台账 ${of(p, "here")}`,
  "missing-there": (p: Params) => `台账有凭证“${of(p, "voucher")}”（${of(p, "here")} 元），文件没有`,
  "needs-exception": (p: Params) => `${slice(p)}会超出${limit(p)} ${of(p, "by")} 元，要例外单`,
} as const;

export const LEDGER_WORDS_ZH = {
  sources: SOURCES,
  limits: LIMITS,
  policies: POLICIES,
  refusals: REFUSALS,
  notices: NOTICES,
  rowFaults: ROW_FAULTS,
  fields: FIELDS,
  rates: RATES,
  traces: TRACES,
  parked: PARKED,
};

type Loose<T> = T extends string
  ? string
  : { readonly [Key in keyof T]: T[Key] extends string ? string : T[Key] extends (...args: never) => unknown ? T[Key] : Loose<T[Key]> };
export type LedgerWords = Loose<typeof LEDGER_WORDS_ZH>;
