// A trip settled by two at once: carried by everybody through its process to the last step, where finance agrees twice.
// The commitment made at its approval is paid once and nothing of it is left.
import { sql } from "kysely";
import { onePasses, type Person, type Sent, type Track } from "./race.builder.ts";

const YEAR = "delegations-2019";
const FUND = "nanchang-2019";
const LEG = { id: "东京", country: "日本", city: "东京", from: "2019-11-04", days: "1", nights: "0" };
const PAPERS = ["invitation", "invitation-translation", "member-list", "programme", "budget-detail", "public-notice", "opinion-form"];
const CONTENT = {
  ...{ trip: "1", title: "竞争检验", departs: "2019-11-04", returns: "2019-11-04", legs: [LEG] },
  members: [{ id: "甲", rank: "其他", leader: "yes" }],
  costs: [{ kind: "international-travel", amount: "5" }],
  exchange: { JPY: { rate: "0.01", per: "100", on: "2019-10-01", source: "测试" } },
  papers: PAPERS.map((kind) => ({ kind })),
  approval: { inPlan: "yes", taskDocument: "批件1号", finance: { by: "自己" }, budget: "1" },
};
const CLAIM = {
  ...{ departs: "2019-11-04", returns: "2019-11-04", expenseSheet: "yes", report: { on: "2019-11-20", signedByLeader: "yes" } },
  lines: [{ kind: "international-travel", amount: "4" }],
};

/** Gives the year's plan a place for each trip to come, and the ledger that pays for them. */
export async function tripsFor({ must }: Track, seed: number, count: number): Promise<string[]> {
  const path = `/api/trip-years/${YEAR}`;
  const year = (await must({ method: "GET", path, as: "clerk" })) as { version: number; written: { plan: { items: object[] } } };
  const places = Array.from({ length: count }, (_, n) => `race-${seed}-${n}`);
  const items = [...year.written.plan.items, ...places.map((id) => ({ id, title: `竞争检验${id}`, outOfPlan: "yes" }))];
  // The example's trips are in its ledger by import; these are to post themselves.
  const plan = { ...year.written.plan, items, case: FUND, importedVouchers: "no" };
  await must({ method: "PUT", path, as: "clerk", body: { version: year.version, plan } });
  return places;
}

/** Two who settle the same trip at once, each with a page of his own or the same request twice. */
export async function settlementTwice(track: Track, itemId: string | undefined): Promise<readonly string[]> {
  if (itemId === undefined) throw new Error("no place in the plan is left");
  const { must, together, server } = track;
  const made = await must({ path: `/api/trip-years/${YEAR}/trips`, as: "clerk", body: { itemId, content: CONTENT } });
  const tripId = String(made["id"]);
  const begun = await must({
    ...{ path: "/api/flows", as: "clerk" },
    body: { process: "trip", pack: "nanchang-2019", subject: { kind: "trip", id: tripId } },
  });
  const flowId = String(begun["id"]);
  const agreement = async (as: Person, more: object = {}): Promise<Sent> => {
    const seen = (await must({ method: "GET", path: `/api/flows/${flowId}`, as })) as FlowSeen;
    const act = { kind: "agree", opinion: "同意", seen: seen.content.hash, ...more };
    return { path: `/api/flows/${flowId}/acts`, as, body: { version: seen.summary.version, act } };
  };
  const agrees = async (as: Person, more: object = {}): Promise<void> => void (await must(await agreement(as, more)));
  const handsIn = async (as: Person, paper: string): Promise<void> =>
    void (await must({ path: `/api/flows/${flowId}/papers`, as, body: { paper, name: paper, reference: `${paper}1` } }));

  await agrees("clerk", { opinion: "" });
  for (const as of ["division-head", "division-head-2", "finance"] as const) await agrees(as);
  await handsIn("bureau-business", "single-approval");
  await agrees("bureau-business");
  await handsIn("leadership", "minutes");
  await agrees("leadership");
  await agrees("leadership-2");
  const claimed = { version: made["version"], content: { ...CONTENT, claim: CLAIM } };
  await must({ method: "PUT", path: `/api/trips/${tripId}`, as: "clerk", body: claimed });
  await agrees("clerk", { opinion: "" });

  const last = await agreement("finance");
  const answers = await together(last, { ...last, key: `settle-${flowId}` }, last);
  const { rows } = await sql<{ amount: string; paid: string; released: string; payments: string }>`
    select amount::text, paid::text, released::text, (select count(*) from ledger_entries e
      where e.case_id = c.case_id and e.commitment = c.commitment and e.kind = 'payment') as payments
    from ledger_commitments c where case_id = ${FUND} and commitment like ${`${flowId}-%`}`.execute(server.deps.store.db);
  const [fund] = rows;
  const isWhole = rows.length === 1 && fund?.payments === "1" && BigInt(fund.paid) > 0n;
  return [
    ...onePasses(answers, ["version-conflict"]),
    ...(isWhole ? [] : [`paid ${rows.map(({ payments, paid }) => `${payments} times ${paid}`)}`]),
    ...(fund && BigInt(fund.amount) === BigInt(fund.paid) + BigInt(fund.released) ? [] : ["a commitment was left behind"]),
  ];
}

type FlowSeen = { readonly summary: { readonly version: number }; readonly content: { readonly hash: string } };
