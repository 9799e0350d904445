// The tables of delegations as the queries see them.
import type { ExceptionKind } from "../../../trips/index.ts";

export type TripYearsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly year: number;
  /** JSON text of the plan as it was read, values as text. */
  readonly plan: string;
  /** JSON text of the register of outcomes; null where there is none. */
  readonly outcomes: string | null;
  readonly unit_id: string | null;
  readonly created_by: string | null;
  readonly published: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly version: number;
};

export type TripYearVersionsTable = {
  readonly tenant: string;
  readonly year_id: string;
  readonly version: number;
  readonly plan: string;
  readonly outcomes: string | null;
  readonly saved_at: string;
  readonly saved_by: string;
  readonly note: string;
};

export type TripsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly year_id: string;
  /** The delegation's id in the plan. */
  readonly item_id: string;
  /** JSON text of the trip as it was written, values as text; what was decided on it stands in the acts. */
  readonly content: string;
  readonly created_by: string | null;
  /** Whose the present content is: they decide nothing on it. */
  readonly drafted_by: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly version: number;
};

export type TripVersionsTable = {
  readonly tenant: string;
  readonly trip_id: string;
  readonly version: number;
  readonly content: string;
  readonly saved_at: string;
  readonly saved_by: string;
  readonly note: string;
};

export type TripActsTable = {
  readonly tenant: string;
  readonly trip_id: string;
  readonly n: number;
  readonly kind: string;
  readonly agreed: boolean;
  readonly trip_version: number;
  readonly hash: string;
  readonly by_id: string | null;
  readonly by_name: string;
  readonly done_at: string;
  /** JSON text of the act. */
  readonly act: string;
};

export type TripExceptionsTable = {
  readonly tenant: string;
  readonly trip_id: string;
  readonly n: number;
  readonly kind: ExceptionKind;
  readonly clause: string;
  readonly grounds: string;
  readonly document: string;
  readonly until_day: string | null;
  /** JSON text: the papers that are still to come. */
  readonly papers: string;
  readonly trip_version: number;
  readonly hash: string;
  readonly by_id: string | null;
  readonly by_name: string;
  readonly done_at: string;
};

export type TripTables = {
  readonly trip_years: TripYearsTable;
  readonly trip_year_versions: TripYearVersionsTable;
  readonly trips: TripsTable;
  readonly trip_versions: TripVersionsTable;
  readonly trip_acts: TripActsTable;
  readonly trip_exceptions: TripExceptionsTable;
};
