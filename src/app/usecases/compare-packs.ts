// One case under every pack, side by side; a pack that asks whether the project is completed is shown both ways.

import type { Actor } from "../../access/index.ts";
import type { Evaluation } from "../../evaluate.ts";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import { packChain, type Rulebook } from "../../rules/index.ts";
import type { Deps } from "../compose.ts";
import type { StoredCase } from "../store/case-repository.ts";
import { findCaseFor } from "./case-access.ts";
import { evaluateStored } from "./evaluate-case.ts";

export type Variant = { readonly pack: string; readonly completed: boolean | null; readonly evaluation: Evaluation };
/** "both" shows a pack that asks for the fact twice; true or false tries that answer under every pack. */
export type CompletedQuestion = "both" | "true" | "false";

export type PackComparison = { readonly stored: StoredCase; readonly own: Variant; readonly variants: readonly Variant[] };

/** Whether the pack's execution rule gives other points for a completed project. */
export function asksCompleted(rulebook: Rulebook): boolean {
  const execution = rulebook.rules.execution?.rule;
  if (execution?.kind !== "intervals") return false;
  return [...execution.regions, ...(execution.silent ?? [])].some((region) => region.completed !== undefined);
}

export async function comparePacks(deps: Deps, actor: Actor, id: string, completed: CompletedQuestion): Promise<Result<PackComparison>> {
  const found = await findCaseFor(deps, actor, "case.read", id);
  if (!found.ok) return found;
  const stored = found.value;
  const variants: Variant[] = [];
  for (const pack of packOrder(deps, stored.pack)) {
    const plain = evaluateStored(deps, actor.tenant, stored, [pack], []);
    if (!plain.ok) return plain;
    const answers =
      completed === "both" ? (asksCompleted(plain.value.evaluations[0].rulebook) ? [true, false] : [null]) : [completed === "true"];
    for (const answer of answers) {
      const evaluated =
        answer === null ? plain : evaluateStored(deps, actor.tenant, stored, [pack], [["project.completed", String(answer)]]);
      if (!evaluated.ok) return evaluated;
      variants.push({ pack, completed: answer, evaluation: evaluated.value.evaluations[0] });
    }
  }
  const own = variants.find((variant) => variant.pack === stored.pack);
  return own
    ? success({ stored, own, variants })
    : failure(fault("pack-unknown", { found: stored.pack, expected: [...deps.packs.keys()].join(", ") }));
}

/** The case's own pack, what it extends, then the others by the day they came into force; illustrations last. */
function packOrder(deps: Deps, own: string): readonly string[] {
  const chain = packChain(deps.packs, own);
  const first = chain.ok ? chain.value.map((pack) => pack.instrument.id) : [own];
  const others = [...deps.packs.values()].filter((pack) => !first.includes(pack.instrument.id));
  const rank = (pack: (typeof others)[number]) =>
    `${pack.instrument.illustration ? 1 : 0}${pack.instrument.inForce.from}${pack.instrument.id}`;
  return [...first, ...others.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).map((pack) => pack.instrument.id)];
}
