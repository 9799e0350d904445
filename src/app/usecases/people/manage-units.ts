// The tree of units: a node added below another, renamed, ended.
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { UNIT_KINDS, type UnitKind } from "../../store/people/people-tables.ts";
import { addUnit as addStoredUnit, changeUnit as changeStoredUnit, countInUnit, findUnit } from "../../store/people/unit-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { versionConflict } from "../version-conflict.ts";

export type AddUnitInput = { readonly parentId: string; readonly kind: UnitKind; readonly name: string; readonly code: string | null };

/** Faults: unknown-reference (no such node above, or it has ended), not-in-list (a kind that cannot stand there), duplicate-id (code). */
export async function addUnit(deps: Deps, actor: Actor, input: AddUnitInput): Promise<Result<{ readonly id: string }>> {
  const { tenant } = actor;
  const parent = await findUnit(deps.store.db, tenant, input.parentId);
  if (!parent || parent.endedAt !== null) return failure(fault("unknown-reference", { found: input.parentId }));
  const allowed = kindsBelow(parent.kind);
  if (!allowed.includes(input.kind)) return failure(fault("not-in-list", { found: input.kind, expected: allowed.join(", ") }));
  const id = deps.newId("u");
  return await deps.store.db.transaction().execute(async (transaction) => {
    const { kind, name, code } = input;
    if (!(await addStoredUnit(transaction, { tenant, id, parent, kind, name, code })))
      return failure(fault("duplicate-id", { found: code ?? id }));
    await recordEvent(transaction, deps, {
      actor,
      action: "unit.added",
      object: { kind: "unit", id },
      after: { kind, name, code, below: parent.id },
    });
    return success({ id });
  });
}

// A kind stands below its own or a wider one: 地区 in 地区, 单位 in 部门 or 单位 …
export function kindsBelow(kind: UnitKind): readonly UnitKind[] {
  return kind === "division" ? ["division"] : UNIT_KINDS.slice(UNIT_KINDS.indexOf(kind));
}

export type ChangeUnitInput = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly code: string | null;
  readonly ended: boolean;
};

/** Faults: not-found, unit-in-use (people or cases stand in a node that is to end), version-conflict. */
export async function changeUnit(deps: Deps, actor: Actor, input: ChangeUnitInput): Promise<Result<true>> {
  const { tenant } = actor;
  return await deps.store.db.transaction().execute(async (transaction) => {
    const unit = await findUnit(transaction, tenant, input.id);
    if (!unit) return failure(fault("not-found", { found: input.id }));
    if (input.ended && unit.endedAt === null) {
      const { accounts, cases } = await countInUnit(transaction, tenant, unit.path);
      if (accounts + cases > 0 || unit.parentId === null)
        return failure(fault("unit-in-use", { found: unit.name, accounts: String(accounts), cases: String(cases) }));
    }
    const { id, version, name, code } = input;
    const endedAt = input.ended ? (unit.endedAt ?? deps.now()) : null;
    if (!(await changeStoredUnit(transaction, { tenant, id, version, name, code, endedAt }))) {
      // Read anew: who was waited for has committed since.
      const current = (await findUnit(transaction, tenant, id))?.version ?? unit.version;
      return failure(await versionConflict(transaction, { tenant, kind: "unit", id, asked: version, current }));
    }
    await recordEvent(transaction, deps, {
      ...{ actor, action: input.ended ? "unit.ended" : "unit.changed", object: { kind: "unit", id } },
      ...{ before: { name: unit.name, code: unit.code }, after: { name, code } },
    });
    return success(true as const);
  });
}
