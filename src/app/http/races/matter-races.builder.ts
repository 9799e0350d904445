// Races about matters: two reviewers, one reviewer in two tabs, a reviewer and the drafter, two seats of a joint review. One passes, the
// other is told that the matter stands elsewhere; state, signatures, events and trail agree afterwards.
import { sql } from "kysely";
import { replay } from "../../../workflow/index.ts";
import { findFlow, listEvents } from "../../store/flows/flow-repository.ts";
import { onePasses, type Person, type Race, type Sent, type Track } from "./race.builder.ts";

type Deed = readonly [Person, "agree" | "return" | "withdraw"];

const PAIRS: readonly (readonly [Deed, Deed])[] = [
  [
    ["division-head", "agree"],
    ["division-head", "return"],
  ],
  [
    ["division-head", "agree"],
    ["division-head", "agree"],
  ],
  [
    ["division-head", "return"],
    ["division-head", "return"],
  ],
  [
    ["division-head", "agree"],
    ["clerk", "withdraw"],
  ],
];
/** At the joint review: two people of two seats. */
const SEATS: readonly [Deed, Deed] = [
  ["finance", "agree"],
  ["division-head-2", "return"],
];

export function racesOfMatters(): readonly Race[] {
  return [
    { name: "two reviewers", share: 34, round: (track, n) => twoAct(track, n, PAIRS[n % PAIRS.length] ?? SEATS) },
    { name: "two seats", share: 8, round: (track, n) => twoAct(track, n, SEATS) },
  ];
}

async function twoAct(track: Track, n: number, pair: readonly [Deed, Deed]): Promise<readonly string[]> {
  const { must, together, server } = track;
  const { deps } = server;
  const begun = await must({
    ...{ path: "/api/flows", as: "clerk" },
    body: { process: "trip", pack: "nanchang-2019", subject: { kind: "trip", id: `race-${n}` }, title: `竞争检验${n}` },
  });
  const id = String(begun["id"]);
  for (const paper of ["invitation", "budget-detail"])
    await must({ path: `/api/flows/${id}/papers`, as: "clerk", body: { paper, name: paper } });
  const deed = async ([as, kind]: Deed): Promise<Sent> => {
    const seen = (await must({ method: "GET", path: `/api/flows/${id}`, as })) as FlowSeen;
    const { hash } = seen.content;
    const act =
      kind === "agree"
        ? { kind, opinion: "同意", seen: hash }
        : kind === "return"
          ? { kind, to: "application", reason: "改", straightBack: false, seen: hash }
          : { kind, reason: "漏" };
    return { path: `/api/flows/${id}/acts`, as, body: { version: seen.summary.version, act } };
  };
  await must(await deed(["clerk", "agree"]));
  if (pair === SEATS) await must(await deed(["division-head", "agree"]));
  const before = await findFlow(deps.store.db, { tenant: deps.tenant, id });
  const answers = await together(await deed(pair[0]), await deed(pair[1]));
  const after = await findFlow(deps.store.db, { tenant: deps.tenant, id });
  const events = await listEvents(deps.store.db, { tenant: deps.tenant, id });
  // One signature more in the state is one more in its table, and one event more in the trail.
  const { rows } = await sql<{ signatures: string; trail: string }>`select
    (select count(*) from flow_signatures where flow_id = ${id}) as signatures,
    (select count(*) from trail_events where object_id = ${id} and action not like 'flow.paper%') as trail`.execute(deps.store.db);
  const isReplayed = JSON.stringify(replay(events)) === JSON.stringify(after?.state);
  return [
    ...onePasses(answers, ["version-conflict"]),
    ...(after?.version === (before?.version ?? 0) + 1 ? [] : [`version ${before?.version} became ${after?.version}`]),
    ...(isReplayed ? [] : ["the state is not what its events make"]),
    ...(rows[0]?.signatures === String(after?.state.signatures.length) ? [] : [`${rows[0]?.signatures} signatures are kept`]),
    ...(rows[0]?.trail === String(after?.version) ? [] : [`${rows[0]?.trail} events in the trail for version ${after?.version}`]),
  ];
}

type FlowSeen = { readonly summary: { readonly version: number }; readonly content: { readonly hash: string } };
