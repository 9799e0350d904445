// Before the tests: a folder where the first one to need a PostgreSQL server makes it. After them: the server ended, its files gone.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { TEST_RUN } from "../src/app/store/once-a-run.builder.ts";
import { POSTGRES, type Postgres, removePostgres } from "../src/app/store/server/postgres.builder.ts";

export function setup(project: TestProject): () => Promise<void> {
  const runFolder = mkdtempSync(join(tmpdir(), "hengxiao-test-run-"));
  project.provide(TEST_RUN as never, { runFolder, guardian: process.pid } as never);
  return async () => {
    const known = join(runFolder, `${POSTGRES}.json`);
    if (existsSync(known)) await removePostgres(JSON.parse(readFileSync(known, "utf8")) as Postgres);
    rmSync(runFolder, { recursive: true, force: true });
  };
}
