// Who may sign at a node: holders of its roles near enough to the case, without those whom an earlier duty keeps away
// (财预〔2020〕10号 第二十四条: who commissions does not carry out; 编制 ≠ 审核 ≠ 复核).
import { addDays, type Day, type Fault, failure, fault, type Result, success } from "../../kernel/index.ts";
import { addWorkingDays, type Calendar } from "../definition/calendar.ts";
import type { ProcessNode, ProcessRule } from "../definition/process.ts";
import type { Duty } from "../definition/vocabulary.ts";
import type { Entered, Invitation, Signature } from "./flow-state.ts";
import { fillsSeat, type Situation } from "./situation.ts";

/** A duty that the person has had in this case and that keeps them from `duty`; null where nothing does. */
export function separatedBy(rule: ProcessRule, signatures: readonly Signature[], person: string, duty: Duty): Duty | null {
  const had = signatures.filter((one) => one.person.id === person || one.onBehalfOf?.id === person).map((one) => one.duty);
  return had.find((one) => keptApart(rule, one, duty)) ?? null;
}

function keptApart({ separation }: ProcessRule, a: Duty, b: Duty): boolean {
  return a !== b && separation.some(({ duties }) => duties.includes(a) && duties.includes(b));
}

/** Whom the node invites now, one invitation for each seat a person fills. */
export function invitationsTo(
  rule: ProcessRule,
  node: ProcessNode,
  signatures: readonly Signature[],
  starter: string | null,
  { people }: Pick<Situation, "people">,
): readonly Invitation[] {
  return people
    .filter(({ id }) => separatedBy(rule, signatures, id, node.duty) === null)
    .flatMap((person) =>
      node.who.flatMap((seat, index) =>
        fillsSeat(person, seat, starter)
          ? [{ person: { id: person.id, name: person.name }, seat: index, role: seat.role, by: null } satisfies Invitation]
          : [],
      ),
    );
}

/** The node as it is entered. Faults: flow-nobody-there, for every seat that must be filled and cannot be. */
export function enterNode(
  rule: ProcessRule,
  node: ProcessNode,
  visit: number,
  signatures: readonly Signature[],
  starter: string | null,
  situation: Situation,
): Result<Entered> {
  const invited = invitationsTo(rule, node, signatures, starter, situation);
  const missing = emptySeats(node, invited);
  return missing.length > 0
    ? failure(...missing)
    : success({ node: node.id, visit, due: dueDay(node, situation.day, situation.calendar), invited });
}

/** The last day on which the node is in time; null where it has no deadline. */
export function dueDay({ deadline }: ProcessNode, day: Day, calendar: Calendar): Day | null {
  if (deadline?.workingDays !== undefined) return addWorkingDays(calendar, day, deadline.workingDays);
  return deadline?.days === undefined ? null : addDays(day, deadline.days);
}

function emptySeats(node: ProcessNode, invited: readonly Invitation[]): Fault[] {
  const nobody = (role: string, at: string) => fault("flow-nobody-there", { found: node.title, node: node.id, role, relation: at });
  if (node.sign.by === "seats") {
    const empty = node.who.filter((_, index) => !invited.some(({ seat }) => seat === index));
    if (empty.length > 0) return empty.map(({ role, at }) => nobody(role, at));
    // One person may fill several seats, and still sign once: there must be as many people as seats.
    return matchSeats(node.who.length, invited) < node.who.length ? node.who.slice(0, 1).map(({ role, at }) => nobody(role, at)) : [];
  }
  const people = new Set(invited.map(({ person }) => person.id)).size;
  const least = node.sign.by === "quorum" ? (node.sign.people ?? 1) : 1;
  return people < least ? node.who.slice(0, 1).map(({ role, at }) => nobody(role, at)) : [];
}

/** The most seats that different people among the invited can fill together. */
export function matchSeats(
  seats: number,
  invited: readonly { readonly person: { readonly id: string }; readonly seat: number | null }[],
): number {
  const seatOf = new Map<string, number>();
  const place = (seat: number, tried: Set<string>): boolean => {
    for (const { person } of invited.filter((one) => one.seat === seat)) {
      if (tried.has(person.id)) continue;
      tried.add(person.id);
      const other = seatOf.get(person.id);
      if (other === undefined || place(other, tried)) {
        seatOf.set(person.id, seat);
        return true;
      }
    }
    return false;
  };
  return Array.from({ length: seats }, (_, seat) => seat).filter((seat) => place(seat, new Set())).length;
}
