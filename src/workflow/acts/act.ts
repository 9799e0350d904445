// What a person may ask for in a case, and what every decision about it begins with.
import type { Fault, Result } from "../../kernel/index.ts";
import { failure, fault, success } from "../../kernel/index.ts";
import { findNode, type ProcessDefinition, type ProcessNode } from "../definition/process.ts";
import type { FlowEvent, FlowState, Invitation, PersonName } from "../state/flow-state.ts";
import { matchSeats, separatedBy } from "../state/invite.ts";
import { type Candidate, fillsSeat, type Situation } from "../state/situation.ts";
import { isExhausted, voicesOf } from "../state/voices.ts";

/** `seen` is the hash of the content that was looked at; `onBehalfOf` the person for whom a delegate signs. */
export type Act =
  | {
      readonly kind: "agree";
      readonly opinion: string;
      readonly seen: string;
      readonly facts?: Readonly<Record<string, string>>;
      readonly onBehalfOf?: string;
    }
  /** An added signer, or a member of a 会签 by quorum, who is against. */
  | { readonly kind: "disagree"; readonly opinion: string; readonly seen: string; readonly onBehalfOf?: string }
  | {
      readonly kind: "return";
      readonly to: string;
      readonly reason: string;
      readonly straightBack: boolean;
      readonly seen: string;
      readonly onBehalfOf?: string;
    }
  | { readonly kind: "reject"; readonly reason: string; readonly seen: string; readonly onBehalfOf?: string }
  | { readonly kind: "withdraw"; readonly reason: string }
  | { readonly kind: "add-signer"; readonly person: string; readonly reason: string }
  | { readonly kind: "transfer"; readonly person: string; readonly reason: string }
  /** `opens` is the list that was shown: what is unlocked is what was confirmed. */
  | { readonly kind: "unlock"; readonly node: string; readonly reason: string; readonly opens: readonly string[] }
  | { readonly kind: "cancel"; readonly reason: string }
  | { readonly kind: "urge"; readonly reason: string };

export type ActKind = Act["kind"];

/** What the system does by itself, by the clock or when people come and go. */
export type SystemAct = { readonly kind: "escalate" } | { readonly kind: "reseat" };

export type Decision = Result<{ readonly state: FlowState; readonly events: readonly FlowEvent[] }>;

export type EventStamp = Pick<FlowEvent, "at" | "day" | "by" | "onBehalfOf">;

export type Setting = { readonly definition: ProcessDefinition; readonly state: FlowState; readonly situation: Situation };

/** The node where the case stands. Faults: flow-ended. */
export function presentNode({ definition, state }: Setting): Result<ProcessNode> {
  const node = state.ended ? undefined : findNode(definition.rule, state.node);
  return node ? success(node) : failure(fault("flow-ended", { found: definition.rule.title, end: state.node }));
}

/** Who is answerable for the act: the actor, or the person they act for; with the invitation that lets them. */
export type Standin = {
  readonly answerable: PersonName;
  readonly signer: PersonName;
  readonly onBehalfOf: PersonName | null;
  readonly invitation: Invitation;
};

/** Everything that keeps the actor from signing at this node. */
export function standinFor(setting: Setting, node: ProcessNode, onBehalfOf: string | undefined): Result<Standin> {
  const { definition, state, situation } = setting;
  const signer = situation.actor;
  if (!signer) throw new Error("a signature needs somebody who signs");
  const principal = onBehalfOf === undefined || onBehalfOf === signer.id ? undefined : onBehalfOf;
  const answerable = principal ?? signer.id;
  const invitation = openInvitation(setting, node, answerable);
  const faults: Fault[] = [];
  if (!invitation) {
    const already = voicesOf(state).has(answerable);
    faults.push(already ? fault("flow-already-signed", { found: node.title }) : notYours(node, state));
  }
  if (principal !== undefined) faults.push(...delegationFaults(setting, principal, signer.id));
  for (const person of new Set([signer.id, answerable])) {
    const had = separatedBy(definition.rule, state.signatures, person, node.duty);
    if (had) faults.push(fault("flow-duties-separated", { found: node.duty, had, node: node.title }));
  }
  if (invitation && invitation.seat !== null && !stillHolds(setting, node, invitation))
    faults.push(fault("flow-not-eligible", { found: invitation.person.name, expected: invitation.role }));
  if (faults.length > 0 || !invitation) return failure(...faults);
  return success({ answerable: invitation.person, signer, onBehalfOf: principal === undefined ? null : invitation.person, invitation });
}

export function notYours(node: ProcessNode, state: FlowState): Fault {
  return fault("flow-not-yours", { found: node.title, expected: [...new Set(state.invited.map(({ person }) => person.name))].join("、") });
}

// Who fills several seats signs where the others can still fill the rest; who has signed does so again only when all have.
function openInvitation({ definition, state }: Setting, node: ProcessNode, person: string): Invitation | undefined {
  const voices = voicesOf(state);
  const mine = state.invited.filter((one) => one.person.id === person);
  const before = voices.get(person);
  if (before) return isExhausted(definition.rule, state) ? (mine.find(({ seat }) => seat === before.seat) ?? mine[0]) : undefined;
  if (node.sign.by !== "seats") return mine[0];
  const taken = [...voices.values()].map(({ seat }) => seat);
  const open = node.who.map((_, seat) => seat).filter((seat) => !taken.includes(seat));
  const others = state.invited.filter((one) => one.person.id !== person && !voices.has(one.person.id));
  const free = mine.filter(({ seat }) => seat === null || open.includes(seat));
  const fitting = free.find(({ seat }) => {
    const rest = open.filter((one) => one !== seat);
    const renumbered = others.map((one) => ({ ...one, seat: one.seat === null ? null : rest.indexOf(one.seat) }));
    return matchSeats(rest.length, renumbered) === rest.length;
  });
  return fitting ?? free[0];
}

// Roles are looked at when they are used: an invitation to somebody who has lost the role since lets nobody sign.
function stillHolds({ state, situation }: Setting, node: ProcessNode, { person, seat }: Invitation): boolean {
  const candidate = situation.people.find(({ id }) => id === person.id);
  const wanted = seat === null ? undefined : node.who[seat];
  return candidate !== undefined && wanted !== undefined && fillsSeat(candidate, wanted, state.starter.id);
}

// 代理: within its days, for this process, never for one's own form, and never handed on.
function delegationFaults({ definition, state, situation }: Setting, principal: string, delegate: string): Fault[] {
  const { day, delegations } = situation;
  const given = delegations.some(
    (one) =>
      one.principal === principal &&
      one.delegate === delegate &&
      one.from <= day &&
      day <= one.until &&
      (one.process === null || one.process === definition.rule.id),
  );
  const own = state.starter.id === delegate || state.signatures.some((one) => one.duty === "prepare" && one.person.id === delegate);
  return [
    ...(given ? [] : [fault("flow-delegation-invalid", { found: day, reason: "not-given" })]),
    ...(own ? [fault("flow-delegation-invalid", { found: state.starter.name, reason: "own-form" })] : []),
  ];
}

export function candidate({ situation }: Setting, id: string): Candidate | undefined {
  return situation.people.find((one) => one.id === id);
}

export function reasonFaults(reason: string): Fault[] {
  return reason.trim() === "" ? [fault("flow-reason-missing", { found: "" })] : [];
}

export function seenFaults({ situation }: Setting, seen: string): Fault[] {
  return seen === situation.content.hash ? [] : [fault("flow-content-changed", { found: seen, expected: situation.content.hash })];
}
