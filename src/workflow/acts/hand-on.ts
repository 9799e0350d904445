// 加签、转办、撤回、终止、催办: acts on a task that give no signature.
import { type Fault, failure, fault, success } from "../../kernel/index.ts";
import { findEnd } from "../definition/process.ts";
import { applyEvent } from "../state/apply-event.ts";
import type { FlowEvent, FlowState, Invitation } from "../state/flow-state.ts";
import { dueDay, separatedBy } from "../state/invite.ts";
import { fillsSeat } from "../state/situation.ts";
import {
  type Act,
  candidate,
  type Decision,
  type EventStamp,
  notYours,
  presentNode,
  reasonFaults,
  type Setting,
  standinFor,
} from "./act.ts";

/** 加签: somebody else must be heard before the node is done. */
export function decideAddSigner(setting: Setting, act: Extract<Act, { kind: "add-signer" }>): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { definition, state } = setting;
  const standin = standinFor(setting, node.value, undefined);
  const person = candidate(setting, act.person);
  const role = person?.standings[0]?.role;
  const had = separatedBy(definition.rule, state.signatures, act.person, node.value.duty);
  const faults = [
    ...(standin.ok ? (standin.value.invitation.seat === null ? [notYours(node.value, state)] : []) : standin.faults),
    ...(person && role ? [] : [fault("flow-not-eligible", { found: act.person, expected: "" })]),
    ...(had
      ? [fault("flow-duties-separated", { found: node.value.duty, had, node: node.value.title, person: person?.name ?? act.person })]
      : []),
    ...(state.invited.some((one) => one.person.id === act.person)
      ? [fault("flow-not-eligible", { found: person?.name ?? act.person, reason: "invited-already" })]
      : []),
    ...reasonFaults(act.reason),
  ];
  if (!standin.ok || !person || !role || faults.length > 0) return failure(...faults);
  const invitation: Invitation = { person: { id: person.id, name: person.name }, seat: null, role, by: standin.value.signer };
  return decided(setting, { ...actorStamp(setting), kind: "signer-added", invitation, reason: act.reason.trim() });
}

/** 转办: the task goes to another who could have been invited in the same place. */
export function decideTransfer(setting: Setting, act: Extract<Act, { kind: "transfer" }>): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { definition, state, situation } = setting;
  const standin = standinFor(setting, node.value, undefined);
  const person = candidate(setting, act.person);
  const seat = standin.ok && standin.value.invitation.seat !== null ? node.value.who[standin.value.invitation.seat] : undefined;
  const had = separatedBy(definition.rule, state.signatures, act.person, node.value.duty);
  const faults = [
    ...(standin.ok ? (seat ? [] : [notYours(node.value, state)]) : standin.faults),
    ...(seat && !(person && fillsSeat(person, seat, state.starter.id))
      ? [fault("flow-not-eligible", { found: person?.name ?? act.person, expected: seat.role })]
      : []),
    ...(act.person === situation.actor?.id ? [fault("flow-not-eligible", { found: person?.name ?? act.person, reason: "oneself" })] : []),
    // 会签 asks each of them; handing over to somebody who is asked already would lose a voice.
    ...(node.value.sign.by !== "one" && state.invited.some((one) => one.person.id === act.person)
      ? [fault("flow-not-eligible", { found: person?.name ?? act.person, reason: "invited-already" })]
      : []),
    ...(had
      ? [fault("flow-duties-separated", { found: node.value.duty, had, node: node.value.title, person: person?.name ?? act.person })]
      : []),
    ...reasonFaults(act.reason),
  ];
  if (!standin.ok || !person || !seat || faults.length > 0) return failure(...faults);
  const { invitation, signer } = standin.value;
  const to = { id: person.id, name: person.name };
  const handed: Invitation = { ...invitation, person: to, by: signer };
  // Where one is enough, from now on it is this one's alone; added signers stay.
  const invited =
    node.value.sign.by === "one"
      ? [handed, ...state.invited.filter((one) => one.seat === null)]
      : [handed, ...state.invited.filter((one) => one.person.id !== signer.id)];
  return decided(setting, { ...actorStamp(setting), kind: "task-transferred", from: signer, invited, to, reason: act.reason.trim() });
}

/** 撤回: whoever sent the case on takes it back, as long as nobody has done anything with it. */
export function decideWithdraw(setting: Setting, act: Extract<Act, { kind: "withdraw" }>): Decision {
  const { definition, state, situation } = setting;
  const { undo } = state;
  const node = undo && definition.rule.nodes.find(({ id }) => id === undo.standing.node);
  const faults = [
    ...(state.ended ? [fault("flow-ended", { found: definition.rule.title, end: state.node })] : []),
    ...(undo && node && undo.by === situation.actor?.id ? [] : [fault("flow-cannot-withdraw", { found: definition.rule.title })]),
    ...reasonFaults(act.reason),
  ];
  if (!undo || !node || faults.length > 0) return failure(...faults);
  return decided(setting, {
    ...actorStamp(setting),
    kind: "flow-withdrawn",
    reason: act.reason.trim(),
    due: undo.standing.due ?? dueDay(node, situation.day, situation.calendar),
    voids: [undo.signature],
  });
}

/** 终止: whoever began the case takes it off, where the node allows it. */
export function decideCancel(setting: Setting, act: Extract<Act, { kind: "cancel" }>): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { definition, state, situation } = setting;
  const end = node.value.cancels === undefined ? undefined : findEnd(definition.rule, node.value.cancels);
  const faults = [
    ...(situation.actor?.id === state.starter.id ? [] : [notYours(node.value, state)]),
    ...(end ? [] : [fault("flow-cannot-cancel", { found: node.value.title })]),
    ...reasonFaults(act.reason),
  ];
  if (!end || faults.length > 0) return failure(...faults);
  return decided(setting, { ...actorStamp(setting), kind: "flow-ended", end: end.id, outcome: end.outcome, passed: null });
}

/** 催办: somebody who has signed, or began the case, asks those who are waited for to hurry. */
export function decideUrge(setting: Setting, act: Extract<Act, { kind: "urge" }>): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { state, situation } = setting;
  const actor = situation.actor?.id;
  const takesPart = actor === state.starter.id || state.signatures.some(({ person }) => person.id === actor);
  const faults: Fault[] = [...(takesPart ? [] : [notYours(node.value, state)]), ...reasonFaults(act.reason)];
  return faults.length > 0
    ? failure(...faults)
    : decided(setting, { ...actorStamp(setting), kind: "flow-urged", reason: act.reason.trim() });
}

export function decided(setting: Setting, event: FlowEvent): Decision {
  return success({ state: applyEvent(setting.state, event) satisfies FlowState, events: [event] });
}

export function actorStamp({ situation }: Setting): EventStamp {
  return { at: situation.now, day: situation.day, by: situation.actor, onBehalfOf: null };
}
