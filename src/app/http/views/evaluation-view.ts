// The public evaluation with what a page needs beside it: structured bases of total and grade, the bands, the fact that
// a pack may ask for.
import type { Citation } from "../../../kernel/index.ts";
import { printPoints } from "../../../kernel/index.ts";
import type { Rulebook } from "../../../rules/index.ts";
import { evaluationHead, itemHead } from "../../evaluation-json.ts";
import { finishJson, startJson, writeJson } from "../../messages/json-bytes.ts";
import type { Language } from "../../messages/language.ts";
import { writeTrace } from "../../messages/trace-json.ts";
import { asksCompleted } from "../../usecases/compare-packs.ts";
import type { EvaluatedCase } from "../../usecases/evaluate-dossier.ts";
import type { Basis } from "../contract.ts";
import type { EvaluationView } from "../contract-cases.ts";

/** An EvaluationView as the bytes of its JSON. `completedInDossier` is the dossier's own answer, whatever was tried. */
export function evaluationBytes(
  { dossier, evaluations }: EvaluatedCase,
  completedInDossier: boolean | null,
  language: Language,
): Uint8Array<ArrayBuffer> {
  const [evaluation] = evaluations;
  const head: Omit<EvaluationView, "items"> = {
    ...evaluationHead(dossier, evaluation, language),
    totalBasis: evaluation.scorecard.totalTrace.basis.map(basisView),
    gradeBasis: evaluation.scorecard.gradeTrace.basis.map(basisView),
    bands: bandsView(evaluation.rulebook),
    asksCompleted: asksCompleted(evaluation.rulebook),
    completed: dossier.project.completed,
    completedInDossier,
  };
  const out = startJson();
  writeJson(out, `${JSON.stringify(head).slice(0, -1)},"items":[`);
  evaluation.scorecard.items.forEach((item, index) => {
    const line: Omit<EvaluationView["items"][number], "trace"> = itemHead(item);
    writeJson(out, `${index === 0 ? "" : ","}${JSON.stringify(line).slice(0, -1)},"trace":`);
    writeTrace(out, item.trace, language);
    writeJson(out, "}");
  });
  writeJson(out, "]}");
  return finishJson(out);
}

/** {instrument, article, pack, default}: a declared default has no article and says what it rests on. */
export function basisView(citation: Citation): Basis {
  return citation.kind === "law"
    ? { instrument: citation.instrument, article: citation.article, pack: citation.pack, default: null }
    : { instrument: citation.instrument, article: null, pack: citation.pack, default: citation.source };
}

/** Grade bands, the highest first. */
export function bandsView(rulebook: Rulebook): EvaluationView["bands"] {
  const bands = rulebook.rules.grades?.rule.bands ?? [];
  return bands
    .toSorted((a, b) => (a.from > b.from ? -1 : 1))
    .map((band) => ({ grade: band.grade, from: printPoints(band.from), to: printPoints(band.to), closed: band.closed ?? false }));
}
