// How each action is asked through HTTP about one thing: what is sent, and what of the answer says whether the thing was within reach. Most
// questions name a version that nothing has, so that whoever reaches the thing changes nothing of it.
import type { Action } from "../../../access/index.ts";
import type { Person, ScopedWorld } from "./scoped-world.builder.ts";
import { PLACES, type Place } from "./scopes-by-hand.builder.ts";

export type Question = { readonly method: string; readonly path: string; readonly body?: object | FormData };

export type Probe = {
  /** The thing is reached by all of these. */
  readonly actions: readonly [Action, ...Action[]];
  /** What the route's own door asks besides, of whatever thing. */
  readonly door?: Action;
  /** Where such a thing stands. */
  readonly places: readonly Place[];
  readonly question: (world: ScopedWorld, place: Place, person: Person | null) => Question;
  /** Whether an answer without a problem speaks of the thing; for lists and figures of many. */
  readonly has?: (answer: unknown, name: string) => boolean;
};

/** Problems that say: not there, or not for you. */
export const OUT_OF_REACH: ReadonlySet<string> = new Set([
  "case-unknown",
  "flow-unknown",
  "not-found",
  "not-allowed",
  "content-sealed",
  "sign-in-needed",
  "unknown-reference",
]);

const EVERYWHERE = PLACES;
const ON_A_NODE = PLACES.filter((place) => place !== "nowhere");
const UNPUBLISHED = ON_A_NODE.filter((place) => place !== "published");
const NOBODYS = PLACES.filter((place) => place !== "published" && place !== "mine");
const NODES_ALONE = NOBODYS.filter((place) => place !== "nowhere");

const STALE = 999;

const get = (path: string): Question => ({ method: "GET", path });
const sends = (method: string, path: string, body: object): Question => ({ method, path, body });

type Asked = (name: string, at: { readonly world: ScopedWorld; readonly place: Place; readonly person: Person | null }) => Question;

function probe(action: Action | readonly [Action, ...Action[]], places: readonly Place[], ask: Asked, has?: Probe["has"]): Probe {
  const question: Probe["question"] = (world, place, person) => ask(world.nameAt(place, person), { world, place, person });
  return { actions: typeof action === "string" ? [action] : action, places, question, ...(has ? { has } : {}) };
}

const lists: Probe["has"] = (answer, name) =>
  (answer as readonly { id?: string; caseId?: string }[]).some((one) => (one.id ?? one.caseId) === name);

let keys = 0;
const posting = (kind: string, more: object) => ({
  posting: { kind, day: "2019-12-20", ...more },
  key: `authz-key-${++keys}`,
  version: STALE,
});

function form(field: string, name: string, more: Readonly<Record<string, string>> = {}): FormData {
  const body = new FormData();
  body.append(field, new File(["?"], name));
  for (const [key, value] of Object.entries(more)) body.append(key, value);
  return body;
}

export const PROBES: readonly Probe[] = [
  probe("case.read", EVERYWHERE, (name) => get(`/api/cases/${name}`)),
  probe("case.read", EVERYWHERE, () => get("/api/cases"), lists),
  probe(
    "case.import",
    NODES_ALONE.filter((place) => place !== "far"),
    (_, { world, place }) => {
      const body = new FormData();
      body.append("file", new File([new Uint8Array(world.lists.get(place) ?? [])], "清单.xlsx"));
      return sends("POST", "/api/project-list/preview", body);
    },
  ),
  probe("case.revise", EVERYWHERE, (name) => sends("PUT", `/api/cases/${name}?version=${STALE}`, form("file", "x.bin"))),
  probe("case.history", EVERYWHERE, (name) => get(`/api/cases/${name}/history`)),
  probe(
    "overview.read",
    EVERYWHERE,
    (name, { world }) => get(`/api/overview?by=all&year=${world.yearOf(name)}`),
    (answer) => (answer as { groups: readonly object[] }).groups.length > 0,
  ),

  probe("evidence.read", EVERYWHERE, (name) => get(`/api/evidence/${name}/file`)),
  probe("evidence.add", EVERYWHERE, (name) =>
    sends("POST", `/api/cases/${name}/evidence`, form("file", "x.bin", { title: "x", kind: "formal" })),
  ),
  probe("evidence.link", EVERYWHERE, (name) => sends("PUT", `/api/evidence/${name}/links`, { kind: "paper", id: "none", linked: false })),
  probe("evidence.void", EVERYWHERE, (name) => sends("POST", `/api/evidence/${name}/void`, { reason: "x" })),
  probe("evidence.hand-over", EVERYWHERE, (name) => get(`/api/cases/${name}/hand-over.zip`)),

  probe("ledger.read", EVERYWHERE, (name) => get(`/api/cases/${name}/ledger/entries?limit=1`)),
  probe("ledger.read", EVERYWHERE, () => get("/api/ledgers"), lists),
  probe("ledger.post", EVERYWHERE, (name) =>
    sends("POST", `/api/cases/${name}/ledger/payments`, posting("release", { commitment: "none", reason: "x" })),
  ),
  probe("ledger.adjust", EVERYWHERE, (name) => sends("POST", `/api/cases/${name}/ledger`, { document: "x" })),
  probe("ledger.except", EVERYWHERE, (name) => {
    const exception = { exception: "x", limit: "slice", amount: "1", clause: "x", approvedBy: "x", document: "x", reason: "x" };
    return sends("POST", `/api/cases/${name}/ledger/exceptions`, posting("exception", exception));
  }),
  probe("ledger.reverse", EVERYWHERE, (name) =>
    sends("POST", `/api/cases/${name}/ledger/reversals`, posting("reversal", { of: 1, reason: "x" })),
  ),
  probe("ledger.import", EVERYWHERE, (name) => get(`/api/cases/${name}/ledger/imports`)),

  probe("audit.read", UNPUBLISHED, (name) => get(`/api/audits/${name}`)),
  probe("audit.read", UNPUBLISHED, () => get("/api/audits"), lists),
  probe("audit.upload", UNPUBLISHED, (name) => sends("POST", "/api/audits", form("files", "x.bin", { into: name }))),
  probe(["audit.correct", "audit.read"], UNPUBLISHED, (name) =>
    sends("PUT", `/api/audits/${name}/documents/1/corrections`, { table: 0, path: "none", value: null }),
  ),

  probe("trip.read", ON_A_NODE, (name) => get(`/api/trips/${name}`)),
  probe("trip.read", ON_A_NODE, () => get("/api/trip-years"), lists),
  probe("trip.revise", ON_A_NODE, (name) => sends("PUT", `/api/trips/${name}`, { version: STALE, content: {} })),
  probe(["trip.except", "trip.read"], ON_A_NODE, (name) => {
    const exception = { kind: "over-budget", clause: "x", grounds: "x", document: "x" };
    return sends("POST", `/api/trips/${name}/exceptions`, { version: STALE, ...exception });
  }),

  probe("flow.read", UNPUBLISHED, (name) => get(`/api/flows/${name}`)),
  probe("flow.read", UNPUBLISHED, () => get("/api/flows"), lists),
  probe(["flow.start", "case.read"], ON_A_NODE, (name, { world: { process } }) =>
    sends("POST", "/api/flows", { process: process.process, pack: process.pack, subject: { kind: process.kind, id: name } }),
  ),
  probe("flow.act", UNPUBLISHED, (name) =>
    sends("POST", `/api/flows/${name}/acts`, { version: STALE, act: { kind: "urge", reason: "x" } }),
  ),
  probe("flow.unlock", UNPUBLISHED, (name) =>
    sends("POST", `/api/flows/${name}/unlock`, { version: STALE, node: "draft", reason: "x", opens: [] }),
  ),

  probe("webhook.manage", ["own", "far", "foreign"], (name) =>
    sends("PUT", `/api/webhooks/${name}`, { name: "x", areas: ["case"], on: true, version: STALE }),
  ),
  probe(
    "unit.manage",
    NODES_ALONE.filter((place) => place !== "foreign"),
    (_, { world, place }) => sends("PUT", `/api/units/${world.unitAt(place)}`, { version: STALE, name: "x" }),
  ),
  probe("account.read", NODES_ALONE, () => get("/api/accounts"), lists),
  probe("account.change", NODES_ALONE, (name) => sends("PUT", `/api/accounts/${name}`, { version: STALE, name: "x", unitId: "w-far" })),
  probe("account.disable", NODES_ALONE, (name) => sends("PUT", `/api/accounts/${name}/disabled`, { disabled: false, reason: "x" })),
  probe("account.reset", NODES_ALONE, (name) => sends("POST", `/api/accounts/${name}/reset`, { reason: "x" })),
  probe("account.unlock", NODES_ALONE, (name) => sends("POST", `/api/accounts/${name}/unlock`, { reason: "x" })),
  probe("grant.propose", NODES_ALONE, (name) =>
    sends("POST", `/api/accounts/${name}/grants`, { role: "clerk", unitId: "w-far", reason: "x" }),
  ),
  probe("grant.decide", NODES_ALONE, (name) => sends("PUT", `/api/grants/${name}`, { version: STALE, granted: false })),
  probe("grant.revoke", NODES_ALONE, (name) => sends("DELETE", `/api/grants/${name}`, { version: STALE, reason: "x" })),

  probe(
    "trail.read",
    NOBODYS,
    (name) => get(`/api/trail?kind=seen&object=${name}&limit=1`),
    (answer) => (answer as { events: readonly object[] }).events.length > 0,
  ),
  {
    ...probe(
      "trail.content",
      NOBODYS.filter((place) => place !== "foreign"),
      (_, { world, place }) => get(`/api/trail/${world.events.get(place)}/content`),
    ),
    door: "trail.open",
  },
];
