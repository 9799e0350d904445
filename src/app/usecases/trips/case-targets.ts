// The targets that a year's trips may serve: the indicators of the case that its plan names.
import { type Actor, may } from "../../../access/index.ts";
import { type DossierSources, readDossier } from "../../../dossier/index.ts";
import { type Fault, failure, fault, type Result, type SourceFile, success } from "../../../kernel/index.ts";
import type { BookedTrip, Outcome, Trip, TripPlan } from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import { findCase } from "../../store/case-repository.ts";
import type { StoredTripYear } from "../../store/trips/trip-repository.ts";
import { sourcesOfStored } from "../stored-dossier.ts";
import type { TripCase } from "./price-trip-files.ts";

export type Target = { readonly id: string; readonly name: string; readonly level2: string };

type Placed = Pick<StoredTripYear, "unitPath">;

/** A case and a year of trips belong together where one's unit is the other's, or above it: nobody writes into another house's evaluation. */
export function isOfOneHouse(stored: Placed, year: Placed): boolean {
  const [one, other] = [stored.unitPath, year.unitPath];
  if (one === null || other === null) return one === other;
  return one.startsWith(other) || other.startsWith(one);
}

/** Null where the plan names no case, or one that is not there for this year: targets are free text then. */
export async function targetsOf(deps: Deps, tenant: string, year: Placed, plan: TripPlan): Promise<readonly Target[] | null> {
  const stored = plan.case === null ? undefined : await findCase(deps.store.db, { tenant, id: plan.case });
  if (!stored || !isOfOneHouse(stored, year)) return null;
  const sources = sourcesOfStored(stored);
  return sources.ok ? indicatorsOf(sources.value) : [];
}

/** What a dossier scores; none where it cannot be read. */
export function indicatorsOf(sources: DossierSources): readonly Target[] {
  const dossier = readDossier(sources);
  if (!dossier.ok) return [];
  return dossier.value.indicators.flatMap(({ id, level2, level3, notApplicable }) =>
    notApplicable === null ? [{ id, level2, name: level3 }] : [],
  );
}

/** The case that somebody's plan names: one that he may read, of the same house. Faults: case-unknown. */
export async function namedCase(deps: Deps, actor: Actor, year: Placed, plan: TripPlan, source: SourceFile): Promise<Result<true>> {
  if (plan.case === null) return success(true);
  const stored = await findCase(deps.store.db, { tenant: actor.tenant, id: plan.case });
  const { tenant } = actor;
  const isHis =
    stored &&
    may(actor, "case.read", { tenant, unitPath: stored.unitPath, createdBy: stored.createdBy, published: stored.published }) &&
    isOfOneHouse(stored, year);
  return isHis ? success(true) : failure(fault("case-unknown", { found: plan.case }, source.locate(["case"])));
}

type Named = { readonly text: string | null; readonly path: readonly (string | number)[] };

/** Targets that are none of the case's indicators; none where targets are free text. Faults: unknown-reference, each at its place. */
export function unknownTargets(targets: readonly Target[] | null, named: readonly Named[], source: SourceFile): Fault[] {
  if (targets === null) return [];
  const expected = targets.map(({ id, name }) => `${id} ${name}`).join("；");
  return named.flatMap(({ text, path }) =>
    text === null || targets.some(({ id }) => id === text)
      ? []
      : [fault("unknown-reference", { found: text, expected }, source.locate(path))],
  );
}

export function targetsOfTrip({ purpose }: Trip): readonly Named[] {
  return (purpose?.tasks ?? []).map(({ target }, index) => ({ text: target, path: ["purpose", "tasks", index, "target"] }));
}

export function targetsOfPlan({ items }: TripPlan): readonly Named[] {
  return items.map(({ target }, index) => ({ text: target, path: ["items", index, "target"] }));
}

export function targetsOfOutcomes(items: readonly Outcome[]): readonly Named[] {
  return items.map(({ indicator }, index) => ({ text: indicator, path: ["items", index, "indicator"] }));
}

/** A trip with its targets by name, as its papers print them. */
export function withTargetNames(one: TripCase, targets: readonly Target[] | null): TripCase {
  if (targets === null) return one;
  const named = (booked: BookedTrip): BookedTrip => ({
    ...booked,
    priced: { ...booked.priced, trip: namedTrip(booked.priced.trip, targets) },
  });
  return { ...one, both: { planned: named(one.both.planned), made: named(one.both.made) } };
}

function namedTrip(trip: Trip, targets: readonly Target[]): Trip {
  if (!trip.purpose) return trip;
  const nameOf = (target: string | null) => targets.find(({ id }) => id === target)?.name ?? target;
  return { ...trip, purpose: { ...trip.purpose, tasks: trip.purpose.tasks.map((task) => ({ ...task, target: nameOf(task.target) })) } };
}
