// What each scope of the permission table reaches, written out by hand place by place, so that nothing of the guard's own code says what
// the guard should do.
import type { Action, AnyRole, Role, Scope } from "../../../access/index.ts";

/** Where somebody's role is granted. */
export const SEATS = ["division", "department"] as const;
export type Seat = (typeof SEATS)[number];

/** Where a thing stands, as seen from a division; `lower` is a unit below the division's own one, `nowhere` belongs to no node. */
export const PLACES = [
  ...(["own", "below", "sibling", "unit", "lower", "department", "other", "far"] as const),
  ...(["nowhere", "published", "mine", "foreign"] as const),
];
export type Place = (typeof PLACES)[number];

const OF_THE_DEPARTMENT: readonly Place[] = ["own", "below", "sibling", "unit", "lower", "department", "other"];

const REACHED: Readonly<Record<Seat, Readonly<Record<Scope, readonly Place[]>>>> = {
  division: {
    none: [],
    published: ["published"],
    own: ["mine"],
    tree: ["own", "below"],
    unit: ["own", "below", "sibling", "unit", "lower"],
    tenant: PLACES.filter((place) => place !== "foreign"),
  },
  department: {
    none: [],
    published: ["published"],
    own: ["mine"],
    tree: OF_THE_DEPARTMENT,
    // Above it is no 单位: the department stands for one.
    unit: OF_THE_DEPARTMENT,
    tenant: PLACES.filter((place) => place !== "foreign"),
  },
};

/** A table of permissions, as it was declared or as it was changed. */
export type Table = Readonly<Record<Action, Partial<Readonly<Record<AnyRole, Scope>>>>>;

export function declaredScope(table: Table, role: AnyRole, action: Action): Scope {
  return table[action][role] ?? "none";
}

/** Whether the table lets the role do all of this to a thing at the place. Whoever may at all may do it to what is open to everybody. */
export function isWithin(
  table: Table,
  who: { readonly role: Role; readonly seat: Seat } | "nobody",
  actions: readonly Action[],
  place: Place,
) {
  return actions.every((action) => {
    const open = declaredScope(table, "nobody", action) !== "none" && place === "published";
    if (who === "nobody") return open;
    const scope = declaredScope(table, who.role, action);
    return scope !== "none" && (open || REACHED[who.seat][scope].includes(place));
  });
}
