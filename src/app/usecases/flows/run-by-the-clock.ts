// Once an hour: what is due or overdue is reminded of, what is long overdue goes up, people who left are followed (what belongs to a closed year is left alone), and the outside
// door, if there is one, is handed what it has not had.
import { nobody } from "../../../access/index.ts";
import type { Day } from "../../../kernel/index.ts";
import { addWorkingDays, decideSystemStep, waitingFor } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { findFlow, runningFlows } from "../../store/flows/flow-repository.ts";
import { addReminders, markSent, type Reminder, unsentReminders } from "../../store/flows/flow-side-repository.ts";
import { isOfClosedYear } from "../trips/closed-years.ts";
import { keepStep } from "./act-on-flow.ts";
import { keptDefinition } from "./flow-access.ts";
import { dayOf, situationOf } from "./flow-situation.ts";

export type ClockReport = { readonly flows: number; readonly reseated: number; readonly escalated: number; readonly sent: number };

/** The clock is `deps.now`. Running it twice changes nothing the second time. */
export async function runByTheClock(deps: Deps): Promise<ClockReport> {
  const running = await runningFlows(deps.store.db);
  let reseated = 0;
  let escalated = 0;
  for (const { tenant, id } of running) {
    for (const kind of ["reseat", "escalate"] as const) {
      const done = await systemStep(deps, tenant, id, kind);
      if (done && kind === "reseat") reseated += 1;
      if (done && kind === "escalate") escalated += 1;
    }
    await remindOfDay(deps, tenant, id);
  }
  return { flows: running.length, reseated, escalated, sent: await sendOutside(deps) };
}

async function systemStep(deps: Deps, tenant: string, id: string, kind: "reseat" | "escalate"): Promise<boolean> {
  return await deps.store.db.transaction().execute(async (transaction) => {
    const flow = await findFlow(transaction, { tenant, id }, true);
    if (!flow || flow.outcome !== null) return false;
    if (kind === "escalate" && (await isOfClosedYear(transaction, tenant, flow.subject, dayOf(deps.now())))) return false;
    const definition = await keptDefinition(transaction, tenant, flow.definitionHash);
    const matter = { tenant, id, definition, subject: flow.subject, title: flow.title, unitPath: flow.unitPath, state: flow.state };
    const decision = decideSystemStep(definition, flow.state, { kind }, await situationOf(transaction, deps, matter, null));
    if (!decision.ok) return false;
    const system = nobody(tenant, "program");
    const kept = await keepStep(
      transaction,
      deps,
      system,
      { flow, definition, matter },
      { act: kind === "reseat" ? "reseated" : "escalated", reason: null, ...decision.value },
    );
    return kept.ok;
  });
}

async function remindOfDay(deps: Deps, tenant: string, id: string): Promise<void> {
  await deps.store.db.transaction().execute(async (transaction) => {
    const flow = await findFlow(transaction, { tenant, id });
    if (!flow || flow.outcome !== null || flow.state.due === null) return;
    const now = deps.now();
    if (await isOfClosedYear(transaction, tenant, flow.subject, dayOf(now))) return;
    const [today, due] = [dayOf(now), flow.state.due as Day];
    const kind: Reminder["kind"] | null = today > due ? "overdue" : addWorkingDays(deps.calendar, today, 1) >= due ? "due" : null;
    if (!kind) return;
    const definition = await keptDefinition(transaction, tenant, flow.definitionHash);
    const mark = String(flow.state.visit);
    await addReminders(
      transaction,
      tenant,
      waitingFor(definition, flow.state).map(({ person }) => ({ personId: person.id, flowId: id, kind, mark, at: now })),
    );
  });
}

const AT_ONCE = 200;
const TWO_DAYS = 2 * 24 * 60 * 60_000;

// What the door does not take is tried again for two days; nobody wants last week's reminders.
async function sendOutside(deps: Deps): Promise<number> {
  if (!deps.notifier) return 0;
  const since = new Date(Date.parse(deps.now()) - TWO_DAYS).toISOString();
  let sent = 0;
  for (const reminder of await unsentReminders(deps.store.db, since, AT_ONCE)) {
    const taken = await deps.notifier.send(reminder);
    if (!taken) break;
    await markSent(deps.store.db, reminder, deps.now());
    sent += 1;
  }
  return sent;
}
