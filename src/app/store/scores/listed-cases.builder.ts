// Every case within reach as the list has it, for tests that look at nothing else of it.
import type { Kysely } from "kysely";
import type { Reach } from "../../../access/index.ts";
import type { CaseSummary } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { listScoredCases } from "./list-scored-cases.ts";

export async function listCases(db: Kysely<StoreTables>, reach: Reach): Promise<readonly CaseSummary[]> {
  return (await listScoredCases(db, reach, "", { text: null, offset: 0, most: null })).cases.map(({ stored }) => stored);
}
