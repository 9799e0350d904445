// Races about records: the same request twice under one key, two tabs on one version, two files that are one, one link used twice.
import { sql } from "kysely";
import { listUnits } from "../../store/people/unit-repository.ts";
import { allTheSame, LEDGER_CASE, onePasses, type Race, type Sent, type Track, toldVersion } from "./race.builder.ts";

/** What a twin does that comes after its answer was lost, and what is refused under a key that was used. */
const KEY_REUSED = "key-reused";

export function racesOfRecords(): readonly Race[] {
  return [
    { name: "double submit", share: 16, round: doubleSubmit },
    { name: "double upload", share: 3, round: doubleUpload },
    { name: "two tabs", share: 10, round: twoTabs },
    { name: "one link", share: 1, round: oneLink },
  ];
}

function twins(track: Track, sent: Sent): readonly Sent[] {
  return Array.from({ length: 2 + Math.floor(track.chance() * 4) }, () => sent);
}

/** The same form two to five times at once, then again when the answer was lost, then another form under the same key. */
async function doubleSubmit(track: Track, n: number): Promise<readonly string[]> {
  const { send, together } = track;
  const name = `双击${n}`;
  const body = { parentId: "foreign-affairs", kind: "division", name, code: null };
  const sent: Sent = { path: "/api/units", as: "system-admin", body, key: `double-${n}` };
  const answers = await together(...twins(track, sent));
  const later = await send(sent);
  const other = await send({ ...sent, body: { ...body, name: `${name}别` } });
  const made = (await unitsLike(track, name)).map((unit) => unit.name);
  return [
    ...allTheSame([...answers, later]),
    ...(later.replayed ? [] : ["the retry was not known"]),
    ...(other.body["code"] === KEY_REUSED ? [] : [`another form under the key was answered ${other.status}`]),
    ...(made.length === 1 ? [] : [`made ${made.join(", ")}`]),
  ];
}

/** The same evidence handed in twice at once under one key: one piece. */
async function doubleUpload(track: Track, n: number): Promise<readonly string[]> {
  const title = `附件${n}`;
  const form = { file: new File([`第 ${n} 份`], `${n}.txt`), title, kind: "formal" };
  const path = `/api/cases/${LEDGER_CASE}/evidence`;
  const answers = await track.together(...twins(track, { path, as: "clerk", form, key: `upload-${n}` }));
  const { rows } = await sql<{ n: string }>`select count(*) as n from evidence_pieces where title = ${title}`.execute(
    track.server.deps.store.db,
  );
  return [...allTheSame(answers), ...(rows[0]?.n === "1" ? [] : [`${rows[0]?.n} pieces`])];
}

/** Two tabs that show the same version save different things: the second is told. What stands is the first one's, whole. */
async function twoTabs(track: Track, n: number): Promise<readonly string[]> {
  const before = (await unitsLike(track, "")).find(({ id }) => id === "second-division");
  if (!before) throw new Error("no unit");
  const tab = (which: string): Sent => ({
    ...{ method: "PUT", path: `/api/units/${before.id}`, as: "system-admin", version: before.version },
    body: { name: `综合处${n}${which}`, code: `${n}${which}`, ended: false },
  });
  const tabs = [tab("甲"), tab("乙"), ...(track.chance() < 0.3 ? [tab("丙")] : [])];
  const answers = await track.together(...tabs);
  const after = (await unitsLike(track, "")).find(({ id }) => id === before.id);
  const winner = answers.findIndex(({ status }) => status < 300);
  const wanted = tabs[winner]?.body as { readonly name: string; readonly code: string } | undefined;
  const told = answers.filter(({ body }) => body["code"] === "version-conflict").map(({ body }) => toldVersion(body));
  return [
    ...onePasses(answers, ["version-conflict"]),
    ...told.filter((version) => version !== before.version + 1).map((version) => `who came late was told of version ${version}`),
    ...(after?.version === before.version + 1 ? [] : [`version ${before.version} became ${after?.version}`]),
    ...(after?.name === wanted?.name && after?.code === wanted?.code ? [] : [`${after?.name} stands, ${wanted?.name} was acknowledged`]),
  ];
}

/** A link that lets somebody in the first time, used by two at once: it opens for one. */
async function oneLink(track: Track, n: number): Promise<readonly string[]> {
  const login = `race-${n}`;
  const account = { login, name: login, unitId: "foreign-affairs", directorySubject: null, roles: [], reason: "新来" };
  const { token } = await track.must({ path: "/api/accounts", as: "system-admin", body: account });
  const use = (which: string): Sent => ({ path: "/api/links", as: "clerk", body: { token, password: `Kiefer-41-Wolke-${which}` } });
  return onePasses(await track.together(use("77"), use("78")), ["link-invalid"]);
}

async function unitsLike({ server }: Track, name: string) {
  const { deps } = server;
  return (await listUnits(deps.store.db, deps.tenant)).filter((unit) => unit.name.startsWith(name));
}
