// The first start brings the example year of delegations; one already in the store is left as it is. What the files say was decided
// becomes acts of whoever the files name.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Actor } from "../../../access/index.ts";
import { type Day, failure, printExact, type Result, success } from "../../../kernel/index.ts";
import { type ActKind, coveredText, readTrip, readTripPlan, type Trip, type TripAct, tripWithActs } from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import { readYamlFile } from "../../files/read-packs.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { addTripAct, addTripYear, findTripYear, saveTrip } from "../../store/trips/trip-repository.ts";
import { hashOf, readContent } from "./stored-trip.ts";

/** The example year: its folder and its id. */
export const EXAMPLE_YEAR = "delegations-2019";

/** Loads the folder as a year of its name. Answers whether it was new. */
export async function loadDelegations(deps: Deps, actor: Actor, folder: string, id: string): Promise<Result<boolean>> {
  const { tenant } = actor;
  if (await findTripYear(deps.store.db, { tenant, id })) return success(false);
  const planFile = await readYamlFile(join(folder, "plan.yaml"));
  if (!planFile.source) return failure(...planFile.faults);
  const plan = readTripPlan(planFile.source);
  if (!plan.ok) return plan;
  const outcomesFile = existsSync(join(folder, "outcomes.yaml")) ? await readYamlFile(join(folder, "outcomes.yaml")) : null;
  const trips: { readonly itemId: string; readonly content: string; readonly acts: readonly Omit<TripAct, "n">[] }[] = [];
  for (const item of plan.value.items) {
    if (item.file === null) continue;
    const file = await readYamlFile(join(folder, item.file));
    if (!file.source) return failure(...file.faults);
    const whole = readTrip(file.source);
    const read = readContent(file.source.data);
    if (!whole.ok || !read.ok) return failure(...[whole, read].flatMap((one) => (one.ok ? [] : one.faults)));
    trips.push({ itemId: item.id, content: read.value.content, acts: actsOf(whole.value, read.value.trip) });
  }
  const saving = { now: deps.now(), byId: actor.accountId, byName: actor.name, note: id };
  await deps.store.db.transaction().execute(async (transaction) => {
    await addTripYear(transaction, {
      ...{ tenant, id, year: Number(plan.value.year), plan: JSON.stringify(planFile.source?.data), unitId: actor.unitId, published: true },
      outcomes: outcomesFile?.source ? JSON.stringify(outcomesFile.source.data) : null,
      ...saving,
    });
    for (const { itemId, content, acts } of trips) {
      const tripId = `${id}-${itemId}`;
      const saved = await saveTrip(transaction, { tenant, id: tripId, yearId: id, itemId, content, expectedVersion: 0, ...saving });
      if (saved.kind !== "saved") throw new Error(`the trip ${tripId} is there without its year`);
      for (const act of acts) await addTripAct(transaction, { tenant, id: tripId, version: saved.version, act, now: deps.now() });
    }
    await recordEvent(transaction, deps, {
      ...{ actor, action: "trip-year.loaded", object: { kind: "trip-year", id, unitPath: actor.unitPath } },
      after: { trips: trips.length },
    });
  });
  return success(true);
}

// Approvals and settlement as the file has them, on the content as it is written.
function actsOf(whole: Trip, written: Trip): readonly Omit<TripAct, "n">[] {
  const { approval, claim } = whole;
  const none = { byId: null, agreed: true, document: null, opinion: null, amount: null, votes: null, exception: null } as const;
  const act = (kind: ActKind, byName: string, on: Day, more: Partial<TripAct> = {}, covered: Trip = written): Omit<TripAct, "n"> => ({
    ...none,
    ...{ kind, byName, on, hash: hashOf(coveredText(covered, kind)) },
    ...more,
  });
  const { foreignAffairs, finance, bureau, meeting } = approval ?? {};
  const acts = [
    ...(foreignAffairs?.on ? [act("internal-review", whole.unit ?? "", foreignAffairs.on, { opinion: foreignAffairs.opinion })] : []),
    ...(foreignAffairs?.on
      ? [act("foreign-affairs", foreignAffairs.by, foreignAffairs.on, { document: foreignAffairs.basis, opinion: foreignAffairs.opinion })]
      : []),
    ...(finance?.on ? [act("finance", finance.by, finance.on, { document: finance.basis, opinion: finance.opinion })] : []),
    ...(bureau?.on
      ? [
          act("bureau-approval", bureau.by, bureau.on, {
            document: bureau.number,
            amount: approval?.budget ? printExact(approval.budget) : null,
          }),
        ]
      : []),
    ...(meeting?.on
      ? [
          act("meeting", meeting.body, meeting.on, {
            document: meeting.minutes,
            votes: { agreed: meeting.agreed ?? 0, against: meeting.against ?? 0, abstained: meeting.abstained ?? 0 },
          }),
        ]
      : []),
  ];
  if (!claim?.settledOn) return acts;
  const numbered = acts.map((one, index) => ({ n: index + 1, ...one }));
  const settled = tripWithActs(written, numbered, hashOf);
  return [...acts, act("settlement", finance?.by ?? "", claim.settledOn, {}, settled)];
}
