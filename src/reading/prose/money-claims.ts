// What sentences say of money: what was appropriated, and rates of execution with the amounts they divide.
import { type Claim, FIGURE, shortQuote } from "./claim.ts";
import { type Sentence, sentencesOf } from "./paragraphs.ts";

const APPROPRIATED = new RegExp(
  `财政[^，。；]{0,8}(?:共计?|累计|合计|总共)(?:下拨|拨付|下达|拨款|安排)(?:资金|经费|预算)?(?:共计|合计|为)?(${FIGURE})万元`,
  "u",
);
const RATE = new RegExp(`([\\u4e00-\\u9fff]{0,8}?执行率)(?:为|是|达到?|约为)?(${FIGURE})[%％]`, "gu");
const SPENT = new RegExp(
  `(?:实际(?:支出|使用|执行)|(?:累计|共|全年)(?:实际)?(?:支出|使用|执行)|支出|执行数?|使用)(?:资金|经费|金额|总额|数)*(?:总额|金额)?(?:合计|共计|共|为|达)?(${FIGURE})(万元|元)`,
  "gu",
);
const BUDGET = new RegExp(
  `(?:预算(?:总额|资金|数|金额|总数)?(?:合计|共计|共|为)?|(?:共计?|累计|合计)(?:下拨|拨付|下达|安排|到位)(?:资金|经费)?(?:共计|为)?|(?:总投资|全年预算|年度预算)(?:资金|总额|数)?(?:为|共)?)(${FIGURE})(万元|元)`,
  "gu",
);
const PART = /(?:其中|本年|当年|上年|年初|结余|结转|中央|省级|市级|县级|区级)[^，。；]{0,10}$/u;

export function moneyClaims(text: string, place: string | null): Claim[] {
  const sentences = sentencesOf(text);
  return sentences.flatMap((sentence, index) => [
    ...appropriated(text, sentence, place),
    ...rates(text, sentence, sentences[index - 1] ?? null, place),
  ]);
}

function appropriated(text: string, sentence: Sentence, place: string | null): Claim[] {
  const match = APPROPRIATED.exec(sentence.text);
  if (!match?.[1]) return [];
  const start = sentence.start + match.index;
  const { quote, at } = shortQuote(text, start, start + match[0].length);
  return [{ statement: { claims: "appropriated", quote, place, amount: plain(match[1]) }, at }];
}

function rates(text: string, sentence: Sentence, before: Sentence | null, place: string | null): Claim[] {
  const found = [...sentence.text.matchAll(RATE)];
  return found.flatMap((match): Claim[] => {
    const [, name = "", rate = ""] = match;
    const start = sentence.start + match.index;
    const { quote, at } = shortQuote(text, start, start + match[0].length);
    // Amounts belong to the rate only where one sentence holds one rate.
    const spent = found.length === 1 ? only(sentence.text, SPENT) : null;
    const budget = found.length === 1 ? (only(sentence.text, BUDGET) ?? (before ? only(before.text, BUDGET) : null)) : null;
    const both = spent !== null && budget !== null && spent.unit === budget.unit;
    return [
      {
        statement: {
          ...{ claims: "execution-rate", quote, place, rate: `${plain(rate)}%`, name: name === "" ? "执行率" : name },
          ...{ spent: both ? spent.amount : null, budget: both ? budget.amount : null },
        },
        at,
      },
    ];
  });
}

/** The one amount of its kind that is no part of another; null where there are several. */
function only(text: string, pattern: RegExp): { readonly amount: string; readonly unit: string } | null {
  const found = [...text.matchAll(pattern)].filter((match) => !PART.test(text.slice(Math.max(0, match.index - 12), match.index)));
  const [first] = found;
  const amounts = new Set(found.map((match) => match[1]));
  return first?.[1] && amounts.size === 1 ? { amount: plain(first[1]), unit: first[2] ?? "" } : null;
}

function plain(figure: string): string {
  return figure.replace(/,/gu, "");
}
