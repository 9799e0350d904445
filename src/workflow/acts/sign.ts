// Signing at the present node: agree, disagree, send back, refuse. The last signature that the node needs takes the case on, and
// then every gate on the way so far is looked at again.
import { type Fault, failure, fault, type Result, success } from "../../kernel/index.ts";
import { findEnd, findNode, type ProcessNode } from "../definition/process.ts";
import { applyEvent } from "../state/apply-event.ts";
import type { FlowEvent, FlowState, Passed, Returning, Signature, SignatureAct } from "../state/flow-state.ts";
import { enterNode } from "../state/invite.ts";
import { factFaults, nextFrom, routeFrom } from "../state/route.ts";
import { canStillPass, isComplete } from "../state/voices.ts";
import {
  type Act,
  type Decision,
  type EventStamp,
  presentNode,
  reasonFaults,
  type Setting,
  type Standin,
  seenFaults,
  standinFor,
} from "./act.ts";
import { carryOn } from "./carry-on.ts";

type Agree = Extract<Act, { kind: "agree" }>;
type Disagree = Extract<Act, { kind: "disagree" }>;
type Return = Extract<Act, { kind: "return" }>;
type Reject = Extract<Act, { kind: "reject" }>;

export function decideAgree(setting: Setting, act: Agree): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { definition, state } = setting;
  const standin = standinFor(setting, node.value, act.onBehalfOf);
  const stated = act.facts !== undefined && node.value.opens === true;
  const faults = [
    ...(standin.ok ? [] : standin.faults),
    ...seenFaults(setting, act.seen),
    ...(needsOpinion(node.value) && act.opinion.trim() === "" ? [fault("flow-reason-missing", { found: node.value.title })] : []),
    ...(act.facts === undefined ? [] : factFaults(definition.rule, act.facts)),
    ...(act.facts !== undefined && node.value.opens !== true ? [fault("flow-locked", { found: node.value.title })] : []),
  ];
  // What would keep the case from going on is told together with what keeps the actor from signing.
  const events = (one: Standin): FlowEvent[] => [
    ...(stated ? [{ ...stamp(setting, one), kind: "facts-stated", facts: { ...state.facts, ...act.facts } } as const] : []),
    { ...stamp(setting, one), kind: "paper-signed", signature: signatureOf(setting, node.value, one, "agree", act.opinion) },
  ];
  if (!standin.ok || faults.length > 0) return failure(...faults, ...gateFaults(setting, node.value));
  const signed = events(standin.value);
  const after = signed.reduce<FlowState>(applyEvent, state);
  if (!isComplete(node.value, after)) return success({ state: after, events: signed });
  return goOn({ ...setting, state: after }, node.value, stamp(setting, standin.value), signed);
}

export function decideDisagree(setting: Setting, act: Disagree): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const standin = standinFor(setting, node.value, act.onBehalfOf);
  const votes = standin.ok && (standin.value.invitation.seat === null || node.value.sign.by === "quorum");
  const faults = [
    ...(standin.ok ? [] : standin.faults),
    ...(standin.ok && !votes ? [fault("flow-cannot-reject", { found: node.value.title })] : []),
    ...seenFaults(setting, act.seen),
    ...reasonFaults(act.opinion),
  ];
  if (!standin.ok || faults.length > 0) return failure(...faults);
  const event: FlowEvent = {
    ...stamp(setting, standin.value),
    kind: "paper-signed",
    signature: signatureOf(setting, node.value, standin.value, "disagree", act.opinion),
  };
  const after = applyEvent(setting.state, event);
  // The others had signed already and waited for this voice alone.
  return isComplete(node.value, after)
    ? goOn({ ...setting, state: after }, node.value, stamp(setting, standin.value), [event])
    : success({ state: after, events: [event] });
}

export function decideReturn(setting: Setting, act: Return): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { definition, state, situation } = setting;
  const target = findNode(definition.rule, act.to);
  const standin = standinFor(setting, node.value, act.onBehalfOf);
  const places = returnPlaces(node.value, state);
  const faults = [
    ...(standin.ok ? [] : standin.faults),
    ...seenFaults(setting, act.seen),
    ...reasonFaults(act.reason),
    ...(standin.ok && standin.value.invitation.seat === null ? [fault("flow-cannot-return", { found: act.to, expected: "" })] : []),
    ...(places.includes(act.to) ? [] : [fault("flow-cannot-return", { found: act.to, expected: places.join(", ") })]),
    ...(act.straightBack && node.value.straightBack !== true
      ? [fault("flow-cannot-return", { found: "straightBack", expected: places.join(", ") })]
      : []),
    ...voteFaults(node.value, state, standin),
  ];
  if (!standin.ok || faults.length > 0 || !target) return failure(...faults);
  const signature = signatureOf(setting, node.value, standin.value, "return", act.reason);
  const signed: FlowEvent = { ...stamp(setting, standin.value), kind: "paper-signed", signature };
  const after = applyEvent(state, signed);
  const entered = enterNode(definition.rule, target, state.visits + 1, after.signatures, state.starter.id, situation);
  if (!entered.ok) return entered;
  // What was signed from the target on counts no more. Coming straight back, the nodes between keep theirs until it is seen whether they may.
  const undone = state.passed.slice(state.passed.findIndex((one) => one.node === act.to));
  const visits = [...(act.straightBack ? undone.slice(0, 1) : undone).map(({ visit }) => visit), state.visit];
  const event: FlowEvent = {
    ...stamp(setting, standin.value),
    kind: "flow-returned",
    from: node.value.id,
    reason: act.reason,
    to: entered.value,
    straightBack: act.straightBack,
    voids: countingOf(after, visits).filter((n) => n !== signature.n),
  };
  return success({ state: applyEvent(after, event), events: [signed, event] });
}

export function decideReject(setting: Setting, act: Reject): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { definition, state } = setting;
  const standin = standinFor(setting, node.value, act.onBehalfOf);
  const end = node.value.rejects === undefined ? undefined : findEnd(definition.rule, node.value.rejects);
  const faults = [
    ...(standin.ok ? [] : standin.faults),
    ...(end && !(standin.ok && standin.value.invitation.seat === null) ? [] : [fault("flow-cannot-reject", { found: node.value.title })]),
    ...seenFaults(setting, act.seen),
    ...reasonFaults(act.reason),
    ...voteFaults(node.value, state, standin),
  ];
  if (!standin.ok || faults.length > 0 || !end) return failure(...faults);
  const signature = signatureOf(setting, node.value, standin.value, "reject", act.reason);
  const signed: FlowEvent = { ...stamp(setting, standin.value), kind: "paper-signed", signature };
  const ended: FlowEvent = {
    ...stamp(setting, standin.value),
    kind: "flow-ended",
    end: end.id,
    outcome: end.outcome,
    passed: null,
  };
  const events = [signed, ended];
  return success({ state: events.reduce<FlowState>(applyEvent, state), events });
}

/** Nodes that the present one may send the case back to. */
export function returnPlaces(node: ProcessNode, { passed }: Pick<FlowState, "passed">): readonly string[] {
  const before = passed.map((one) => one.node);
  if (node.returns === undefined) return [];
  return node.returns === "earlier" ? before : before.filter((id) => (node.returns as readonly string[]).includes(id));
}

/** Papers that are asked for at this node or at one already passed, and are not there. */
export function missingPapers(
  { definition, state, situation }: Setting,
  node: ProcessNode,
): readonly { readonly id: string; readonly title: string }[] {
  const asked = [...state.passed.flatMap(({ node: id }) => findNode(definition.rule, id)?.papers ?? []), ...(node.papers ?? [])];
  return [...new Set(asked)]
    .filter((id) => !situation.papers.has(id))
    .map((id) => ({ id, title: definition.rule.papers?.find((one) => one.id === id)?.title ?? id }));
}

function gateFaults(setting: Setting, node: ProcessNode): Fault[] {
  return missingPapers(setting, node).map(({ id, title }) => fault("flow-paper-missing", { found: title, paper: id, node: node.title }));
}

// One member of a 会签 by quorum neither sends back nor refuses for the others while the quorum can still be reached.
function voteFaults(node: ProcessNode, state: FlowState, standin: Result<Standin>): Fault[] {
  const stops = node.sign.by === "quorum" && standin.ok && canStillPass(node, state, standin.value.answerable.id);
  return stops ? [fault("flow-cannot-reject", { found: node.title, reason: "quorum" })] : [];
}

/** Takes the case on from a node that has been signed enough. Faults: every paper, fact or person that is missing. */
export function goOn(setting: Setting, node: ProcessNode, by: EventStamp, signed: readonly FlowEvent[]): Decision {
  const { definition, state, situation } = setting;
  // Whoever signed here before signed what is there now, or this is not what they agreed to.
  const stale = state.signatures.filter(
    (one) => one.visit === state.visit && one.voided === null && one.act === "agree" && one.content.hash !== situation.content.hash,
  );
  const gates = [
    ...gateFaults(setting, node),
    ...stale.slice(0, 1).map((one) => fault("flow-content-changed", { found: one.content.hash, expected: situation.content.hash })),
  ];
  const next = nextFrom(definition.rule, node, state.facts);
  if (!next.ok || gates.length > 0) return failure(...gates, ...(next.ok ? [] : next.faults));
  const passed: Passed = { node: node.id, visit: state.visit, content: situation.content, papers: node.papers ?? [] };
  const straight = state.returning && mayComeStraightBack(setting, node, state.returning) ? state.returning : null;
  const to = straight ? straight.from : next.value;
  const end = findEnd(definition.rule, to);
  if (end) {
    const ended: FlowEvent = { ...by, kind: "flow-ended", end: end.id, outcome: end.outcome, passed };
    return success({ state: applyEvent(state, ended), events: [...signed, ended] });
  }
  const target = findNode(definition.rule, to);
  if (!target) throw new Error(`${node.id} leads to ${to}, which is not there`);
  const entered = enterNode(definition.rule, target, state.visits + 1, state.signatures, state.starter.id, situation);
  if (!entered.ok) return entered;
  const event: FlowEvent = {
    ...by,
    kind: "node-passed",
    passed,
    to: entered.value,
    straight: straight !== null,
    signature: state.signatures.at(-1)?.n ?? 0,
    // Going the whole way again, the nodes between sign anew.
    voids: straight ? [] : countingOf(state, state.returning?.between.map(({ visit }) => visit) ?? []),
  };
  const carried = carryOn(target, applyEvent(state, event), situation);
  const events = [...signed, event, ...carried.events];
  const after = carried.state;
  // What stands of a node's signatures may be all it needs; where a paper, a fact or a person is missing the case waits here.
  const onward = carried.events.length > 0 && isComplete(target, after) ? goOn({ ...setting, state: after }, target, by, events) : null;
  return onward?.ok ? onward : success({ state: after, events });
}

// Straight back only where the way leads through the same nodes as before, their gates still hold, and none of them must see
// every version; else the case takes the whole way again.
function mayComeStraightBack(setting: Setting, node: ProcessNode, returning: Returning): boolean {
  const { definition, state, situation } = setting;
  const route = routeFrom(definition.rule, node.id, state.facts);
  const way = [node.id, ...returning.between.map((one) => one.node), returning.from];
  if (way.some((id, index) => route[index] !== id)) return false;
  return returning.between.every((one) => {
    const between = findNode(definition.rule, one.node);
    const papersThere = one.papers.every((paper) => situation.papers.has(paper));
    const signed = state.signatures.some(({ visit, voided, act }) => visit === one.visit && voided === null && act === "agree");
    return between !== undefined && papersThere && signed && (between.everyVersion !== true || one.content.hash === situation.content.hash);
  });
}

function countingOf({ signatures }: FlowState, visits: readonly number[]): readonly number[] {
  return signatures.filter((one) => one.voided === null && visits.includes(one.visit)).map(({ n }) => n);
}

/** 编制 signs by handing in; whoever examines or decides says why. */
function needsOpinion({ duty }: ProcessNode): boolean {
  return duty !== "prepare" && duty !== "carry-out";
}

function stamp({ situation }: Setting, standin: Pick<Standin, "signer" | "onBehalfOf">): EventStamp {
  return { at: situation.now, day: situation.day, by: standin.signer, onBehalfOf: standin.onBehalfOf };
}

function signatureOf({ state, situation }: Setting, node: ProcessNode, standin: Standin, act: SignatureAct, opinion: string): Signature {
  const { invitation, signer, onBehalfOf } = standin;
  return {
    n: state.signatures.length + 1,
    node: node.id,
    visit: state.visit,
    duty: node.duty,
    act,
    person: signer,
    role: invitation.role,
    seat: invitation.seat,
    onBehalfOf,
    at: situation.now,
    day: situation.day,
    opinion: opinion.trim(),
    content: situation.content,
    late: state.due !== null && situation.day > state.due,
    voided: null,
  };
}
