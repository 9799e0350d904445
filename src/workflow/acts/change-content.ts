// The content under a case changes: only where the node opens it, only by whoever works there, and what was signed at this node
// was signed for other content.
import { failure, fault } from "../../kernel/index.ts";
import type { ProcessDefinition } from "../definition/process.ts";
import type { FlowState } from "../state/flow-state.ts";
import type { Situation } from "../state/situation.ts";
import { type Decision, notYours, presentNode } from "./act.ts";
import { actorStamp, decided } from "./hand-on.ts";

/** `situation.content` is the content as it is after the change. Faults: flow-ended, flow-locked, flow-not-yours. */
export function decideContentChange(definition: ProcessDefinition, state: FlowState, situation: Situation): Decision {
  const setting = { definition, state, situation };
  const node = presentNode(setting);
  if (!node.ok) return node;
  const worksHere = state.invited.some(({ person }) => person.id === situation.actor?.id);
  const faults = [
    ...(node.value.opens === true ? [] : [fault("flow-locked", { found: node.value.title })]),
    ...(worksHere ? [] : [notYours(node.value, state)]),
  ];
  if (faults.length > 0) return failure(...faults);
  const voids = state.signatures.filter((one) => one.visit === state.visit && one.voided === null).map(({ n }) => n);
  return decided(setting, { ...actorStamp(setting), kind: "content-changed", content: situation.content, voids });
}
