// A node of the tree as a workbook names it.
import { nearestNames } from "../../../dossier/index.ts";
import { type Fault, fault } from "../../../kernel/index.ts";
import type { TypedCell } from "../../files/organisation-workbook.ts";
import type { UnitKind } from "../../store/people/people-tables.ts";

const MOST_NAMES = 12;

export type KnownUnit = {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: UnitKind;
  readonly name: string;
  readonly code: string | null;
};

/** The one node that a cell names; a fault, and null, where it names none or several. */
export function namedUnit<Unit extends KnownUnit>(units: readonly Unit[], cell: TypedCell, faults: Fault[]): Unit | null {
  const [unit, ...more] = matchingUnits(units, cell.text);
  if (unit !== undefined && more.length === 0) return unit;
  faults.push(unmatchedUnit(units, cell));
  return null;
}

/** By code, else by name, else by "上级/下级". */
export function matchingUnits<Unit extends KnownUnit>(units: readonly Unit[], text: string): readonly Unit[] {
  const byCode = units.filter(({ code }) => code !== null && code === text);
  if (byCode.length > 0) return byCode;
  const byName = units.filter(({ name }) => name === text);
  if (byName.length > 0 || !text.includes("/")) return byName;
  const parts = text.split("/").map((part) => part.trim());
  return units.filter((unit) => {
    const names = namesUp(units, unit);
    return parts.toReversed().every((part, index) => names[index] === part);
  });
}

/** A node's own name, that of the one above it, and so on. */
function namesUp(units: readonly KnownUnit[], unit: KnownUnit): readonly string[] {
  const above = units.find(({ id }) => id === unit.parentId);
  return [unit.name, ...(above ? namesUp(units, above) : [])];
}

/** What may have been meant, else what there is. */
function likelyNames(units: readonly KnownUnit[], text: string): string {
  const names = [...new Set(units.map(({ name }) => name))];
  const near = nearestNames(text, names);
  return (near.length > 0 ? near : names.slice(0, MOST_NAMES)).join("、");
}

/** Why a cell names no single node. */
export function unmatchedUnit(units: readonly KnownUnit[], cell: TypedCell): Fault {
  const several = matchingUnits(units, cell.text).map((unit) => namesUp(units, unit).slice(0, 2).toReversed().join("/"));
  return several.length > 1
    ? fault("not-in-list", { found: cell.text, expected: several.join("、") }, cell.place)
    : fault("unknown-reference", { found: cell.text, expected: likelyNames(units, cell.text) }, cell.place);
}
