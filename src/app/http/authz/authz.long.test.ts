// Role × action × scope through HTTP: every role from two seats, every action that is done to something, about something that really
// stands at each place; compared with the declared table alone. Then every rule of the table and of the guard is changed, one at a time,
// and the walk must see it: only the cells that the change touches are asked again.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type * as Access from "../../../access/index.ts";
import { ACTIONS, type Action, PERMISSIONS, ROLES, type Role, type Scope } from "../../../access/index.ts";
import type { ParseTask } from "../../files/parse-tasks.ts";
import { aTestApp, type TestApp } from "../app.builder.ts";
import type { App } from "../app-env.ts";
import { buildApp } from "../build-app.ts";
import type * as Identify from "../identify.ts";
import { OUT_OF_REACH, PROBES, type Probe, type Question } from "./probes.builder.ts";
import { aScopedWorld, type Person, type ScopedWorld } from "./scoped-world.builder.ts";
import { declaredScope, isWithin, type Place, type Table } from "./scopes-by-hand.builder.ts";

const SLOW = 20 * 60_000;

/** What is wrong with the guard at the moment. */
const flaw: {
  route: "none" | "unguarded" | Action;
  reach: ((reach: Access.Reach) => Access.Reach) | null;
  within: typeof Access.reaches | null;
} = {
  ...{ route: "none", reach: null, within: null },
};

vi.mock("../identify.ts", async (original) => {
  const real = await original<typeof Identify>();
  const guarded: typeof Identify.guarded = (action, bounds) => {
    const declared = real.guarded(action, bounds);
    const [permits, ...rest] = declared.middleware;
    const asFlawed: typeof permits = async (c, next) => {
      if (flaw.route === "none" || !permits) return await permits?.(c, next);
      if (flaw.route === "unguarded") return await next();
      return await real.guarded(flaw.route).middleware[0]?.(c, next);
    };
    return { ...declared, middleware: [asFlawed, ...rest] };
  };
  return { ...real, guarded };
});
vi.mock("../../../access/index.ts", async (original) => {
  const real = await original<typeof Access>();
  const reachOf: typeof Access.reachOf = (actor, action) => {
    const reach = real.reachOf(actor, action);
    return flaw.reach ? flaw.reach(reach) : reach;
  };
  const reaches: typeof Access.reaches = (reach, target) => (flaw.within ?? real.reaches)(reach, target);
  const may: typeof Access.may = (actor, action, target) => reaches(reachOf(actor, action), target);
  return { ...real, reachOf, reaches, may };
});

// Who may make a case where is the question here, not what a hostile file does: it is read in this process.
vi.mock("../../files/parse-in-child.ts", async () => {
  const { PARSE_TASKS } = await import("../../files/parse-tasks.ts");
  return { parseInChild: async (task: ParseTask, name: string, bytes: Uint8Array) => await PARSE_TASKS[task](name, bytes) };
});

const declared: Table = structuredClone(PERMISSIONS);
let server: TestApp;
let app: App;
let world: ScopedWorld;
beforeAll(async () => {
  server = await aTestApp();
  const requests = { ...server.deps.requests, signInsPerMinute: 1e6, searchesPerMinute: 1e6, exportsPerMinute: 1e6 };
  const webhooks = { addresses: ["https://oa.example"], private: "no" as const, formerSecretHours: 72 };
  const audits = { ...server.deps.audits, wake: () => undefined };
  app = buildApp({ ...server.deps, requests, webhooks, audits }, { host: "127.0.0.1", web: null });
  world = await aScopedWorld(server);
}, SLOW);
afterAll(async () => await server.close(), SLOW);

type Answer = { readonly status: number; readonly body: unknown };

/** Lists are the same whichever thing of them is asked about; not any more where the guard is another. */
const known = new Map<string, Promise<Answer>>();

async function answerOf({ method, path, body }: Question, who: Person | null): Promise<Answer> {
  const isForm = body instanceof FormData;
  const headers = {
    host: "127.0.0.1:8080",
    ...(who ? { cookie: who.cookie } : {}),
    ...(body && !isForm ? { "content-type": "application/json" } : {}),
  };
  const init = { method, headers, ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }) };
  const response = await app.request(path, init);
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, body: isJson ? await response.json() : await response.body?.cancel() };
}

type Cell = { readonly probe: Probe; readonly place: Place; readonly who: Person | null };

async function isReached({ probe, place, who }: Cell): Promise<boolean> {
  const question = probe.question(world, place, who);
  const key = `${who?.accountId} ${question.path}`;
  const asked = (probe.has && known.get(key)) ?? answerOf(question, who);
  if (probe.has) known.set(key, asked);
  const { status, body } = await asked;
  if (status >= 500) throw new Error(`${question.method} ${question.path}: ${status} ${JSON.stringify(body)}`);
  if (status >= 400) return !OUT_OF_REACH.has((body as { code: string }).code);
  return probe.has ? probe.has(body, world.nameAt(place, who)) : true;
}

const expected = ({ probe, place, who }: Cell, table: Table = declared): boolean =>
  isWithin(table, who ?? "nobody", probe.actions, place) && (probe.door === undefined || mayEnter(table, who, probe.door));
const nameOf = ({ probe, place, who }: Cell): string =>
  `${who?.accountId ?? "nobody"} ${probe.actions[0]} ${place} ${probe.has ? "(list)" : ""}`;

/** Whom the table lets do nothing of the kind is turned away whatever it is: of one seat, about two things. */
function cellsOf(probe: Probe, who: Person | null): readonly Cell[] {
  const scopes = who ? probe.actions.map((action) => declaredScope(declared, who.role, action)) : [];
  if (who && scopes.includes("none") && who.seat !== "division") return [];
  // From where everything or only one's own is reached, the seat says nothing.
  if (who?.seat === "department" && !scopes.some((scope) => scope === "tree" || scope === "unit")) return [];
  const places = scopes.includes("none") ? probe.places.filter((place) => place === "own" || place === "mine") : probe.places;
  return places.map((place) => ({ probe, place, who }));
}

test(
  "every role reaches by every action exactly what the declared table says",
  async () => {
    const cells = [...world.people, null].flatMap((who) => PROBES.flatMap((probe) => cellsOf(probe, who)));
    const wrong: string[] = [];
    for (const cell of cells) {
      const reached = await isReached(cell);
      if (reached !== expected(cell)) wrong.push(`${nameOf(cell)}: ${reached ? "reached" : "not reached"}`);
    }
    const actions = new Set(PROBES.map(({ actions: [action] }) => action));
    console.info(`authz: ${cells.length} cells of role × action × scope, ${actions.size} actions, ${wrong.length} not as declared`);
    expect(wrong).toEqual([]);
  },
  SLOW,
);

type Route = { readonly method: string; readonly path: string; readonly action: Action };

async function routes(): Promise<readonly Route[]> {
  const document = (await (await app.request("/api/openapi.json", { headers: { host: "127.0.0.1:8080" } })).json()) as {
    paths: Record<string, Record<string, { "x-action"?: Action }>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { "x-action": action }]) => ({ method: method.toUpperCase(), path, action: action as Action })),
  );
}

/** Whether the route turns them away at its door, before it looks for anything. */
async function isTurnedAway({ method, path }: Route, who: Person | null): Promise<boolean> {
  const filled = path
    .replaceAll("{name}", path.includes("/files/") ? "report.docx" : "sheet.docx")
    .replace(/\{(seq|n|table|version|number)\}/g, "9999")
    .replace(/\{\w+\}/g, "w-nothing");
  const { status } = await answerOf({ method, path: filled, ...(method === "GET" ? {} : { body: {} }) }, who);
  return status === (who ? 403 : 401);
}

/** Doors that are open to whoever has a session, and those that open one. */
const OF_SESSIONS = (action: Action): boolean => action.startsWith("session.");
const seatOf = (role: Role): Person => world.people.find((one) => one.role === role && one.seat === "division") as Person;
const mayEnter = (table: Table, who: Person | null, action: Action): boolean =>
  declaredScope(table, who?.role ?? "nobody", action) !== "none";

type Mutant = { readonly name: string; readonly make: () => void; readonly undo: () => void; readonly isSeen: () => Promise<boolean> };

async function findSurvivors(mutants: readonly Mutant[]): Promise<readonly string[]> {
  const survivors: string[] = [];
  for (const { name, make, undo, isSeen } of mutants) {
    known.clear();
    make();
    const seen = await isSeen().finally(undo);
    if (!seen) survivors.push(name);
  }
  known.clear();
  return survivors;
}

const WIDTHS: readonly Scope[] = ["none", "published", "own", "tree", "unit", "tenant"];

const differs = (cell: Cell, table: Table): boolean => expected(cell) !== expected(cell, table);

/** What is decided for the tenant as a whole, and cannot be declared for less of it (permissions.ts). */
const isOfTheWhole = (action: Action): boolean => Object.values(declared[action]).every((scope) => scope === "tenant");

/** Every role of every action with another scope: none where it had one, one where it had none, and the next wider and narrower. */
function mutantsOfTheTable(all: readonly Route[]): readonly Mutant[] {
  const live = PERMISSIONS as unknown as Record<Action, Partial<Record<Role, Scope>>>;
  return ACTIONS.filter((action) => !OF_SESSIONS(action)).flatMap((action) =>
    ROLES.flatMap((role) => {
      const was = declaredScope(declared, role, action);
      const probes = PROBES.filter(({ actions, door }) => actions.includes(action) || door === action);
      const route = all.find((one) => one.action === action);
      const scopes = isOfTheWhole(action) ? WIDTHS.filter((scope) => scope === "none" || scope === "tenant") : WIDTHS;
      return scopes
        .filter((scope) => scope !== was)
        .flatMap((scope): Mutant[] => {
          const changed: Table = { ...declared, [action]: { ...declared[action], [role]: scope } };
          // First what the changed table says otherwise than the declared one; then whatever else it may have changed.
          const cells = probes
            .flatMap((probe) => probe.places.flatMap((place) => world.people.map((who) => ({ probe, place, who }))))
            .filter(({ who }) => who.role === role)
            .toSorted((one, other) => Number(differs(other, changed)) - Number(differs(one, changed)));
          const isTold = cells.some((cell) => differs(cell, changed));
          const isOfTheDoor = route !== undefined && (was === "none") !== (scope === "none");
          // Where nothing stands that the two tables tell apart, they are the same rule.
          if (!isTold && !isOfTheDoor) return [];
          return [
            {
              name: `${action}: ${role} ${was} → ${scope}`,
              make: () => Object.assign(live[action], { [role]: scope }),
              undo: () => (declared[action][role] === undefined ? delete live[action][role] : Object.assign(live[action], { [role]: was })),
              isSeen: async () => {
                if (isOfTheDoor && (await isTurnedAway(route, seatOf(role))) === mayEnter(declared, seatOf(role), action)) return true;
                for (const cell of cells) if ((await isReached(cell)) !== expected(cell)) return true;
                return false;
              },
            },
          ];
        });
    }),
  );
}

/** Every route without its guard, and with that of another action. */
function mutantsOfRoutes(all: readonly Route[]): readonly Mutant[] {
  const voices = [...ROLES.map(seatOf), null];
  return all
    .filter(({ action }) => !OF_SESSIONS(action))
    .flatMap((route) => {
      const { action } = route;
      const name = `${route.method} ${route.path}`;
      const undo = () => {
        flaw.route = "none";
      };
      const shut = voices.find((who) => !mayEnter(declared, who, action));
      const unguarded: Mutant[] =
        shut === undefined
          ? []
          : [
              {
                name: `${name} unguarded`,
                make: () => (flaw.route = "unguarded"),
                undo,
                isSeen: async () => !(await isTurnedAway(route, shut)),
              },
            ];
      const other = ACTIONS.find(
        (one) => !OF_SESSIONS(one) && voices.some((who) => mayEnter(declared, who, one) !== mayEnter(declared, who, action)),
      );
      const differs = voices.find((who) => other !== undefined && mayEnter(declared, who, other) !== mayEnter(declared, who, action));
      if (other === undefined || differs === undefined) return unguarded;
      const isSeen = async () => (await isTurnedAway(route, differs)) === mayEnter(declared, differs, action);
      return [...unguarded, { name: `${name} as ${other}`, make: () => (flaw.route = other), undo, isSeen }];
    });
}

/** The guard's own rules: how a reach is drawn and what lies within it. */
function mutantsOfTheGuard(): readonly Mutant[] {
  const cell = (action: Action, place: Place, role: Role | null): Cell => ({
    ...{ probe: PROBES.find(({ actions, has }) => actions[0] === action && !has) as Probe, place },
    who: role && seatOf(role),
  });
  const reach = (name: string, as: (reach: Access.Reach) => Access.Reach, asked: Cell): Mutant => ({
    name,
    make: () => (flaw.reach = as),
    undo: () => {
      flaw.reach = null;
    },
    isSeen: async () => (await isReached(asked)) !== expected(asked),
  });
  const within = (name: string, as: typeof Access.reaches, asked: Cell): Mutant => ({
    name,
    make: () => (flaw.within = as),
    undo: () => {
      flaw.within = null;
    },
    isSeen: async () => (await isReached(asked)) !== expected(asked),
  });
  return [
    reach("everything is within", (one) => ({ ...one, everything: true }), cell("case.revise", "far", "clerk")),
    reach("nothing of the tree is within", (one) => ({ ...one, paths: [] }), cell("case.revise", "own", "clerk")),
    reach("what is published is shut", (one) => ({ ...one, published: false }), cell("case.read", "published", null)),
    reach("what is published is open to every act", (one) => ({ ...one, published: true }), cell("case.revise", "published", "clerk")),
    reach("one's own is shut", (one) => ({ ...one, createdBy: null }), cell("audit.read", "mine", "third-party")),
    reach(
      "a path without its end",
      (one) => ({ ...one, paths: one.paths.map((path) => path.slice(0, -1)) }),
      cell("case.revise", "sibling", "clerk"),
    ),
    reach(
      "the node above",
      (one) => ({ ...one, paths: one.paths.map((path) => path.replace(/[^/]+\/$/, "")) }),
      cell("case.revise", "unit", "clerk"),
    ),
    within(
      "the node alone, nothing below",
      ({ paths }, { unitPath }) => paths.includes(unitPath ?? ""),
      cell("case.revise", "below", "clerk"),
    ),
    within(
      "whoever made it",
      ({ createdBy }, target) => createdBy !== null && target.createdBy !== createdBy,
      cell("audit.read", "far", "third-party"),
    ),
    within("nothing", () => false, cell("case.read", "own", "auditor")),
  ];
}

test(
  "every rule of the table and of the guard that is changed is seen, one at a time",
  async () => {
    const all = await routes();
    const kinds = { table: mutantsOfTheTable(all), routes: mutantsOfRoutes(all), guard: mutantsOfTheGuard() };
    const mutants = Object.values(kinds).flat();
    const survivors = await findSurvivors(mutants);
    const counts = Object.entries(kinds).map(([kind, { length }]) => `${length} of the ${kind}`);
    console.info(`authz: ${mutants.length - survivors.length}/${mutants.length} mutants seen (${counts.join(", ")})`);
    expect(survivors).toEqual([]);
    expect(PERMISSIONS).toEqual(declared);
  },
  SLOW,
);
