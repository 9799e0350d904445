// What the columns of treasury and accounting exports are called: the fields we know and the words that name them.

export const EXPORT_FIELDS = [
  "voucher",
  "line",
  "day",
  "amount",
  "debit",
  "credit",
  "summary",
  "payee",
  "economicClass",
  "slice",
  "source",
  "commitment",
  "project",
] as const;
export type ExportField = (typeof EXPORT_FIELDS)[number];

/** Headings by field, the surest first; a heading is compared without blanks, units and brackets. */
export const HEADING_WORDS: Readonly<Record<ExportField, readonly string[]>> = {
  voucher: [
    "凭证号",
    "凭证编号",
    "凭证字号",
    "记账凭证号",
    "会计凭证号",
    "支付凭证号",
    "支付凭证编号",
    "支付令号",
    "支付令编号",
    "支付单号",
    "支付编号",
    "支付申请编号",
    "支付申请号",
    "拨款单号",
    "单据编号",
    "单据号",
    "交易流水号",
    "流水号",
    "voucher",
    "voucherno",
    "vouchernumber",
  ],
  line: ["分录号", "分录序号", "分录行号", "凭证行号", "行号", "line", "lineno"],
  day: [
    "支付日期",
    "记账日期",
    "凭证日期",
    "入账日期",
    "付款日期",
    "清算日期",
    "交易日期",
    "业务日期",
    "制单日期",
    "会计日期",
    "日期",
    "date",
    "paymentdate",
    "postingdate",
  ],
  amount: ["支付金额", "实付金额", "支出金额", "付款金额", "交易金额", "发生额", "本币金额", "金额", "amount", "paymentamount"],
  debit: ["借方金额", "借方发生额", "借方本币", "借方", "debit"],
  credit: ["贷方金额", "贷方发生额", "贷方本币", "贷方", "credit"],
  summary: ["摘要", "资金用途", "支付用途", "用途", "事由", "summary", "description"],
  payee: ["收款人全称", "收款人名称", "收款人", "收款单位", "收款单位名称", "对方户名", "对方单位", "payee"],
  economicClass: [
    "部门预算支出经济分类",
    "部门预算经济分类",
    "部门支出经济分类",
    "部门经济分类",
    "支出经济分类",
    "经济分类科目",
    "经济分类编码",
    "经济分类",
    "经济科目",
    "economicclass",
  ],
  slice: [
    "子项目编号",
    "子项目编码",
    "子项目",
    "子项目名称",
    "二级项目",
    "二级项目编码",
    "团组编号",
    "团组",
    "处室",
    "用款处室",
    "归口处室",
    "subproject",
  ],
  source: ["资金来源", "资金性质", "预算来源", "指标来源", "资金类型", "资金类别", "source"],
  commitment: ["核准单号", "核准编号", "任务核准号", "用款计划号", "合同编号", "合同号", "commitment"],
  project: ["项目编码", "项目代码", "预算项目编码", "项目名称", "预算项目", "项目", "project"],
};

/** Headings of systems where every payment has a number of its own; elsewhere a voucher may have several lines. */
export const ONE_ROW_EACH = [
  "支付凭证号",
  "支付凭证编号",
  "支付令号",
  "支付令编号",
  "支付单号",
  "支付编号",
  "支付申请编号",
  "支付申请号",
  "拨款单号",
  "交易流水号",
  "流水号",
];

/** Numbers of accounting vouchers start anew every month. */
export const MONTHLY_NUMBERS = ["凭证号", "凭证编号", "凭证字号", "记账凭证号", "会计凭证号"];

/** What exports call the sources of money. */
export const SOURCE_WORDS = {
  "carry-over": ["上年结转", "结转资金", "结转结余", "上年结余", "以前年度结转", "结转"],
  current: ["当年财政拨款", "当年预算", "当年拨款", "本年预算", "年初预算", "本年", "当年"],
  other: ["其他资金", "自有资金", "单位资金", "其他"],
} as const;

/** Rows that add up others. */
export const TOTAL_WORDS = /^(?:合计|小计|总计|本页合计|本月合计|本年累计|累计|期初余额|期末余额|total|subtotal)/i;

/** A heading as it is compared. */
export function plainHeading(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[(（[【].*?[)）\]】]/g, "")
    .replace(/[\s:：*/、_-]/g, "")
    .toLowerCase();
}
