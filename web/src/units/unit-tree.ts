// The tree of units in the order it is read: every node under the one above it, with its depth and its name from the top.
import type { UnitView } from "../../../src/app/http/contract-people.ts";

export type UnitNode = { readonly unit: UnitView; readonly depth: number; readonly fullName: string };

const UNIT_KINDS = ["region", "department", "unit", "division"] as const satisfies readonly UnitView["kind"][];

/** Nodes of the same parent by name. */
export function inTree(units: readonly UnitView[]): readonly UnitNode[] {
  const below = new Map<string | null, UnitView[]>();
  for (const unit of units) below.set(unit.parentId, [...(below.get(unit.parentId) ?? []), unit]);
  const walk = (parent: string | null, depth: number, above: string): readonly UnitNode[] =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name, "zh"))
      .flatMap((unit) => {
        // The root's name would stand before every other.
        const fullName = depth < 2 ? unit.name : `${above} / ${unit.name}`;
        return [{ unit, depth, fullName }, ...walk(unit.id, depth + 1, fullName)];
      });
  return walk(null, 0, "");
}

/** Nodes that fit a search, with those above them so that they stand in their place. */
export function found(nodes: readonly UnitNode[], wanted: string): readonly UnitNode[] {
  const text = wanted.trim().toLowerCase();
  if (text === "") return nodes;
  const hits = nodes.filter(({ unit }) => `${unit.name} ${unit.code ?? ""}`.toLowerCase().includes(text));
  return nodes.filter(({ unit }) => hits.some((hit) => hit.unit.path.startsWith(unit.path)));
}

/** The kinds that may stand below one: the server's own rule. */
export function kindsBelow(kind: UnitView["kind"]): readonly UnitView["kind"][] {
  return kind === "division" ? ["division"] : UNIT_KINDS.slice(UNIT_KINDS.indexOf(kind));
}

/** For choosing a node: those that have not ended. */
export function unitOptions(units: readonly UnitView[]): { readonly value: string; readonly label: string }[] {
  return inTree(units)
    .filter(({ unit }) => !unit.ended)
    .map(({ unit, fullName }) => ({ value: unit.id, label: fullName }));
}
