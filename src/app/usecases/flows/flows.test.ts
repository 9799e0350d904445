import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, nobody } from "../../../access/index.ts";
import { replay } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { aTestApp, type TestApp } from "../../http/app.builder.ts";
import { DEMONSTRATION_FLOWS_ZH } from "../../messages/demonstration-flows.zh.ts";
import { findCase } from "../../store/case-repository.ts";
import { flowsOfSubject, listEvents, openTasks } from "../../store/flows/flow-repository.ts";
import { unsentReminders } from "../../store/flows/flow-side-repository.ts";
import { findAccount, standingGrants } from "../../store/people/account-repository.ts";
import { findUnit } from "../../store/people/unit-repository.ts";
import { actOnFlow } from "./act-on-flow.ts";
import { giveDelegation, takeBackDelegation } from "./delegation.ts";
import { demonstrationFlows } from "./demonstration-flows.ts";
import { keepPaper } from "./paper.ts";
import { readFlow, readToDo } from "./read-flow.ts";
import { runByTheClock } from "./run-by-the-clock.ts";
import { startFlow } from "./start-flow.ts";

const SLOW = 300_000;
let server: TestApp;
let deps: Deps;
beforeAll(async () => {
  server = await aTestApp();
  deps = server.deps;
  const made = await demonstrationFlows(deps, deps.tenant, DEMONSTRATION_FLOWS_ZH);
  if (!made.ok) throw new Error(JSON.stringify(made.faults));
}, SLOW);
afterAll(async () => await server.close());

async function actorOf(login: string): Promise<Actor> {
  const { db } = deps.store;
  const account = await findAccount(db, { tenant: deps.tenant, id: `demo-${login}` });
  if (!account) throw new Error(login);
  const unit = await findUnit(db, deps.tenant, account.unitId);
  return {
    ...nobody(deps.tenant, "test"),
    accountId: account.id,
    name: account.name,
    unitId: account.unitId,
    unitPath: unit?.path ?? null,
    grants: await standingGrants(db, { tenant: deps.tenant, id: account.id }),
  };
}

const on = (day: string): Deps => ({ ...deps, now: () => `${day}T02:00:00.000Z` });

async function flowOn(subject: string) {
  const [flow] = await flowsOfSubject(deps.store.db, deps.tenant, subject);
  if (!flow) throw new Error(`nothing on ${subject}`);
  return flow;
}

async function agree(login: string, id: string, text = "同意", as = deps) {
  const actor = await actorOf(login);
  const seen = await readFlow(as, actor, id);
  if (!seen.ok) return seen;
  return await actOnFlow(as, actor, {
    id,
    version: seen.value.flow.version,
    act: { kind: "agree", opinion: text, seen: seen.value.situation.content.hash },
  });
}

const codes = (result: { readonly ok: boolean; readonly faults?: readonly { readonly code: string }[] }) =>
  result.ok ? [] : (result.faults ?? []).map(({ code }) => code);

let trips = 0;
/** A trip of the clerk's division, its papers there, in the hands of the head of division. */
async function aTrip(): Promise<string> {
  const clerk = await actorOf("clerk");
  const started = await startFlow(deps, clerk, {
    process: "trip",
    pack: "nanchang-2019",
    subject: { kind: "trip", id: `trip-${++trips}` },
    title: `代表团 ${trips}`,
    facts: {},
  });
  if (!started.ok) throw new Error(JSON.stringify(started.faults));
  const { id } = started.value;
  for (const paper of ["invitation", "budget-detail"])
    expect(
      (await keepPaper(deps, clerk, { id, paper, name: paper, reference: "1", sha256: null, takesBack: null, version: null })).ok,
    ).toBe(true);
  expect(codes(await agree("clerk", id, ""))).toEqual([]);
  return id;
}

describe("the founding case's evaluation", () => {
  test("runs from preparation to the finance bureau, with one return, and every signature is kept", async () => {
    const flow = await flowOn("nanchang-2019");
    expect(flow).toMatchObject({ outcome: "approved", node: "approved", process: "evaluation" });
    const seen = await readFlow(deps, await actorOf("auditor"), flow.id);
    if (!seen.ok) throw new Error("unseen");
    const { state } = seen.value.flow;
    expect(state.passed.map(({ node }) => node)).toEqual([
      "preparation",
      "self-evaluation",
      "division-review",
      "finance-check",
      "group-review",
      "report",
      "signing",
      "submission",
      "bureau-review",
    ]);
    expect(state.signatures.map(({ person, act, voided }) => `${person.name} ${act}${voided ? ` ${voided.why}` : ""}`)).toEqual([
      "经办人甲 agree",
      "经办人甲 agree returned",
      "处室负责人乙 return",
      "经办人甲 agree",
      "处室负责人乙 agree",
      "财务丙 agree",
      "绩效领导小组丁 agree",
      "绩效领导小组子 agree",
      "经办人甲 agree",
      "党组秘书戊 agree",
      "财务丙 agree",
      "财政绩效处庚 agree",
    ]);
    expect(replay(await listEvents(deps.store.db, { tenant: deps.tenant, id: flow.id }))).toEqual(state);
    // 12 signatures over contents that differ: the case with each paper that had come.
    expect(new Set(state.signatures.map(({ content }) => content.hash)).size).toBeGreaterThan(5);
  });

  test("is locked: the case changes no more until it is unlocked from the top, with the list of what that opens", async () => {
    const flow = await flowOn("nanchang-2019");
    const stored = await findCase(deps.store.db, { tenant: deps.tenant, id: "nanchang-2019" });
    const group = await actorOf("leading-group");
    const { admitCaseChange } = await import("./case-content.ts");
    const change = () =>
      deps.store.db
        .transaction()
        .execute((transaction) => admitCaseChange(transaction, deps, group, "nanchang-2019", "{}", stored?.version ?? 0));
    expect(codes(await change())).toEqual(["flow-locked"]);
    const bureau = await actorOf("bureau-performance");
    const seen = await readFlow(deps, bureau, flow.id);
    if (!seen.ok || !seen.value.acts.unlock) throw new Error("no plan");
    const plan = seen.value.acts.unlock;
    expect(plan.opens).toEqual(["node bureau-review", "signature 12"]);
    const unlock = (node: string, opens: readonly string[], reason = "数据更正") =>
      actOnFlow(deps, bureau, { id: flow.id, version: flow.version, act: { kind: "unlock", node, reason, opens } });
    expect(codes(await unlock("group-review", plan.opens))).toEqual(["flow-unlock-jumps"]);
    expect(codes(await unlock("bureau-review", [], ""))).toEqual(["flow-content-changed", "flow-reason-missing"]);
    expect(codes(await unlock("bureau-review", plan.opens))).toEqual([]);
    // Open again at the bureau, whose node changes nothing: level by level.
    expect(codes(await change())).toContain("flow-locked");
    expect(codes(await agree("bureau-performance", flow.id, "重新审核通过"))).toEqual([]);
  });
});

describe("a matter", () => {
  test(
    "waits on the desks it belongs to, and goes from one to the next",
    async () => {
      const id = await aTrip();
      const names = async () =>
        (
          await sql<{ person_id: string }>`select person_id from flow_tasks where flow_id = ${id} order by 1`.execute(deps.store.db)
        ).rows.map(({ person_id }) => person_id);
      expect(await names()).toEqual(["demo-division-head"]);
      const todo = await readToDo(deps, await actorOf("division-head"));
      expect(todo.waiting.map(({ flow }) => flow.id)).toContain(id);
      expect(todo.reminders).toContainEqual(expect.objectContaining({ flowId: id, kind: "waiting" }));
      expect(codes(await agree("division-head", id))).toEqual([]);
      expect(await names()).toEqual(["demo-division-head-2", "demo-finance"]);
      expect(codes(await agree("division-head-2", id))).toEqual([]);
      expect(await names()).toEqual(["demo-finance"]);
      expect((await readToDo(deps, await actorOf("division-head"))).begun.map((flow) => flow.id)).toContain(id);
    },
    SLOW,
  );

  test("is begun once on a subject, by those who may", async () => {
    const input = { process: "trip", pack: "nanchang-2019", subject: { kind: "trip" as const, id: "once" }, title: "一次", facts: {} };
    expect(codes(await startFlow(deps, await actorOf("finance"), input))).toContain("flow-not-yours");
    const clerk = await actorOf("clerk");
    const both = await Promise.all([startFlow(deps, clerk, input), startFlow(deps, clerk, input)]);
    expect(both.map(codes).toSorted()).toEqual([[], ["flow-running"]]);
    expect(codes(await startFlow(deps, clerk, { ...input, subject: { kind: "evaluation", id: "once" } }))).toEqual(["wrong-shape"]);
    expect(
      codes(await startFlow(deps, clerk, { ...input, process: "evaluation", subject: { kind: "evaluation", id: "unknown" } })),
    ).toEqual(["case-unknown"]);
    expect(codes(await startFlow(deps, clerk, { ...input, process: "wedding" }))).toEqual(["process-unknown"]);
  });

  test("is not there for another tenant, nor for an administrator", async () => {
    const id = await aTrip();
    const foreign = { ...(await actorOf("auditor")), tenant: "elsewhere" };
    expect(codes(await readFlow(deps, foreign, id))).toEqual(["flow-unknown"]);
    expect(codes(await readFlow(deps, await actorOf("system-admin"), id))).toEqual(["flow-unknown"]);
    expect(codes(await actOnFlow(deps, await actorOf("auditor"), { id, version: 2, act: { kind: "urge", reason: "x" } }))).toEqual([
      "flow-unknown",
    ]);
  });

  test("keeps its definition by its hash: altered in the database, it decides nothing", async () => {
    const id = await aTrip();
    await sql`alter table flow_definitions disable trigger flow_definitions_kept`.execute(deps.store.db);
    const flow = await flowOn(`trip-${trips}`);
    const forged = sql`update flow_definitions set definition = replace(definition, '"division-head"', '"clerk"') where hash = ${flow.definitionHash}`;
    const { rows } = await sql<{ definition: string }>`select definition from flow_definitions where hash = ${flow.definitionHash}`.execute(
      deps.store.db,
    );
    await server.past(async (transaction) => await forged.execute(transaction));
    await expect(agree("division-head", id)).rejects.toThrow("not what was kept");
    await server.past(
      async (transaction) =>
        await sql`update flow_definitions set definition = ${rows[0]?.definition ?? ""} where hash = ${flow.definitionHash}`.execute(
          transaction,
        ),
    );
    await sql`alter table flow_definitions enable trigger flow_definitions_kept`.execute(deps.store.db);
    expect(codes(await agree("division-head", id))).toEqual([]);
  });

  test("loses no event and no signature, whoever tries", async () => {
    for (const table of ["flow_definitions", "flow_events", "flow_signatures", "flow_papers"]) {
      await expect(sql`delete from ${sql.table(table)}`.execute(deps.store.db)).rejects.toMatchObject({ code: "23000" });
      await expect(sql`update ${sql.table(table)} set tenant = tenant`.execute(deps.store.db)).rejects.toMatchObject({ code: "23000" });
    }
  });

  test("tells every act in the audit trail, in the same transaction", async () => {
    const id = await aTrip();
    await agree("division-head", id);
    const { rows } = await sql<{
      action: string;
      account_name: string;
    }>`select action, account_name from trail_events where object_kind = 'flow' and object_id = ${id} order by seq`.execute(deps.store.db);
    expect(rows.map(({ action, account_name }) => `${account_name} ${action}`)).toEqual([
      "经办人甲 flow.started",
      "经办人甲 flow.paper-added",
      "经办人甲 flow.paper-added",
      "经办人甲 flow.agree",
      "处室负责人乙 flow.agree",
    ]);
  });

  test("takes papers where it stands open or asks for them, and lets them be taken back there", async () => {
    const clerk = await actorOf("clerk");
    const started = await startFlow(deps, clerk, {
      process: "trip",
      pack: "nanchang-2019",
      subject: { kind: "trip", id: "papers" },
      title: "资料",
      facts: {},
    });
    if (!started.ok) throw new Error("refused");
    const { id } = started.value;
    const paper = (over: object) => ({
      id,
      paper: "invitation",
      name: "邀请函",
      reference: "",
      sha256: "a".repeat(64),
      takesBack: null,
      version: null,
      ...over,
    });
    expect(codes(await keepPaper(deps, clerk, paper({})))).toEqual([]);
    expect(codes(await keepPaper(deps, clerk, paper({ paper: "recipe" })))).toEqual(["unknown-reference"]);
    expect(codes(await keepPaper(deps, await actorOf("finance"), paper({})))).toEqual(["flow-not-yours"]);
    expect(codes(await keepPaper(deps, clerk, paper({ takesBack: 1 })))).toEqual([]);
    expect(codes(await keepPaper(deps, clerk, paper({ takesBack: 1 })))).toEqual(["unknown-reference"]);
    expect(codes(await agree("clerk", id, ""))).toEqual(["flow-paper-missing", "flow-paper-missing"]);
    for (const name of ["invitation", "budget-detail"]) await keepPaper(deps, clerk, paper({ paper: name }));
    expect(codes(await agree("clerk", id, ""))).toEqual([]);
    expect(codes(await keepPaper(deps, await actorOf("division-head"), paper({})))).toEqual(["flow-locked"]);
  });

  test("signed on other content than was looked at is refused", async () => {
    const id = await aTrip();
    const head = await actorOf("division-head");
    const seen = await readFlow(deps, head, id);
    if (!seen.ok) throw new Error("unseen");
    const act = { kind: "agree" as const, opinion: "同意", seen: "0".repeat(64) };
    expect(codes(await actOnFlow(deps, head, { id, version: seen.value.flow.version, act }))).toEqual(["flow-content-changed"]);
  });
});

describe("acting for another", () => {
  test(
    "counts within its days, is marked, and ends when it is taken back",
    async () => {
      const head = await actorOf("division-head");
      const other = await actorOf("leading-group-3");
      const given = await giveDelegation(deps, head, {
        delegate: "demo-leading-group-3",
        process: "trip",
        from: "2026-01-01",
        until: "2026-01-10",
        reason: "出差",
      });
      if (!given.ok) throw new Error(JSON.stringify(given.faults));
      const id = await aTrip();
      expect((await readToDo(deps, other)).waiting.find(({ flow }) => flow.id === id)?.onBehalfOf).toBe("处室负责人乙");
      const seen = await readFlow(deps, other, id);
      if (!seen.ok) throw new Error("unseen");
      const act = { kind: "agree" as const, opinion: "同意", seen: seen.value.situation.content.hash, onBehalfOf: "demo-division-head" };
      expect(codes(await actOnFlow(on("2026-02-01"), other, { id, version: seen.value.flow.version, act }))).toEqual([
        "flow-delegation-invalid",
      ]);
      expect(codes(await actOnFlow(deps, other, { id, version: seen.value.flow.version, act }))).toEqual([]);
      const { rows } = await sql<{
        signer_name: string;
        on_behalf_of_name: string;
      }>`select signer_name, on_behalf_of_name from flow_signatures where flow_id = ${id} and n = 2`.execute(deps.store.db);
      expect(rows).toEqual([{ signer_name: "绩效领导小组丑", on_behalf_of_name: "处室负责人乙" }]);
      expect(codes(await takeBackDelegation(deps, other, given.value.id))).toEqual(["not-found"]);
      expect(codes(await takeBackDelegation(deps, head, given.value.id))).toEqual([]);
      expect((await readToDo(deps, other)).waiting.filter(({ onBehalfOf }) => onBehalfOf !== null)).toEqual([]);
    },
    SLOW,
  );

  test("is given to somebody else, for days to come, with a reason", async () => {
    const head = await actorOf("division-head");
    const input = { delegate: "demo-division-head", process: null, from: "2026-02-30", until: "2025-01-01", reason: " " };
    expect(codes(await giveDelegation(deps, head, input))).toEqual(["not-a-day", "flow-not-eligible", "flow-reason-missing"]);
    expect(codes(await giveDelegation(deps, head, { ...input, delegate: "demo-system-admin", from: "2025-01-01", reason: "x" }))).toEqual([
      "out-of-range",
      "flow-not-eligible",
    ]);
  });
});

describe("the clock", () => {
  test(
    "reminds of what is due and overdue and escalates, each once however often it runs",
    async () => {
      const id = await aTrip();
      const kinds = async (login: string) =>
        (await readToDo(deps, await actorOf(login))).reminders
          .filter(({ flowId }) => flowId === id)
          .map(({ kind }) => kind)
          .toSorted();
      // 2026-01-02 is a Friday that is off; three working days on are the 4th (worked), the 5th and the 6th.
      await runByTheClock(on("2026-01-05"));
      expect(await kinds("division-head")).toEqual(["due", "waiting"]);
      await runByTheClock(on("2026-01-07"));
      expect(await kinds("division-head")).toEqual(["due", "overdue", "waiting"]);
      expect(await kinds("leadership")).toEqual([]);
      await runByTheClock(on("2026-01-08"));
      await runByTheClock(on("2026-01-09"));
      expect(await kinds("leadership")).toEqual(["escalated"]);
      expect(await kinds("division-head")).toEqual(["due", "overdue", "waiting"]);
      const { rows } = await sql<{
        n: string;
      }>`select count(*) as n from flow_events where flow_id = ${id} and kind = 'flow-escalated'`.execute(deps.store.db);
      expect(rows[0]?.n).toBe("1");
    },
    SLOW,
  );

  test(
    "follows people: who lost the role is waited for no more, and nothing is signed for them",
    async () => {
      const id = await aTrip();
      await agree("division-head", id);
      const disabled = async (at: string | null) =>
        await server.past(
          async (transaction) => await sql`update accounts set disabled_at = ${at} where id = 'demo-division-head-2'`.execute(transaction),
        );
      await disabled(deps.now());
      const before = (await openTasks(deps.store.db, deps.tenant, ["demo-division-head-2"])).filter(({ flow }) => flow.id === id);
      expect(before).toHaveLength(1);
      await runByTheClock(deps);
      expect((await openTasks(deps.store.db, deps.tenant, ["demo-division-head-2"])).filter(({ flow }) => flow.id === id)).toEqual([]);
      await disabled(null);
      await runByTheClock(deps);
      expect((await openTasks(deps.store.db, deps.tenant, ["demo-division-head-2"])).filter(({ flow }) => flow.id === id)).toHaveLength(1);
    },
    SLOW,
  );

  test(
    "hands reminders to the outside door once, and to nobody where there is none",
    async () => {
      const id = await aTrip();
      expect((await runByTheClock(deps)).sent).toBe(0);
      const taken: string[] = [];
      const withDoor: Deps = {
        ...deps,
        notifier: { send: async ({ flowId, personName, kind }) => taken.push(`${flowId} ${personName} ${kind}`) > 0 },
      };
      await runByTheClock(withDoor);
      expect(taken.filter((one) => one.startsWith(id))).toEqual([`${id} 处室负责人乙 waiting`]);
      const first = taken.length;
      await runByTheClock(withDoor);
      expect(taken).toHaveLength(first);
      expect(await unsentReminders(deps.store.db, "2026-01-01T00:00:00.000Z", 10)).toEqual([]);
    },
    SLOW,
  );
});
