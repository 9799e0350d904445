// What a step of a trip's matter does to the ledger it is paid from, in the step's own transaction: approval reserves the budget, sending it
// back gives it up, settlement pays what is payable and gives back what is not used.
import type { Transaction } from "kysely";
import type { Actor } from "../../../access/index.ts";
import { type Day, type Fault, fault, type Money, printMoney, readMoney, subtractMoney } from "../../../kernel/index.ts";
import { type Posting, voucherKey } from "../../../ledger/index.ts";
import { readTripPlan, type Settlement, settleTrip } from "../../../trips/index.ts";
import type { FlowState, ProcessDefinition, Signature } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import type { StoredFlow } from "../../store/flows/flow-repository.ts";
import { findLedger } from "../../store/ledger/load-book.ts";
import { postToLedger } from "../../store/ledger/post-to-ledger.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { findStoredTrip, findTripYear } from "../../store/trips/trip-repository.ts";
import { decisionFaults } from "../ledger/decision-faults.ts";
import { referencesOf } from "../ledger/ledger-access.ts";
import { gatherTrips, givenBy } from "./gather-trips.ts";
import { openStoredTrip, sourceOf } from "./stored-trip.ts";

/** Rolls the whole step back: what the ledger refuses is not approved and not settled. */
export class LedgerRefusal extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map(({ code }) => code).join(", "));
    this.faults = faults;
  }
}

export type TripFund = {
  readonly caseId: string;
  readonly unitPath: string | null;
  readonly year: number;
  /** The delegation's own slice, where the ledger has one of its id in the plan. */
  readonly slice: string | null;
};

/** The ledger that pays for a trip; null where the plan names none. Throws LedgerRefusal where it names one that is not there. */
export async function fundOf(transaction: Transaction<StoreTables>, tenant: string, tripId: string): Promise<TripFund | null> {
  const trip = await findStoredTrip(transaction, { tenant, id: tripId });
  const year = trip && (await findTripYear(transaction, { tenant, id: trip.yearId }));
  const plan = year && readTripPlan(sourceOf("plan", JSON.parse(year.plan)));
  const caseId = plan?.ok ? plan.value.case : null;
  if (!trip || !year || caseId === null) return null;
  const ledger = await findLedger(transaction, { tenant, id: caseId });
  if (!ledger) throw new LedgerRefusal([fault("ledger-none", { found: caseId })]);
  const slice = await transaction
    .selectFrom("ledger_slices")
    .where("tenant", "=", tenant)
    .where("case_id", "=", caseId)
    .where("slice", "=", trip.itemId)
    .select("slice")
    .executeTakeFirst();
  return { caseId, unitPath: year.unitPath, year: ledger.year, slice: slice?.slice ?? null };
}

type Step = { readonly flow: StoredFlow; readonly definition: ProcessDefinition; readonly after: FlowState };

/** Called in the step's transaction, before its event. Throws LedgerRefusal. */
export async function bookTripStep(transaction: Transaction<StoreTables>, deps: Deps, actor: Actor, step: Step): Promise<void> {
  const { flow, definition, after } = step;
  if (flow.subject.kind !== "trip") return;
  const [was, is] = [approvalIn(definition, flow.state), approvalIn(definition, after)];
  const isSettled = flow.state.ended === null && after.ended?.outcome === "approved";
  if (was?.n === is?.n && !isSettled) return;
  const fund = await fundOf(transaction, actor.tenant, flow.subject.id);
  if (!fund) return;
  const post = (key: string, posting: Posting) => postFor(transaction, deps, actor, fund, `${flow.id}:${key}`, posting);
  const day = dayIn(fund.year, after.sinceDay);
  if (was && was.n !== is?.n) await giveBack(transaction, post, { actor, fund, id: commitmentOf(flow, was), day, reason: flow.title });
  if (is && is.n !== was?.n) {
    const amount = readMoney(is.content.parts?.["total"] ?? "", "元");
    if (amount === null) throw new LedgerRefusal([fault("trip-step-blocked", { found: "needs-total" })]);
    const commitment = commitmentOf(flow, is);
    const text = { document: `${flow.id}-${is.n}`, summary: flow.title };
    await post(`commit:${is.n}`, { kind: "commitment", day, commitment, slice: fund.slice, source: null, amount, ...text, exceptions: [] });
  }
  if (isSettled && is) await settle(transaction, deps, actor, { flow, fund, post, day, id: commitmentOf(flow, is), visit: after.visits });
}

/** The signature by which the meeting's decision stands; null where it does not. */
function approvalIn(definition: ProcessDefinition, { passed, signatures }: FlowState): Signature | null {
  const left = new Set(passed.map(({ visit }) => visit));
  return signatures.findLast((one) => one.voided === null && left.has(one.visit) && givenBy(definition, one) === "meeting") ?? null;
}

function commitmentOf({ id }: StoredFlow, { n }: Signature): string {
  return `${id}-${n}`;
}

type Post = (key: string, posting: Posting) => Promise<void>;

type Settling = {
  readonly flow: StoredFlow;
  readonly fund: TripFund;
  readonly post: Post;
  readonly day: Day;
  readonly id: string;
  /** A matter that was unlocked is settled once more, as another payment. */
  readonly visit: number;
};

// What vouchers paid already against the commitment is not paid again.
async function settle(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  actor: Actor,
  { flow, fund, post, day, id, visit }: Settling,
): Promise<void> {
  const settlement = await settlementOf(transaction, deps, actor.tenant, flow.subject.id);
  const before = await commitmentRow(transaction, actor.tenant, fund.caseId, id);
  const amount = subtractMoney(settlement.payable, (before?.paid ?? 0n) as Money);
  if (amount > 0n)
    await post(`pay:${visit}`, {
      ...{ kind: "payment", day, slice: fund.slice, commitment: id, source: null, amount },
      voucher: voucherKey({ day, number: `${flow.id}-${visit}`, line: "1", numbering: "year" }),
      ...{ economicClass: null, payee: null, summary: flow.title, indicators: [], evidence: [] },
      exceptions: await exceptionsOf(transaction, actor.tenant, fund.caseId, flow.subject.id),
    });
  await giveBack(transaction, post, { actor, fund, id, day, reason: flow.title });
}

async function settlementOf(transaction: Transaction<StoreTables>, deps: Deps, tenant: string, tripId: string): Promise<Settlement> {
  const stored = await findStoredTrip(transaction, { tenant, id: tripId });
  const [trip] = stored ? await gatherTrips(transaction, tenant, [stored]) : [];
  const opened = trip && openStoredTrip(trip, deps.tripStandards.standards);
  if (!opened?.ok) throw new LedgerRefusal(opened?.faults ?? [fault("not-found", { found: tripId })]);
  return settleTrip(opened.value.both);
}

/** How the exceptions of a trip are called in the ledger: one for each limit they let it go beyond. */
export function ledgerExceptionId(tripId: string, n: number, limit: "slice" | "commitment"): string {
  return `${tripId}-${n}-${limit}`;
}

async function exceptionsOf(transaction: Transaction<StoreTables>, tenant: string, caseId: string, tripId: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom("ledger_exceptions")
    .where("tenant", "=", tenant)
    .where("case_id", "=", caseId)
    .where("exception", "like", `${tripId}-%`)
    .select("exception")
    .execute();
  const latest = (limit: string) => rows.map(({ exception }) => exception).findLast((one) => one.endsWith(`-${limit}`));
  return [latest("commitment"), latest("slice")].flatMap((id) => id ?? []);
}

type GivingBack = { readonly actor: Actor; readonly fund: TripFund; readonly id: string; readonly day: Day; readonly reason: string };

async function giveBack(transaction: Transaction<StoreTables>, post: Post, { actor, fund, id, day, reason }: GivingBack): Promise<void> {
  const row = await commitmentRow(transaction, actor.tenant, fund.caseId, id);
  if (row && row.amount > row.paid + row.released)
    await post(`release:${id}`, { kind: "release", day, commitment: id, amount: null, reason });
}

async function commitmentRow(transaction: Transaction<StoreTables>, tenant: string, caseId: string, id: string) {
  const row = await transaction
    .selectFrom("ledger_commitments")
    .where("tenant", "=", tenant)
    .where("case_id", "=", caseId)
    .where("commitment", "=", id)
    .select(["amount", "paid", "released"])
    .executeTakeFirst();
  return row && { amount: BigInt(row.amount), paid: BigInt(row.paid), released: BigInt(row.released) };
}

/** Posts under the fund's ledger and tells the trail. Throws LedgerRefusal. */
export async function postFor(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  actor: Actor,
  { caseId, unitPath }: TripFund,
  postingKey: string,
  posting: Posting,
): Promise<void> {
  const outcome = await postToLedger(transaction, {
    ...{ tenant: actor.tenant, id: caseId, posting, postingKey, expectedVersion: null, references: referencesOf(deps) },
    ...{ byName: actor.name || "-", byAccount: actor.accountId, now: deps.now() },
  });
  if (outcome.kind === "posted-before") return;
  if (outcome.kind !== "posted") throw new LedgerRefusal(decisionFaults(outcome));
  await recordEvent(transaction, deps, {
    ...{ actor, action: `ledger.${posting.kind}`, object: { kind: "ledger", id: caseId, unitPath } },
    after: { seq: outcome.entry.seq, amount: printMoney(outcome.entry.settlement.amount, "元"), key: postingKey },
  });
}

/** The day as the ledger of a year can have it: its own year's first or last where it lies before or after. */
export function dayIn(year: number, day: Day): Day {
  const [first, last] = [`${year}-01-01` as Day, `${year}-12-31` as Day];
  return day < first ? first : day > last ? last : day;
}
