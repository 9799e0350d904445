// The main verb: parsed dossier files and rule packs in, the case evaluated under each pack asked for. Faults of the
// dossier, of a --set, of a pack's name and of the narrative's references come all at once.

import { type Dossier, type DossierSources, readDossier, setFact } from "../../dossier/index.ts";
import { type Evaluation, evaluate } from "../../evaluate.ts";
import { type Fault, failure, fault, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { buildRulebook, type Pack, type Rulebook } from "../../rules/index.ts";
import { factTable, unboundReferences } from "../../scoring/index.ts";

export type EvaluateRequest = {
  readonly sources: DossierSources;
  readonly packs: ReadonlyMap<string, Pack>;
  /** Packs to score under; the dossier's own where the list is empty. */
  readonly packIds: readonly string[];
  /** Facts to try without touching the file, as ["project.completed", "false"]. */
  readonly set: readonly (readonly [string, string])[];
};

export type EvaluatedCase = { readonly dossier: Dossier; readonly evaluations: readonly [Evaluation, ...Evaluation[]] };

/** Evaluates one dossier. Pure of the world: files are read before and written after. */
export function evaluateDossier({ sources, packs, packIds, set }: EvaluateRequest): Result<EvaluatedCase> {
  const changed = withFacts(sources.dossier, set);
  if (!changed.ok) return changed;
  const dossier = readDossier({ ...sources, dossier: changed.value });
  if (!dossier.ok) return dossier;
  const ids = packIds.length > 0 ? packIds : [dossier.value.pack];
  const rulebooks = ids.map((id) => buildRulebook(packs, id, dossier.value.evaluation.signedOn));
  // Where the dossier itself names the pack, that is the place to mend.
  const named = packIds.length > 0 ? undefined : changed.value.locate(["pack"]);
  const faults = rulebooks.flatMap((rulebook) =>
    rulebook.ok ? [] : rulebook.faults.map((one) => (one.place || !named ? one : { ...one, place: named })),
  );
  if (faults.length > 0) return failure(...faults);
  const evaluations = rulebooks.map((rulebook) => evaluate(dossier.value, (rulebook as { value: Rulebook }).value));
  const first = evaluations[0] as Evaluation;
  const unbound = brokenReferences(dossier.value, first, changed.value);
  if (unbound.length > 0) return failure(...unbound);
  return success({ dossier: dossier.value, evaluations: [first, ...evaluations.slice(1)] });
}

function withFacts(source: SourceFile, set: readonly (readonly [string, string])[]): Result<SourceFile> {
  const faults: Fault[] = [];
  let changed = source;
  for (const [path, value] of set) {
    const next = setFact(changed, path, value);
    if (next.ok) changed = next.value;
    else faults.push(...next.faults);
  }
  return faults.length > 0 ? failure(...faults) : success(changed);
}

// A reference that names no fact would print as itself in an official report; it is a fault of the dossier.
function brokenReferences(dossier: Dossier, evaluation: Evaluation, source: SourceFile): Fault[] {
  const facts = factTable(dossier, evaluation.scorecard);
  const texts: (readonly [readonly (string | number)[], string | null])[] = [
    ...Object.entries(dossier.narrative).flatMap(([section, paragraphs]) =>
      paragraphs.map((text, index) => [["narrative", section, index], text] as const),
    ),
    ...dossier.indicators.flatMap((indicator, index) =>
      (["analysis", "deviation", "corrective"] as const).map((key) => [["indicators", index, key], indicator[key]] as const),
    ),
    ...dossier.experience.map((text, index) => [["experience", index], text] as const),
    ...dossier.problems.flatMap((problem, index) => [
      [["problems", index, "text"], problem.text] as const,
      [["problems", index, "cause"], problem.cause] as const,
    ]),
    ...dossier.advice.map((piece, index) => [["advice", index, "text"], piece.text] as const),
    [["goals", "overall"], dossier.goals?.overall ?? null],
    [["goals", "achieved"], dossier.goals?.achieved ?? null],
  ];
  return texts.flatMap(([path, text]) =>
    text === null
      ? []
      : unboundReferences(text, facts).map((ref) =>
          fault("unknown-binding", { found: ref, expected: nearest(ref, [...facts.keys()]) }, source.locate(path)),
        ),
  );
}

function nearest(ref: string, known: readonly string[]): string {
  const head = ref.split(".")[0] ?? ref;
  return known
    .filter((name) => name.startsWith(`${head}.`))
    .slice(0, 6)
    .join(", ");
}
