// Units and people by the hundred from a workbook: looked at first, then written in one transaction or not at all.
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { readOrganisationRows } from "../../files/organisation-workbook.ts";
import { parseInChild } from "../../files/parse-in-child.ts";
import type { Upload } from "../../files/read-dossier-upload.ts";
import { addAccount, addGrant, listAccounts } from "../../store/people/account-repository.ts";
import { addLink } from "../../store/people/session-repository.ts";
import { addUnit, listUnits, type Unit } from "../../store/people/unit-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { setPasswordLink } from "./manage-accounts.ts";
import { type OrganisationPlan, planOrganisation } from "./plan-organisation.ts";
import { newToken } from "./session-token.ts";

/** What a workbook would make. Faults as the workbook's own, each at its cell. */
export async function previewOrganisation(deps: Deps, actor: Actor, upload: Upload): Promise<Result<OrganisationPlan>> {
  const parsed = await parseInChild("workbook", upload.name, upload.bytes);
  if (!parsed.ok) return parsed;
  const rows = readOrganisationRows(parsed.value);
  if (!rows.ok) return rows;
  const { db } = deps.store;
  const units = (await listUnits(db, actor.tenant)).filter(({ endedAt }) => endedAt === null);
  return planOrganisation(rows.value, { units, accounts: await listAccounts(db, actor.tenant) }, () => deps.newId("u"));
}

export type ImportedOrganisation = {
  readonly units: number;
  readonly accounts: readonly { readonly login: string; readonly name: string; readonly token: string }[];
};

/** Faults: those of the preview; version-conflict where somebody made one of them meanwhile. */
export async function importOrganisation(deps: Deps, actor: Actor, upload: Upload): Promise<Result<ImportedOrganisation>> {
  const plan = await previewOrganisation(deps, actor, upload);
  if (!plan.ok) return plan;
  const { units, accounts } = plan.value;
  const { tenant } = actor;
  const { db } = deps.store;
  const now = deps.now();
  const given = accounts.map((account) => ({ account, id: deps.newId("p"), token: newToken() }));
  const standing = new Map((await listUnits(db, tenant)).map((unit) => [unit.id, unit]));
  try {
    await db.transaction().execute(async (transaction) => {
      for (const { id, parentId, kind, name, code } of units) {
        const parent = standing.get(parentId);
        if (!parent || !(await addUnit(transaction, { tenant, id, parent, kind, name, code }))) throw new TakenMeanwhile(name);
        const unit: Unit = { id, parentId, kind, name, code, path: `${parent.path}${id}/`, endedAt: null, version: 1 };
        standing.set(id, unit);
      }
      for (const { account, id, token } of given) {
        const { login, name, unitId, roles, reason } = account;
        if (!(await addAccount(transaction, { tenant, id, login, name, unitId, directorySubject: null, now })))
          throw new TakenMeanwhile(login);
        await addLink(transaction, setPasswordLink(deps, actor, id, token));
        for (const { role, unitId: at } of roles)
          await addGrant(transaction, {
            ...{ tenant, id: deps.newId("g"), accountId: id, role, unitId: at, proposedBy: actor.accountId },
            ...{ reason, now, atOnce: false },
          });
      }
      await recordEvent(transaction, deps, {
        ...{ actor, action: "organisation.imported", object: { kind: "tenant", id: tenant }, reason: upload.name },
        after: {
          units: units.map(({ id, kind, name, code, parentId }) => ({ id, kind, name, code, below: parentId })),
          accounts: given.map(({ account: { login, name, unitId, roles }, id }) => ({ id, login, name, unitId, roles })),
        },
      });
    });
  } catch (error) {
    if (error instanceof TakenMeanwhile) return failure(fault("already-done", { found: error.message }));
    throw error;
  }
  return success({ units: units.length, accounts: given.map(({ account: { login, name }, token }) => ({ login, name, token })) });
}

/** Somebody made the same between the look and the writing: everything is rolled back. */
class TakenMeanwhile extends Error {}
