// The demonstration's matters, brought about as people would: every step is decided and signed by the process itself.
import type { Actor } from "../../../access/index.ts";
import { addDays, type Day, type Result, success } from "../../../kernel/index.ts";
import type { Act, SubjectKind } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { flowsOfSubject } from "../../store/flows/flow-repository.ts";
import { findAccount, standingGrants } from "../../store/people/account-repository.ts";
import { findUnit } from "../../store/people/unit-repository.ts";
import { actOnFlow } from "./act-on-flow.ts";
import { dayOf } from "./flow-situation.ts";
import { keepPaper } from "./paper.ts";
import { readFlow } from "./read-flow.ts";
import { startFlow } from "./start-flow.ts";

/** `after` counts days from the beginning; `by` is a login of the demonstration. */
type DemonstrationStep = { readonly after: number; readonly by: string } & (
  | { readonly paper: string; readonly name: string; readonly reference: string }
  | { readonly act: "agree"; readonly text: string }
  | { readonly act: "return"; readonly to: string; readonly text: string }
);

export type DemonstrationFlow = {
  readonly process: string;
  readonly pack: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly title: string;
  readonly starter: string;
  readonly from: { readonly day: string } | { readonly daysAgo: number };
  readonly steps: readonly DemonstrationStep[];
};

/** Each is brought about once; one whose subject has been through a process before is left alone. */
export async function demonstrationFlows(deps: Deps, tenant: string, flows: readonly DemonstrationFlow[]): Promise<Result<number>> {
  let made = 0;
  for (const flow of flows) {
    if ((await flowsOfSubject(deps.store.db, tenant, flow.subject.id)).length > 0) continue;
    const begun = await bringAbout(deps, tenant, flow);
    if (!begun.ok) return begun;
    made += 1;
  }
  return success(made);
}

async function bringAbout(deps: Deps, tenant: string, flow: DemonstrationFlow): Promise<Result<true>> {
  const first = "day" in flow.from ? (flow.from.day as Day) : addDays(dayOf(deps.now()), -flow.from.daysAgo);
  // In the middle of the morning, a few minutes after one another.
  const at = (days: number, minute: number): Deps => ({
    ...deps,
    now: () => `${addDays(first, days)}T01:${String(minute).padStart(2, "0")}:00.000Z`,
  });
  const { process, pack, subject, title } = flow;
  const started = await startFlow(at(0, 0), await actorOf(deps, tenant, flow.starter), { process, pack, subject, title, facts: {} });
  if (!started.ok) return started;
  const { id } = started.value;
  for (const [index, step] of flow.steps.entries()) {
    const then = at(step.after, index % 60);
    const done = await takeStep(then, await actorOf(deps, tenant, step.by), id, step);
    if (!done.ok) return done;
  }
  return success(true);
}

async function takeStep(deps: Deps, actor: Actor, id: string, step: DemonstrationStep): Promise<Result<unknown>> {
  if ("paper" in step)
    return await keepPaper(deps, actor, {
      id,
      paper: step.paper,
      name: step.name,
      reference: step.reference,
      sha256: null,
      takesBack: null,
      version: null,
    });
  const seen = await readFlow(deps, actor, id);
  if (!seen.ok) return seen;
  const { hash } = seen.value.situation.content;
  const act: Act =
    step.act === "agree"
      ? { kind: "agree", opinion: step.text, seen: hash }
      : { kind: "return", to: step.to, reason: step.text, straightBack: false, seen: hash };
  return await actOnFlow(deps, actor, { id, version: seen.value.flow.version, act });
}

/** The demonstration's account with its roles, as if signed in. */
async function actorOf(deps: Deps, tenant: string, login: string): Promise<Actor> {
  const { db } = deps.store;
  const account = await findAccount(db, { tenant, id: `demo-${login}` });
  if (!account) throw new Error(`the demonstration has no ${login}`);
  const unit = await findUnit(db, tenant, account.unitId);
  const grants = await standingGrants(db, { tenant, id: account.id });
  return {
    tenant,
    accountId: account.id,
    name: account.name,
    unitId: account.unitId,
    unitPath: unit?.path ?? null,
    grants,
    from: "program",
  };
}
