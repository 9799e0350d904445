// What a workbook of units and people would make, decided before anything is written: every fault at once, each at its cell.
import { ROLES, type Role, separationBreaches } from "../../../access/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { OrganisationRows, PersonRow, TypedCell, UnitRow } from "../../files/organisation-workbook.ts";
import { ORGANISATION_WORKBOOK_ZH as WORDS } from "../../messages/organisation-workbook.zh.ts";
import { ROLES_ZH } from "../../messages/roles.ts";
import { UNIT_KINDS, type UnitKind } from "../../store/people/people-tables.ts";
import { LOGIN } from "./login.ts";
import { kindsBelow } from "./manage-units.ts";
import { type KnownUnit, matchingUnits, namedUnit, unmatchedUnit } from "./named-unit.ts";

export type KnownAccount = { readonly login: string; readonly name: string };

/** A node to be made; its id is given with the plan, so that others can stand below it. */
export type PlannedUnit = KnownUnit & { readonly parentId: string; readonly below: string };
export type PlannedAccount = {
  readonly login: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly roles: readonly { readonly role: Role; readonly unitId: string; readonly unitName: string }[];
  readonly reason: string;
};
export type OrganisationPlan = {
  /** Each after the one above it. */
  readonly units: readonly PlannedUnit[];
  readonly accounts: readonly PlannedAccount[];
  /** Rows that are there already. */
  readonly skipped: number;
};

type Known = { readonly units: readonly KnownUnit[]; readonly accounts: readonly KnownAccount[] };

const LONGEST_NAME = 200;

export function planOrganisation(rows: OrganisationRows, known: Known, newId: () => string): Result<OrganisationPlan> {
  const faults: Fault[] = [];
  const { all, planned, skipped } = planUnits(rows.units, known.units, newId, faults);
  const accounts = planAccounts(rows.people, known.accounts, all, faults);
  return faults.length > 0
    ? failure(...faults)
    : success({ units: planned, accounts: accounts.planned, skipped: skipped + accounts.skipped });
}

type UnitPlan = { readonly all: readonly KnownUnit[]; readonly planned: readonly PlannedUnit[]; readonly skipped: number };

/** Rows whose node above is known are placed, until no more can be: what is left names nothing, or stands in a circle. */
function planUnits(rows: readonly UnitRow[], known: readonly KnownUnit[], newId: () => string, faults: Fault[]): UnitPlan {
  const all = [...known];
  const planned: PlannedUnit[] = [];
  let skipped = 0;
  let left = rows.filter((row) => isUnitWhole(row, faults));
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    const still: UnitRow[] = [];
    for (const row of left) {
      const parents = matchingUnits(all, row.below.text);
      // A row further down may be meant too: only what stands alone when nothing more can be placed is taken as ambiguous.
      const [parent] = parents;
      if (parents.length !== 1 || parent === undefined) {
        still.push(row);
        continue;
      }
      const code = row.code.text === "" ? null : row.code.text;
      const same = all.find((one) => (code !== null && one.code === code) || (one.parentId === parent.id && one.name === row.name.text));
      if (same) {
        if (same.name === row.name.text && same.parentId === parent.id) skipped += 1;
        else faults.push(fault("duplicate-id", { found: code ?? row.name.text }, row.code.place));
        continue;
      }
      const kind = kindOf(row.kind.text) ?? "division";
      if (!kindsBelow(parent.kind).includes(kind)) {
        const expected = kindsBelow(parent.kind).map((one) => WORDS.kinds[one]);
        faults.push(fault("not-in-list", { found: row.kind.text, expected: expected.join("、") }, row.kind.place));
      }
      const unit = { id: newId(), parentId: parent.id, kind, name: row.name.text, code, below: parent.name };
      all.push(unit);
      planned.push(unit);
    }
    left = still;
  }
  for (const row of left) faults.push(unmatchedUnit(all, row.below));
  return { all, planned, skipped };
}

function isUnitWhole(row: UnitRow, faults: Fault[]): boolean {
  const found: Fault[] = [];
  for (const key of ["kind", "name", "below"] as const)
    if (row[key].text === "") found.push(fault("missing-key", { found: WORDS.units.columns[key].heading }, row[key].place));
  if (row.kind.text !== "" && kindOf(row.kind.text) === null)
    found.push(fault("not-in-list", { found: row.kind.text, expected: Object.values(WORDS.kinds).join("、") }, row.kind.place));
  if (row.name.text.length > LONGEST_NAME)
    found.push(fault("out-of-range", { found: row.name.text, expected: `1 … ${LONGEST_NAME}` }, row.name.place));
  faults.push(...found);
  return found.length === 0;
}

function planAccounts(
  rows: readonly PersonRow[],
  known: readonly KnownAccount[],
  units: readonly KnownUnit[],
  faults: Fault[],
): { readonly planned: readonly PlannedAccount[]; readonly skipped: number } {
  const taken = new Map(known.map(({ login, name }) => [login.toLowerCase(), name]));
  const planned: PlannedAccount[] = [];
  let skipped = 0;
  for (const row of rows) {
    const login = row.login.text;
    if (taken.get(login.toLowerCase()) === row.person.text && login !== "") {
      skipped += 1;
      continue;
    }
    for (const key of ["login", "person", "unit"] as const)
      if (row[key].text === "") faults.push(fault("missing-key", { found: WORDS.people.columns[key].heading }, row[key].place));
    if (login !== "" && !LOGIN.test(login))
      faults.push(fault("wrong-shape", { found: login, expected: WORDS.people.columns.login.note }, row.login.place));
    if (taken.has(login.toLowerCase())) faults.push(fault("duplicate-id", { found: login }, row.login.place));
    else if (login !== "") taken.set(login.toLowerCase(), row.person.text);
    const unit = row.unit.text === "" ? null : namedUnit(units, row.unit, faults);
    const at = row.at.text === "" ? unit : namedUnit(units, row.at, faults);
    const roles = rolesOf(row.roles, faults);
    if (roles.length > 0 && row.reason.text === "")
      faults.push(fault("missing-key", { found: WORDS.people.columns.reason.heading }, row.reason.place));
    if (unit === null || at === null) continue;
    planned.push({
      ...{ login, name: row.person.text, unitId: unit.id, unitName: unit.name, reason: row.reason.text },
      roles: roles.map((role) => ({ role, unitId: at.id, unitName: at.name })),
    });
  }
  return { planned, skipped };
}

function rolesOf(cell: TypedCell, faults: Fault[]): readonly Role[] {
  const names = cell.text.split(/[、,;\s]+/).filter((name) => name !== "");
  const roles = names.flatMap((name) => {
    const role = ROLES.find((one) => ROLES_ZH[one] === name);
    if (role === undefined) faults.push(fault("not-in-list", { found: name, expected: Object.values(ROLES_ZH).join("、") }, cell.place));
    return role === undefined ? [] : [role];
  });
  for (const [one, other] of separationBreaches(roles))
    faults.push(fault("separation-of-duties", { found: `${one}, ${other}` }, cell.place));
  return [...new Set(roles)];
}

function kindOf(text: string): UnitKind | null {
  return UNIT_KINDS.find((kind) => WORDS.kinds[kind] === text) ?? null;
}
