// One event onto the state. Needs neither definition nor world: events carry all they brought about, so replaying them gives the
// state again, whatever became of the definition since.
import { unreachable } from "../../kernel/index.ts";
import type { Entered, FlowEvent, FlowState, Passed, Signature, Standing, VoidReason } from "./flow-state.ts";

/** The state after the event; `null` before the first, which must be `flow-started`. */
export function applyEvent(state: FlowState | null, event: FlowEvent): FlowState {
  if (state === null) {
    if (event.kind !== "flow-started" || event.by === null) throw new Error(`a flow begins with flow-started, not ${event.kind}`);
    return {
      ...standingAt(event.entered, event, [], null),
      starter: event.by,
      facts: event.facts,
      ended: null,
      signatures: [],
      visits: event.entered.visit,
      urged: 0,
      escalated: 0,
      undo: null,
    };
  }
  switch (event.kind) {
    case "flow-started":
      throw new Error("a flow begins once");
    case "facts-stated":
      return { ...state, facts: event.facts };
    case "content-changed":
      return { ...state, signatures: voided(state.signatures, event.voids, "content-changed", event.at), undo: null };
    case "paper-signed":
      return { ...state, signatures: [...state.signatures, event.signature], undo: null };
    case "node-passed": {
      const passed = [...state.passed, event.passed, ...(event.straight ? (state.returning?.between ?? []) : [])];
      return {
        ...enter(state, event.to, event, passed, null),
        signatures: voided(state.signatures, event.voids, "returned", event.at),
        undo: { by: event.by?.id ?? "", signature: event.signature, standing: standingOf(state) },
      };
    }
    case "flow-ended":
      return {
        ...state,
        node: event.end,
        since: event.at,
        sinceDay: event.day,
        due: null,
        invited: [],
        passed: event.passed ? [...state.passed, event.passed] : state.passed,
        returning: null,
        ended: { outcome: event.outcome, at: event.at },
        undo: null,
      };
    case "flow-returned": {
      const kept = passedBefore(state.passed, event.to.node);
      const between = state.passed.slice(kept.length + 1);
      return {
        ...enter(
          state,
          event.to,
          event,
          kept,
          event.straightBack && event.by ? { from: event.from, by: event.by, reason: event.reason, between } : null,
        ),
        signatures: voided(state.signatures, event.voids, "returned", event.at),
      };
    }
    case "flow-withdrawn": {
      if (!state.undo) throw new Error("nothing to take back");
      return {
        ...state,
        ...state.undo.standing,
        due: event.due,
        signatures: voided(state.signatures, event.voids, "withdrawn", event.at),
        undo: null,
        urged: 0,
        escalated: 0,
      };
    }
    case "signer-added":
      return { ...state, invited: [...state.invited, event.invitation], undo: null };
    case "task-transferred":
      return { ...state, invited: event.invited, undo: null };
    case "flow-unlocked":
      return {
        ...enter(state, event.to, event, passedBefore(state.passed, event.to.node), null),
        ended: null,
        signatures: voided(state.signatures, event.voids, "unlocked", event.at),
      };
    case "flow-urged":
      return { ...state, urged: state.urged + 1 };
    case "flow-escalated":
      return { ...state, escalated: event.level };
    case "tasks-reseated":
      return { ...state, invited: event.invited };
    default:
      return unreachable(event);
  }
}

/** The state that all the events make. */
export function replay(events: readonly FlowEvent[]): FlowState {
  const state = events.reduce<FlowState | null>(applyEvent, null);
  if (!state) throw new Error("no events, no flow");
  return state;
}

/** What was passed before the node was; all where it never was. */
function passedBefore(passed: readonly Passed[], node: string): readonly Passed[] {
  const index = passed.findIndex((one) => one.node === node);
  return index < 0 ? passed : passed.slice(0, index);
}

function standingAt(to: Entered, event: FlowEvent, passed: readonly Passed[], returning: Standing["returning"]): Standing {
  const { node, visit, due, invited } = to;
  return { node, visit, since: event.at, sinceDay: event.day, due, invited, passed, returning };
}

function standingOf({ node, visit, since, sinceDay, due, invited, passed, returning }: FlowState): Standing {
  return { node, visit, since, sinceDay, due, invited, passed, returning };
}

function enter(state: FlowState, to: Entered, event: FlowEvent, passed: readonly Passed[], returning: Standing["returning"]): FlowState {
  return {
    ...state,
    ...standingAt(to, event, passed, returning),
    visits: Math.max(state.visits, to.visit),
    urged: 0,
    escalated: 0,
    undo: null,
  };
}

function voided(signatures: readonly Signature[], numbers: readonly number[], why: VoidReason, at: string): readonly Signature[] {
  return signatures.map((one) => (numbers.includes(one.n) && one.voided === null ? { ...one, voided: { why, at } } : one));
}
