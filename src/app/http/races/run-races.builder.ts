// The harness of races: people who act at the same instant, through HTTP, on a store of its own. Each round begins with what it needs,
// sends its requests together, and says which outcomes are none that may be. At the end ledgers and trail are proved.
import type { Role } from "../../../access/index.ts";
import { verifyLedger } from "../../store/ledger/verify-ledger.ts";
import { type Chance, chanceFrom } from "../../store/power-loss.builder.ts";
import { proveStoredTrail } from "../../usecases/trail/trail-file.ts";
import type { TestApp } from "../app.builder.ts";
import { racesOfLedgers } from "./ledger-races.builder.ts";
import { racesOfMatters } from "./matter-races.builder.ts";
import { type Answer, LEDGER_CASE, type Sent, type Track, toldVersion, type Weakness } from "./race.builder.ts";
import { racesOfRecords } from "./record-races.builder.ts";

export type Races = {
  readonly rounds: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
  /** Of the ledgers and of the trail, after all of them. */
  readonly contradictions: readonly string[];
};

const LATEST_MS = 4;
/** Rounds are numbered by seed, so that no two of an application use the same names. */
const MOST_ROUNDS = 100_000;

export type RacesToRun = { readonly rounds: number; readonly seed: number; readonly weakness?: Weakness };

/** Runs that many rounds. The seed decides their order, delays and numbers of twins; on one application each run needs a seed of its own. */
export async function runRaces(server: TestApp, { rounds, seed, weakness = "none" }: RacesToRun): Promise<Races> {
  const chance = chanceFrom(seed);
  const track = trackOn(server, chance, weakness);
  const races = [...racesOfMatters(), ...racesOfRecords(), ...(await racesOfLedgers(track, { rounds, seed, weakness }))];
  const order = shuffled(
    races.flatMap((race) => Array.from({ length: Math.max(1, Math.round((race.share * rounds) / 100)) }, () => race)),
    chance,
  );
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (const [index, race] of order.entries()) {
    const found = await race.round(track, seed * MOST_ROUNDS + index);
    counts.set(race.name, (counts.get(race.name) ?? 0) + 1);
    wrong.push(...found.map((what) => `${race.name}, round ${index} of seed ${seed}: ${what}`));
  }
  return { rounds: counts, wrong, contradictions: await contradictionsOf(server) };
}

function trackOn(server: TestApp, chance: Chance, weakness: Weakness): Track {
  const once = async ({ method = "POST", path, as, body, form, key, version }: Sent): Promise<Answer> => {
    const headers: Record<string, string> = {};
    if (key !== undefined && weakness !== "keys") headers["idempotency-key"] = key;
    if (version !== undefined) headers["if-match"] = `"${version}"`;
    if (body !== undefined) headers["content-type"] = "application/json";
    const sent = form ? formOf(form) : body === undefined ? null : JSON.stringify(body);
    const response = await server.ask(path, { method, headers, body: sent }, as as Role);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    const replayed = response.headers.has("idempotency-replayed");
    return { status: response.status, replayed, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
  };
  const send = async (one: Sent): Promise<Answer> => {
    const answer = await once(one);
    if (weakness !== "versions" || answer.body["code"] !== "version-conflict") return answer;
    const current = toldVersion(answer.body);
    const body = typeof one.body === "object" && one.body !== null && "version" in one.body ? { ...one.body, version: current } : one.body;
    return await once(one.version === undefined ? { ...one, body } : { ...one, version: current });
  };
  return {
    server,
    chance,
    send,
    together: async (...all) =>
      await Promise.all(
        all.map(async (one) => {
          await new Promise((resolve) => setTimeout(resolve, chance() * LATEST_MS));
          return await send(one);
        }),
      ),
    must: async (one) => {
      const answer = await once(one);
      if (answer.status >= 300) throw new Error(`${one.method ?? "POST"} ${one.path} as ${one.as}: ${answer.status} ${answer.text}`);
      return answer.body;
    },
  };
}

function formOf(parts: Readonly<Record<string, string | File>>): FormData {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.append(name, part);
  return form;
}

function shuffled<Thing>(things: readonly Thing[], chance: Chance): readonly Thing[] {
  return things
    .map((thing) => ({ thing, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
}

async function contradictionsOf({ deps }: TestApp): Promise<readonly string[]> {
  const { tenant, store } = deps;
  const found: string[] = [];
  for (const id of [LEDGER_CASE, "nanchang-2019"]) {
    const verdict = await verifyLedger(store.db, { tenant, id });
    found.push(...(verdict?.differences ?? [{ what: "no ledger", kept: "", replayed: "" }]).map(({ what }) => `${id}: ${what}`));
  }
  const { broken } = await proveStoredTrail({ db: store.db, keys: deps.keys }, tenant, []);
  return broken ? [...found, `trail #${broken.seq}: ${broken.why}`] : found;
}
