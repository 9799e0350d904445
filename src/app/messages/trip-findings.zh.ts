// What is wrong with a trip or its claim, in Chinese, by the case of the finding.
import type { BreachReason } from "../../trips/index.ts";

/** `about` names what it is about; `found` and `expected` are the two figures, "" where there is none. */
export type BreachParams = { readonly about: string; readonly found: string; readonly expected: string };
export type BreachWording = { readonly message: (params: BreachParams) => string; readonly remedy: string };

export const TRIP_FINDINGS_ZH: Record<BreachReason, BreachWording> = {
  "not-in-plan": { message: () => "团组不在年度出国计划内", remedy: "补报计划外审批，说明理由；未经批准不得出访" },
  "no-task-document": { message: () => "没有任务批件", remedy: "写明任务批件文号（taskDocument）" },
  "no-foreign-affairs-opinion": { message: () => "缺外事部门审核意见", remedy: "由外事部门出具任务审核意见" },
  "no-finance-opinion": { message: () => "缺财务部门审核意见", remedy: "由财务部门出具预算审核意见" },
  "party-too-large": { message: (p) => `团组${p.found}人，限${p.expected}人`, remedy: "压减人数，或说明特殊需要并报批" },
  "too-many-days": {
    message: (p) => `${p.about}国在外停留${p.found}天，限${p.expected}天（离、抵境当日计入）`,
    remedy: "压缩行程，或说明特殊需要并报批",
  },
  "too-many-countries": { message: (p) => `出访${p.found}国，限${p.expected}国`, remedy: "减少出访国家" },
  "days-miscounted": {
    message: (p) => `各段天数合计${p.found}天，按出入境日（${p.about}）应为${p.expected}天`,
    remedy: "按离、抵国境之日核对各段天数",
  },
  "nights-exceed-days": {
    message: (p) => `住宿${p.found}夜，在外${p.about}天至多${p.expected}夜`,
    remedy: "核对夜数；机上、车上过夜不计住宿",
  },
  "lodging-over": { message: (p) => `${p.about}住宿报销${p.found}，限额${p.expected}`, remedy: "超标准部分不予报销" },
  "allowance-over": { message: (p) => `${p.about}补贴报销${p.found}，按标准和天数为${p.expected}`, remedy: "按标准和天数改正" },
  "allowance-under": {
    message: (p) => `${p.about}补贴报销${p.found}，少于标准应得的${p.expected}`,
    remedy: "核对天数和人数；自愿少领的写明",
  },
  hosted: { message: (p) => `${p.about}外方已提供，仍领取${p.found}，应为${p.expected}`, remedy: "外方提供的伙食、公杂不再领取" },
  driven: { message: (p) => `${p.about}包车或外方接送期间公杂费领取${p.found}，应为${p.expected}`, remedy: "用车期间按比例领取公杂费" },
  cabin: { message: (p) => `舱位“${p.found}”超过级别（${p.about}），最高“${p.expected}”`, remedy: "按级别乘坐；超出部分自理" },
  cash: { message: () => "以现金支付国际旅费", remedy: "用公务卡或转账支付" },
  intercity: { message: () => "城市间交通未列入计划或未获批准", remedy: "事先列入计划并报批；未批准不予报销" },
  banquet: { message: () => "宴请未获批准", remedy: "连同出国计划报批；未批准不予报销" },
  "own-mission": { message: () => "与驻外机构、中资企业用公款宴请", remedy: "不予报销" },
  gift: { message: () => "礼品未获批准", remedy: "事先报批；未批准不予报销" },
  "people-differ": { message: (p) => `实际${p.found}人，批准${p.expected}人`, remedy: "说明变更并附批件；未经批准的不予核销" },
  "days-differ": { message: (p) => `实际在外${p.found}天，批准${p.expected}天`, remedy: "说明变更并附批件；超出天数的费用不予核销" },
  "countries-differ": { message: (p) => `实际国别“${p.found}”，批准“${p.expected}”`, remedy: "说明变更并附批件；未经批准的路线不予核销" },
  "over-budget": {
    message: (p) => `决算${p.found}超过批准的预算${p.expected}，超出${p.about}，没有例外记录`,
    remedy: "报批例外并写明文件（exception），或压减",
  },
  "version-named": { message: (p) => `报销所用标准“${p.found}”不是出境日施行的标准，应为${p.expected}`, remedy: "按出境日施行的标准重算" },
  "version-by-figure": {
    message: (p) => `住宿按${p.about}的旧标准${p.found}计算，出境日标准为${p.expected}`,
    remedy: "按出境日施行的标准重算",
  },
  "rate-missing": { message: (p) => `没有 ${p.about} 的汇率`, remedy: "写明汇率、日期和来源" },
  "rate-undated": { message: (p) => `${p.about} 的汇率没有日期或来源`, remedy: "写明汇率的日期（on）和来源（source）" },
  "host-cost": { message: (p) => `由对方承担的费用仍列支${p.found}`, remedy: "从报销中剔除，以文字注明" },
  "report-late": { message: (p) => `${p.about}回国，${p.found}才交总结，限${p.expected}`, remedy: "尽快补交并说明" },
  "passports-late": {
    message: (p) => `${p.about}回国，${p.found}才交回证照，限${p.expected}（未除节假日）`,
    remedy: "尽快交回；期间有法定节假日的写明",
  },
  "report-overdue": {
    message: (p) => `${p.about}回国，总结应${p.expected}交，逾期${p.found}天还没有交`,
    remedy: "由团长签字后补交；未交不得结算",
  },
  "passports-overdue": { message: (p) => `${p.about}回国，证照应${p.expected}交回，逾期${p.found}天还没有交`, remedy: "立即交回证照" },
  "notice-short": { message: (p) => `公示${p.found}天，应${p.expected}天`, remedy: "补足公示" },
  "notice-missing": { message: (p) => `没有公示记录，应公示${p.expected}天`, remedy: "写明公示天数（noticeDays）" },
  "party-split": {
    message: (p) => `与“${p.about}”同日同路线，合计${p.found}人，限${p.expected}人，疑似拆分团组`,
    remedy: "合并为一团，按人数限额报批",
  },
  "party-split-by-days": {
    message: (p) => `与同往的“${p.about}”出境日相近，合计${p.found}人，限${p.expected}人，疑似拆分团组`,
    remedy: "说明分批的理由；属同一任务的合并为一团，按人数限额报批",
  },
  frequent: { message: (p) => `近两年出访记录（${p.found}次）：${p.about}`, remedy: "在请示件中说明近两年出访记录" },
  payer: { message: (p) => `由“${p.found}”列支，团组属“${p.expected}”`, remedy: "由派出单位列支，或附委托和分摊依据" },
  territory: { message: (p) => `${p.about}写作国内行程；赴${p.about}适用出国（境）标准`, remedy: "国别写作该地区" },
  "no-report": { message: () => "没有出访报告", remedy: "补交团长签字的出访报告，缺件不得结算" },
  "report-unsigned": { message: () => "出访报告未经团长签字", remedy: "由团长签字" },
  "no-expense-sheet": { message: () => "没有团组负责人审签的国外费用报销单", remedy: "补交报销单（expenseSheet）" },
  "days-cut-to-fit": {
    message: (p) => `批准在外${p.about}天，按出入境章为${p.found}天，限${p.expected}天，疑似压减天数报批`,
    remedy: "说明原因并附批件；夜间航班零点前出关的写明（daysNote）",
  },
  "rate-deviates": { message: (p) => `${p.about} 的汇率与当日牌价相差${p.found}，限${p.expected}`, remedy: "核对汇率和日期" },
  "step-without-papers": { message: (p) => `“${p.about}”已办，缺${p.found}`, remedy: "补齐后再办下一步" },
  "exception-expired": {
    message: (p) => `特事特办准许晚交的${p.found}应${p.expected}补交，还没有交（${p.about}天）`,
    remedy: "立即补交；确需再延的重新登记例外，未补前不办下一步",
  },
  "no-invitation": { message: () => "没有邀请函", remedy: "写明邀请单位、日期（invitation）" },
  "invitation-by-agent": { message: () => "邀请由中介联系或出具", remedy: "由外方对口单位直接邀请" },
  "invitation-not-peer": { message: () => "邀请单位与团组不对等、不对口", remedy: "由对等、对口的单位邀请" },
  "family-travels": { message: (p) => `“${p.about}”是团员的配偶或子女`, remedy: "不得随团" },
  "leaders-together": { message: (p) => `“${p.about}”与另一团员同属领导班子“${p.found}”`, remedy: "同一领导班子成员原则上不同团" },
  "programme-days-missing": { message: (p) => `日程缺${p.found}`, remedy: "逐日补齐上午、下午的安排" },
  "programme-beyond-days": { message: (p) => `日程中${p.found}不在出访期间（${p.expected}）`, remedy: "核对出入境日期，天数按离、抵境计" },
  "over-limit": { message: (p) => `年度限量“${p.about}”已用${p.found}，限${p.expected}`, remedy: "压减，或报批调整限量" },
  "out-of-plan-unexplained": {
    message: (p) => `计划外团组“${p.about}”没有写明理由和替换的计划内团组`,
    remedy: "在团组总量内调整，写明理由（reason）和替换的团组（replaces）",
  },
};
