// Projects and their targets by the hundred: a workbook that lists them, or an archive of dossiers. Looked at first, then written in one
// transaction or not at all.
import { type Actor, may } from "../../access/index.ts";
import { type DossierSources, fundTotal } from "../../dossier/index.ts";
import { type Fault, failure, fault, type Place, printMoneyColumn, type Result, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { refusalFault } from "../files/file-refusal.ts";
import { parseInChild } from "../files/parse-in-child.ts";
import { openSources } from "../files/parse-tasks.ts";
import type { Upload } from "../files/read-dossier-upload.ts";
import { WORKBOOK_WORDS } from "../messages/workbook.zh.ts";
import { type CaseName, listCaseNames } from "../store/case-repository.ts";
import { listUnits, lockUnits, type Unit } from "../store/people/unit-repository.ts";
import { unpackUpload } from "./audits/unpack-upload.ts";
import { evaluateDossier } from "./evaluate-dossier.ts";
import { scoreToKeep } from "./overview/case-score.ts";
import { namedUnit } from "./people/named-unit.ts";
import { rulesMark } from "./rules-mark.ts";
import { type NewCase, type SavedCase, writeNewCase } from "./save-dossier.ts";

/** A project to be made. */
export type PlannedProject = NewCase & {
  /** Its number in the list, or its file in the archive. */
  readonly number: string;
  readonly unit: { readonly id: string; readonly name: string; readonly path: string };
  readonly indicators: number;
  /** Of the revised budget, in 万元 as it is printed; null where it is not known. */
  readonly budget: string | null;
  /** What its own rules find wrong with it as it stands. */
  readonly errors: number;
};
export type ProjectPlan = {
  readonly projects: readonly PlannedProject[];
  /** Projects of the same name and year that their unit has already. */
  readonly skipped: readonly Pick<PlannedProject, "number" | "name" | "year">[];
};

/** Projects in one go. */
const MOST = 2_000;

type Given = {
  readonly number: string;
  readonly place: Place;
  readonly unit: { readonly text: string; readonly place: Place };
  readonly sources: DossierSources;
};

/**
 * What an upload would make. Faults of all its projects at once: those of their dossiers; unknown-reference (a unit that is
 * not there or out of reach), not-in-list (a unit's name that several have), duplicate-id (a project twice).
 */
export async function previewProjects(deps: Deps, actor: Actor, upload: Upload): Promise<Result<ProjectPlan>> {
  const given = await readGiven(deps, upload);
  if (!given.ok) return given;
  if (given.value.length > MOST)
    return failure(fault("out-of-range", { found: String(given.value.length), expected: `1 … ${MOST}` }, { file: upload.name }));
  const units = (await listUnits(deps.store.db, actor.tenant)).filter(({ endedAt }) => endedAt === null);
  const faults: Fault[] = [];
  const planned: PlannedProject[] = [];
  const seen = new Set<string>();
  const rules = rulesMark(deps.packs);
  for (const { number, place, unit: named, sources } of given.value) {
    const unit = unitOf(actor, units, named, place, faults);
    const evaluated = evaluateDossier({ sources, packs: deps.packs, packIds: [], set: [] });
    // Hundreds of evaluations must not keep other requests waiting.
    await new Promise((resolve) => setImmediate(resolve));
    if (!evaluated.ok) faults.push(...evaluated.faults);
    if (!evaluated.ok || unit === null) continue;
    const { dossier, evaluations } = evaluated.value;
    const { name, year } = dossier.project;
    const identity = identityOf({ unitId: unit.id, name, year });
    if (seen.has(identity)) faults.push(fault("duplicate-id", { found: name }, place));
    seen.add(identity);
    const id = deps.newId("c");
    const budget = fundTotal(dossier, "revised");
    planned.push({
      ...{ id, number, name, year, pack: dossier.pack, unit, sources },
      ...{ indicators: dossier.indicators.length, budget: budget === null ? null : printMoneyColumn(budget, "万元") },
      errors: evaluations[0].findings.filter(({ severity }) => severity === "error").length,
      score: scoreToKeep({ tenant: actor.tenant, caseId: id, version: 1 }, evaluated.value, rules),
    });
  }
  if (faults.length > 0) return failure(...faults);
  return success(withoutKnown(planned, await listCaseNames(deps.store.db, actor.tenant, unitsOf(planned))));
}

function withoutKnown(planned: readonly PlannedProject[], known: readonly CaseName[]): ProjectPlan {
  const there = new Set(known.map(identityOf));
  const isThere = ({ unit, name, year }: PlannedProject) => there.has(identityOf({ unitId: unit.id, name, year }));
  return { projects: planned.filter((one) => !isThere(one)), skipped: planned.filter(isThere) };
}

function unitsOf(planned: readonly PlannedProject[]): readonly string[] {
  return [...new Set(planned.map(({ unit }) => unit.id))];
}

export type ImportedProjects = { readonly saved: readonly SavedCase[]; readonly skipped: number };

/** Faults: those of the preview. What somebody made meanwhile is skipped like what was there before. */
export async function importProjects(deps: Deps, actor: Actor, upload: Upload): Promise<Result<ImportedProjects>> {
  const plan = await previewProjects(deps, actor, upload);
  if (!plan.ok) return plan;
  const { projects, skipped } = plan.value;
  return await deps.store.db.transaction().execute(async (transaction) => {
    // Whoever brings the same list at the same time waits here, and then finds it done.
    await lockUnits(transaction, actor.tenant, unitsOf(projects));
    const left = withoutKnown(projects, await listCaseNames(transaction, actor.tenant, unitsOf(projects)));
    const saved: SavedCase[] = [];
    for (const project of left.projects) saved.push(await writeNewCase(transaction, deps, actor, project, upload.name));
    return success({ saved, skipped: skipped.length + left.skipped.length });
  });
}

async function readGiven(deps: Deps, upload: Upload): Promise<Result<readonly Given[]>> {
  const kind = /\.(xlsx|zip)$/i.exec(upload.name)?.[1]?.toLowerCase();
  if (kind === "zip") return await readArchive(deps, upload);
  if (kind !== "xlsx")
    return failure(refusalFault(upload.name, "file-kind-unknown", { reason: "wrong-kind", found: upload.name, expected: ".xlsx, .zip" }));
  const listed = await parseInChild("projects", upload.name, upload.bytes);
  if (!listed.ok) return listed;
  return success(
    listed.value.map(({ number, unit, sources }) => ({ number: number.text, place: number.place, unit, sources: openSources(sources) })),
  );
}

/** An archive of dossiers, a file each; they come to the sender's own unit. */
async function readArchive(deps: Deps, upload: Upload): Promise<Result<readonly Given[]>> {
  const given: Given[] = [];
  const faults: Fault[] = [];
  for (const { name, bytes, faults: refused } of unpackUpload(upload)) {
    faults.push(...refused);
    if (refused.length > 0) continue;
    const sources = await deps.readUpload({ name, bytes });
    const place = { file: name };
    if (!sources.ok) faults.push(...sources.faults);
    else given.push({ number: name, place, unit: { text: "", place }, sources: sources.value });
    if (given.length > MOST) break;
  }
  return faults.length > 0 ? failure(...faults) : success(given);
}

type UnitPlace = PlannedProject["unit"];

function unitOf(actor: Actor, units: readonly Unit[], cell: Given["unit"], place: Place, faults: Fault[]): UnitPlace | null {
  const within = units.filter(({ path }) =>
    may(actor, "case.import", { tenant: actor.tenant, unitPath: path, createdBy: actor.accountId, published: false }),
  );
  const own = within.find(({ id }) => id === actor.unitId);
  if (cell.text === "" && !own) faults.push(fault("missing-key", { found: WORKBOOK_WORDS.list.unit.heading }, place));
  const unit = cell.text === "" ? own : namedUnit(within, cell, faults);
  return unit ? { id: unit.id, name: unit.name, path: unit.path } : null;
}

function identityOf({ unitId, name, year }: CaseName): string {
  return JSON.stringify([unitId, year, name.normalize("NFKC")]);
}
