import { createServer } from "node:net";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { saveCase } from "../case-repository.ts";
import { aDatabase, administer, aStoreAt, DAY, theServer } from "../store.builder.ts";
import { openServerStore } from "./open-server-store.ts";
import { urlOf } from "./postgres.builder.ts";

const SLOW = 60_000;

/** Why the address is refused; "" where it is not. */
async function reasonOf(url: string, openWithinMs = 5_000): Promise<string> {
  const opened = await openServerStore({ url, openWithinMs });
  if (opened.ok) {
    await opened.value.close();
    return "";
  }
  const [fault] = opened.faults;
  expect(fault?.code).toBe("server-unusable");
  expect(JSON.stringify(fault), "the password must not be told").not.toContain((await theServer()).password);
  expect(JSON.stringify(fault)).not.toContain("secret");
  return fault?.params["reason"] ?? "none given";
}

async function theDatabaseOf(url: string): Promise<string> {
  return new URL(url).pathname.slice(1);
}

describe("a server", () => {
  test(
    "that cannot be used is refused with the reason, and the password is told to nobody",
    async () => {
      const server = await theServer();
      expect(await reasonOf("mysql://root:secret@127.0.0.1/x")).toBe("server-address");
      expect(await reasonOf("postgres://u:secret@127.0.0.1:1/x")).toBe("server-unreachable");
      expect(await reasonOf(urlOf({ ...server, password: "secret" }, "postgres"))).toBe("server-login");
      expect(await reasonOf(urlOf(server, "postgres", "nobody_of_that_name"))).toBe("server-login");
      expect(await reasonOf(urlOf(server, "no_such_database"))).toBe("server-no-database");
      expect(await reasonOf(`${urlOf(server, "postgres")}?sslmode=verify-full`)).toBe("server-tls");
      expect(await reasonOf("postgres://u:secret@db.example.invalid/x")).toBe("server-tls");
      expect(await reasonOf("postgres://u:secret@db.example.invalid/x?sslmode=disable")).toBe("server-unreachable");
    },
    SLOW,
  );

  test(
    "that accepts a connection and says nothing is given up in time",
    async () => {
      const silent = createServer((socket) => socket.resume());
      await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
      const address = silent.address();
      const port = typeof address === "object" ? address?.port : 0;
      expect(await reasonOf(`postgres://u:secret@127.0.0.1:${port}/x`, 500)).toBe("no-answer");
      await new Promise((resolve) => silent.close(resolve));
    },
    SLOW,
  );

  test(
    "whose database is read only, of another encoding, somebody else's or closed to us is refused, and nothing is written",
    async () => {
      const readOnly = await aDatabase();
      await administer(`alter database ${await theDatabaseOf(readOnly)} set default_transaction_read_only = on`);
      expect(await reasonOf(readOnly)).toBe("server-read-only");

      const server = await theServer();
      const latin = `latin_${process.pid}`;
      await administer(`create database ${latin} template template0 encoding 'LATIN1' locale 'C'`);
      expect(await reasonOf(urlOf(server, latin))).toBe("server-encoding");

      const foreign = await aDatabase();
      await administer("create table their_accounts (id int)", await theDatabaseOf(foreign));
      expect(await reasonOf(foreign)).toBe("server-not-ours");

      const closed = await aDatabase();
      const user = `guest_${process.pid}`;
      await administer(`create role ${user} login password '${server.password.replaceAll("'", "''")}'`);
      expect(await reasonOf(urlOf(server, await theDatabaseOf(closed), user))).toBe("server-permission");
      await administer(`grant create on schema public to ${user}`, await theDatabaseOf(closed));
      expect(await reasonOf(urlOf(server, await theDatabaseOf(closed), user))).toBe("");
    },
    SLOW,
  );
});

describe("a connection that breaks", () => {
  test(
    "during a transaction is named, nothing of the transaction stays, and the next query has a new one",
    async () => {
      const url = await aDatabase();
      const { db } = await aStoreAt({ kind: "server", url });
      const broken = db.transaction().execute(async (transaction) => {
        const aCase = { tenant: "t", id: "a", name: "n", year: 2019, pack: "p", dossier: "{}", origin: "import" } as const;
        await saveCase(transaction, { ...aCase, expectedVersion: 0, note: "", now: DAY, unitId: null, createdBy: null, published: false });
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
        await administer(`select pg_terminate_backend(${rows[0]?.pid})`);
        await sql`select 1`.execute(transaction);
      });
      await expect(broken).rejects.toMatchObject({ name: "StoreError", code: "connection-lost" });
      expect((await sql<{ n: string }>`select count(*) as n from cases`.execute(db)).rows).toEqual([{ n: "0" }]);
    },
    SLOW,
  );

  test(
    "while nobody uses it is reported, and nobody notices",
    async () => {
      const events: string[] = [];
      const url = await aDatabase();
      const { db } = await aStoreAt({ kind: "server", url }, { report: ({ kind }) => events.push(kind) });
      await administer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${await theDatabaseOf(url)}'`);
      await expect.poll(() => events, { timeout: 10_000 }).toContain("connection-lost");
      expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    },
    SLOW,
  );
});

test(
  "a statement that takes too long is ended by the server",
  async () => {
    const { db } = await aStoreAt({ kind: "server", url: await aDatabase() }, { hangAfterMs: 300 });
    await expect(sql`select pg_sleep(20)`.execute(db)).rejects.toMatchObject({ name: "DatabaseError", code: "57014" });
  },
  SLOW,
);
