// Words of the column 偏差原因分析及改进措施 that decide a check. They come from reviewers' practice (private, so what rests on
// them is never an error).

/** Says that points were taken, and not why. */
export const VAGUE = /酌情|适当扣|指标设置|综合考虑|视情况/;
/** Says that there is nothing to prove the result. */
export const NO_EVIDENCE =
  /(?:无|没有|缺少|缺乏|未提供|未附|未见)(?:任何|相关|有效|具体)*(?:佐证|证明|印证|支撑)|(?:无|没有|未提供)(?:任何|相关|有效)*资料/;
/** Says that the indicator has nothing to do with the project. */
export const IRRELEVANT = /与(?:本|该)?项目(?:内容)?(?:无关|不相关|不符)|(?:无关|不相关)(?:的)?指标|指标(?:与项目)?(?:无关|不相关)/;
/** States the deduction as a share of the weight. */
export const STATED_DEDUCTION = /扣(?:减|除|分)?\s*(\d+(?:\.\d+)?)\s*[%％]/;
/** Says what is to be done about it. */
export const MEASURES =
  /下一步|下一年|下年|明年|今后|以后|后续|将|拟|继续|加强|加快|加大|改进|完善|优化|规范|督促|推进|落实|措施|整改|建立|健全|强化|争取|尽快|提前|统筹|做好/;
/** Says that nobody was asked. */
export const NO_SURVEY =
  /(?:未|没有|尚未)(?:能|及时)?(?:组织|开展|进行|实施|做)?[^，,。；;]{0,6}(?:满意度)?(?:调查|问卷|测评)|无(?:满意度)?(?:调查|问卷)/;
/** States the deduction in points. */
export const POINTS_TAKEN = /扣(?:减|除|了)?\s*(\d+(?:\.\d+)?)\s*分/;
/** Names the rule that takes them. */
export const RULE_NAMED = /按(?:照|比例|标准|规定|评分|计分)|依据|根据|评分(?:标准|细则|规则)|扣分(?:标准|规则)|每(?:[^，,。；;]{1,12})扣/;
