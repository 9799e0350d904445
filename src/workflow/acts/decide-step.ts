// The one place where a step is decided: definition, case, act and situation in; the next state with its events out, or everything
// that stands in the way, at once.
import { failure, fault, success, unreachable } from "../../kernel/index.ts";
import type { ProcessDefinition } from "../definition/process.ts";
import { applyEvent } from "../state/apply-event.ts";
import type { FlowEvent, FlowState } from "../state/flow-state.ts";
import { enterNode, invitationsTo } from "../state/invite.ts";
import { factFaults } from "../state/route.ts";
import type { Situation } from "../state/situation.ts";
import type { Act, Decision, SystemAct } from "./act.ts";
import { decideEscalate, decideReseat } from "./by-the-clock.ts";
import { decideAddSigner, decideCancel, decideTransfer, decideUrge, decideWithdraw } from "./hand-on.ts";
import { decideAgree, decideDisagree, decideReject, decideReturn } from "./sign.ts";
import { decideUnlock } from "./unlock.ts";

/** The next state and its events, or every refusal. The act's `situation.actor` is whoever asks for it. */
export function decideStep(definition: ProcessDefinition, state: FlowState, act: Act, situation: Situation): Decision {
  const setting = { definition, state, situation };
  switch (act.kind) {
    case "agree":
      return decideAgree(setting, act);
    case "disagree":
      return decideDisagree(setting, act);
    case "return":
      return decideReturn(setting, act);
    case "reject":
      return decideReject(setting, act);
    case "withdraw":
      return decideWithdraw(setting, act);
    case "add-signer":
      return decideAddSigner(setting, act);
    case "transfer":
      return decideTransfer(setting, act);
    case "unlock":
      return decideUnlock(setting, act);
    case "cancel":
      return decideCancel(setting, act);
    case "urge":
      return decideUrge(setting, act);
    default:
      return unreachable(act);
  }
}

export function decideSystemStep(definition: ProcessDefinition, state: FlowState, act: SystemAct, situation: Situation): Decision {
  const setting = { definition, state, situation: { ...situation, actor: null } };
  return act.kind === "escalate" ? decideEscalate(setting) : decideReseat(setting);
}

/** Begins a case: whoever may sign at the first node may begin it. Faults all at once, also of what it builds on. */
export function decideStart(definition: ProcessDefinition, facts: Readonly<Record<string, string>>, situation: Situation): Decision {
  const { rule } = definition;
  const { actor, now, day, others } = situation;
  const first = rule.nodes[0];
  if (!first || !actor) throw new Error("a case is begun by somebody, at a node");
  const invited = invitationsTo(rule, first, [], actor.id, situation);
  const entered = enterNode(rule, first, 1, [], actor.id, situation);
  const faults = [
    ...(invited.some(({ person }) => person.id === actor.id)
      ? []
      : [fault("flow-not-yours", { found: first.title, expected: first.who.map(({ role }) => role).join(", ") })]),
    ...factFaults(rule, facts),
    ...others
      .filter(({ process, outcome }) => process === rule.id && outcome === "running")
      .map(({ id, title }) => fault("flow-running", { found: title, flow: id })),
    ...(rule.restsOn ?? [])
      .filter(({ process, required }) => required && !others.some((one) => one.process === process && one.outcome === "approved"))
      .map(({ process }) => fault("flow-rests-on", { found: rule.title, expected: process })),
    ...(entered.ok ? [] : entered.faults),
  ];
  if (faults.length > 0 || !entered.ok) return failure(...faults);
  const event: FlowEvent = { at: now, day, by: actor, onBehalfOf: null, kind: "flow-started", facts, entered: entered.value };
  return success({ state: applyEvent(null, event) satisfies FlowState, events: [event] });
}
