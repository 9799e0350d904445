// Words and patterns of reports' prose that decide a check. Prose is free, so what rests on a word is a judgement.

/** Stock phrases of goals that promise nothing one could check (the founding report's 总体目标 is made of them). */
export const SLOGANS = [
  "全方位",
  "高水平",
  "新贡献",
  "优异",
  "再上新台阶",
  "大力",
  "做大做强",
  "主动服务",
  "新动力",
  "新局面",
  "全面推进",
  "高质量发展",
  "深入贯彻",
  "奋发",
  "开创",
  "作出更大贡献",
] as const;
/** Misuse of money by name (reviewers' practice: 结论“优”但问题含重大资金违规). */
export const VIOLATIONS = /违规|截留|挪用|虚列|套取|挤占|骗取|侵占|坐支/;
/** A denial before the word: "未发现挪用". */
export const DENIED = /(?:未|没有|无|不存在|杜绝|防止|避免)[^。；;，,]{0,8}$/;
/** Says that everything was done. */
export const ALL_DONE =
  /(?:各项|全部|所有)[^。；;，,]{0,16}?(?:均|都|全部|全面)(?:已|按期|如期|圆满|顺利)*(?:完成|达标|实现|达到)|完成(?:了)?(?:各项|全部|所有)|(?:指标|目标|任务)[^。；;，,]{0,6}(?:均|都|全部|全面)(?:已|按期|如期|圆满|顺利)*(?:完成|达标|实现|达到)/;
/** Says that everything was quantified. */
export const ALL_QUANTIFIED = /(?:均|都|全部)(?:已|可|能|进行了?|得到)*量化/;
/** Says that nothing else needs saying. */
export const NOTHING_ELSE = /^无[。.]?$|^没有[。.]?$/;

/** A document number's year in the wrong brackets: "[2020]", "（2020）"; the right ones are 〔〕 (GB/T 9704). */
export const WRONG_BRACKETS = /[[［(（【](\d{4})[\]］)）】](?=\s*第?\s*\d+\s*号)/;
/** A document number: issuer's short name with what stands before it, year, serial. */
export const DOCUMENT_NUMBER = /([\u4e00-\u9fff]{2,10})\s*[[［(（〔【](\d{4})[\]］)）〕】]\s*第?\s*(\d+)\s*号/g;
/** What leads up to a document number in a sentence. */
export const LEAD_IN = /^.*(?:根据|按照|依据|执行|遵照|贯彻|落实|印发|下达|关于|按|以|和|及|与|的)/;
/** Shares of one whole: "占60%". */
export const SHARE_OF_WHOLE = /占(?:比|总数|总额|全部|支出总额|预算总额)?(?:的|为|达|约)*\s*(\d+(?:\.\d+)?)\s*%/g;

/** Numbers of national instruments by which the year of a number can be told to be wrong (their issuers' publications). */
export const KNOWN_INSTRUMENTS = [
  "财预〔2020〕10号",
  "财预〔2021〕101号",
  "财预〔2013〕53号",
  "财预〔2011〕285号",
  "财预〔2015〕88号",
  "财预〔2018〕167号",
  "财预〔2019〕136号",
  "财监〔2021〕4号",
  "财预〔2021〕6号",
  "财行〔2013〕516号",
  "财行〔2017〕434号",
] as const;
/** The report's last section, left with 无. */
export const OTHER_MATTERS = /其他需要说明的(?:问题|事项|情况)[:：]?\s*(?:无|没有)[。.]?(?=\s|$)/u;

/** Countries and territories that delegations go to, as sentences name them: a journey to none of them may have been one at home. */
export const ABROAD =
  /日本|韩国|朝鲜|蒙古|越南|老挝|柬埔寨|缅甸|泰国|马来西亚|新加坡|印度|印尼|菲律宾|文莱|东帝汶|尼泊尔|孟加拉|斯里兰卡|马尔代夫|巴基斯坦|阿富汗|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|塔吉克斯坦|土库曼斯坦|伊朗|伊拉克|土耳其|以色列|约旦|沙特|阿联酋|卡塔尔|科威特|阿曼|巴林|埃及|摩洛哥|突尼斯|阿尔及利亚|南非|肯尼亚|埃塞俄比亚|坦桑尼亚|尼日利亚|加纳|赞比亚|安哥拉|莫桑比克|毛里求斯|俄罗斯|白俄罗斯|乌克兰|波兰|捷克|斯洛伐克|匈牙利|罗马尼亚|保加利亚|塞尔维亚|克罗地亚|斯洛文尼亚|希腊|意大利|西班牙|葡萄牙|法国|德国|英国|爱尔兰|荷兰|比利时|卢森堡|瑞士|奥地利|丹麦|挪威|瑞典|芬兰|冰岛|美国|加拿大|墨西哥|古巴|巴西|阿根廷|智利|秘鲁|哥伦比亚|厄瓜多尔|委内瑞拉|乌拉圭|澳大利亚|新西兰|斐济|巴布亚新几内亚|香港|澳门|台湾/u;
