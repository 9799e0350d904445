// Figures typed into prose that no fact of the case answers, and figures written with full-width digits. A number that a
// report states must be bound to its source, or it will disagree with it one day.

import { toNarrow } from "../../kernel/index.ts";
import { type BoundFact, factTable, readNarrative } from "../../scoring/index.ts";
import { type CaseUnderReview, type Check, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { canBe, exactly, readPrinted } from "../printed-number.ts";
import { quoteAround } from "../prose.ts";

export const checkFigures: Check = (review) => [...typed(review), ...fullWidth(review)];

// Years, dates, document numbers, ordinals and numbers inside names are no figures of the case.
const EXEMPT =
  /[[［(（〔【]\d{4}[\]］)）〕】]\s*第?\s*\d+\s*号|\d{4}\s*[-—–~至]\s*\d{4}\s*年(?:度)?|\d{4}\s*年(?:度)?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:份|底|初|末)?|\d{4}-\d{2}-\d{2}|第\s*\d+|\d+\s*(?:周年|届|世纪|号|版)|[（(]\d+[）)]|(?:^|[，。；;,\s])\d+[.、．](?!\d)|[A-Za-z]+[-—]?\d+/g;
const NUMBER = /(?<![\d.])\d[\d,]*(?:\.\d+)?\s*%?/g;

function typed({ dossier, scorecard }: CaseUnderReview): Finding[] {
  const facts = [...factTable(dossier, scorecard).values()];
  const texts: (readonly [string, string | null])[] = [
    ["goals", dossier.goals?.overall ?? null],
    ["goals", dossier.goals?.achieved ?? null],
    ["funds", dossier.funds.explanation],
    ["funds", dossier.funds.corrective],
    ...Object.entries(dossier.narrative).flatMap(([section, paragraphs]) =>
      paragraphs.map((text) => [`narrative.${section}`, text] as const),
    ),
    ...dossier.indicators.flatMap((row) => [row.analysis, row.deviation, row.corrective].map((text) => [row.id, text] as const)),
    ...dossier.experience.map((text) => ["experience", text] as const),
    ...dossier.problems.flatMap((problem) => [problem.text, problem.cause].map((text) => ["problems", text] as const)),
    ...dossier.advice.map((piece) => ["advice", piece.text] as const),
  ];
  return texts.flatMap(([subject, text]) =>
    text === null
      ? []
      : figuresIn(text)
          .filter((figure) => !facts.some((fact) => stands(fact, figure)))
          .map((figure) =>
            found("unbound-figure", "warning", { subject, quote: quoteAround(text, figure) }, { printed: figure, params: { figure } }),
          ),
  );
}

function figuresIn(paragraph: string): string[] {
  return readNarrative(paragraph).flatMap((part) =>
    "words" in part ? [...toNarrow(part.words).replace(EXEMPT, " ").matchAll(NUMBER)].map((match) => match[0].trim()) : [],
  );
}

// A whole number must be the fact; one with decimals, and a percentage, may be the fact rounded.
function stands(fact: BoundFact, figure: string): boolean {
  if (fact.text === figure) return true;
  const printed = readPrinted(figure);
  if (!printed || fact.value === null || printed.percent !== (fact.kind === "rate")) return false;
  const rounded = printed.percent || printed.places > 0;
  return canBe(rounded ? printed : exactly(printed.value), exactly(fact.value));
}

function fullWidth({ dossier }: CaseUnderReview): Finding[] {
  return dossier.fullWidth.map(({ path, text }) =>
    found(
      "full-width-digits",
      "hint",
      { subject: path, quote: text },
      { printed: text, expected: toNarrow(text), params: { text, plain: toNarrow(text), path } },
    ),
  );
}
