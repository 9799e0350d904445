// Looks through an open store: every row of every table is read (a page that is not what was written shows then), every reference
// leads somewhere, what an index counts is what its table counts, and every file kept by its hash still has it.
import { createHash } from "node:crypto";
import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import { differs } from "../proven-bytes.ts";
import { DatabaseError } from "../store-errors.ts";
import type { StoreTables } from "../store-tables.ts";
import { appliedMigrations, type BackupTable, listTables } from "./backup-tables.ts";
import { tableLines } from "./table-lines.ts";
import type { BackupProgress } from "./write-backup.ts";

export type StoreReport = {
  /** The last migration's name; null in a database that is no store. */
  readonly schema: string | null;
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[];
  /** What is wrong, by table, in the database's words. */
  readonly problems: readonly { readonly table: string; readonly detail: string }[];
};

/** Each file with the hash it is known by. */
const FILES: Readonly<Record<string, RawBuilder<unknown>>> = {
  audit_originals: sql`select d.sha256, o.bytes from audit_originals o
    join audit_documents d on d.tenant = o.tenant and d.batch_id = o.batch_id and d.n = o.n`,
  evidence_contents: sql`select sha256, bytes from evidence_contents`,
  ledger_import_files: sql`select i.sha256, f.bytes from ledger_import_files f
    join ledger_imports i on i.tenant = f.tenant and i.id = f.import_id`,
};

export async function verifyStore(db: Kysely<StoreTables>, progress: BackupProgress = () => undefined): Promise<StoreReport> {
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (transaction) => {
      const tables: { name: string; rows: number; sha256: string }[] = [];
      const problems: { table: string; detail: string }[] = [];
      const migrations = await appliedMigrations(transaction);
      /** Keeps the transaction alive after a table that cannot be read. */
      const attempt = async (table: string, work: () => Promise<void>): Promise<void> => {
        await sql`savepoint look`.execute(transaction);
        try {
          await work();
          await sql`release savepoint look`.execute(transaction);
        } catch (error) {
          if (!(error instanceof DatabaseError)) throw error;
          problems.push({ table, detail: `${error.code} ${error.message}` });
          await sql`rollback to savepoint look`.execute(transaction);
        }
      };
      for (const table of await listTables(transaction)) {
        await attempt(table.name, async () => {
          const read = await hashTable(transaction, table, progress);
          tables.push({ name: table.name, ...read });
          const counted = await countByKey(transaction, table);
          if (counted !== read.rows) problems.push({ table: table.name, detail: `index ${counted}, table ${read.rows}` });
        });
      }
      const names = new Set(tables.map(({ name }) => name));
      for (const [table, files] of Object.entries(FILES)) {
        if (!names.has(table)) continue;
        await attempt(table, async () => {
          const { rows } = await sql<{ sha256: string }>`
            select f.sha256 from (${files}) as f where encode(sha256(f.bytes), 'hex') <> f.sha256`.execute(transaction);
          for (const { sha256 } of rows) problems.push({ table, detail: differs(sha256) });
        });
      }
      for (const tie of await listTies(transaction)) {
        await attempt(tie.table, async () => {
          const { rows } = await sql<{ lost: string }>`${sql.raw(tie.query)}`.execute(transaction);
          const lost = Number(rows[0]?.lost ?? 0);
          if (lost > 0) problems.push({ table: tie.table, detail: `${tie.name}: ${lost}` });
        });
      }
      return { schema: migrations.at(-1)?.name ?? null, tables, problems };
    });
}

async function hashTable(transaction: Transaction<StoreTables>, table: BackupTable, progress: BackupProgress) {
  const hash = createHash("sha256");
  let rows = 0;
  for await (const { lines } of tableLines(transaction, table)) {
    for (const line of lines) hash.update(`${line}\n`);
    rows += lines.length;
    progress(table.name, rows);
  }
  return { rows, sha256: hash.digest("hex") };
}

/** Counts through the primary key's index alone, where the database is willing. */
async function countByKey(transaction: Transaction<StoreTables>, { name, key }: BackupTable): Promise<number> {
  await sql`set local enable_seqscan = off`.execute(transaction);
  const columns = sql.join(key.map((column) => sql.id(column.name)));
  const { rows } = await sql<{
    n: string;
  }>`select count(*) as n from (select ${columns} from ${sql.id(name)} order by ${columns}) as keys`.execute(transaction);
  await sql`set local enable_seqscan = on`.execute(transaction);
  return Number(rows[0]?.n ?? 0);
}

type Tie = { readonly table: string; readonly name: string; readonly query: string };

/** For each foreign key the question how many rows refer to nothing. */
async function listTies(transaction: Transaction<StoreTables>): Promise<readonly Tie[]> {
  const { rows } = await sql<Tie>`
    select f.conrelid::regclass::text as table, f.conname as name, format(
      'select count(*)::text as lost from %s as one where %s and not exists (select 1 from %s as other where %s)',
      f.conrelid::regclass,
      (select string_agg(format('one.%I is not null', a.attname), ' and ') from unnest(f.conkey) k join pg_attribute a
        on a.attrelid = f.conrelid and a.attnum = k),
      f.confrelid::regclass,
      (select string_agg(format('other.%I = one.%I', theirs.attname, ours.attname), ' and ')
        from unnest(f.conkey, f.confkey) as pair(our, their)
        join pg_attribute ours on ours.attrelid = f.conrelid and ours.attnum = pair.our
        join pg_attribute theirs on theirs.attrelid = f.confrelid and theirs.attnum = pair.their)) as query
    from pg_constraint f
    where f.contype = 'f' and f.connamespace = 'public'::regnamespace and f.conparentid = 0 order by 1, 2`.execute(transaction);
  return rows;
}
