// A process that opens the store in the folder, or at the server's address, that it is given, checks it, and then saves cases, four at a time, until it is killed.
// It prints "checked", with what is wrong, and "saved ID VERSION" after each answer.
import { saveCase } from "./case-repository.ts";
import { openAt } from "./open-at.ts";
import { contradictionsInStore, dossierOf, TENANT } from "./saved-cases.builder.ts";

// "early" tells of a save before it was asked for: the harness must notice.
const [place = "", run = "", manner] = process.argv.slice(2);
const opened = await openAt(place.startsWith("postgres://") ? { kind: "server", url: place } : { kind: "folder", folder: place });
if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
const { db } = opened.value;
const found = await contradictionsInStore(opened.value);
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
      if (manner === "early") console.log(`saved ${id} ${version}`);
      const outcome = await saveCase(db, { ...input, expectedVersion: version - 1 });
      if (outcome.kind !== "saved") throw new Error(`${id} ${version}: ${JSON.stringify(outcome)}`);
      console.log(`saved ${id} ${version}`);
    }
  }
}

await Promise.all([1, 2, 3, 4].map(saveOn));
