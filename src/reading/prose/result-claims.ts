// The total and grade a report gives, and the instruments it names.
import { type Claim, clausesAround, FIGURE } from "./claim.ts";
import { sentencesOf } from "./paragraphs.ts";

const SCORE = new RegExp(
  `(?:评价(?:最终)?结果|最终(?:评价)?(?:结果|得分)|综合(?:评价)?(?:得分|评分)|自评(?:总)?(?:得分|分)|总(?:得)?分|项目(?:最终|综合)?得分|总体得分|评价(?:总)?得分|绩效(?:评价)?得分)(?:[^。；\\d，]{0,6})(${FIGURE})分`,
  "u",
);
const GRADE = /(?:等级|等次|评级|级别)(?:评定)?(?:为|是|：|属于)?[“"「『]?(优秀|良好|合格|不合格|优|良|中|差)(?![\u4e00-\u9fff]{2,})/u;

/** Claims of total and grade in running sentences; points in brackets behind a heading belong to that heading alone. */
export function conclusionClaims(text: string, place: string | null): Claim[] {
  return sentencesOf(text).flatMap((sentence): Claim[] => {
    const plain = sentence.text.replace(/[（(][^（）()]*[)）]/gu, (bracket) => "　".repeat(bracket.length));
    const score = SCORE.exec(plain);
    if (!score?.[1] || /满分|标准|指标得分/u.test(plain.slice(Math.max(0, score.index - 6), score.index))) return [];
    const grade = GRADE.exec(sentence.text) ?? GRADE.exec(text.slice(sentence.start + sentence.text.length));
    const start = sentence.start + score.index;
    const gradeEnd = grade && sentence.text.includes(grade[0]) ? sentence.start + grade.index + grade[0].length : 0;
    const { quote, at } = clausesAround(text, start, Math.max(start + score[0].length, gradeEnd));
    return [
      { statement: { claims: "conclusion", quote: quote.replace(/　/gu, ""), place, score: score[1], grade: grade?.[1] ?? null }, at },
    ];
  });
}

const NUMBER = /([\u4e00-\u9fff]{1,8}?)[[〔【（(［](\d{4})[\]〕】)）］]\s*第?(\d{1,4})号/gu;
/** What may stand before an issuer's mark in running text. */
const BEFORE_MARK = /^.*(?:根据|按照|依据|通知|办法|意见|精神|文件|以及|印发|下达|的|和|与|及|经|按|照|见)/u;

export function instrumentClaims(text: string, place: string | null): Claim[] {
  return [...text.matchAll(NUMBER)].flatMap((match): Claim[] => {
    const mark = (match[1] ?? "").replace(BEFORE_MARK, "");
    if (mark === "") return [];
    const at = match.index + (match[1] ?? "").length - mark.length;
    const number = text.slice(at, match.index + match[0].length);
    return [{ statement: { claims: "instrument", quote: number, place, number }, at }];
  });
}
