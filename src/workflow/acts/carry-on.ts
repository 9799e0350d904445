// A case that was sent back and comes to a node again: what was signed there on parts of the content that have not changed since is
// carried on, and what a change touches is signed anew (516号 第七条: an opinion holds for what it was given on).
import type { ProcessNode } from "../definition/process.ts";
import { applyEvent } from "../state/apply-event.ts";
import type { FlowEvent, FlowState, Signature } from "../state/flow-state.ts";
import type { Situation } from "../state/situation.ts";

/** The case as it has just entered the node, with the signatures that are carried on; the events that give them. */
export function carryOn(node: ProcessNode, state: FlowState, situation: Situation): { state: FlowState; events: readonly FlowEvent[] } {
  const carried = lastWords(node, state).filter((one) => holds(node, one, state, situation));
  const events = carried.map(
    (one, index): FlowEvent => ({
      ...{ at: situation.now, day: situation.day, by: null, onBehalfOf: null },
      kind: "paper-signed",
      signature: {
        ...one,
        ...{ n: state.signatures.length + index + 1, visit: state.visit, at: situation.now, day: situation.day },
        ...{ content: situation.content, late: false, voided: null, carriedFrom: one.carriedFrom ?? one.n },
      },
    }),
  );
  return { state: events.reduce<FlowState>(applyEvent, state), events };
}

// Of everybody who signed here the last they said; where one signature is enough, the last that anybody said.
function lastWords(node: ProcessNode, { signatures }: FlowState): readonly Signature[] {
  const here = signatures.filter((one) => one.node === node.id && one.seat !== null);
  const last = new Map(here.map((one) => [node.sign.by === "one" ? "" : `${one.seat} ${one.onBehalfOf?.id ?? one.person.id}`, one]));
  if (node.sign.by !== "seats") return [...last.values()];
  // A seat is filled once, whoever filled it last.
  return [...new Map([...last.values()].toSorted((a, b) => a.n - b.n).map((one) => [one.seat, one])).values()];
}

// Agreed to, given up only because the case was sent back, by somebody who is asked again, on a part that is what it was.
function holds(node: ProcessNode, one: Signature, { invited }: FlowState, { content }: Situation): boolean {
  const gives = one.seat === null ? undefined : node.who[one.seat]?.gives;
  if (gives === undefined || one.act !== "agree" || one.voided?.why !== "returned") return false;
  const before = one.content.parts?.[gives];
  const answerable = one.onBehalfOf?.id ?? one.person.id;
  return (
    before !== undefined &&
    before === content.parts?.[gives] &&
    invited.some((who) => who.person.id === answerable && who.seat === one.seat)
  );
}
