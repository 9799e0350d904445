// The tables of matters that run through a process, as the queries see them.
import type { Outcome, SubjectKind } from "../../../workflow/index.ts";

export type FlowDefinitionsTable = {
  readonly tenant: string;
  /** SHA-256 of the definition's text. */
  readonly hash: string;
  readonly pack: string;
  readonly process: string;
  readonly version: string;
  readonly definition: string;
  readonly kept_at: string;
};

export type FlowsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly definition_hash: string;
  readonly process: string;
  readonly subject_kind: SubjectKind;
  readonly subject_id: string;
  readonly title: string;
  readonly unit_id: string;
  readonly started_by: string;
  readonly started_at: string;
  readonly node: string;
  readonly since: string;
  readonly due: string | null;
  readonly outcome: Outcome | null;
  /** JSON text: what the events make. */
  readonly state: string;
  readonly events: number;
  readonly version: number;
  readonly updated_at: string;
};

export type FlowEventsTable = {
  readonly tenant: string;
  readonly flow_id: string;
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly by_id: string | null;
  /** JSON text. */
  readonly event: string;
};

export type FlowSignaturesTable = {
  readonly tenant: string;
  readonly flow_id: string;
  readonly n: number;
  readonly node: string;
  readonly duty: string;
  readonly act: string;
  readonly role: string;
  readonly signer_id: string;
  readonly signer_name: string;
  readonly on_behalf_of_id: string | null;
  readonly on_behalf_of_name: string | null;
  readonly at: string;
  readonly opinion: string;
  readonly content_version: number;
  readonly content_hash: string;
  readonly late: boolean;
};

export type FlowTasksTable = {
  readonly tenant: string;
  readonly flow_id: string;
  readonly person_id: string;
  readonly node: string;
  readonly role: string;
  readonly since: string;
  readonly due: string | null;
};

export type FlowPapersTable = {
  readonly tenant: string;
  readonly flow_id: string;
  readonly n: number;
  readonly paper: string;
  readonly name: string;
  /** A document number, or where the paper is kept. */
  readonly reference: string;
  readonly sha256: string | null;
  /** The entry that this one takes back; null where it adds a paper. */
  readonly takes_back: number | null;
  readonly added_by: string;
  readonly added_by_name: string;
  readonly added_at: string;
};

export type FlowDelegationsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly principal_id: string;
  readonly delegate_id: string;
  readonly process: string | null;
  readonly from_day: string;
  readonly until_day: string;
  readonly reason: string;
  readonly given_at: string;
  readonly ended_at: string | null;
};

export const REMINDER_KINDS = ["waiting", "due", "overdue", "escalated", "urged", "returned", "ended", "unlocked", "affected"] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

export type FlowRemindersTable = {
  readonly tenant: string;
  readonly person_id: string;
  readonly flow_id: string;
  readonly kind: ReminderKind;
  /** What it is about, so that it is given once: a visit, a day, a level. */
  readonly mark: string;
  readonly at: string;
  readonly read_at: string | null;
  /** When the outside door took it; null where it has not, or there is none. */
  readonly sent_at: string | null;
};

export type FlowTables = {
  readonly flow_definitions: FlowDefinitionsTable;
  readonly flows: FlowsTable;
  readonly flow_events: FlowEventsTable;
  readonly flow_signatures: FlowSignaturesTable;
  readonly flow_tasks: FlowTasksTable;
  readonly flow_papers: FlowPapersTable;
  readonly flow_delegations: FlowDelegationsTable;
  readonly flow_reminders: FlowRemindersTable;
};
