// npm run bench [-- score|explain|documents|reading|ledger|roll-up|store|api]: all of them, or the ones named, each with its peers in one run.
import { benchApi } from "./api.mjs";
import { benchDocuments } from "./documents.mjs";
import { benchExplain } from "./explain.mjs";
import { benchLedger } from "./ledger.mjs";
import { machineLine } from "./measure.mjs";
import { benchReading } from "./reading.mjs";
import { benchRollUp } from "./roll-up.mjs";
import { benchScore } from "./score.mjs";
import { benchStore } from "./store.mjs";

const BENCHES = {
  ...{ score: benchScore, explain: benchExplain, documents: benchDocuments, reading: benchReading, ledger: benchLedger },
  ...{ "roll-up": benchRollUp, store: benchStore, api: benchApi },
};
const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}
console.log(machineLine());
for (const name of named.length > 0 ? named : Object.keys(BENCHES)) {
  console.log(`\n== ${name}`);
  await BENCHES[name]();
}
