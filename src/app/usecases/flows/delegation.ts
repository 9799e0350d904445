// 代理: somebody lets another sign for them, from and until a day; and ends it early.
import type { Actor } from "../../../access/index.ts";
import { type Day, daysBetween, failure, fault, type Result, readDay, success } from "../../../kernel/index.ts";
import { SIGNING_ROLES } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { addDelegation, endDelegation, findDelegation, holdersOf } from "../../store/flows/flow-side-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { dayOf, personOf } from "./flow-situation.ts";

export type DelegateInput = {
  readonly delegate: string;
  readonly process: string | null;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
};

/** Nobody is away for longer than half a year without giving the office up. */
const MOST_DAYS = 183;

/** Faults: not-a-day, out-of-range (until before from, in the past, too long), flow-not-eligible (oneself, or nobody who may sign anything). */
export async function giveDelegation(deps: Deps, actor: Actor, input: DelegateInput): Promise<Result<{ readonly id: string }>> {
  const person = personOf(actor);
  if (!person) return failure(fault("not-allowed"));
  const today = dayOf(deps.now());
  const [from, until] = [readDay(input.from), readDay(input.until)];
  const holders = await holdersOf(deps.store.db, actor.tenant, SIGNING_ROLES);
  const delegate = holders.find(({ accountId }) => accountId === input.delegate);
  const faults = [
    ...[input.from, input.until].flatMap((text) => (readDay(text) ? [] : [fault("not-a-day", { found: text, expected: "2020-05-20" })])),
    ...(from && until && !isSpan(from, until, today)
      ? [fault("out-of-range", { found: `${from} – ${until}`, expected: `${today} – +${MOST_DAYS}` })]
      : []),
    ...(delegate && input.delegate !== person.id
      ? []
      : [
          fault("flow-not-eligible", {
            found: delegate?.name ?? input.delegate,
            ...(input.delegate === person.id ? { reason: "oneself" } : {}),
          }),
        ]),
    ...(input.reason.trim() === "" ? [fault("flow-reason-missing", { found: "" })] : []),
  ];
  if (!from || !until || faults.length > 0) return failure(...faults);
  const id = deps.newId("d");
  await deps.store.db.transaction().execute(async (transaction) => {
    const given = {
      id,
      principal: person.id,
      delegate: input.delegate,
      process: input.process,
      from,
      until,
      reason: input.reason.trim(),
      givenAt: deps.now(),
      endedAt: null,
    };
    await addDelegation(transaction, actor.tenant, given);
    await recordEvent(transaction, deps, {
      actor,
      action: "flow.delegated",
      object: { kind: "delegation", id, unitPath: actor.unitPath },
      after: { delegate: input.delegate, from, until, process: input.process },
      reason: given.reason,
    });
  });
  return success({ id });
}

/** By whoever gave it. Faults: not-found. */
export async function takeBackDelegation(deps: Deps, actor: Actor, id: string): Promise<Result<true>> {
  return await deps.store.db.transaction().execute(async (transaction) => {
    const given = await findDelegation(transaction, { tenant: actor.tenant, id });
    if (!given || given.principal !== actor.accountId) return failure(fault("not-found", { found: id }));
    if (await endDelegation(transaction, { tenant: actor.tenant, id }, deps.now()))
      await recordEvent(transaction, deps, {
        actor,
        action: "flow.delegation-ended",
        object: { kind: "delegation", id, unitPath: actor.unitPath },
        before: { delegate: given.delegate, until: given.until },
      });
    return success(true as const);
  });
}

function isSpan(from: Day, until: Day, today: Day): boolean {
  return until >= from && until >= today && daysBetween(from, until) <= MOST_DAYS;
}
