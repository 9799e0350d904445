// Begins a year's plan of trips for somebody's unit: without limits and delegations, which are written next.
import { type Actor, reachOf } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { addTripYear, listTripYears } from "../../store/trips/trip-repository.ts";

/** The year is its unit's, whichever division begins it. Faults: not-allowed (no unit to plan for), already-done (the unit has this year). */
export async function addYear(deps: Deps, actor: Actor, year: number): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const { tenant } = actor;
  const [path] = reachOf(actor, "trip.revise").paths;
  return await deps.store.db.transaction().execute(async (transaction) => {
    // Held to the end, so that two who begin the same year take turns.
    const unit =
      path === undefined
        ? undefined
        : await transaction
            .selectFrom("units")
            .where("tenant", "=", tenant)
            .where("path", "=", path)
            .select(["id", "name"])
            .forUpdate()
            .executeTakeFirst();
    if (!unit) return failure(fault("not-allowed"));
    const known = await listTripYears(transaction, reachOf(actor, "trip.revise"));
    if (known.some((one) => one.year === year && one.unitId === unit.id))
      return failure(fault("already-done", { found: `${unit.name} ${year}` }));
    const id = deps.newId("y");
    const plan = JSON.stringify({ plan: "1", year: String(year), unit: unit.name, limits: {}, items: [] });
    await addTripYear(transaction, {
      ...{ tenant, id, year, plan, outcomes: null, unitId: unit.id, published: false },
      ...{ now: deps.now(), byId: actor.accountId, byName: actor.name, note: "" },
    });
    await recordEvent(transaction, deps, {
      ...{ actor, action: "trip-year.added", object: { kind: "trip-year", id, unitPath: path ?? null } },
      after: { year, unit: unit.name },
    });
    return success({ id, version: 1 });
  });
}
