// 解锁: a finished case is reopened one level at a time, from the last node down, and only after the list of what that opens has been
// seen. What builds on the case is a level above it: while that is approved, this stays locked.
import { type Fault, failure, fault } from "../../kernel/index.ts";
import { findNode, type ProcessNode } from "../definition/process.ts";
import { applyEvent } from "../state/apply-event.ts";
import type { FlowEvent, FlowState, Signature } from "../state/flow-state.ts";
import { enterNode, separatedBy } from "../state/invite.ts";
import { fillsSeat } from "../state/situation.ts";
import { type Act, type Decision, reasonFaults, type Setting } from "./act.ts";
import { actorStamp } from "./hand-on.ts";

export type UnlockPlan = {
  /** The one node at which a finished case can be reopened: the last it passed. */
  readonly node: ProcessNode;
  /** Signatures that stop counting. They stay in the record. */
  readonly voids: readonly Signature[];
  /** Nodes that follow down to one that is opened next only by a return: deeper levels, in the order they would be opened. */
  readonly deeper: readonly string[];
  /** Running cases that build on this one and will be told. */
  readonly affects: readonly { readonly id: string; readonly title: string }[];
  /** Approved cases that build on this one and must be reopened first. */
  readonly above: readonly { readonly id: string; readonly title: string }[];
  /** The plan in words of the definition, as it is shown and must be confirmed. */
  readonly opens: readonly string[];
};

/** What unlocking would open; null while the case is running or was not approved. */
export function planUnlock({ definition, state, situation }: Setting): UnlockPlan | null {
  const last = state.passed.at(-1);
  const node = last && findNode(definition.rule, last.node);
  if (state.ended?.outcome !== "approved" || !last || !node) return null;
  const voids = state.signatures.filter((one) => one.visit === last.visit && one.voided === null);
  const titled = (list: Setting["situation"]["others"]) => list.map(({ id, title }) => ({ id, title }));
  const resting = situation.others.filter(({ restsOnThis }) => restsOnThis);
  const affects = titled(resting.filter(({ outcome }) => outcome === "running"));
  return {
    node,
    voids,
    deeper: state.passed
      .slice(0, -1)
      .toReversed()
      .map((one) => findNode(definition.rule, one.node)?.title ?? one.node),
    affects,
    above: titled(resting.filter(({ outcome }) => outcome === "approved")),
    opens: [`node ${node.id}`, ...voids.map(({ n }) => `signature ${n}`), ...affects.map(({ id }) => `flow ${id}`)],
  };
}

export function decideUnlock(setting: Setting, act: Extract<Act, { kind: "unlock" }>): Decision {
  const plan = planUnlock(setting);
  const { definition, state, situation } = setting;
  if (!plan) return failure(fault("flow-not-ended", { found: definition.rule.title }), ...reasonFaults(act.reason));
  const { node } = plan;
  const actor = situation.people.find(({ id }) => id === situation.actor?.id);
  const had = actor ? separatedBy(definition.rule, state.signatures, actor.id, node.duty) : null;
  const levels = [node.title, ...plan.deeper].join(" → ");
  const faults: Fault[] = [
    ...(actor && node.unlock?.who.some((seat) => fillsSeat(actor, seat, state.starter.id))
      ? []
      : [fault("flow-not-yours", { found: node.title, expected: node.unlock?.who.map(({ role }) => role).join(", ") ?? "" })]),
    ...(had ? [fault("flow-duties-separated", { found: node.duty, had, node: node.title })] : []),
    ...(act.node === node.id
      ? []
      : [fault("flow-unlock-jumps", { found: findNode(definition.rule, act.node)?.title ?? act.node, expected: levels })]),
    ...plan.above.map(({ id, title }) => fault("flow-unlock-jumps", { found: title, expected: title, flow: id })),
    ...(sameList(act.opens, plan.opens)
      ? []
      : [fault("flow-content-changed", { found: act.opens.join(", "), expected: plan.opens.join(", "), reason: "list" })]),
    ...reasonFaults(act.reason),
  ];
  const entered = enterNode(definition.rule, node, state.visits + 1, state.signatures, state.starter.id, situation);
  if (!entered.ok) faults.push(...entered.faults);
  if (faults.length > 0 || !entered.ok) return failure(...faults);
  const event: FlowEvent = {
    ...actorStamp(setting),
    kind: "flow-unlocked",
    reason: act.reason.trim(),
    to: entered.value,
    opens: plan.opens,
    voids: plan.voids.map(({ n }) => n),
  };
  return { ok: true, value: { state: applyEvent(state, event) satisfies FlowState, events: [event] } };
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
