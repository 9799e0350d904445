// What a form asks for that the figures depend on: weights, rows of money, how a rate is written. The look is the layout's.

export type LevelScheme = readonly {
  readonly level1: string;
  readonly points: number;
  readonly level2: readonly { readonly name: string; readonly stock: StockList }[];
}[];

export type StockList = "quantity" | "quality" | "timeliness" | "cost" | "economic" | "social" | "ecological" | "lasting" | "satisfaction";

export type RateStyle = "percent" | "percent-places" | "spaced-percent" | "fraction" | "bare";

export type FormTraits = {
  readonly scheme: LevelScheme;
  /** Points of the execution rate; 0 where it has none. */
  readonly executionWeight: number;
  /** The execution points stand apart: the indicators alone make 100. */
  readonly executionApart: boolean;
  readonly rateStyle: RateStyle;
  readonly moneyUnit: "元" | "万元";
  readonly thousands: boolean;
  readonly fundRows: readonly string[];
  /** Rows below the total repeat its rate, and its points. */
  readonly partRates: boolean;
  readonly partScores: boolean;
  /** Rows without money say 0.00 instead of nothing. */
  readonly zeroParts: boolean;
  /** One score stands for all indicators of a level-2 group. */
  readonly sharedScores: boolean;
  readonly tables: number;
  readonly report: boolean;
};

const OUTPUT = [
  { name: "数量指标", stock: "quantity" },
  { name: "质量指标", stock: "quality" },
  { name: "时效指标", stock: "timeliness" },
  { name: "成本指标", stock: "cost" },
] as const;
const BENEFIT = [
  { name: "经济效益指标", stock: "economic" },
  { name: "社会效益指标", stock: "social" },
  { name: "生态效益指标", stock: "ecological" },
  { name: "可持续影响指标", stock: "lasting" },
] as const;
const SATISFACTION = [{ name: "服务对象满意度指标", stock: "satisfaction" }] as const;

/** 产出 效益 满意度 with the points given. */
export function officialScheme(output: number, benefit: number, satisfaction: number): LevelScheme {
  return [
    { level1: "产出指标", points: output, level2: OUTPUT },
    { level1: "效益指标", points: benefit, level2: BENEFIT },
    { level1: "满意度指标", points: satisfaction, level2: SATISFACTION },
  ];
}

/** 成本指标 as a level of its own, as the forms from 2021 on have it. */
export const COST_SCHEME: LevelScheme = [
  { level1: "成本指标", points: 20, level2: [{ name: "经济成本指标", stock: "cost" }] },
  { level1: "产出指标", points: 40, level2: OUTPUT.slice(0, 3) },
  { level1: "效益指标", points: 20, level2: BENEFIT.slice(0, 3) },
  { level1: "满意度指标", points: 10, level2: SATISFACTION },
];

/** Level names without 指标, as some provinces print them. */
export const SHORT_SCHEME: LevelScheme = [
  {
    level1: "产出指标",
    points: 50,
    level2: [
      { name: "产出数量", stock: "quantity" },
      { name: "产出质量", stock: "quality" },
      { name: "产出时效", stock: "timeliness" },
      { name: "产出成本", stock: "cost" },
    ],
  },
  {
    level1: "效益指标",
    points: 30,
    level2: [
      { name: "经济效益", stock: "economic" },
      { name: "社会效益", stock: "social" },
      { name: "可持续影响", stock: "lasting" },
    ],
  },
  { level1: "满意度指标", points: 10, level2: [{ name: "社会公众满意度", stock: "satisfaction" }] },
];

export const OFFICIAL_TRAITS: FormTraits = {
  scheme: officialScheme(50, 30, 10),
  executionWeight: 10,
  executionApart: false,
  rateStyle: "percent",
  moneyUnit: "万元",
  thousands: false,
  fundRows: ["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"],
  partRates: false,
  partScores: false,
  zeroParts: false,
  sharedScores: false,
  tables: 1,
  report: false,
};
