// What the durability harnesses save, and what must hold of it whatever happened: no half of a save, no document changed on the way.
import { createHash } from "node:crypto";
import { CompiledQuery } from "kysely";
import type { Store } from "./open-store.ts";

/** Runs a statement and gives its rows. */
export type Ask = (statement: string, parameters?: readonly unknown[]) => Promise<readonly unknown[]>;

export const TENANT = "t";

/** A document that can be recognised as itself. Every twentieth is large enough for PostgreSQL to store it outside its row. */
export function dossierOf(id: string, version: number, number: number): string {
  const seed = createHash("sha256").update(`${id} ${version}`).digest("hex");
  const fill = Array.from({ length: number % 20 === 0 ? 300 : 2 }, (_, n) => createHash("sha256").update(`${seed}${n}`).digest("hex")).join(
    "",
  );
  return JSON.stringify({ id, version, fill, md5: createHash("md5").update(fill).digest("hex") });
}

/** One commit that changes several rows: a case of its own, and a further version of the case all commits share. Numbers from 1. */
export async function commitCase(ask: Ask, number: number, now: string): Promise<void> {
  const one = dossierOf(`c${number}`, 1, number);
  const shared = dossierOf("shared", number, number);
  await ask("begin");
  await ask("insert into cases values ($1, $2, 'n', 2019, 'p', $3, 'import', $4, $4, 1)", [TENANT, `c${number}`, one, now]);
  await ask("insert into case_versions values ($1, $2, 1, 'n', 2019, 'p', $3, $4, '')", [TENANT, `c${number}`, one, now]);
  if (number === 1) {
    await ask("insert into cases values ($1, 'shared', 'n', 2019, 'p', $2, 'import', $3, $3, 1)", [TENANT, shared, now]);
  } else {
    await ask("update cases set version = $2, dossier = $3 where tenant = $1 and id = 'shared'", [TENANT, number, shared]);
  }
  await ask("insert into case_versions values ($1, 'shared', $2, 'n', 2019, 'p', $3, $4, '')", [TENANT, number, shared, now]);
  await ask("commit");
}

/** Every version there is, as "ID VERSION". */
export async function savedVersions(ask: Ask): Promise<ReadonlySet<string>> {
  const rows = (await ask("select case_id || ' ' || version as saved from case_versions")) as readonly { readonly saved: string }[];
  return new Set(rows.map(({ saved }) => saved));
}

/** What is wrong in the store, one sentence each; empty if nothing is. Everything is asked in one session. */
export async function contradictionsIn(ask: Ask): Promise<readonly string[]> {
  const checks: Readonly<Record<string, string>> = {
    "a case whose versions are not all there": `select id as what from cases c where version <> (select count(*) from case_versions v
      where v.tenant = c.tenant and v.case_id = c.id) or version <> (select max(version) from case_versions v
      where v.tenant = c.tenant and v.case_id = c.id)`,
    "a case that differs from its last version": `select c.id as what from cases c join case_versions v
      on v.tenant = c.tenant and v.case_id = c.id and v.version = c.version where c.dossier::text <> v.dossier::text`,
    "a version that is not the document that was saved": `select case_id as what from case_versions
      where dossier->>'version' <> version::text or dossier->>'id' <> case_id or md5(dossier->>'fill') <> dossier->>'md5'`,
  };
  const found: string[] = [];
  for (const [sentence, statement] of Object.entries(checks)) {
    const rows = (await ask(statement)) as readonly { readonly what: string }[];
    if (rows.length > 0) found.push(`${sentence}: ${rows.map(({ what }) => what).join(", ")}`);
  }
  for (const table of ["cases", "case_versions"]) {
    const counts: unknown[] = [];
    for (const refused of ["seqscan", "indexscan"]) {
      await ask(`set enable_${refused} = off`);
      if (refused === "indexscan") await ask("set enable_indexonlyscan = off");
      const rows = (await ask(`select count(*) as rows from ${table} where tenant = '${TENANT}'`)) as readonly { readonly rows: string }[];
      counts.push(rows[0]?.rows);
      // Not all settings: the session has some of its own.
      for (const setting of ["seqscan", "indexscan", "indexonlyscan"]) await ask(`reset enable_${setting}`);
    }
    if (counts[0] !== counts[1]) found.push(`${table} has ${counts[0]} rows by its index and ${counts[1]} of its own`);
  }
  return found;
}

/** The same of an open store. */
export async function contradictionsInStore({ db }: Pick<Store, "db">): Promise<readonly string[]> {
  return await db.connection().execute(async (session) => await contradictionsIn(askOn(session)));
}

/** Asks an open store, or one session of it. */
export function askOn(db: Store["db"]): Ask {
  return async (statement, parameters = []) => (await db.executeQuery(CompiledQuery.raw(statement, [...parameters]))).rows;
}
