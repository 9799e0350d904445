// Words of indicator names that decide a check, with where they come from. Chinese forms name indicators freely, so what
// rests on a word is a judgement and never an error.

/** Promises without a measure (reviewers' practice: 不可考核的空洞指标). */
export const EMPTY_WORDS = /提升|提高|加强|增强|促进|推动|推进|改善|明显|显著|良好|有效|持续/;
/** A name that can be measured: a rate, a share, a count, or a figure in it. */
export const MEASURED = /率|比例|占比|比重|覆盖面|数量|人数|次数|人次|个数|面积|里程|金额|满意|[\d０-９]/;
/** A rate by name: "100%" is a fitting target for it. */
export const RATE_NAME = /率|比例|占比|比重|程度|覆盖面|满意|百分比/;
/** A figure with a unit inside a name: "12个", "256.8万元". Shares ("±10%") are left out: they belong to a rate. */
export const FIGURE_IN_NAME =
  /(?<![\d.])\d+(?:\.\d+)?\s*(?:个|次|人次|人|名|户|家|项|篇|场|期|天|套|台|件|份|条|批|万元|亿元|元|公里|千米|米|平方米|立方米|亩|公顷|吨)/;
/** Counts and amounts by name, where a share is no target (the founding report: 结算12个团组 → 100%). */
export const COUNT_NAME = /(?:数量|数额|数目|人数|次数|人次|个数|场次|批次|件数|户数|团组数|金额|经费|费用|支出|成本|面积|里程|期限|天数)$/;
/** Costs by name. */
export const COST_NAME = /(?:成本|费用|单价|均价|造价)$/;
/** Paying and booking are no output (reviewers' practice: 数量指标误填资金支付). */
export const MONEY_FLOW = /资金(?:支付|拨付|支出|到位|使用)|拨付(?:资金|进度)|支付(?:进度|资金)|预算(?:执行|支出)/;
/** Cost names for which more is better. */
export const SAVING_NAME = /节约|节省|降低|压减|减少|标准|补助|补贴/;
/** Names for which less is better, where no sign says so. */
export const LESS_IS_BETTER =
  /成本|费用|单价|造价|支出|控制|调整|结转|结余|变动|下降|降低|减少|事故|伤亡|死亡|受灾|受害|投诉|违规|违法|超标|逾期|差错|缺陷|损失|能耗|排放/;
/** A time by which, or over which (针对时效指标). */
export const TIME_WORDS =
  /\d+\s*(?:年|月|日|号|天|周|季|小时|时|点|分钟)|[一二三四五六七八九十]+(?:月|季度|个月|天|日)|年[底初末内]|月[底初末]|季[度末]|半年|上旬|中旬|下旬|当年|当月|当日|每[年月日周季]|及时|按[时期]|准时|时限|\d{4}[-/.]\d{1,2}/;
/** People who carry a project out, by the words surveys use for them. */
export const INSIDERS = /职工|员工|工作人员|干部|本单位|内部|出访人员|参训教师|实施人员|项目组|承办|机关人员/;

/**
 * Trades that templates are copied from; each word list names things of one trade only. An indicator that speaks of a trade
 * which nothing else in the case mentions was probably left in from another project's table (reviewers' practice).
 */
export const TRADES: readonly (readonly string[])[] = [
  ["老年人", "养老", "敬老院", "居家养老"],
  ["道路", "公路", "路面", "桥梁", "沥青"],
  ["农田", "耕地", "灌溉", "粮食", "种植", "秸秆"],
  ["学生", "教师", "学校", "幼儿园", "课程"],
  ["病床", "患者", "门诊", "医院", "疫苗"],
  ["生猪", "牲畜", "养殖", "屠宰"],
  ["河道", "水库", "堤防", "防汛物资"],
  ["林地", "造林", "森林", "苗木"],
  ["污水", "垃圾", "公厕", "环卫"],
  ["电影", "图书馆", "博物馆", "文物"],
  ["低保", "特困", "残疾人", "救助站"],
];
