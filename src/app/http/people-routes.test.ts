// Accounts, grants and the tree as two administrators keep them, and what neither of them can do alone.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAdminRole, ROLES, type Role, separationBreaches } from "../../access/index.ts";
import { addGrant } from "../store/people/account-repository.ts";
import { ROOT_UNIT } from "../usecases/people/first-run.ts";
import { type Answer, aPeopleApp, PASSWORD, type PeopleApp } from "./people-app.builder.ts";

let people: PeopleApp;
let system: { readonly cookie: string };
let security: { readonly cookie: string };
beforeAll(async () => {
  people = await aPeopleApp();
  system = { cookie: await people.as("system-admin") };
  security = { cookie: await people.as("security-admin") };
});
afterAll(async () => await people.close());

type Listed = { readonly id: string; readonly login: string; readonly version: number; readonly grants: readonly Granted[] };
type Granted = {
  readonly id: string;
  readonly role: string;
  readonly state: string;
  readonly version: number;
  readonly mayDecide: boolean;
};

async function account(id: string): Promise<Listed> {
  const { body } = await people.call("GET", "/api/accounts", undefined, security);
  const found = (body as unknown as readonly Listed[]).find((one) => one.id === id || one.login === id);
  if (!found) throw new Error(`no account ${id}`);
  return found;
}

async function propose(id: string, role: Role): Promise<Answer> {
  return await people.call("POST", `/api/accounts/${id}/grants`, { role, unitId: ROOT_UNIT, reason: "appointed" }, system);
}

describe("a role", () => {
  test("is proposed by one person and granted by another; neither does the other's part", async () => {
    const id = await people.person("candidate");
    const proposal = { role: "clerk", unitId: ROOT_UNIT, reason: "appointed" };
    expect((await people.call("POST", `/api/accounts/${id}/grants`, proposal, security)).status).toBe(403);
    const grant = String((await propose(id, "clerk")).body["id"]);
    const yes = { version: 1, granted: true };
    expect((await people.call("PUT", `/api/grants/${grant}`, yes, system)).status).toBe(403);
    expect((await people.call("PUT", `/api/grants/${grant}`, yes, security)).status).toBe(200);
    expect((await people.call("PUT", `/api/grants/${grant}`, yes, security)).body["code"]).toBe("already-done");
    expect((await account(id)).grants).toMatchObject([
      { role: "clerk", state: "granted", proposedBy: "system-admin", decidedBy: "security-admin" },
    ]);
  });

  test("is never decided by who proposed it or who is to have it, whatever else he may", async () => {
    const { deps } = people;
    const first = (await account("first-security-admin")).id;
    // Somebody who came to hold both by other ways than these: what he proposed himself he still cannot grant.
    const id = await people.person("friend");
    await people.past(async (transaction) => {
      const common = { tenant: deps.tenant, unitId: ROOT_UNIT, reason: "r", now: deps.now(), atOnce: false };
      await addGrant(transaction, { ...common, id: "g-own-proposal", accountId: id, role: "clerk", proposedBy: first });
      await addGrant(transaction, { ...common, id: "g-own-person", accountId: first, role: "auditor", proposedBy: "somebody" });
    });
    for (const grant of ["g-own-proposal", "g-own-person"]) {
      const { status, body } = await people.call("PUT", `/api/grants/${grant}`, { version: 1, granted: true }, security);
      expect([grant, status, body["code"]]).toEqual([grant, 422, "separation-of-duties"]);
    }
    expect((await account(id)).grants[0]?.mayDecide).toBe(false);
    await people.call("DELETE", "/api/grants/g-own-proposal", { version: 1, reason: "r" }, security);
    await people.past(async (transaction) => await transaction.deleteFrom("grants").where("id", "=", "g-own-person").execute());
  });

  test("is refused at the proposal beside every role that must be apart, for all sets of two", async () => {
    const outcome: Record<string, boolean> = {};
    const declared: Record<string, boolean> = {};
    for (const one of ROLES) {
      const id = await people.person(`holder-${one}`, [one]);
      for (const other of ROLES.filter((role) => role !== one)) {
        const { status, body } = await propose(id, other);
        outcome[`${one}+${other}`] = status === 200;
        declared[`${one}+${other}`] = separationBreaches([one, other]).length === 0;
        const waiting = (await account(id)).grants.find(({ state }) => state === "waiting");
        if (status === 200 && waiting)
          await people.call("DELETE", `/api/grants/${waiting.id}`, { version: waiting.version, reason: "next" }, security);
        else expect(body["code"]).toBe("separation-of-duties");
      }
    }
    expect(outcome).toEqual(declared);
    expect(Object.keys(outcome)).toHaveLength(ROLES.length * (ROLES.length - 1));
  }, 180_000);

  test("that came beside another by any other way is good for nothing: at use, neither works", async () => {
    const { deps } = people;
    const id = await people.person("both", ["clerk"]);
    const insert = async (role: Role) =>
      await people.past(async (transaction) => {
        const common = { tenant: deps.tenant, unitId: ROOT_UNIT, proposedBy: null, reason: "r", now: deps.now(), atOnce: true };
        await addGrant(transaction, { ...common, id: `g-by-hand-${role}`, accountId: id, role });
      });
    const cookie = (await people.signIn("both", PASSWORD)) ?? "";
    const status = async (path: string) => (await people.call("GET", path, undefined, { cookie })).status;
    expect(await status("/api/cases")).toBe(200);
    await insert("system-admin");
    const refused = await people.call("GET", "/api/accounts", undefined, { cookie });
    expect([refused.status, refused.body["code"], await status("/api/trail")]).toEqual([403, "separation-of-duties", 403]);
    expect((await people.call("GET", "/api/session", undefined, { cookie })).body).toMatchObject({ grants: [] });
    const created = await people.call("POST", "/api/accounts", { login: "x1", name: "x", unitId: ROOT_UNIT, reason: "r" }, { cookie });
    expect(created.status).toBe(403);
  });

  test("proposed twice at the same moment beside what must be apart stands once", async () => {
    const id = await people.person("contested");
    const answers = await Promise.all([propose(id, "audit-admin"), propose(id, "clerk"), propose(id, "third-party")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422, 422]);
  });

  test("of an administrator asks for a new password where the old one was chosen for less", async () => {
    const id = await people.person("promoted");
    people.pass(1);
    const grant = String((await propose(id, "audit-admin")).body["id"]);
    await people.call("PUT", `/api/grants/${grant}`, { version: 1, granted: true }, security);
    const cookie = (await people.signIn("promoted", PASSWORD)) ?? "";
    expect((await people.call("GET", "/api/session", undefined, { cookie })).body).toMatchObject({ stage: "change-password" });
  });
});

describe("the administrators", () => {
  test("do nothing to themselves", async () => {
    const own = (await account("first-security-admin")).id;
    const ownSystem = (await account("first-system-admin")).id;
    const standing = (await account(own)).grants.find(({ state }) => state === "granted");
    const tries = [
      people.call("PUT", `/api/accounts/${own}/disabled`, { disabled: true, reason: "r" }, security),
      people.call("POST", `/api/accounts/${own}/reset`, { reason: "r" }, security),
      people.call("DELETE", `/api/grants/${standing?.id}`, { version: standing?.version, reason: "r" }, security),
      people.call("POST", `/api/accounts/${ownSystem}/grants`, { role: "system-admin", unitId: ROOT_UNIT, reason: "r" }, system),
    ];
    for (const answer of await Promise.all(tries)) expect(answer).toMatchObject({ status: 422, body: { code: "separation-of-duties" } });
  });

  test("are never without the last one of each kind", async () => {
    const last = (await account("first-security-admin")).id;
    const disable = async (reason: string) =>
      (await people.call("PUT", `/api/accounts/${last}/disabled`, { disabled: true, reason }, system)).body["code"];
    // The one made for the sets of two above holds the role as well; without him nobody could give it back.
    const other = (await account("holder-security-admin")).id;
    await people.call("PUT", `/api/accounts/${other}/disabled`, { disabled: true, reason: "left" }, system);
    expect(await disable("leaves too")).toBe("last-administrator");
    const auditors = (await account("holder-audit-admin")).grants.find(({ state }) => state === "granted");
    const firstAuditor = (await account("first-audit-admin")).id;
    await people.call("PUT", `/api/accounts/${firstAuditor}/disabled`, { disabled: true, reason: "left" }, security);
    const promoted = (await account("promoted")).grants.find(({ state }) => state === "granted");
    await people.call("DELETE", `/api/grants/${promoted?.id}`, { version: promoted?.version, reason: "r" }, security);
    const revoked = await people.call("DELETE", `/api/grants/${auditors?.id}`, { version: auditors?.version, reason: "r" }, security);
    expect(revoked).toMatchObject({ status: 422, body: { code: "last-administrator" } });
  });

  test("read no case, and the audit administrator no accounts; nobody else changes people", async () => {
    const audit = { cookie: (await people.signIn("holder-audit-admin", PASSWORD)) ?? "" };
    expect((await people.call("GET", "/api/cases", undefined, system)).status).toBe(403);
    expect((await people.call("GET", "/api/accounts", undefined, audit)).status).toBe(403);
    for (const role of ROLES.filter((one) => !isAdminRole(one))) {
      const cookie = (await people.signIn(`holder-${role}`, PASSWORD)) ?? "";
      const made = await people.call(
        "POST",
        "/api/accounts",
        { login: `by-${role}`, name: "x", unitId: ROOT_UNIT, reason: "r" },
        { cookie },
      );
      expect([role, made.status]).toEqual([role, 403]);
    }
  });
});

describe("accounts", () => {
  test("of one login in small and capital letters are one account", async () => {
    await people.person("Zhang.San");
    const again = await people.call("POST", "/api/accounts", { login: "zhang.san", name: "x", unitId: ROOT_UNIT, reason: "r" }, system);
    expect([again.status, again.body["code"]]).toEqual([422, "duplicate-id"]);
    expect(await people.signIn("ZHANG.SAN", PASSWORD)).not.toBeNull();
  });

  test("are moved to another unit, unless somebody changed them meanwhile", async () => {
    const id = await people.person("mover");
    const unit = await people.call("POST", "/api/units", { parentId: ROOT_UNIT, kind: "unit", name: "财政局" }, system);
    const { version } = await account(id);
    const change = async () => await people.call("PUT", `/api/accounts/${id}`, { version, name: "新名", unitId: unit.body["id"] }, system);
    expect([(await change()).status, (await change()).status]).toEqual([200, 409]);
    expect(await account(id)).toMatchObject({ name: "新名", unitName: "财政局" });
  });

  test("are made with all that is wrong said at once, and nothing written", async () => {
    const roles = [
      { role: "clerk", unitId: "nowhere" },
      { role: "audit-admin", unitId: ROOT_UNIT },
    ];
    const { status, body } = await people.call(
      "POST",
      "/api/accounts",
      { login: "wrong", name: "x", unitId: "nowhere-else", roles, reason: "r" },
      system,
    );
    expect([status, (body["faults"] as { code: string }[]).map(({ code }) => code)]).toEqual([
      422,
      ["unknown-reference", "unknown-reference", "separation-of-duties"],
    ]);
    await expect(account("wrong")).rejects.toThrow();
  });
});

describe("the tree", () => {
  test("takes a kind below its own or a wider one, and a code once", async () => {
    const add = async (parentId: unknown, kind: string, name: string, code: string | null = null) =>
      await people.call("POST", "/api/units", { parentId, kind, name, code }, system);
    const department = (await add(ROOT_UNIT, "department", "外事主管部门", "36010001")).body["id"];
    const unit = (await add(department, "unit", "外事办公室")).body["id"];
    const division = (await add(unit, "division", "一处")).body["id"];
    expect((await add(division, "unit", "不能在处室下")).body["code"]).toBe("not-in-list");
    expect((await add(ROOT_UNIT, "department", "另一个", "36010001")).body["code"]).toBe("duplicate-id");
    expect((await add("nowhere", "unit", "x")).body["code"]).toBe("unknown-reference");
    expect((await add(ROOT_UNIT, "unit", "x", null)).status).toBe(200);
  });

  test("a node that somebody is in does not end; one that has ended takes nothing in", async () => {
    const made = await people.call("POST", "/api/units", { parentId: ROOT_UNIT, kind: "unit", name: "要撤的单位" }, system);
    const id = made.body["id"];
    await people.call("POST", "/api/accounts", { login: "inside", name: "x", unitId: id, reason: "r" }, system);
    const end = async (version: number) =>
      await people.call("PUT", `/api/units/${id}`, { version, name: "要撤的单位", ended: true }, system);
    const refused = await end(1);
    expect([refused.status, refused.body["code"]]).toEqual([422, "unit-in-use"]);
    const inside = await account("inside");
    await people.call("PUT", `/api/accounts/${inside.id}`, { version: inside.version, name: "x", unitId: ROOT_UNIT }, system);
    expect([(await end(1)).status, (await end(1)).status]).toEqual([200, 409]);
    const late = await people.call("POST", "/api/accounts", { login: "late", name: "x", unitId: id, reason: "r" }, system);
    expect(late.body["code"]).toBe("unknown-reference");
    expect((await people.call("POST", "/api/units", { parentId: id, kind: "division", name: "x" }, system)).body["code"]).toBe(
      "unknown-reference",
    );
  });
});

test("the permission table is read as it is enforced, by those who need it", async () => {
  const { body } = await people.call("GET", "/api/permissions", undefined, security);
  const rows = body["rows"] as { action: string; scopes: Record<string, string> }[];
  expect(rows.find(({ action }) => action === "grant.decide")?.scopes).toMatchObject({
    "security-admin": "tenant",
    "system-admin": "none",
  });
  expect(Object.keys(rows[0]?.scopes ?? {})).toHaveLength(ROLES.length + 1);
  const clerk = { cookie: (await people.signIn("holder-clerk", PASSWORD)) ?? "" };
  expect((await people.call("GET", "/api/permissions", undefined, clerk)).status).toBe(403);
});

test("every change of people stands in the trail with who, what and why", async () => {
  const audit = { cookie: (await people.signIn("holder-audit-admin", PASSWORD)) ?? "" };
  const expected = {
    "account.created": "system-admin",
    "account.changed": "system-admin",
    "grant.proposed": "system-admin",
    "grant.granted": "security-admin",
    "grant.revoked": "security-admin",
    "account.disabled": "security-admin",
    "unit.added": "system-admin",
    "unit.ended": "system-admin",
  };
  for (const [action, who] of Object.entries(expected)) {
    const { body } = await people.call("GET", `/api/trail?limit=1&action=${action}`, undefined, audit);
    expect(body["events"]).toMatchObject([{ action, who, result: "done", from: "10.0.0.9" }]);
  }
});
