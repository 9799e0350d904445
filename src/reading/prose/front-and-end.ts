// What a report says of itself: its title at the front, issuer and date at the end, its annexes, the year it is about.

import { isFormTitle, yearIn } from "../grid/read-head-row.ts";
import type { SourceAddress } from "../source-document.ts";
import { lineAt, type Paragraph } from "./paragraphs.ts";

export type Found = { readonly text: string; readonly address: SourceAddress | null };

const TITLE_END = /(?:报告|自评表|评价表|说明|情况|总结)(?:[(（][^（）()]*(?:[(（][^（）()]*[)）][^（）()]*)*[)）])?\d{0,2}$/u;
const FRONT = 40;
const LONGEST_TITLE = 80;
const MENU = 12;

/** The title, with the lines that belong to it; the issuer's own line above it is left out. */
export function titleFound(paragraphs: readonly Paragraph[], issuer: string | null): Found | null {
  const front = paragraphs.slice(0, FRONT);
  const ends = front.flatMap(({ text, heading }, index) => (heading === null && isTitleEnd(text) ? [index] : []));
  // A page's menu may name the kind of document before its title does.
  const [early = -1] = ends;
  const named = ends.find(
    (index) => index - early < MENU && /绩效|評|评/u.test(front[index]?.text ?? "") && (front[index]?.text.length ?? 0) > 9,
  );
  const at = (front[early]?.text.length ?? 0) < 8 || !/绩效|评/u.test(front[early]?.text ?? "") ? (named ?? early) : early;
  const line = front[at];
  if (!line) return null;
  const parts = [line.text];
  // A title too short to name anything goes on from the lines above it.
  for (let above = at - 1; above >= Math.max(0, at - 3); above--) {
    const text = front[above]?.text ?? "";
    const isPart = text.length >= 4 && text.length <= 40 && !/[。；：:，#]|^(?:附件|首页|来源|发布|时间|•)/u.test(text);
    if (!isPart || text === issuer || isFormTitle(text)) break;
    if (joinsUp(parts[0] ?? "", text)) parts.unshift(text);
    else break;
  }
  const title = parts.join("");
  const text = issuer !== null && title.startsWith(issuer) && title.length > issuer.length + 6 ? title.slice(issuer.length) : title;
  return { text: text.replace(/^《|》.*$/gu, ""), address: lineAt(line, 0)?.address ?? null };
}

function isTitleEnd(text: string): boolean {
  return text.length >= 4 && text.length <= LONGEST_TITLE && TITLE_END.test(text) && !/[。；：:>•]|^附件|如下|见/u.test(text);
}

function joinsUp(below: string, above: string): boolean {
  return below.length <= 12 || (/^(?:19|20)\d{2}年/u.test(above) && !/(?:19|20)\d{2}年/u.test(below));
}

const DIGITS = "〇一二三四五六七八九";
const DAY_LINE =
  /^(?:日期[:：])?([\d〇○零一二三四五六七八九０-９]{4})年([\d一二三四五六七八九十０-９]{1,3})月([\d一二三四五六七八九十０-９]{1,3})日$/u;

export type Signature = { readonly signedOn: Found | null; readonly issuer: Found | null };

const BODY = /(?:局|办|办公室|委|委员会|院|馆|中心|政府|厅|处|站|公司|会|校|学|所|队|部|社|园|台|库|署|团|组|行|法院|检察院)$/u;

/** The last line that is a day and nothing else, with the name of a body on the line above: cells of an annex are days too. */
export function signatureFound(paragraphs: readonly Paragraph[]): Signature {
  const isDay = ({ text }: Paragraph) => DAY_LINE.test(text);
  const signed = paragraphs.findLastIndex((line, index) => isDay(line) && isBody(paragraphs[index - 1]));
  const at = signed >= 0 ? signed : paragraphs.findLastIndex(isDay);
  const line = paragraphs[at];
  if (!line) return { signedOn: null, issuer: frontIssuer(paragraphs) };
  const day = dayOf(line.text);
  const above = paragraphs[at - 1];
  const named = isBody(above);
  return {
    signedOn: day === null ? null : { text: day, address: lineAt(line, 0)?.address ?? null },
    issuer:
      above && named
        ? { text: above.text.replace(/[（(]盖章[)）]$/u, ""), address: lineAt(above, 0)?.address ?? null }
        : frontIssuer(paragraphs),
  };
}

function isBody(line: Paragraph | undefined): boolean {
  return line?.heading === null && line.text.length <= 40 && BODY.test(line.text.replace(/[（(]盖章[)）]$/u, ""));
}

function frontIssuer(paragraphs: readonly Paragraph[]): Found | null {
  const [first] = paragraphs;
  return first && first.text.length <= 30 && first.text.length >= 4 && BODY.test(first.text) && !TITLE_END.test(first.text)
    ? { text: first.text, address: lineAt(first, 0)?.address ?? null }
    : null;
}

function dayOf(text: string): string | null {
  const [, year = "", month = "", day = ""] = DAY_LINE.exec(text) ?? [];
  const [y, m, d] = [yearOf(year), numberOf(month), numberOf(day)];
  if (y === null || m === null || d === null || m < 1 || m > 12 || d < 1 || d > 31) return null;
  return `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
}

function yearOf(text: string): number | null {
  const digits = [...narrow(text).replace(/[○零]/gu, "〇")].map((one) => (/\d/u.test(one) ? one : String(DIGITS.indexOf(one)))).join("");
  return /^(?:19|20)\d{2}$/u.test(digits) ? Number(digits) : null;
}

// 十二, 二十, 二十一, 5.
function numberOf(text: string): number | null {
  const plain = narrow(text);
  if (/^\d{1,2}$/u.test(plain)) return Number(plain);
  const match = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/u.exec(plain);
  if (!match || plain === "") return null;
  const [, tens = "", ten = "", ones = ""] = match;
  const value = (one: string) => Math.max(0, DIGITS.indexOf(one === "" ? "〇" : one));
  return ten === "" ? value(tens) || value(ones) : (tens === "" ? 1 : value(tens)) * 10 + value(ones);
}

function narrow(text: string): string {
  return text.replace(/[０-９]/gu, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
}

/** Names after 附件：, one or several. */
export function annexesFound(paragraphs: readonly Paragraph[]): readonly string[] {
  const names: string[] = [];
  let open = false;
  for (const { text } of paragraphs) {
    const match = /^附(?:件|表)\d{0,2}[:：](.+)$/u.exec(text);
    const next: RegExpExecArray | null = open ? /^\d{1,2}[.、．](.{2,40})$/u.exec(text) : null;
    const found: string | undefined = match?.[1] ?? next?.[1];
    open = found !== undefined;
    if (found !== undefined)
      names.push(...found.split(/(?=\d{1,2}[.、．](?!\d))/u).map((name) => name.replace(/^\d{1,2}[.、．]/u, "").replace(/[；;。]$/u, "")));
  }
  return [...new Set(names.filter((name) => name.length >= 2))];
}

/** The year in the title, else the one that the text speaks of as 年度 most. */
export function yearFound(title: string | null, paragraphs: readonly Paragraph[]): number | null {
  const inTitle = title === null ? null : yearIn(title);
  if (inTitle !== null) return inTitle;
  const counts = new Map<string, number>();
  for (const { text } of paragraphs)
    for (const [, year = ""] of text.matchAll(/(?<!\d)((?:19|20)\d{2})年度/gu)) counts.set(year, (counts.get(year) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most ? Number(most[0]) : null;
}

const NOTE_BEHIND = /[（(](?:后附|见附|附)[^（）()]*[)）]$/u;

/** First-level headings in order, as printed but for notes behind them. */
export function sectionsFound(paragraphs: readonly Paragraph[]): readonly string[] {
  return paragraphs.filter(({ heading }) => heading === 1).map(({ text }) => text.replace(NOTE_BEHIND, ""));
}
