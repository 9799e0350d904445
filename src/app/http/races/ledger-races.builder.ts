// Races about money: the same payment twice, two payments of what only one may spend, an export posted twice, a trip settled twice,
// two who say what a voucher belongs to.
// Whoever commits finds nothing of it left over in the end.
import { sql } from "kysely";
import { allTheSame, LEDGER_CASE, onePasses, type Race, type Sent, type Track, type Weakness } from "./race.builder.ts";
import { settlementTwice, tripsFor } from "./settlement-race.builder.ts";

const LEDGER = `/api/cases/${LEDGER_CASE}/ledger`;
const DAY = "2019-10-01";
/** The sub-project whose slice these races spend. */
const SLICE = "5";

/** How often a hundred rounds settle a trip; each needs one of its own, approved by everybody first. */
const SETTLEMENTS = 2;

export async function racesOfLedgers(
  track: Track,
  { rounds, seed, weakness }: { readonly rounds: number; readonly seed: number; readonly weakness: Weakness },
): Promise<readonly Race[]> {
  const opened = await track.send({ path: LEDGER, as: "finance", body: { document: "示例" } });
  if (opened.status >= 300 && opened.body["code"] !== "already-done") throw new Error(opened.text);
  const policy = { value: weakness === "limits" ? "hint" : "stop", basis: "示例：竞争检验" };
  const order = { value: ["carry-over", "current", "other"], basis: "示例：竞争检验" };
  await track.must(posting("budget", { kind: "rules", day: "2019-01-01", order, slice: policy, commitment: policy }, `race-rules-${seed}`));
  const trips = await tripsFor(track, seed, Math.max(1, Math.round((SETTLEMENTS * rounds) / 100)));
  return [
    { name: "same payment", share: 6, round: samePayment },
    { name: "one commitment", share: 12, round: oneCommitment },
    { name: "one slice", share: 5, round: oneSlice },
    { name: "one voucher's links", share: 3, round: linksOfOne },
    { name: "one export", share: 3, round: oneExport },
    { name: "settlement twice", share: SETTLEMENTS, round: (on) => settlementTwice(on, trips.shift()) },
  ];
}

function posting(where: "payments" | "budget", body: object, key: string, more: Partial<Sent> = {}): Sent {
  return { path: `${LEDGER}/${where}`, as: "finance", body: { posting: body, key, version: null }, ...more };
}

function payment(voucher: string, amount: string, more: object = {}): object {
  return { kind: "payment", day: DAY, voucher, amount, economicClass: "30212", slice: SLICE, ...more };
}

/** The same voucher sent twice at once: under one key it is one payment, under two keys the second voucher is refused. */
async function samePayment(track: Track, n: number): Promise<readonly string[]> {
  const voucher = `竞-${n}`;
  const sameKey = track.chance() < 0.5;
  const one = (which: string): Sent => {
    const key = sameKey ? `same-${n}-0` : `same-${n}-${which}`;
    return posting("payments", payment(voucher, "0.01"), key, { key });
  };
  const answers = await track.together(one("1"), one("2"));
  const { rows } = await sql<{ n: string }>`select count(*) as n from ledger_entries where voucher = ${`2019/${voucher}#1`}`.execute(
    track.server.deps.store.db,
  );
  return [
    ...(sameKey ? allTheSame(answers) : onePasses(answers, ["ledger-refused"])),
    ...(rows[0]?.n === "1" ? [] : [`paid ${rows[0]?.n} times`]),
  ];
}

/** Two payments against one commitment, of which it covers either one; then what is left of it is given back. */
async function oneCommitment(track: Track, n: number): Promise<readonly string[]> {
  const commitment = `竞-${n}`;
  const document = `批件${n}`;
  await track.must(
    posting("payments", { kind: "commitment", day: DAY, commitment, amount: "1.00", slice: SLICE, document }, `commit-${n}`),
  );
  const pay = (which: string): Sent => {
    const key = `against-${n}-${which}`;
    return posting("payments", payment(`承-${n}-${which}`, "0.70", { commitment }), key, { key });
  };
  const answers = await track.together(pay("1"), pay("2"));
  const rest = { kind: "release", day: DAY, commitment, amount: null, reason: "余额退回" };
  const released = await track.together(posting("payments", rest, `rest-${n}-1`), posting("payments", rest, `rest-${n}-2`));
  const { rows } = await sql<{ left: string; paid: string }>`select (amount - paid - released)::text as left, paid::text as paid
    from ledger_commitments where case_id = ${LEDGER_CASE} and commitment = ${commitment}`.execute(track.server.deps.store.db);
  return [
    ...onePasses(answers, ["ledger-refused"]),
    ...onePasses(released, ["ledger-refused"]),
    ...(rows[0]?.left === "0" && rows[0].paid === "70" ? [] : [`left over ${rows[0]?.left}, paid ${rows[0]?.paid}`]),
  ];
}

/** Two payments that each fit into what a slice has left, and together do not. */
async function oneSlice(track: Track, n: number): Promise<readonly string[]> {
  const slice = `竞-${n}`;
  await track.must(posting("budget", { kind: "slice", day: DAY, slice, name: slice, amount: "1.00" }, `slice-${n}-0`));
  const pay = (which: string): Sent => posting("payments", payment(`切-${n}-${which}`, "0.60", { slice }), `within-${n}-${which}`);
  const answers = await track.together(pay("1"), pay("2"));
  const { rows } = await sql<{ paid: string }>`select paid::text as paid from ledger_slices where slice = ${slice}`.execute(
    track.server.deps.store.db,
  );
  return [...onePasses(answers, ["ledger-refused"]), ...(rows[0]?.paid === "60" ? [] : [`paid ${rows[0]?.paid} of 100`])];
}

/** Two who say at once what the same voucher belongs to: one of them said it on what the other had not changed yet. */
async function linksOfOne(track: Track, n: number): Promise<readonly string[]> {
  const { seq } = await track.must(posting("payments", payment(`挂-${n}`, "0.01"), `linked-${n}-0`));
  const say = (id: string): Sent => {
    const body = { target: { kind: "indicator", id }, linked: true };
    return { method: "PUT", path: `${LEDGER}/entries/${seq}/links`, as: "finance", body, version: 0 };
  };
  const answers = await track.together(say("output.quantity.1"), say("output.cost.1"));
  const { rows } = await sql<{ n: string }>`select count(*) as n from ledger_links where case_id = ${LEDGER_CASE} and seq = ${seq}`.execute(
    track.server.deps.store.db,
  );
  return [...onePasses(answers, ["version-conflict"]), ...(rows[0]?.n === "1" ? [] : [`said ${rows[0]?.n} times`])];
}

const MAPPING = {
  ...{ sheet: null, headingRow: 1, unit: "元", numbering: "year", severalLines: false, project: null },
  columns: { voucher: 0, day: 1, amount: 2, slice: 3 },
};

/** The same file uploaded twice at once is one import, and asked twice at once it is posted once. */
async function oneExport(track: Track, n: number): Promise<readonly string[]> {
  const { together, must, server } = track;
  const rows = Array.from({ length: 3 }, (_, row) => `导-${n}-${row},${DAY},0.01,${SLICE}`);
  const file = new File([["支付令号,支付日期,支付金额,子项目编号", ...rows].join("\n")], "支付.csv");
  const sent: Sent = { path: `${LEDGER}/imports`, as: "finance", form: { source: "国库", file } };
  const uploads = await together(sent, sent);
  const ids = new Set(uploads.map(({ body }) => body["importId"]));
  const importId = String(uploads.find(({ status }) => status < 300)?.body["importId"]);
  await must({ method: "PUT", path: `${LEDGER}/imports/${importId}/columns`, as: "finance", body: { ...MAPPING, version: 0 } });
  await server.deps.ledgerImports.idle();
  const { version } = await must({ method: "GET", path: `${LEDGER}/imports/${importId}`, as: "finance" });
  const post: Sent = { path: `${LEDGER}/imports/${importId}/posting`, as: "finance", body: { complete: false, version } };
  const answers = await together(post, post, post);
  await server.deps.ledgerImports.idle();
  const after = await must({ method: "GET", path: `${LEDGER}/imports/${importId}`, as: "finance" });
  const { rows: posted } = await sql<{ n: string }>`select count(*) as n from ledger_entries where import_id = ${importId}`.execute(
    server.deps.store.db,
  );
  return [
    ...(ids.size === 1 ? [] : [`became ${ids.size} imports`]),
    // Whoever comes when it is posted is told so.
    ...onePasses(
      answers.filter(({ status }, index) => status >= 300 || index === answers.findIndex((one) => one.status < 300)),
      ["version-conflict"],
    ),
    ...(after["status"] === "posted" ? [] : [`it is ${after["status"]}`]),
    ...(posted[0]?.n === "3" ? [] : [`${posted[0]?.n} of 3 lines posted`]),
  ];
}
