// The schema as the migrations build it, held against the committed snapshot beside this file.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { LEDGER_COLUMNS } from "./ledger/ledger-columns.builder.ts";
import { checksumOf } from "./migrate.ts";
import { allMigrations } from "./migrations/all-migrations.ts";
import { DATABASES, theSharedStore } from "./store.builder.ts";
import type { StoreTables } from "./store-tables.ts";

const SLOW = 60_000;
const SNAPSHOT = fileURLToPath(new URL("./schema.snapshot.txt", import.meta.url));

const POLICY = `
The schema differs from src/app/store/schema.snapshot.txt.

Stores in use were built by the migrations as released, so:
  - a migration that has been released is never edited or removed: mend it with the next number;
  - migrations add. A table or column is not dropped, renamed or given another type, because the version before must still be able
    to read what it wrote; stop using it, and say so in store-tables.ts;
  - every table carries the tenant first in its primary key.
If the difference is a new migration, look at it below, then write the new snapshot and commit both together:
  UPDATE_SCHEMA_SNAPSHOT=1 npx vitest run src/app/store/schema.test.ts
`;

async function linesOf(db: Kysely<StoreTables>, query: ReturnType<typeof sql<{ line: string }>>): Promise<string[]> {
  return (await query.execute(db)).rows.map(({ line }) => line.replace(/\s+/g, " ")).sort();
}

/** Tables, columns, constraints, indexes, triggers and functions, one a line, in a fixed order. */
async function describeSchema(db: Kysely<StoreTables>): Promise<string> {
  const columns = await linesOf(
    db,
    sql`select table_name || '.' || lpad(ordinal_position::text, 2, '0') || ' ' || column_name || ' ' || data_type || case is_nullable when 'NO' then ' not null' else '' end
        || coalesce(' default ' || column_default, '') as line
      from information_schema.columns where table_schema = 'public'`,
  );
  const constraints = await linesOf(
    db,
    sql`select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line
      from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'`,
  );
  const indexes = await linesOf(db, sql`select indexdef as line from pg_indexes where schemaname = 'public'`);
  const triggers = await linesOf(db, sql`select pg_get_triggerdef(oid) as line from pg_trigger where not tgisinternal`);
  const functions = await linesOf(db, sql`select pg_get_functiondef(oid) as line from pg_proc where pronamespace = 'public'::regnamespace`);
  const released = allMigrations.map((migration) => `${migration.name} ${checksumOf(migration)}`);
  const parts = { migrations: released, columns, constraints, indexes, triggers, functions };
  return Object.entries(parts)
    .map(([name, lines]) => [`# ${name}`, ...lines, ""].join("\n"))
    .join("\n");
}

test("no migration drops, renames or retypes what an earlier one made", () => {
  const forbidden =
    /\b(drop\s+(table|column|schema|type)|rename\s+(to|column|constraint)|alter\s+column\s+\S+\s+(set\s+data\s+)?type|truncate)\b/i;
  for (const { name, statements } of allMigrations) {
    for (const statement of statements) expect(statement, `${name}: ${POLICY}`).not.toMatch(forbidden);
  }
  expect("alter table cases alter column year type text").toMatch(forbidden);
  expect("alter table cases drop column year").toMatch(forbidden);
});

describe.each(DATABASES)("on %s", (database) => {
  test(
    "the migrations, run from nothing, build exactly the committed schema",
    async () => {
      const { db } = await theSharedStore(database);
      const schema = await describeSchema(db);
      if (process.env.UPDATE_SCHEMA_SNAPSHOT === "1") writeFileSync(SNAPSHOT, schema);
      const committed = existsSync(SNAPSHOT) ? readFileSync(SNAPSHOT, "utf8") : "";
      expect(schema, POLICY).toBe(committed);
    },
    SLOW,
  );

  test(
    "every table carries the tenant first in its primary key",
    async () => {
      const { db } = await theSharedStore(database);
      const { rows } = await sql<{ table: string; first: string | null }>`
      select c.relname as table, (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as first
      from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`.execute(db);
      // What describes the database itself belongs to no tenant.
      const ofTenants = rows.filter(({ table }) => table !== "schema_migrations");
      expect(ofTenants.length).toBeGreaterThan(0);
      expect(
        ofTenants.filter(({ first }) => first !== "tenant"),
        POLICY,
      ).toEqual([]);
    },
    SLOW,
  );

  test(
    "the table types written by hand name the columns there are",
    async () => {
      const { db } = await theSharedStore(database);
      const columns: { readonly [Table in keyof StoreTables]: Readonly<Record<keyof StoreTables[Table], true>> } = {
        cases: {
          tenant: true,
          id: true,
          name: true,
          year: true,
          pack: true,
          dossier: true,
          origin: true,
          created_at: true,
          updated_at: true,
          version: true,
          unit_id: true,
          created_by: true,
          published: true,
        },
        case_versions: {
          tenant: true,
          case_id: true,
          version: true,
          name: true,
          year: true,
          pack: true,
          dossier: true,
          saved_at: true,
          note: true,
        },
        score_heads: { tenant: true, seq: true },
        case_scores: {
          tenant: true,
          case_id: true,
          version: true,
          seq: true,
          rules: true,
          pack: true,
          department: true,
          signed_on: true,
          total: true,
          grade: true,
          packed: true,
          unit: true,
          execution_rate: true,
          corrections: true,
          errors: true,
          warnings: true,
          hints: true,
        },
        score_blocks: { tenant: true, block: true, seq: true, grades: true, scores: true },
        packed_blocks: { tenant: true, block: true, live: true, runs: true, heads: true, projects: true },
        evidence_contents: { tenant: true, sha256: true, size: true, format: true, bytes: true, kept_at: true },
        evidence_pieces: {
          tenant: true,
          id: true,
          case_id: true,
          sha256: true,
          file_name: true,
          title: true,
          kind: true,
          division: true,
          on_day: true,
          kept_until: true,
          uploaded_by: true,
          uploaded_by_name: true,
          uploaded_at: true,
          void_at: true,
          void_by: true,
          void_reason: true,
        },
        request_keys: { tenant: true, account_id: true, key: true, request_hash: true, expires_at: true, answer: true },
        evidence_links: { tenant: true, piece_id: true, kind: true, target_id: true },
        tenants: { tenant: true, name: true, created_at: true },
        units: { tenant: true, id: true, parent_id: true, kind: true, name: true, code: true, path: true, ended_at: true, version: true },
        accounts: {
          tenant: true,
          id: true,
          login: true,
          name: true,
          unit_id: true,
          password_hash: true,
          password_set_at: true,
          must_change: true,
          second_factor: true,
          second_factor_step: true,
          directory_subject: true,
          disabled_at: true,
          created_at: true,
          version: true,
        },
        account_passwords: { tenant: true, account_id: true, set_at: true, password_hash: true },
        account_recovery_codes: { tenant: true, account_id: true, code_hash: true, used_at: true },
        grants: {
          tenant: true,
          id: true,
          account_id: true,
          role: true,
          unit_id: true,
          proposed_by: true,
          proposed_at: true,
          reason: true,
          decided_by: true,
          decided_at: true,
          granted: true,
          decision_reason: true,
          ended_by: true,
          ended_at: true,
          end_reason: true,
          version: true,
        },
        sessions: {
          tenant: true,
          token_hash: true,
          account_id: true,
          stage: true,
          started_at: true,
          seen_at: true,
          from_address: true,
          agent: true,
          ended_at: true,
          ended_why: true,
          opened_by: true,
        },
        sign_in_failures: { tenant: true, subject: true, failures: true, last_at: true, locked_until: true },
        one_time_links: {
          tenant: true,
          token_hash: true,
          purpose: true,
          role: true,
          account_id: true,
          created_at: true,
          created_by: true,
          expires_at: true,
          used_at: true,
        },
        flow_definitions: { tenant: true, hash: true, pack: true, process: true, version: true, definition: true, kept_at: true },
        flows: {
          tenant: true,
          id: true,
          definition_hash: true,
          process: true,
          subject_kind: true,
          subject_id: true,
          title: true,
          unit_id: true,
          started_by: true,
          started_at: true,
          node: true,
          since: true,
          due: true,
          outcome: true,
          state: true,
          events: true,
          version: true,
          updated_at: true,
        },
        flow_events: { tenant: true, flow_id: true, seq: true, at: true, kind: true, by_id: true, event: true },
        flow_signatures: {
          tenant: true,
          flow_id: true,
          n: true,
          node: true,
          duty: true,
          act: true,
          role: true,
          signer_id: true,
          signer_name: true,
          on_behalf_of_id: true,
          on_behalf_of_name: true,
          at: true,
          opinion: true,
          content_version: true,
          content_hash: true,
          late: true,
        },
        flow_tasks: { tenant: true, flow_id: true, person_id: true, node: true, role: true, since: true, due: true },
        flow_papers: {
          tenant: true,
          flow_id: true,
          n: true,
          paper: true,
          name: true,
          reference: true,
          sha256: true,
          takes_back: true,
          added_by: true,
          added_by_name: true,
          added_at: true,
        },
        flow_delegations: {
          tenant: true,
          id: true,
          principal_id: true,
          delegate_id: true,
          process: true,
          from_day: true,
          until_day: true,
          reason: true,
          given_at: true,
          ended_at: true,
        },
        flow_reminders: { tenant: true, person_id: true, flow_id: true, kind: true, mark: true, at: true, read_at: true, sent_at: true },
        trail_events: {
          tenant: true,
          seq: true,
          at: true,
          account_id: true,
          account_name: true,
          roles: true,
          from_address: true,
          action: true,
          object_kind: true,
          object_id: true,
          unit_path: true,
          result: true,
          reason: true,
          content: true,
          content_hash: true,
          link: true,
          seal: true,
        },
        trail_heads: { tenant: true, seq: true, at: true, link: true },
        trail_anchors: { tenant: true, seq: true, link: true, at: true, why: true, algorithm: true, signature: true },
        trail_releases: {
          tenant: true,
          id: true,
          first_seq: true,
          last_seq: true,
          reason: true,
          proposed_by: true,
          proposed_at: true,
          decided_by: true,
          decided_at: true,
          granted: true,
          expires_at: true,
        },
        trip_years: {
          tenant: true,
          id: true,
          year: true,
          plan: true,
          outcomes: true,
          unit_id: true,
          created_by: true,
          published: true,
          created_at: true,
          updated_at: true,
          version: true,
        },
        trip_year_versions: {
          tenant: true,
          year_id: true,
          version: true,
          plan: true,
          outcomes: true,
          saved_at: true,
          saved_by: true,
          note: true,
        },
        trips: {
          tenant: true,
          id: true,
          year_id: true,
          item_id: true,
          content: true,
          created_by: true,
          drafted_by: true,
          created_at: true,
          updated_at: true,
          version: true,
        },
        trip_versions: { tenant: true, trip_id: true, version: true, content: true, saved_at: true, saved_by: true, note: true },
        trip_exceptions: {
          ...{ tenant: true, trip_id: true, n: true, kind: true, clause: true, grounds: true, document: true, until_day: true },
          ...{ papers: true, trip_version: true, hash: true, by_id: true, by_name: true, done_at: true },
        },
        trip_acts: {
          tenant: true,
          trip_id: true,
          n: true,
          kind: true,
          agreed: true,
          trip_version: true,
          hash: true,
          by_id: true,
          by_name: true,
          done_at: true,
          act: true,
        },
        webhook_subscriptions: {
          ...{ tenant: true, id: true, name: true, url: true, areas: true, secret: true, is_on: true, version: true },
          ...{ created_by: true, created_at: true, former_secret: true, former_until: true },
        },
        webhook_deliveries: {
          ...{ tenant: true, subscription_id: true, seq: true, kind: true, object_kind: true, object_id: true, at: true, state: true },
          ...{ attempts: true, next_at: true, answer: true, trouble: true, ended_at: true },
        },
        ...LEDGER_COLUMNS,
        audit_batches: { tenant: true, id: true, name: true, pack: true, created_at: true, unit_id: true, created_by: true },
        audit_documents: {
          tenant: true,
          batch_id: true,
          n: true,
          file: true,
          sha256: true,
          size: true,
          status: true,
          attempts: true,
          faults: true,
          kind: true,
          project: true,
          department: true,
          year: true,
          total: true,
          grade: true,
          pack: true,
          errors: true,
          warnings: true,
          hints: true,
          codes: true,
          amount: true,
          corrections: true,
          findings: true,
          finished_at: true,
        },
        audit_originals: { tenant: true, batch_id: true, n: true, bytes: true },
        audit_readings: { tenant: true, batch_id: true, n: true, reading: true },
        audit_corrections: {
          tenant: true,
          batch_id: true,
          n: true,
          seq: true,
          undoes: true,
          table_no: true,
          path: true,
          was: true,
          now: true,
          by_name: true,
          made_at: true,
        },
      };
      const tables = await db.introspection.getTables();
      const actual = Object.fromEntries(
        tables
          .filter(({ name }) => name !== "schema_migrations")
          .map((table) => [table.name, table.columns.map(({ name }) => name).sort()]),
      );
      expect(actual).toEqual(Object.fromEntries(Object.entries(columns).map(([table, names]) => [table, Object.keys(names).sort()])));
    },
    SLOW,
  );
});
