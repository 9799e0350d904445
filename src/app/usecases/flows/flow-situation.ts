// Everything a step is decided in, read within its transaction: people with their roles as they stand now, papers, content, delegations.
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Actor } from "../../../access/index.ts";
import type { Day } from "../../../kernel/index.ts";
import {
  type Candidate,
  type ContentVersion,
  type FlowState,
  findNode,
  type OtherFlow,
  type PersonName,
  type ProcessDefinition,
  placeRelations,
  type RoleStanding,
  readStoredProcess,
  type Seat,
  type SigningRole,
  type Situation,
} from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { findCase } from "../../store/case-repository.ts";
import { type FlowSubject, findDefinition, flowsOfSubject } from "../../store/flows/flow-repository.ts";
import { delegationsOf, type FlowPaper, holdersOf, listPapers, standingPapers } from "../../store/flows/flow-side-repository.ts";
import { listUnits, type Unit } from "../../store/people/unit-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { type SignedTrip, signedTrip } from "../trips/trip-content.ts";

export type Matter = {
  readonly tenant: string;
  /** null before it has begun. */
  readonly id: string | null;
  readonly definition: ProcessDefinition;
  readonly subject: FlowSubject;
  readonly title: string;
  readonly unitPath: string;
  readonly state: FlowState | null;
};

/** `changed` stands for what the matter is about where that is about to change: the case's dossier, the trip's content. */
export async function situationOf(
  db: Kysely<StoreTables>,
  deps: Deps,
  matter: Matter,
  actor: PersonName | null,
  changed?: string,
): Promise<Situation> {
  const { tenant, id, definition } = matter;
  const now = deps.now();
  const papers = id === null ? [] : await listPapers(db, { tenant, id });
  const { kind, id: subject } = matter.subject;
  const trip = kind === "trip" ? await signedTrip(db, deps, { tenant, id: subject }, dayOf(now), changed) : null;
  return {
    now,
    day: dayOf(now),
    calendar: deps.calendar,
    actor,
    people: await candidatesOf(db, matter),
    delegations: actor ? await delegationsTo(db, tenant, actor.id) : [],
    papers: new Set([...standingPapers(papers).map(({ paper }) => paper), ...(trip?.papers ?? [])]),
    content: await contentOf(db, matter, papers, trip, changed),
    others: await othersOf(db, matter, definition),
  };
}

/** The day on the wall in China, which has one time: UTC+8. */
export function dayOf(instant: string): Day {
  return new Date(Date.parse(instant) + 8 * 60 * 60_000).toISOString().slice(0, 10) as Day;
}

export function personOf(actor: Actor): PersonName | null {
  return actor.accountId === null ? null : { id: actor.accountId, name: actor.name };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Targets and evaluations are about a case, and what is signed is its dossier. */
export function isAboutCase({ kind }: FlowSubject): boolean {
  return kind === "targets" || kind === "evaluation";
}

async function candidatesOf(db: Kysely<StoreTables>, { tenant, definition, unitPath }: Matter): Promise<readonly Candidate[]> {
  const kinds = new Map((await listUnits(db, tenant)).map((unit) => [unit.id, unit.kind]));
  const place = placesOn(unitPath, kinds);
  const people = new Map<string, { readonly id: string; readonly name: string; readonly standings: RoleStanding[] }>();
  for (const { accountId, name, role, unitPath: grantPath } of await holdersOf(db, tenant, rolesOf(definition))) {
    const person = people.get(accountId) ?? { id: accountId, name, standings: [] };
    // Asked for by the process's own roles, which are all such as may sign.
    person.standings.push({ role: role as SigningRole, relations: placeRelations(place, placesOn(grantPath, kinds)) });
    people.set(accountId, person);
  }
  return [...people.values()];
}

function placesOn(path: string, kinds: ReadonlyMap<string, Unit["kind"]>) {
  return path
    .split("/")
    .filter((id) => id !== "")
    .flatMap((id) => {
      const kind = kinds.get(id);
      return kind ? [{ id, kind }] : [];
    });
}

function rolesOf({ rule }: ProcessDefinition): readonly string[] {
  const seats: readonly Seat[] = rule.nodes.flatMap(({ who, escalate = [], unlock }) => [
    ...who,
    ...escalate.map(({ to }) => to),
    ...(unlock?.who ?? []),
  ]);
  return [...new Set(seats.map(({ role }) => role))];
}

async function delegationsTo(db: Kysely<StoreTables>, tenant: string, person: string): Promise<Situation["delegations"]> {
  return (await delegationsOf(db, tenant, person))
    .filter(({ delegate, endedAt }) => delegate === person && endedAt === null)
    .map(({ principal, delegate, from, until, process }) => ({ principal, delegate, from: from as Day, until: until as Day, process }));
}

// The papers that the present node asks for are what it brings forth, not what is examined there: the minutes of a meeting do not
// undo the votes they tell of. From the next node on they are part of what is signed.
async function contentOf(
  db: Kysely<StoreTables>,
  matter: Matter,
  papers: readonly FlowPaper[],
  trip: SignedTrip | null,
  changed?: string,
): Promise<ContentVersion> {
  const { tenant, subject, title, definition, state } = matter;
  const stored = isAboutCase(subject) ? await findCase(db, { tenant, id: subject.id }) : undefined;
  const own = (state && !state.ended && findNode(definition.rule, state.node)?.papers) || [];
  const examined = standingPapers(papers).filter(({ paper }) => !own.includes(paper));
  const dossier = stored && (changed ?? stored.dossier);
  return {
    version: trip?.content.version ?? (stored ? stored.version + (changed === undefined ? 0 : 1) : 1),
    ...(trip?.content.parts ? { parts: trip.content.parts } : {}),
    hash: sha256(
      JSON.stringify({
        subject: [subject.kind, subject.id, title],
        dossier: dossier === undefined ? (trip?.content.hash ?? null) : sha256(dossier),
        facts: Object.entries(state?.facts ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        papers: examined.map(({ paper, name, reference, sha256: hash }) => [paper, name, reference, hash]),
      }),
    ),
  };
}

async function othersOf(
  db: Kysely<StoreTables>,
  { tenant, id, subject }: Matter,
  definition: ProcessDefinition,
): Promise<readonly OtherFlow[]> {
  const flows = (await flowsOfSubject(db, tenant, subject.id)).filter((one) => one.id !== id);
  const others: OtherFlow[] = [];
  for (const one of flows) {
    const text = await findDefinition(db, tenant, one.definitionHash);
    const rests = text === undefined ? [] : (readStoredProcess(text).rule.restsOn ?? []);
    others.push({
      ...{ id: one.id, process: one.process, title: one.title, outcome: one.outcome ?? "running" },
      restsOnThis: rests.some(({ process }) => process === definition.rule.id),
    });
  }
  return others;
}
