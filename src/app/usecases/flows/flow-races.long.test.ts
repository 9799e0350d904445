// Two who act at once on the same matter: exactly one passes, the other is told that the state is another; on both databases.
import { rm } from "node:fs/promises";
import { assert as always, asyncProperty, constantFrom, nat } from "fast-check";
import { sql } from "kysely";
import { pino } from "pino";
import { expect, test } from "vitest";
import { type Actor, nobody } from "../../../access/index.ts";
import { type Act, replay } from "../../../workflow/index.ts";
import { compose, type Deps } from "../../compose.ts";
import { aConfig } from "../../config.builder.ts";
import { DEMONSTRATION_ZH } from "../../messages/demonstration.zh.ts";
import { findFlow, listEvents } from "../../store/flows/flow-repository.ts";
import { findAccount, standingGrants } from "../../store/people/account-repository.ts";
import { findUnit } from "../../store/people/unit-repository.ts";
import { aDataFolder, DATABASES } from "../../store/store.builder.ts";
import { demonstrationAccounts } from "../people/demonstration-accounts.ts";
import { actOnFlow } from "./act-on-flow.ts";
import { keepPaper } from "./paper.ts";
import { readFlow } from "./read-flow.ts";
import { startFlow } from "./start-flow.ts";

const RACES = 250;
const SLOW = 600_000;

for (const database of DATABASES)
  test(
    `${database}: of two who decide the same matter at once one passes`,
    async () => {
      const { dataFolder: folder, databaseUrl } = await aDataFolder(database);
      const composed = await compose(aConfig(folder, { databaseUrl }), { log: pino({ level: "silent" }), demonstration: true });
      if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
      const deps: Deps = { ...composed.value, now: () => "2026-01-05T02:00:00.000Z" };
      try {
        await demonstrationAccounts(deps, deps.tenant, DEMONSTRATION_ZH);
        const people = new Map<string, Actor>();
        for (const login of ["clerk", "division-head", "division-head-2", "finance"]) people.set(login, await actorOf(deps, login));
        let races = 0;
        const tally = { one: 0, both: 0, none: 0 };
        await always(
          asyncProperty(
            nat(1_000_000),
            constantFrom("agree/return", "agree/agree", "return/return", "agree/withdraw", "seats") as never,
            async (_n: number, kind: string) => {
              const id = await aTrip(deps, people, `race-${++races}`);
              if (kind === "seats") await decide(deps, people, "division-head", id, "agree");
              const before = await findFlow(deps.store.db, { tenant: deps.tenant, id });
              const tried =
                kind === "seats"
                  ? (["finance agree", "division-head-2 return"] as const)
                  : kind.split("/").map((act) => `${act === "withdraw" ? "clerk" : "division-head"} ${act}`);
              const outcomes = await Promise.all(
                tried.map((one) => decide(deps, people, one.split(" ")[0] ?? "", id, one.split(" ")[1] ?? "", before?.version)),
              );
              const passed = outcomes.filter((codes) => codes.length === 0).length;
              tally[passed === 1 ? "one" : passed === 2 ? "both" : "none"] += 1;
              expect(passed).toBe(1);
              expect(outcomes.flat()).toEqual(["version-conflict"]);
              const after = await findFlow(deps.store.db, { tenant: deps.tenant, id });
              expect(after?.version).toBe((before?.version ?? 0) + 1);
              const events = await listEvents(deps.store.db, { tenant: deps.tenant, id });
              expect(replay(events)).toEqual(after?.state);
              // One signature more in the state is one more in its table, and one event more in the trail.
              const { rows } = await sql<{ signatures: string; trail: string }>`select
              (select count(*) from flow_signatures where flow_id = ${id}) as signatures,
              (select count(*) from trail_events where object_id = ${id} and action not like 'flow.paper%') as trail`.execute(
                deps.store.db,
              );
              expect(rows[0]).toEqual({ signatures: String(after?.state.signatures.length), trail: String(after?.version) });
            },
          ),
          { numRuns: RACES },
        );
        console.info(`flow races on ${database}: ${races} races, ${tally.one} with one winner, ${tally.both + tally.none} wrong`);
      } finally {
        await deps.close();
        await rm(folder, { recursive: true, force: true });
      }
    },
    SLOW,
  );

async function actorOf(deps: Deps, login: string): Promise<Actor> {
  const { db } = deps.store;
  const account = await findAccount(db, { tenant: deps.tenant, id: `demo-${login}` });
  if (!account) throw new Error(login);
  const unit = await findUnit(db, deps.tenant, account.unitId);
  return {
    ...nobody(deps.tenant, "test"),
    ...{ accountId: account.id, name: account.name, unitId: account.unitId, unitPath: unit?.path ?? null },
    grants: await standingGrants(db, { tenant: deps.tenant, id: account.id }),
  };
}

async function aTrip(deps: Deps, people: ReadonlyMap<string, Actor>, subject: string): Promise<string> {
  const clerk = people.get("clerk") as Actor;
  const started = await startFlow(deps, clerk, {
    process: "trip",
    pack: "nanchang-2019",
    subject: { kind: "trip", id: subject },
    title: subject,
    facts: {},
  });
  if (!started.ok) throw new Error(JSON.stringify(started.faults));
  const { id } = started.value;
  for (const paper of ["invitation", "budget-detail"])
    await keepPaper(deps, clerk, { id, paper, name: paper, reference: "", sha256: null, takesBack: null, version: null });
  expect(await decide(deps, people, "clerk", id, "agree")).toEqual([]);
  return id;
}

async function decide(
  deps: Deps,
  people: ReadonlyMap<string, Actor>,
  login: string,
  id: string,
  kind: string,
  version?: number,
): Promise<readonly string[]> {
  const actor = people.get(login) as Actor;
  const seen = await readFlow(deps, actor, id);
  if (!seen.ok) return seen.faults.map(({ code }) => code);
  const { hash } = seen.value.situation.content;
  const act: Act =
    kind === "return"
      ? { kind: "return", to: "application", reason: "改", straightBack: false, seen: hash }
      : kind === "withdraw"
        ? { kind: "withdraw", reason: "漏" }
        : { kind: "agree", opinion: "同意", seen: hash };
  const acted = await actOnFlow(deps, actor, { id, version: version ?? seen.value.flow.version, act });
  return acted.ok ? [] : acted.faults.map(({ code }) => code);
}
