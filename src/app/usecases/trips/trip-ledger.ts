// What a step of a trip's matter does to the ledger it is paid from, in the step's own transaction: approval reserves the budget, sending it
// back gives it up, settlement pays what is payable and gives back what is not used; settled once more, only the difference moves. It is
// not taken off or refused while money it paid is out.
import type { Transaction } from "kysely";
import type { Actor } from "../../../access/index.ts";
import { type Day, type Fault, fault, type Money, moneyOfFen, printMoney, printScaled, readMoney } from "../../../kernel/index.ts";
import { type Posting, SPENDING_LIMITS, type SpendingLimit, voucherKey } from "../../../ledger/index.ts";
import { readTripPlan, rebook, type Settlement, settleTrip } from "../../../trips/index.ts";
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
import { recordOfText } from "../stored-record.ts";
import { gatherTrips, givenBy } from "./gather-trips.ts";
import { openStoredTrip, sourceOf } from "./stored-trip.ts";
import { commitmentsOf, type MatterKey, paymentsOf } from "./trip-payments.ts";

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

/** The ledger that pays for a trip; null where the plan names none, or the ledger gets its vouchers otherwise. Throws LedgerRefusal where it names one that is not there. */
export async function fundOf(transaction: Transaction<StoreTables>, tenant: string, tripId: string): Promise<TripFund | null> {
  const trip = await findStoredTrip(transaction, { tenant, id: tripId });
  const year = trip && (await findTripYear(transaction, { tenant, id: trip.yearId }));
  const plan = year && readTripPlan(sourceOf("plan", recordOfText(year.plan)));
  const caseId = plan?.ok && !plan.value.importedVouchers ? plan.value.case : null;
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
  const outcome = flow.state.ended === null ? (after.ended?.outcome ?? null) : null;
  if (was?.n === is?.n && outcome === null) return;
  const fund = await fundOf(transaction, actor.tenant, flow.subject.id);
  if (!fund) return;
  const post = (key: string, posting: Posting) => postFor(transaction, deps, actor, fund, `${flow.id}:${key}`, posting);
  const day = dayIn(fund.year, after.sinceDay);
  const booking = { actor, fund, flow, post, day, visit: after.visits };
  const isOff = outcome === "cancelled" || outcome === "rejected";
  if (isOff || (was && was.n !== is?.n)) await giveBack(transaction, booking);
  if (isOff) await nothingIsOut(transaction, booking);
  if (!is || isOff) return;
  const total = readMoney(is.content.parts?.["total"] ?? "", "元");
  if (total === null) throw new LedgerRefusal([fault("trip-step-blocked", { found: "needs-total" })]);
  if (is.n !== was?.n) await commit(transaction, booking, is, total);
  if (outcome === "approved") await settle(transaction, deps, booking, commitmentOf(flow, is), total);
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

type Booking = {
  readonly actor: Actor;
  readonly fund: TripFund;
  readonly flow: StoredFlow;
  readonly post: Post;
  readonly day: Day;
  /** A matter that was unlocked is settled once more, under other keys. */
  readonly visit: number;
};

function matterOf({ actor, fund, flow }: Booking): MatterKey {
  return { tenant: actor.tenant, caseId: fund.caseId, flowId: flow.id };
}

// What a trip was paid before it was sent back is spent already and not reserved a second time.
async function commit(transaction: Transaction<StoreTables>, booking: Booking, approval: Signature, total: Money): Promise<void> {
  const { flow, fund, day, post } = booking;
  const { pay: amount } = rebook(total, total, await paymentsOf(transaction, matterOf(booking)));
  if (amount === 0n) return;
  const text = { document: `${flow.id}-${approval.n}`, summary: flow.title };
  const commitment = commitmentOf(flow, approval);
  await post(`commit:${approval.n}`, {
    kind: "commitment",
    day,
    commitment,
    slice: fund.slice,
    source: null,
    amount,
    ...text,
    exceptions: [],
  });
}

// What vouchers paid already against the commitment is not paid again; what was paid too much comes back.
async function settle(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  booking: Booking,
  approved: string,
  committed: Money,
): Promise<void> {
  const { actor, flow, fund, post, day, visit } = booking;
  const settlement = await settlementOf(transaction, deps, actor.tenant, flow.subject.id);
  const { pay, approved: within, refunds } = rebook(settlement.payable, committed, await paymentsOf(transaction, matterOf(booking)));
  const text = { economicClass: null, payee: null, summary: flow.title, indicators: [], evidence: [] };
  const voucher = (line: number) => voucherKey({ day, number: `${flow.id}-${visit}`, line: String(line), numbering: "year" });
  for (const [index, { seq: of, slice, amount }] of refunds.entries())
    await post(`refund:${visit}:${of}`, { kind: "refund", day, voucher: voucher(index + 1), amount, source: null, slice, of, ...text });
  if (pay > 0n) {
    const exceptions = await exceptionsOf(transaction, actor.tenant, fund.caseId, flow.subject.id);
    const commitments = await commitmentsOf(transaction, matterOf(booking));
    const open = commitments.find(({ id, outstanding }) => id === approved && outstanding > 0n);
    // Nothing is reserved any more, but what is paid was approved: it is reserved again, if the slice still has it.
    const again = open === undefined && within > 0n ? `${approved}-${visit}` : null;
    const [document, slice] = [`${flow.id}-${visit}`, fund.slice];
    if (again !== null) {
      const reserved = { commitment: again, amount: within, document, summary: flow.title, exceptions } as const;
      await post(`commit:${visit}:again`, { kind: "commitment", day, slice, source: null, ...reserved });
    }
    const commitment = again ?? open?.id ?? commitments.at(-1)?.id ?? null;
    await post(`pay:${visit}`, {
      kind: "payment",
      day,
      slice,
      commitment,
      source: null,
      amount: pay,
      voucher: voucher(1),
      ...text,
      exceptions,
    });
  }
  await giveBack(transaction, booking);
}

async function settlementOf(transaction: Transaction<StoreTables>, deps: Deps, tenant: string, tripId: string): Promise<Settlement> {
  const stored = await findStoredTrip(transaction, { tenant, id: tripId });
  const [trip] = stored ? await gatherTrips(transaction, tenant, [stored]) : [];
  const opened = trip && openStoredTrip(trip, deps.tripStandards.standards);
  if (!opened?.ok) throw new LedgerRefusal(opened?.faults ?? [fault("not-found", { found: tripId })]);
  return settleTrip(opened.value.both);
}

/** How the exceptions of a trip are called in the ledger: one for each limit they let it go beyond. */
export function ledgerExceptionId(tripId: string, n: number, limit: SpendingLimit): string {
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
  const latest = Math.max(...rows.map(({ exception }) => Number(exception.slice(tripId.length + 1).split("-")[0])));
  const ids = SPENDING_LIMITS.map((limit) => ledgerExceptionId(tripId, latest, limit));
  return ids.filter((id) => rows.some(({ exception }) => exception === id));
}

async function giveBack(transaction: Transaction<StoreTables>, booking: Booking): Promise<void> {
  const { flow, post, day, visit } = booking;
  for (const { id, outstanding } of await commitmentsOf(transaction, matterOf(booking)))
    if (outstanding > 0n) await post(`release:${visit}:${id}`, { kind: "release", day, commitment: id, amount: null, reason: flow.title });
}

// Who would take off what is paid must have the money back first: a payment is undone by its refund or reversal alone.
async function nothingIsOut(transaction: Transaction<StoreTables>, booking: Booking): Promise<void> {
  const { actor, fund, flow } = booking;
  // Nobody pays or reverses between this look and the end of the step.
  await findLedger(transaction, { tenant: actor.tenant, id: fund.caseId }, { lock: true });
  const out = await paymentsOf(transaction, matterOf(booking));
  if (out.length === 0) return;
  const amount = printScaled(moneyOfFen(out.reduce((sum, { open }) => sum + open, 0n)), 2);
  throw new LedgerRefusal([fault("flow-money-out", { found: flow.title, amount, expected: out.map(({ seq }) => `#${seq}`).join(", ") })]);
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
