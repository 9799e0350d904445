// The declared table, walked completely: every role × every action × every place a thing can stand.
import { describe, expect, test } from "vitest";
import type { Actor, Grant } from "./actor.ts";
import { nobody } from "./actor.ts";
import { may, mayAtAll, reaches, reachOf, type Target } from "./may.ts";
import { ACTIONS, type Scope, scopeOf } from "./permissions.ts";
import { ADMIN_ROLES, BUSINESS_ROLES, isAdminRole, ROLES, type Role, separationBreaches } from "./role.ts";

const GRANT: Omit<Grant, "role"> = { unitId: "d", unitPath: "/r/u/d/", bodyPath: "/r/u/" };

function actorOf(...roles: readonly Role[]): Actor {
  const grants = roles.map((role) => ({ role, ...GRANT }));
  return { tenant: "t", accountId: "me", name: "n", unitId: "d", unitPath: GRANT.unitPath, grants, from: "" };
}

const TARGETS: Readonly<Record<string, Target>> = {
  ownDivision: { tenant: "t", unitPath: "/r/u/d/", createdBy: "other", published: false },
  mineElsewhere: { tenant: "t", unitPath: "/r/x/", createdBy: "me", published: false },
  otherDivision: { tenant: "t", unitPath: "/r/u/e/", createdBy: "other", published: false },
  likeNamedDivision: { tenant: "t", unitPath: "/r/u/dd/", createdBy: "other", published: false },
  otherUnit: { tenant: "t", unitPath: "/r/x/", createdBy: "other", published: false },
  published: { tenant: "t", unitPath: "/r/x/", createdBy: "other", published: true },
  ofTheTenant: { tenant: "t", unitPath: null, createdBy: null, published: false },
  foreignTenant: { tenant: "s", unitPath: "/r/u/d/", createdBy: "me", published: true },
};

/** What each scope reaches of the targets, written out by hand. */
const REACHED: Readonly<Record<Scope, readonly string[]>> = {
  none: [],
  published: ["published"],
  own: ["mineElsewhere"],
  tree: ["ownDivision"],
  unit: ["ownDivision", "otherDivision", "likeNamedDivision"],
  tenant: ["ownDivision", "mineElsewhere", "otherDivision", "likeNamedDivision", "otherUnit", "published", "ofTheTenant"],
};

describe("the table", () => {
  test("decides every role, action and target exactly as its scope says", () => {
    let cells = 0;
    for (const role of ROLES)
      for (const action of ACTIONS) {
        const open = scopeOf("nobody", action) === "none" ? [] : ["published"];
        const reached = new Set([...REACHED[scopeOf(role, action)], ...open]);
        for (const [name, target] of Object.entries(TARGETS)) {
          cells += 1;
          expect([role, action, name, may(actorOf(role), action, target)]).toEqual([role, action, name, reached.has(name)]);
        }
      }
    expect(cells).toBe(ROLES.length * ACTIONS.length * Object.keys(TARGETS).length);
  });

  test("lets nobody without an account do more than read what is published", () => {
    const open = ACTIONS.filter((action) => mayAtAll(nobody("t", ""), action));
    expect(open.toSorted()).toEqual(["case.read", "ledger.read", "rules.read", "session.open", "session.read", "trip.read"]);
    for (const action of open) expect(reachOf(nobody("t", ""), action)).toMatchObject({ everything: false, paths: [], createdBy: null });
  });

  test("shows the administrators no case, audit or trail content, and no business role accounts or the trail's export", () => {
    const business = ACTIONS.filter((action) => /^(case|audit|trip)\./.test(action));
    const administration = ACTIONS.filter((action) => /^(account|grant)\.|^trail\.(export|propose|decide)|^unit\.manage/.test(action));
    for (const role of ADMIN_ROLES)
      for (const action of business) expect([role, action, reachOf(actorOf(role), action).paths]).toEqual([role, action, []]);
    for (const role of BUSINESS_ROLES)
      for (const action of administration) expect([role, action, scopeOf(role, action)]).toEqual([role, action, "none"]);
  });

  test("a list and a single thing are decided alike", () => {
    for (const role of ROLES)
      for (const action of ACTIONS)
        for (const target of Object.values(TARGETS))
          expect(reaches(reachOf(actorOf(role), action), target)).toBe(may(actorOf(role), action, target));
  });
});

describe("one person", () => {
  test("never holds an administrator's role beside another: all sets of two", () => {
    for (const one of ROLES)
      for (const other of ROLES) {
        const apart = one !== other && [one, other].some((role) => isAdminRole(role) || role === "auditor" || role === "third-party");
        expect([one, other, separationBreaches([one, other]).length > 0]).toEqual([one, other, apart]);
      }
  });

  test("with several roles has what any of them has", () => {
    expect(may(actorOf("clerk", "finance"), "case.read", TARGETS["otherDivision"] as Target)).toBe(true);
    expect(separationBreaches(["clerk", "system-admin", "audit-admin"])).toHaveLength(3);
  });
});
