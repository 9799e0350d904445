// Makes the words of forms comparable: simplified characters, plain widths, and none of the pronunciations that some web pages
// leave behind characters. Every folded character knows where it stood, so that what is read is given as printed.

/** `at[i]` is where the folded text's character i stood in the printed one; `at` has one more entry, the printed length. */
export type FoldedText = { readonly text: string; readonly at: readonly number[] };

// Traditional and simplified side by side. Only characters that occur in the forms' own words: values are never rewritten.
const TRADITIONAL_SIMPLIFIED =
  "項项績绩評评級级標标產产數数質质時时經经濟济會会態态環环續续響响滿满務务對对實实際际執执預预門门單单資资總总額额當当財财撥拨結结轉转餘余萬万價价權权補补區区縣县體体計计劃划說说無无達达應应內内關关層层營营運运維维護护監监測测給给國国庫库專专戶户納纳稅税貼贴辦办稱称號号鎮镇鄉乡東东義义與与個个員员農农業业獎奖幣币請请報报備备註注顯显確确認认統统籌筹長长開开發发聯联負负責责電电話话見见議议進进點点選选問问題题決决過过為为節节約约機机構构狀状況况種种類类屬属擬拟將将從从還还該该較较優优於于";

const SIMPLE_OF: ReadonlyMap<string, string> = new Map(
  Array.from({ length: TRADITIONAL_SIMPLIFIED.length / 2 }, (_, pair) => [
    TRADITIONAL_SIMPLIFIED.charAt(2 * pair),
    TRADITIONAL_SIMPLIFIED.charAt(2 * pair + 1),
  ]),
);

/** A pronunciation in brackets: small letters, at least one of them with a tone. */
const PRONUNCIATION = /^[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]/u;
const TONED = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/u;
const LONGEST_PRONUNCIATION = 8;

const SIGNS: Readonly<Record<string, string>> = {
  "﹦": "=",
  "═": "=",
  "≧": "≥",
  "≦": "≤",
  "⩾": "≥",
  "⩽": "≤",
  "﹥": ">",
  "﹤": "<",
  "﹪": "%",
  "〈": "<",
  "〉": ">",
  "—": "-",
  "–": "-",
  "－": "-",
  "\u00a0": " ",
  "\u3000": " ",
  "\t": " ",
};

export function foldText(printed: string): FoldedText {
  let text = "";
  const at: number[] = [];
  for (let index = 0; index < printed.length; index++) {
    const one = printed.charAt(index);
    if ((one === "(" || one === "（") && index > 0) {
      const bracket = PRONUNCIATION.exec(printed.slice(index, index + LONGEST_PRONUNCIATION))?.[0];
      if (bracket && TONED.test(bracket)) {
        index += bracket.length - 1;
        continue;
      }
    }
    text += foldCharacter(one);
    at.push(index);
  }
  at.push(printed.length);
  return { text, at };
}

function foldCharacter(one: string): string {
  const simple = SIMPLE_OF.get(one) ?? SIGNS[one];
  if (simple !== undefined) return simple;
  const code = one.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : one;
}

/** A label or head to compare: folded, without blanks. */
export function foldWord(printed: string): string {
  return foldText(printed).text.replace(/\s+/gu, "");
}
