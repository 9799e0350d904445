// How near a role granted somewhere in the organisation tree stands to a case filed somewhere in it.
import type { Relation } from "../definition/vocabulary.ts";

export type OrgPlace = { readonly id: string; readonly kind: "region" | "department" | "unit" | "division" };

/** Both as the way from the root to the place itself. `starter` is no matter of places. */
export function placeRelations(casePlace: readonly OrgPlace[], grantPlace: readonly OrgPlace[]): readonly Relation[] {
  const nearest = (way: readonly OrgPlace[], kind: OrgPlace["kind"]) => way.findLast((place) => place.kind === kind)?.id;
  const same = (kind: OrgPlace["kind"]) => {
    const id = nearest(casePlace, kind);
    return id !== undefined && id === nearest(grantPlace, kind);
  };
  // A case of the whole 单位 is every 处室's own.
  const undivided = nearest(casePlace, "division") === undefined && same("unit");
  const own = casePlace.at(-1)?.id !== undefined && casePlace.at(-1)?.id === grantPlace.at(-1)?.id;
  const grantDivision = nearest(grantPlace, "division");
  return [
    ...(own || undivided || same("division") ? (["division"] as const) : []),
    ...(same("unit") && !own && grantDivision !== undefined && !same("division") ? (["sibling"] as const) : []),
    ...(["unit", "department", "region"] as const).filter(same),
    "tenant",
  ];
}
