// A process that opens the store in the folder it is given, checks it, and then saves cases, four at a time, until it is killed.
// It prints "checked", with what is wrong, and "saved ID VERSION" after each answer.
import { CompiledQuery } from "kysely";
import { saveCase } from "./case-repository.ts";
import { openStore } from "./open-store.ts";
import { contradictionsIn, dossierOf, TENANT } from "./saved-cases.builder.ts";

const [folder = "", run = ""] = process.argv.slice(2);
const opened = await openStore({ folder });
if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
const { db } = opened.value;
const found = await contradictionsIn(async (statement) => (await db.executeQuery(CompiledQuery.raw(statement))).rows);
console.log(`checked ${JSON.stringify(found)}`);

async function saveOn(author: number): Promise<never> {
  for (let number = 1; ; number++) {
    const id = `run-${run}-${author}-${number}`;
    for (const version of [1, 2, 3]) {
      const dossier = dossierOf(id, version, number);
      const now = new Date().toISOString();
      const input = {
        tenant: TENANT,
        id,
        name: "n",
        year: 2019,
        pack: "p",
        dossier,
        origin: "import",
        note: "",
        now,
        unitId: null,
        createdBy: null,
        published: false,
      } as const;
      const outcome = await saveCase(db, { ...input, expectedVersion: version - 1 });
      if (outcome.kind !== "saved") throw new Error(`${id} ${version}: ${JSON.stringify(outcome)}`);
      console.log(`saved ${id} ${version}`);
    }
  }
}

await Promise.all([1, 2, 3, 4].map(saveOn));
