// The text of a cell as a value: its lines joined, and null where nothing but a dash stands.

/** Starts a line of its own: an item of a list. */
const ITEM = /^(?:目标|指标)?\s*(?:\d{1,2}[.．、:：)）]|[（(][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]、)/u;

/** Lines that were broken for want of room are joined; items of a list and sentences that ended keep their lines. */
export function joinLines(text: string): string {
  if (!/[\n\r]/u.test(text)) return text.trim();
  let joined = "";
  for (const raw of text.split(/[\n\r]+/u)) {
    const line = raw.trim();
    if (line === "") continue;
    if (joined === "") joined = line;
    else if (ITEM.test(line) || (/[。；;！]$/u.test(joined) && joined.length > 20)) joined += `\n${line}`;
    else joined += /[A-Za-z]$/u.test(joined) && /^[A-Za-z]/u.test(line) ? ` ${line}` : line;
  }
  return joined;
}

const NOTHING = /^[\s—–―－\-_/\\…·.。]*$/u;

/** Whether nothing stands there: blank, or a dash or stroke that fills the cell. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text);
}

/** The value as printed; null where nothing stands. */
export function printedValue(text: string): string | null {
  return isNothing(text) ? null : text.trim();
}

const FIGURE = /^[+-]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?$/u;

/** Whether the text is a plain figure, with or without a unit of money, points or a percent sign. */
export function isFigure(text: string): boolean {
  return figureOf(text) !== null;
}

/** "5.8万元" parted into the figure as printed and its unit; null for other text. */
export function figureOf(text: string): { readonly figure: string; readonly unit: string } | null {
  const narrow = text.replace(/[\s￥¥]/gu, "").replace(/[０-９．，％]/gu, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
  const unit = /(?:万元|万|元|分|%)$/u.exec(narrow)?.[0] ?? "";
  const figure = unit === "" ? narrow : narrow.slice(0, -unit.length);
  return FIGURE.test(figure) ? { figure, unit } : null;
}

const HINT =
  /\d{2,4}\s*字(?:以内|左右)|[（(]请[^（）()]{2,40}[)）]|请(?:逐条|简要|如实|详细)?(?:填写|说明|列示|描述)|^结合自评|^对照年度目标.{0,20}(?:说明|如何)/u;

/** Whether the cell still holds the form's own instruction instead of an answer. */
export function isFormHint(text: string): boolean {
  return text.length < 200 && HINT.test(text);
}
