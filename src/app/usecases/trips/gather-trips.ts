// A trip with what was decided on it. Decided is what the signatures of its matter say; of a trip that has none, what the papers said that
// it was loaded from. Exceptions come from their register.
import type { Kysely } from "kysely";
import { ACT_KINDS, type ActKind, exceptionActs, type PaperKind, type TripAct, type TripException } from "../../../trips/index.ts";
import { findNode, type ProcessDefinition, readStoredProcess, type Signature } from "../../../workflow/index.ts";
import { findDefinition, latestFlows, type StoredFlow } from "../../store/flows/flow-repository.ts";
import { type FlowPaper, listPapers, standingPapers } from "../../store/flows/flow-side-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { listExceptions } from "../../store/trips/exception-repository.ts";
import type { StoredTrip } from "../../store/trips/trip-repository.ts";

/** The matter of a trip: where it stands, and the papers that were handed in there. */
export type TripMatter = { readonly flow: StoredFlow; readonly definition: ProcessDefinition; readonly papers: readonly FlowPaper[] };

export type GatheredTrip = StoredTrip & {
  readonly matter: TripMatter | null;
  readonly exceptions: readonly TripException[];
  /** Papers of the matter by the name the standards know them by. */
  readonly handedIn: readonly PaperKind[];
};

/** The same trips, each with its matter and its exceptions; its acts are those that count. */
export async function gatherTrips(db: Kysely<StoreTables>, tenant: string, trips: readonly StoredTrip[]): Promise<readonly GatheredTrip[]> {
  const ids = trips.map(({ id }) => id);
  const flows = await latestFlows(db, tenant, "trip", ids);
  const exceptions = await listExceptions(db, tenant, ids);
  const gathered: GatheredTrip[] = [];
  for (const trip of trips) {
    const flow = flows.get(trip.id);
    const matter = flow && flow.outcome !== "cancelled" ? await matterOf(db, tenant, flow) : null;
    const own = exceptions.filter(({ tripId }) => tripId === trip.id);
    const acts = [...(matter ? actsOf(matter) : trip.acts), ...exceptionActs(own)].map((act, index) => ({ ...act, n: index + 1 }));
    const handedIn = matter ? paperKinds(standingPapers(matter.papers).map(({ paper }) => paper)) : [];
    gathered.push({ ...trip, acts, matter, exceptions: own, handedIn });
  }
  return gathered;
}

async function matterOf(db: Kysely<StoreTables>, tenant: string, flow: StoredFlow): Promise<TripMatter> {
  const text = await findDefinition(db, tenant, flow.definitionHash);
  if (text === undefined) throw new Error(`the process definition ${flow.definitionHash} is not there`);
  return { flow, definition: readStoredProcess(text), papers: await listPapers(db, { tenant, id: flow.id }) };
}

/** What a process calls a paper, and what the standards call it. */
const PAPERS: Readonly<Record<string, PaperKind>> = {
  invitation: "invitation",
  "budget-detail": "budget-detail",
  "approval-form": "opinion-form",
  "single-approval": "bureau-approval",
  minutes: "meeting-minutes",
  "trip-report": "leader-report",
  "expense-sheet": "expense-sheet",
};

function paperKinds(papers: Iterable<string>): readonly PaperKind[] {
  return [...papers].flatMap((paper) => (PAPERS[paper] ? [PAPERS[paper]] : []));
}

/** A process's own names of the papers that a trip has. */
export function flowPapersOf(kinds: ReadonlySet<PaperKind>): readonly string[] {
  return Object.entries(PAPERS).flatMap(([paper, kind]) => (kinds.has(kind) ? [paper] : []));
}

/** What a seat gives, where it is an act of a trip. */
export function givenBy({ rule }: ProcessDefinition, { node, seat }: Pick<Signature, "node" | "seat">): ActKind | null {
  const gives = seat === null ? undefined : findNode(rule, node)?.who[seat]?.gives;
  return ACT_KINDS.find((kind) => kind === gives) ?? null;
}

/** The acts that a process can give. */
export function actsGivenBy({ rule }: ProcessDefinition): ReadonlySet<ActKind> {
  return new Set(
    rule.nodes.flatMap(({ id, who }) => who.flatMap((_, seat) => givenBy({ rule } as ProcessDefinition, { node: id, seat }) ?? [])),
  );
}

// One signature is an opinion where each seat has its own; a node that needs several together has decided once it was left.
function actsOf(matter: TripMatter): readonly Omit<TripAct, "n">[] {
  const { state } = matter.flow;
  const left = new Set(state.passed.map(({ visit }) => visit));
  const acts: { readonly visit: number; readonly act: Omit<TripAct, "n"> }[] = [];
  for (const one of state.signatures) {
    const kind = givenBy(matter.definition, one);
    const node = findNode(matter.definition.rule, one.node);
    if (kind === null || node === undefined) continue;
    const refuses = one.act === "return" || one.act === "reject";
    if (!refuses && (one.voided !== null || one.act !== "agree" || (node.sign.by !== "seats" && !left.has(one.visit)))) continue;
    const known = acts.findIndex((other) => other.visit === one.visit && other.act.kind === kind && other.act.agreed);
    const act = actOf(matter, one, kind, node.papers ?? []);
    if (known >= 0 && act.agreed) acts[known] = { visit: one.visit, act };
    else acts.push({ visit: one.visit, act });
  }
  return acts.map(({ act }) => act);
}

function actOf(
  { flow: { state }, definition, papers }: TripMatter,
  signature: Signature,
  kind: ActKind,
  asked: readonly string[],
): Omit<TripAct, "n"> {
  const { person, onBehalfOf, day, opinion, content, act, visit } = signature;
  const paper = standingPapers(papers).findLast((one) => asked.includes(one.paper));
  const voices = state.signatures.filter((one) => one.visit === visit && one.voided === null && one.seat !== null);
  const isMeeting = findNode(definition.rule, signature.node)?.sign.by === "quorum";
  const isMoney = kind === "bureau-approval" || kind === "meeting";
  return {
    ...{
      kind,
      agreed: act === "agree",
      byId: person.id,
      byName: isMeeting ? titleOf(definition, signature.node) : (onBehalfOf ?? person).name,
    },
    ...{ on: day, document: paper ? paper.reference || paper.name : null, opinion: opinion === "" ? null : opinion },
    hash: content.parts?.[kind] ?? "",
    amount: isMoney ? (content.parts?.["total"] ?? null) : null,
    votes: isMeeting ? { agreed: count(voices, "agree"), against: count(voices, "disagree"), abstained: 0 } : null,
  };
}

function titleOf({ rule }: ProcessDefinition, node: string): string {
  return findNode(rule, node)?.title ?? node;
}

function count(voices: readonly Signature[], act: Signature["act"]): number {
  return voices.filter((one) => one.act === act).length;
}
