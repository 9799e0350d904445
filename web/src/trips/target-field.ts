// A target: one of the indicators of the case that the plan names, or free text where it names none.
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import type { FieldSpec } from "./field-grid.tsx";

export function targetField(key: string, name: string, targets: TripView["targets"]): FieldSpec {
  return targets === null
    ? { key, name }
    : { key, name, options: targets.map(({ id, name: title, level2 }) => ({ value: id, label: `${level2} · ${title}` })) };
}

/** What a target is called, as it is written where it is none of the case's indicators. */
export function targetName(target: string, targets: TripView["targets"]): string {
  return targets?.find(({ id }) => id === target)?.name ?? target;
}
