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
