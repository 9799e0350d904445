// An indicator spelled out in a sentence: its name, what was planned and what came of it. Each way of writing is one pattern; a
// sentence that fits none says nothing of an indicator.

export type ProseItem = { readonly name: string; readonly target: string | null; readonly actual: string | null };

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

/** Of a sentence behind a level's name (数量指标：…); `scored` where points stand beside that name. */
export function labelledItems(text: string, scored: boolean): readonly ProseItem[] {
  const both = itemsWithBoth(text);
  if (both.length > 0) return both;
  return clausesOf(text).flatMap((clause): ProseItem[] => {
    const planned = itemWithRate(clause);
    if (planned) return [planned];
    const counted = COUNTED.exec(clause);
    if (counted) return [{ name: counted[2] ?? "", target: null, actual: counted[1] ?? null }];
    const named = NAMED_RATE.exec(clause);
    if (named) return [{ name: named[1] ?? "", target: null, actual: named[2] ?? null }];
    const parted = partTail(clause);
    if (parted) return [{ name: parted.name, target: null, actual: parted.value }];
    const comma = clause.search(/[,，]/u);
    return scored && comma > 2 ? [{ name: clause.slice(0, comma), target: null, actual: clause.slice(comma + 1) }] : [];
  });
}

/** Of a sentence below a level's heading: only what gives its own rate of completion, or plan and result. */
export function plainItems(text: string): readonly ProseItem[] {
  const both = itemsWithBoth(text);
  return both.length > 0 ? both : clausesOf(text).flatMap((clause) => itemWithRate(clause) ?? []);
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
