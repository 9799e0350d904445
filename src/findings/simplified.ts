// Traditional characters of forms' words in their simplified shape, so that one list of words fits both. Some web pages print
// forms in traditional characters with pronunciations in brackets; findings quote what is printed, this is for comparing only.

const PAIRS =
  "項项績绩評评級级標标產产出出數数質质量量時时經经濟济會会態态環环續续響响滿满務务對对實实際际執执預预門门單单資资總总額额當当財财撥拨結结轉转餘余萬万億亿價价權权補补區区縣县體体計计劃划說说無无達达應应關关層层營营運运維维護护監监測测給给國国庫库專专戶户納纳稅税貼贴辦办稱称號号鎮镇鄉乡東东義义與与個个員员農农業业獎奖請请報报備备註注確确統统籌筹長长開开發发聯联負负責责電电話话見见議议進进點点選选問问題题決决過过為为節节約约機机構构狀状況况種种類类屬属擬拟將将從从還还該该較较優优臺台畝亩張张條条場场輛辆噸吨頭头隻只間间棟栋";

const SIMPLE: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, index) => [PAIRS.charAt(2 * index), PAIRS.charAt(2 * index + 1)] as const),
);
const PRONUNCIATION = /[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]/gu;

export function simplified(text: string): string;
export function simplified(text: string | null): string | null;
export function simplified(text: string | null): string | null {
  if (text === null || !/[一-鿿]/u.test(text)) return text;
  let simple = "";
  for (const one of text.replace(PRONUNCIATION, (bracket) => (/[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/u.test(bracket) ? "" : bracket)))
    simple += SIMPLE.get(one) ?? one;
  return simple;
}
