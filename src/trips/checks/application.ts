// What an application must show before it is approved: who invites, who goes along, a programme for each day, the papers of each
// step that was taken. Only what the file speaks of is judged.
import { addDays, type Day, daysBetween } from "../../kernel/index.ts";
import { gatesOf, isStepTaken } from "../application/gates.ts";
import { TRIP_STEPS } from "../vocabulary.ts";
import { type Breach, breach, type Examined } from "./breach.ts";

/** By the counterpart itself and not by an agent. */
export function checkInvitation({ trip: { invitation, purpose }, book }: Examined): Breach[] {
  const error = (reason: Breach["reason"], path: string) => breach(book, "invitation-irregular", { reason, severity: "error", path });
  // A file that tells the purpose is an application; a bare itinerary is none.
  if (!invitation) return purpose ? [error("no-invitation", "invitation")] : [];
  return [
    ...(invitation.throughAgent ? [error("invitation-by-agent", "invitation.throughAgent")] : []),
    ...(invitation.counterpart === false ? [error("invitation-not-peer", "invitation.counterpart")] : []),
  ];
}

/** No family; not two of one leadership body. */
export function checkPartyMembers({ trip: { members }, book }: Examined): Breach[] {
  const bodies = members.flatMap(({ leadershipOf }) => (leadershipOf === null ? [] : [leadershipOf]));
  return members.flatMap((member, index) => {
    const facts = { path: `members.${index}`, about: member.id } as const;
    const body = member.leadershipOf;
    const isSecond = body !== null && bodies.indexOf(body) !== bodies.lastIndexOf(body) && firstOf(members, body) !== index;
    return [
      ...(member.family ? [breach(book, "party-irregular", { ...facts, reason: "family-travels", severity: "error" })] : []),
      ...(isSecond && body !== null
        ? [breach(book, "party-irregular", { ...facts, reason: "leaders-together", severity: "warning", found: body })]
        : []),
    ];
  });
}

function firstOf(members: Examined["trip"]["members"], body: string): number {
  return members.findIndex((member) => member.leadershipOf === body);
}

/** Every day abroad has its programme, and none lies outside the days applied for. */
export function checkProgramme({ trip, book }: Examined): Breach[] {
  if (trip.programme.length === 0) return [];
  const planned = new Set(trip.programme.map(({ day }) => day));
  const count = Math.max(0, daysBetween(trip.departs, trip.returns) + 1);
  const days = Array.from({ length: Math.min(count, 400) }, (_, index) => addDays(trip.departs, index));
  const missing = days.filter((day) => !planned.has(day));
  const beyond = [...planned].filter((day) => day < trip.departs || day > trip.returns).toSorted();
  const list = (some: readonly Day[]) => some.join("、");
  return [
    ...(missing.length > 0
      ? [
          breach(book, "programme-incomplete", {
            reason: "programme-days-missing",
            severity: "warning",
            path: "programme",
            found: list(missing),
          }),
        ]
      : []),
    ...(beyond.length > 0
      ? [
          breach(book, "trip-days-miscounted", {
            reason: "programme-beyond-days",
            severity: "error",
            path: "programme",
            found: list(beyond),
            expected: `${trip.departs} – ${trip.returns}`,
          }),
        ]
      : []),
  ];
}

/** Steps that were taken though a paper of theirs is not there. */
export function checkSteps({ trip, book }: Examined): Breach[] {
  if (trip.papers.length === 0) return [];
  return TRIP_STEPS.filter((step) => isStepTaken(trip, step)).flatMap((step) =>
    gatesOf(trip, book, step)
      .filter((gate) => !gate.isThere)
      .map((gate) =>
        breach(book, "trip-papers-missing", {
          reason: "step-without-papers",
          severity: "error",
          path: "papers",
          about: step,
          found: gate.paper,
          basis: gate.basis,
        }),
      ),
  );
}
