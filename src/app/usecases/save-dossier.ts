// Saves a dossier as a case: read, scored and checked for references first; written only when all of it holds.
import type { Transaction } from "kysely";
import type { Actor } from "../../access/index.ts";
import type { DossierSources } from "../../dossier/index.ts";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { type CaseSummary, saveCase } from "../store/case-repository.ts";
import { type KeptScore, keepScore } from "../store/scores/score-repository.ts";
import type { CaseOrigin, StoreTables } from "../store/store-tables.ts";
import { recordEvent } from "../store/trail/record-event.ts";
import { evaluateDossier } from "./evaluate-dossier.ts";
import { admitCaseChange } from "./flows/case-content.ts";
import { scoreToKeep } from "./overview/case-score.ts";
import { rulesMark } from "./rules-mark.ts";
import { storedText } from "./stored-dossier.ts";
import { versionConflict } from "./version-conflict.ts";

export type SaveDossierInput = {
  readonly id: string;
  readonly sources: DossierSources;
  readonly origin: CaseOrigin;
  /** The case and its version that this one replaces; null for a new case, which then belongs to the actor's unit. */
  readonly replaces: { readonly stored: CaseSummary; readonly version: number } | null;
  readonly note: string;
  /** Open to everybody from the start: the examples. */
  readonly published?: boolean;
  /** The unit a new case belongs to, where it is not the actor's. */
  readonly unitId?: string;
};

export type SavedCase = { readonly id: string; readonly version: number; readonly name: string };

export type NewCase = {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly pack: string;
  readonly sources: DossierSources;
  /** Of its first version. */
  readonly score: KeptScore;
  readonly unit: { readonly id: string; readonly path: string };
};

/** A case made of a dossier that has been evaluated, its score and its event, in the caller's transaction. */
export async function writeNewCase(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  actor: Actor,
  { id, name, year, pack, sources, score, unit }: NewCase,
  note: string,
): Promise<SavedCase> {
  const outcome = await saveCase(transaction, {
    ...{ tenant: actor.tenant, id, name, year, pack, dossier: storedText(sources), origin: "import", note },
    ...{ expectedVersion: 0, now: deps.now(), unitId: unit.id, createdBy: actor.accountId, published: false },
  });
  if (outcome.kind !== "saved") throw new Error(`a new id was taken: ${id}`);
  const { version } = outcome;
  await keepScore(transaction, score);
  await recordEvent(transaction, deps, {
    ...{ actor, action: "case.imported", reason: note, object: { kind: "case", id, unitPath: unit.path } },
    after: { version, name, year, pack },
  });
  return { id, version, name };
}

/** Faults: those of the dossier, case-unknown, version-conflict (somebody saved in between), flow-locked; nothing is written then. */
export async function saveDossier(
  deps: Deps,
  actor: Actor,
  { id, sources, origin, replaces, note, published = false, unitId }: SaveDossierInput,
): Promise<Result<SavedCase>> {
  const evaluated = evaluateDossier({ sources, packs: deps.packs, packIds: [], set: [] });
  if (!evaluated.ok) return evaluated;
  const { project, pack } = evaluated.value.dossier;
  const before = replaces?.stored ?? null;
  return await deps.store.db.transaction().execute(async (transaction) => {
    const admitted = before
      ? await admitCaseChange(transaction, deps, actor, id, storedText(sources), replaces?.version ?? 0)
      : success(true);
    if (!admitted.ok) return admitted;
    const outcome = await saveCase(transaction, {
      ...{ tenant: actor.tenant, id, name: project.name, year: project.year, pack, dossier: storedText(sources), origin, note },
      expectedVersion: replaces?.version ?? 0,
      now: deps.now(),
      unitId: before ? before.unitId : (unitId ?? actor.unitId),
      createdBy: before ? before.createdBy : actor.accountId,
      published: before ? before.published : published,
    });
    if (outcome.kind === "saved") {
      const key = { tenant: actor.tenant, caseId: id, version: outcome.version };
      await keepScore(transaction, scoreToKeep(key, evaluated.value, rulesMark(deps.packs)));
      await recordEvent(transaction, deps, {
        ...{ actor, action: before ? "case.revised" : "case.imported", reason: note },
        object: { kind: "case", id, unitPath: before ? before.unitPath : actor.unitPath },
        before: before && { version: before.version, name: before.name, year: before.year, pack: before.pack },
        after: { version: outcome.version, name: project.name, year: project.year, pack },
      });
      return success({ id, version: outcome.version, name: project.name });
    }
    if (outcome.currentVersion === 0) return failure(fault("case-unknown", { found: id }));
    const late = { tenant: actor.tenant, kind: "case", id, asked: replaces?.version ?? 0, current: outcome.currentVersion };
    return failure(await versionConflict(transaction, late));
  });
}
