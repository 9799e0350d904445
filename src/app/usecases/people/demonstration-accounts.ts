// The demonstration's tree and its accounts, one for each role, with passwords made on this machine and shown once. Names are of offices,
// not of persons.
import { randomInt } from "node:crypto";
import { nobody, ROLES, type Role } from "../../../access/index.ts";
import type { Deps } from "../../compose.ts";
import { addAccount, addGrant, countAccounts, setPassword } from "../../store/people/account-repository.ts";
import type { UnitKind } from "../../store/people/people-tables.ts";
import { addUnit, findUnit } from "../../store/people/unit-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { ensureRoot, ROOT_UNIT } from "./first-run.ts";
import { hashPassword } from "./password.ts";

export type DemonstrationAccount = { readonly login: string; readonly role: Role; readonly password: string };

type Node = { readonly id: string; readonly parent: string; readonly kind: UnitKind; readonly name: string };

/** Wording of the tree and the people, by language of the data: Chinese. */
export type DemonstrationNames = {
  readonly region: string;
  readonly nodes: readonly Node[];
  readonly people: Readonly<Record<Role, string>>;
  /** Members beside the first of each role: a group decides by several voices, a trip is seen by another division. */
  readonly members: readonly { readonly id: string; readonly role: Role; readonly unit: string; readonly name: string }[];
};

/** Where each role is granted. */
const SEAT: Readonly<Record<Role, string>> = {
  clerk: "first-division",
  "division-head": "first-division",
  finance: "finance-division",
  "leading-group": "foreign-affairs",
  leadership: "foreign-affairs",
  "bureau-business": ROOT_UNIT,
  "bureau-performance": ROOT_UNIT,
  "third-party": "foreign-affairs",
  auditor: ROOT_UNIT,
  "system-admin": ROOT_UNIT,
  "security-admin": ROOT_UNIT,
  "audit-admin": ROOT_UNIT,
};

/** The unit whose cases the examples are. */
export const EXAMPLE_UNIT = "foreign-affairs";

/** Makes tree and accounts the first time; answers with the passwords then, and with nothing later. */
export async function demonstrationAccounts(
  deps: Deps,
  tenant: string,
  names: DemonstrationNames,
): Promise<readonly DemonstrationAccount[]> {
  const root = await ensureRoot(deps, tenant, names.region);
  const { db } = deps.store;
  if ((await countAccounts(db, tenant)) > 0) return [];
  const accounts = await Promise.all(
    [...ROLES.map((role) => ({ id: role, role, unit: SEAT[role], name: names.people[role] })), ...names.members].map(async (one) => {
      const password = readablePassword();
      return { ...one, password, hash: await hashPassword(password) };
    }),
  );
  const now = deps.now();
  await db.transaction().execute(async (transaction) => {
    for (const node of names.nodes) {
      const parent = node.parent === ROOT_UNIT ? root : await findUnit(transaction, tenant, node.parent);
      await addUnit(transaction, { tenant, id: node.id, parent: parent ?? root, kind: node.kind, name: node.name, code: null });
    }
    for (const { id: login, role, unit, name, hash } of accounts) {
      const id = `demo-${login}`;
      await addAccount(transaction, { tenant, id, login, name, unitId: unit, directorySubject: null, now });
      await setPassword(transaction, { tenant, id }, { hash, mustChange: false, now });
      const grant = { tenant, id, accountId: id, role, unitId: unit };
      await addGrant(transaction, { ...grant, proposedBy: null, reason: "demonstration", now, atOnce: true });
    }
    await recordEvent(transaction, deps, {
      ...{ actor: nobody(tenant, "program"), action: "demonstration.prepared", object: { kind: "tenant", id: tenant } },
    });
  });
  return accounts.map(({ id: login, role, password }) => ({ role, login, password }));
}

const SYLLABLES = ["ba", "de", "fu", "gi", "ka", "lo", "mi", "nu", "pa", "ro", "se", "ti", "vo", "wu", "ya", "ze"];

/** About 53 bits, easy to type: three words of three syllables, figures between them. */
function readablePassword(): string {
  const word = (): string => Array.from({ length: 3 }, () => SYLLABLES[randomInt(SYLLABLES.length)] ?? "").join("");
  const first = word();
  return `${first[0]?.toUpperCase()}${first.slice(1)}-${randomInt(100, 1000)}-${word()}-${randomInt(100, 1000)}-${word()}`;
}
