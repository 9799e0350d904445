// What a decision is made in: who acts, who else is there, which papers are, the content as it is now, the day.
import type { Day } from "../../kernel/index.ts";
import type { Calendar } from "../definition/calendar.ts";
import type { Seat } from "../definition/process.ts";
import type { Relation, SigningRole } from "../definition/vocabulary.ts";
import type { ContentVersion, Instant, PersonName } from "./flow-state.ts";

/** A role that a person holds, and how near to the case they hold it. */
export type RoleStanding = { readonly role: SigningRole; readonly relations: readonly Relation[] };

export type Candidate = PersonName & { readonly standings: readonly RoleStanding[] };

/** 代理: from and until a day, both included; for one process or for all. */
export type Delegation = {
  readonly principal: string;
  readonly delegate: string;
  readonly from: Day;
  readonly until: Day;
  readonly process: string | null;
};

/** Another flow on the same subject. */
export type OtherFlow = {
  readonly id: string;
  readonly process: string;
  readonly title: string;
  /** It builds on this one. */
  readonly restsOnThis: boolean;
  readonly outcome: "running" | "approved" | "rejected" | "cancelled";
};

export type Situation = {
  readonly now: Instant;
  readonly day: Day;
  readonly calendar: Calendar;
  /** Whoever acts; null for the system's own acts. */
  readonly actor: PersonName | null;
  /** Everybody who holds a role of the process near the case today, the actor too if they do. */
  readonly people: readonly Candidate[];
  readonly delegations: readonly Delegation[];
  /** Papers that are there now. */
  readonly papers: ReadonlySet<string>;
  readonly content: ContentVersion;
  readonly others: readonly OtherFlow[];
};

/** Whether someone holds the seat's role near enough; `starter` asks who began the case. */
export function fillsSeat(person: Candidate, seat: Seat, starter: string | null): boolean {
  return person.standings.some(
    ({ role, relations }) => role === seat.role && (seat.at === "starter" ? person.id === starter : relations.includes(seat.at)),
  );
}
