// The words of a priced trip in Chinese, by the codes that pricing gives.

export const TRIPS_ZH = {
  kinds: {
    lodging: "住宿费",
    meal: "伙食费",
    misc: "公杂费",
    "train-allowance": "国际列车补助",
    banquet: "宴请",
    "domestic-lodging": "国内住宿费",
    "domestic-meal": "国内伙食补助",
    "domestic-transport": "国内市内交通",
    "international-travel": "国际旅费",
    "inter-city": "国外城市间交通费",
    "domestic-travel": "国内城市间交通费",
    visa: "签证费",
    insurance: "保险费",
    epidemic: "防疫费",
    "conference-fee": "会议注册费",
    gift: "礼品",
    "chartered-car": "包租车辆",
    "airport-transit": "往返机场轨道交通",
    other: "其他费用",
  },
  ranks: { ministerial: "省部级", bureau: "厅局级", other: "其他人员" },
  cabins: {
    first: "头等舱、一等",
    business: "公务舱、商务座",
    economy: "经济舱",
    second: "二等",
    third: "三等",
    "deluxe-sleeper": "高级软卧",
    "soft-sleeper": "软卧",
    "hard-sleeper": "硬卧",
  },
  notes: {
    "subject-to-approval": "须事先报批",
    "not-approved": "未获批准，不列支或按标准",
    "borne-by-host": "由对方承担，不计入",
    hosted: "由对方提供，不再领取",
    "host-transport": "对方提供交通",
    "chartered-car": "包租车辆期间",
    "other-cities": "按该国“其他城市”",
    "neighbour-rates": "暂按邻国标准",
    "conference-hotel": "国际会议指定酒店，据实",
    "within-standard": "低于标准，据实",
    "as-spent": "据实列支",
    "in-season": "旺季标准",
    "under-hours": "境外段未超过规定时数，无补助",
    "own-mission": "与驻外机构、中资企业不得用公款互请",
  },
  missing: {
    "exchange-rate": (detail: string) => `缺 ${detail} 的汇率`,
    "rate-of-place": (detail: string) => `标准表中没有“${detail}”：核对名称；确无标准的，用 ratesOf 写明参照的邻国`,
    "hotel-price": (detail: string) => `${detail}：据实列支，缺每夜房价（hotel.perNight）`,
    amount: (detail: string) => `缺金额：${detail}`,
    "fare-in-class": (detail: string) => `舱位超过级别，缺本级舱位（${detail}）的票价`,
    "day-in-season": (detail: string) => `${detail} 分淡旺季，缺到达日期（from）`,
  },
  silences: {
    "no-standard-on-day": (day: string) => `${day} 没有施行中的标准`,
    "no-rule": (what: string) => `施行中的规定对“${what}”未作规定`,
  },
  bounds: { "part-meals": "对方只供部分餐，规定未作区分，金额在零与全额之间" },
  /** What an instrument is silent on, by the name of the rule. */
  rules: {
    lodging: "住宿费",
    meal: "伙食费",
    misc: "公杂费",
    hosted: "对方接待",
    hostTransportMisc: "对方仅提供交通时的公杂费",
    charteredCarMisc: "包车时的公杂费",
    internationalTrain: "国际列车补助",
    banquet: "宴请",
  },
  formulas: {
    "lump-sum": "包干：标准 × 天数 × 人数，折成人民币",
    ceiling: "限额：标准 × 数量，折成人民币；在限额内据实报销",
    actual: "据实：金额折成人民币",
    missing: "缺少事实，不能计算",
    silent: "施行中的规定未作规定，不给数",
  },
  inputs: { rate: "标准", amount: "金额", days: "天数", nights: "夜数", guests: "人次", people: "人数", share: "比例", exchange: "汇率" },
  steps: { "in-currency": "外币或原币金额", "in-yuan": "折人民币" },
  columns: {
    what: "费用",
    place: "地点",
    rate: "标准",
    quantity: "数量",
    foreign: "原币",
    exchange: "汇率",
    amount: "金额（元）",
    basis: "依据",
  },
  days: (count: number) => `${count}天`,
  nights: (count: number) => `${count}夜`,
  guests: (count: number) => `${count}人次`,
  people: (count: number) => `${count}人`,
  total: "合计",
  open: "未定",
  decided: (amount: string) => `合计未定；已能确定的各行合计 ${amount} 元`,
  allowed: (min: string, max: string) => `合计在 ${min} 元与 ${max} 元之间`,
  head: (departs: string, returns: string, days: number, people: number) => `${departs} 出境，${returns} 入境，${days}天，${people}人`,
  factors: { people: "人数", days: "天数（夜数、行程）", standards: "开支标准", fares: "旅费等据实费用", exchange: "汇率" },
  difference: {
    title: (budget: string, actual: string, by: string) =>
      `预算 ${budget} 元，实际 ${actual} 元，相差 ${by} 元：连环替代法，按下列顺序逐项替换`,
    none: "预算或实际的合计未定，不能分解差异",
    factor: "因素",
    before: "替换前",
    after: "替换后",
    effect: "影响（元）",
  },
  standards: "标准",
} as const;

type Words<T> = {
  readonly [Key in keyof T]: T[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : T[Key] extends string
      ? string
      : Words<T[Key]>;
};
/** What each language must say of a trip. */
export type TripWording = Words<typeof TRIPS_ZH>;
