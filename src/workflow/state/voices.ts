// Who has said what at the present node: of everybody the last signature that counts, by the person it was given for.
import { findNode, type ProcessNode, type ProcessRule } from "../definition/process.ts";
import type { FlowState, Invitation, Signature } from "./flow-state.ts";

type Visit = Pick<FlowState, "signatures" | "invited" | "visit">;

/** The person a signature stands for. */
function answerableFor({ person, onBehalfOf }: Signature): string {
  return onBehalfOf?.id ?? person.id;
}

export function voicesOf({ signatures, visit }: Pick<FlowState, "signatures" | "visit">): ReadonlyMap<string, Signature> {
  return new Map(signatures.filter((one) => one.visit === visit && one.voided === null).map((one) => [answerableFor(one), one]));
}

/** Whether what was signed is enough to leave the node. */
export function isComplete(node: ProcessNode, state: Visit): boolean {
  const voices = voicesOf(state);
  if (!state.invited.every(({ person, seat }) => seat !== null || voices.has(person.id))) return false;
  const agreed = [...voices.values()].filter(({ act, seat }) => act === "agree" && seat !== null);
  switch (node.sign.by) {
    case "one":
      return agreed.length >= 1;
    case "all":
      return agreed.length > 0 && seatedPeople(state).every((id) => voices.get(id)?.act === "agree");
    case "seats":
      return node.who.every((_, seat) => agreed.some((one) => one.seat === seat));
    case "quorum":
      return isQuorum(node, agreed.length, seatedPeople(state).length);
  }
}

/** Whether a node that is signed by quorum can still be left, if the person is against. */
export function canStillPass(node: ProcessNode, state: Visit, person: string): boolean {
  const against = new Set([...voicesOf(state)].filter(([, { act, seat }]) => act === "disagree" && seat !== null).map(([id]) => id));
  const people = seatedPeople(state);
  return isQuorum(node, people.filter((id) => id !== person && !against.has(id)).length, people.length);
}

/** Those invited who have not been heard: of a 会签 by seats not those whose seat has been signed for. */
export function unheard(rule: ProcessRule, state: FlowState): readonly Invitation[] {
  const voices = voicesOf(state);
  const taken = [...voices.values()].map(({ seat }) => seat);
  const bySeats = findNode(rule, state.node)?.sign.by === "seats";
  return state.invited.filter(({ person, seat }) => !voices.has(person.id) && !(bySeats && seat !== null && taken.includes(seat)));
}

/** Everybody has been heard and the case is still here: those who have signed may do so again. */
export function isExhausted(rule: ProcessRule, state: FlowState): boolean {
  return state.ended === null && unheard(rule, state).length === 0;
}

function seatedPeople({ invited }: Pick<FlowState, "invited">): readonly string[] {
  return [...new Set(invited.filter(({ seat }) => seat !== null).map(({ person }) => person.id))];
}

function isQuorum({ sign }: ProcessNode, agreed: number, people: number): boolean {
  if (sign.by !== "quorum") return agreed >= 1;
  const { people: least = 1, share } = sign;
  return agreed >= least && (share === undefined || BigInt(agreed) * share.d >= share.n * BigInt(people));
}
