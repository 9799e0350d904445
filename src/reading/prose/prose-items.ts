// An indicator spelled out in a sentence: its name, what was planned and what came of it. Each way of writing is one pattern; a
// sentence that fits none says nothing of an indicator.

export type ProseItem = {
  readonly name: string;
  readonly target: string | null;
  readonly actual: string | null;
  /** Points that the sentence itself gives. */
  readonly weight?: string | null;
  readonly score?: string | null;
};

const RATE = String.raw`\d[\d.]*[%％]`;
const VALUE = String.raw`(?:≥|≤|≧|≦|>=|<=|[=<>])?\d[\d,.]*`;
const PLAN_AND_RESULT = new RegExp(
  `([^,，。;；:：]+?)(?:指标|目标)(?:值)?为(${VALUE}[%％]?)[,，]?实际(?:完成)?(?:值|情况)?为(${VALUE}[%％]?)`,
  "gu",
);
const WITH_RATE = new RegExp(`^(.+?)[,，](?:指标)?完成率(?:为|达到?)?(${RATE})$`, "u");
const COUNTED = /^(\d[\d,.]*(?:名|人|户|个|家|件))([\u4e00-\u9fff]{3,16}?)\d[\d,.]*(?:万元|元)/u;
const NAMED_RATE = new RegExp(`^([^,，]{2,20}?(?:率|比例))(?:为|达到?)(${RATE})`, "u");
const CARRIED_OUT = /实施([^,，。;；\d]{4,30}?)(\d[\d.]*)(公里|千米|座|个|处|户|亩|平方米|万平方米|套|台)[,，][^。;；]*?完成(\d[\d.]*)\3/gu;

const SIGN = "(?:≥|≤|≧|≦|>=|<=|[=<>]|不低于|不少于|不超过|不高于|控制在)";
/** A figure with its sign and unit, or a day. */
const MEASURED = `(?:(?:20\\d\\d年(?:\\d{1,2}月)?(?:\\d{1,2}日|底)?前?)|${SIGN}?\\d[\\d,.]*(?:万|亿)?(?:[%％‰]|[\u4e00-\u9fffA-Za-z²]{0,4}?)(?:以上|以内|以下)?)`;
const STOP = "(?=[,，、()（）]|完工|完成|建成|$)";
const PLAN_LABEL = "(?:年初|年度|全年|绩效|预期|设定)*(?:计划|目标|指标|预期|任务)(?:值|数)?(?:为|是|[:：])?";
const DONE_LABEL =
  "(?:截至[^,，]{4,12}[,，])?(?:全年|年度|年末|目前)?(?:实际|已|共|累计)*(?:完成|达到|实现|改造|建成|开展|培训|发放|服务)*(?:值|数|情况)?(?:了|为|是|[:：])*";
const NAMED_PLAN = new RegExp(
  `^([^,，:：]{2,40}?)[,，:：]?${PLAN_LABEL}(${MEASURED})${STOP}(?:[完建]成|完工)?[,，、]${DONE_LABEL}(${MEASURED})(?:[完建]成|完工)?(?=[,，(（]|$)`,
  "u",
);
/** 计划改造公厕50座，实际改造50座: what is counted names the indicator. */
const PLANNED_WORK = new RegExp(
  `^(?:年初|年度|全年)?计划(?:为)?([^\\d,，]{0,16})(\\d[\\d,.]*)([\u4e00-\u9fff]{1,3})([^\\d,，]{0,20})[,，]${DONE_LABEL}[^\\d,，]{0,16}?(\\d[\\d,.]*)\\3(?=[^\\d]{0,12}(?:[,，(（]|$))`,
  "u",
);
/** 造价控制在10万元以内，实际9.8万元. */
const LIMITED = new RegExp(
  `^([^,，:：]{2,30}?)((?:控制在|不超过|不低于|不少于|≥|≤)\\d[\\d,.]*[^,，]{0,6}?)[,，]${DONE_LABEL}(${MEASURED})(?=[,，(（]|$)`,
  "u",
);
const WEIGHT = /[,，、]?(?:分值|权重|满分)(?:为|[:：])?(\d+(?:\.\d+)?)分?(?=[,，、。;；]|$)/u;
const SCORE = /[,，、]?(?:自评|实际|应)?(?:得分|实得|得)(?:为|[:：])?(\d+(?:\.\d+)?)分(?=[,，、。;；]|$)/u;
const NUMBERED = /^(?:[①-⑳]|[（(]\d{1,2}[)）]|\d{1,2}[.、．)）])\s*/u;

/** Plan and result, with points where the sentence has them. */
function plannedItem(printed: string): ProseItem | null {
  const clause = printed.replace(NUMBERED, "");
  const points = { weight: WEIGHT.exec(clause)?.[1] ?? null, score: SCORE.exec(clause)?.[1] ?? null };
  const words = clause.replace(WEIGHT, "").replace(SCORE, "");
  const work = PLANNED_WORK.exec(words);
  if (work) {
    const [, before = "", planned = "", unit = "", behind = "", done = ""] = work;
    const name = before + behind;
    if (name.length > 1) return { name, target: `${planned}${unit}`, actual: `${done}${unit}`, ...points };
  }
  const [, name, target, actual] = LIMITED.exec(words) ?? NAMED_PLAN.exec(words) ?? [];
  if (name === undefined || target === undefined || actual === undefined) return null;
  const trimmed = name.replace(/(?:(?:年度|年初|全年|绩效)*(?:目标|计划|指标|预期|任务)(?:值|数)?(?:为|是)?|的|为|年度|年初|全年)$/u, "");
  return trimmed.length > 1 ? { name: trimmed, target, actual, ...points } : null;
}

/** Of a sentence behind a level's name (数量指标：…); `scored` where points stand beside that name. */
export function labelledItems(text: string, scored: boolean): readonly ProseItem[] {
  const both = itemsWithBoth(text);
  if (both.length > 0) return both;
  return clausesOf(text).flatMap((clause): ProseItem[] => {
    const planned = plannedItem(clause) ?? itemWithRate(clause);
    if (planned) return [planned];
    const counted = COUNTED.exec(clause);
    if (counted) return [{ name: counted[2] ?? "", target: null, actual: counted[1] ?? null }];
    const named = NAMED_RATE.exec(clause);
    if (named) return [{ name: named[1] ?? "", target: null, actual: named[2] ?? null }];
    const parted = partTail(clause);
    if (parted) return [{ name: parted.name, target: null, actual: parted.value }];
    const comma = clause.search(/[,，]/u);
    const first = comma > 2 && !/\d/u.test(clause.slice(comma)) ? partTail(clause.slice(0, comma)) : null;
    if (first) return [{ name: first.name, target: null, actual: first.value }];
    return scored && comma > 2 ? [{ name: clause.slice(0, comma), target: null, actual: clause.slice(comma + 1) }] : [];
  });
}

/** Of a sentence below a level's heading: only what gives its own rate of completion, or plan and result. */
export function plainItems(text: string): readonly ProseItem[] {
  const both = itemsWithBoth(text);
  return both.length > 0 ? both : clausesOf(text).flatMap((clause) => plannedItem(clause) ?? itemWithRate(clause) ?? []);
}

/** Works with their extent, planned and done, anywhere in the text. */
export function worksCarriedOut(text: string): readonly ProseItem[] {
  return [...text.matchAll(CARRIED_OUT)].map(([, name = "", planned = "", unit = "", done = ""]) => ({
    name,
    target: `${planned}${unit}`,
    actual: `${done}${unit}`,
  }));
}

function clausesOf(text: string): string[] {
  return text
    .split(/[;；。]/u)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length > 2);
}

function itemsWithBoth(text: string): ProseItem[] {
  return [...text.matchAll(PLAN_AND_RESULT)].map(([, name = "", target = "", actual = ""]) => ({ name, target, actual }));
}

function itemWithRate(clause: string): ProseItem | null {
  const [, left, rate] = WITH_RATE.exec(clause) ?? [];
  if (left === undefined || rate === undefined) return null;
  const parted = partTail(left);
  return parted ? { name: parted.name, target: parted.value, actual: rate } : null;
}

const FIGURE_TAIL =
  /^(.*?[\u4e00-\u9fff)）])(?:为|达到?|是)?((?:≥|≤|≧|≦|>=|<=|[=<>])?\d[\d,.]*(?:万|亿)?(?:[%％‰]|[\u4e00-\u9fff]{1,3})?)$/u;
const WORD_TAIL = /^(.+?)((?:有效|明显|显著|进一步|不断|持续|逐步|稳步)(?:提高|提升|改善|增强|完善|加强|降低|减少|促进))$/u;

/** "年免费开放天数360天" parted into name and value. */
function partTail(text: string): { readonly name: string; readonly value: string } | null {
  const match = FIGURE_TAIL.exec(text) ?? WORD_TAIL.exec(text);
  const [, name = "", value = ""] = match ?? [];
  return name.length > 1 && name.length <= 40 && !/[,，]/u.test(name) ? { name: name.replace(/[为达]$/u, ""), value } : null;
}
