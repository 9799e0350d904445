// What the system does without being asked: escalates what is overdue, and follows when people come, go and change their roles.
import { failure, fault, success } from "../../kernel/index.ts";
import { workingDaysBetween } from "../definition/calendar.ts";
import type { ProcessNode } from "../definition/process.ts";
import { applyEvent } from "../state/apply-event.ts";
import type { FlowEvent, Invitation } from "../state/flow-state.ts";
import { invitationsTo } from "../state/invite.ts";
import { fillsSeat } from "../state/situation.ts";
import { isComplete, voicesOf } from "../state/voices.ts";
import { type Decision, presentNode, type Setting } from "./act.ts";
import { actorStamp, decided } from "./hand-on.ts";
import { goOn } from "./sign.ts";

/** 逾期升级: each level once in a visit, when its days are over. Faults: flow-ended, flow-nothing-due. */
export function decideEscalate(setting: Setting): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { state, situation } = setting;
  const levels = node.value.escalate ?? [];
  const level = levelsDue(node.value, setting);
  if (level <= state.escalated) return failure(fault("flow-nothing-due", { found: node.value.title }));
  const seats = levels.slice(state.escalated, level).map(({ to }) => to);
  const told = situation.people
    .filter((person) => seats.some((seat) => fillsSeat(person, seat, state.starter.id)))
    .map(({ id, name }) => ({ id, name }));
  return decided(setting, { ...actorStamp(setting), kind: "flow-escalated", level, told });
}

function levelsDue(node: ProcessNode, { state, situation }: Setting): number {
  if (state.due === null || situation.day <= state.due) return 0;
  const over = workingDaysBetween(situation.calendar, state.due, situation.day);
  return (node.escalate ?? []).filter(({ workingDaysOver }) => over >= workingDaysOver).length;
}

/**
 * People who lost the role are no longer waited for; where a node would be left without enough of them, all who hold its roles today
 * are invited. Nothing is ever signed for anybody. Faults: flow-ended, flow-nothing-due.
 */
export function decideReseat(setting: Setting): Decision {
  const node = presentNode(setting);
  if (!node.ok) return node;
  const { definition, state, situation } = setting;
  const voices = voicesOf(state);
  const holds = ({ person, seat }: Invitation) => {
    const one = situation.people.find(({ id }) => id === person.id);
    const wanted = seat === null ? undefined : node.value.who[seat];
    return one !== undefined && (wanted === undefined || fillsSeat(one, wanted, state.starter.id));
  };
  const staying = state.invited.filter((one) => voices.has(one.person.id) || holds(one));
  const gone = [...new Map(state.invited.filter((one) => !staying.includes(one)).map(({ person }) => [person.id, person])).values()];
  const fresh = invitationsTo(definition.rule, node.value, state.signatures, state.starter.id, situation);
  // A task that was handed to one person stays with them; a seat that nobody holds any more is offered to all again.
  const orphaned = (seat: number) => !staying.some((one) => one.seat === seat);
  const added = fresh.filter(
    (one) => one.seat !== null && (node.value.sign.by === "one" ? staying.every(({ seat }) => seat === null) : orphaned(one.seat)),
  );
  if (gone.length === 0 && added.length === 0) return failure(fault("flow-nothing-due", { found: node.value.title }));
  const event: FlowEvent = { ...actorStamp(setting), kind: "tasks-reseated", invited: [...staying, ...added], gone };
  const after = applyEvent(state, event);
  // All who remain had signed and waited for somebody who is gone. Where a paper is missing, they send it on themselves.
  const onward = isComplete(node.value, after) ? goOn({ ...setting, state: after }, node.value, actorStamp(setting), [event]) : null;
  return onward?.ok ? onward : success({ state: after, events: [event] });
}
