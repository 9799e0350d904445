// The product's own store with the same projects as cases, ledgers on the first of them, and users with their sessions: written into the
// store as the product writes them, in larger pieces.
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { compose } from "../dist/app/compose.js";
import { readConfig } from "../dist/app/config.js";
import { ensureLedger } from "../dist/app/store/ledger/load-book.js";
import { postToLedger } from "../dist/app/store/ledger/post-to-ledger.js";
import { addAccount, addGrant } from "../dist/app/store/people/account-repository.js";
import { addSession } from "../dist/app/store/people/session-repository.js";
import { evaluateDossier } from "../dist/app/usecases/evaluate-dossier.js";
import { scoreToKeep } from "../dist/app/usecases/overview/case-score.js";
import { ensureRoot, ROOT_UNIT } from "../dist/app/usecases/people/first-run.js";
import { newToken, tokenHash } from "../dist/app/usecases/people/session-token.js";
import { rulesMark } from "../dist/app/usecases/rules-mark.js";
import { sourcesOfStored } from "../dist/app/usecases/stored-dossier.js";
import { caseId, makePeerRows } from "./api-peers.mjs";

const PIECE = 250;
export const PACK = "mof-2020-10";
const YEAR = 2021;

/** Cases, `ledgers` of them with a ledger, and `users` cookies, in the store that the environment names. */
export async function fillProduct(env, { count, users, ledgers }) {
  const config = readConfig(env);
  if (!config.ok) throw new Error(JSON.stringify(config.faults));
  const composed = await compose(config.value, { log: pino({ level: "silent" }) });
  if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
  const deps = composed.value;
  try {
    await ensureRoot(deps, deps.tenant, "bench");
    await addCases(deps, count);
    for (let index = 0; index < ledgers; index++) await addLedger(deps, caseId(index));
    return await addUsers(deps, users);
  } finally {
    await deps.close();
  }
}

async function addCases(deps, count) {
  const { tenant } = deps;
  const { projects } = makePeerRows(count);
  const now = deps.now();
  const rules = rulesMark(deps.packs);
  let seq = 0;
  for (let from = 0; from < count; from += PIECE) {
    const made = projects.slice(from, from + PIECE).map((project) => {
      const dossier = JSON.stringify({ dossier: { name: "dossier.yaml", data: dossierOf(project) } });
      const sources = sourcesOfStored({ id: project.id, dossier });
      if (!sources.ok) throw new Error(JSON.stringify(sources.faults));
      const evaluated = evaluateDossier({ sources: sources.value, packs: deps.packs, packIds: [], set: [] });
      if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
      return { project, dossier, kept: scoreToKeep({ tenant, caseId: project.id, version: 1 }, evaluated.value, rules) };
    });
    await deps.store.db.transaction().execute(async (transaction) => {
      const own = ({ project, dossier }) => ({ tenant, name: project.name, year: YEAR, pack: PACK, dossier, version: 1 });
      await transaction
        .insertInto("cases")
        .values(
          made.map((one) => ({
            ...own(one),
            ...{ id: one.project.id, origin: "import", created_at: now, updated_at: now },
            ...{ unit_id: ROOT_UNIT, created_by: null, published: false },
          })),
        )
        .execute();
      await transaction
        .insertInto("case_versions")
        .values(made.map((one) => ({ ...own(one), case_id: one.project.id, saved_at: now, note: "" })))
        .execute();
      await transaction
        .insertInto("case_scores")
        .values(
          made.map(({ kept: { caseId, signedOn, listed, ...kept } }) => ({
            ...{ ...kept, case_id: caseId, signed_on: signedOn, seq: String(++seq) },
            ...{ unit: listed.unit, execution_rate: listed.executionRate, corrections: listed.corrections },
            ...{ errors: listed.findings.error, warnings: listed.findings.warning, hints: listed.findings.hint },
          })),
        )
        .execute();
    });
  }
  await deps.store.db
    .insertInto("score_heads")
    .values({ tenant, seq: String(seq) })
    .execute();
}

export function dossierOf({ name, budget, executed, lines }) {
  const yuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
  const money = { initial: yuan(budget), revised: yuan(budget), executed: yuan(executed) };
  return {
    dossier: "1",
    project: { name, year: String(YEAR), department: "示例部门", unit: "示例单位" },
    pack: PACK,
    moneyUnit: "元",
    evaluation: { kind: "unit-self", signedOn: "2022-05-20", signedBy: "示例单位" },
    funds: { weight: "10", current: money },
    indicators: lines.map(({ n, kind, weight, target, actual }) => ({
      id: `line.${n + 1}`,
      level1: "产出指标",
      level2: "数量指标",
      level3: `指标${n + 1}`,
      weight: String(weight / 100),
      target: { kind: kind === 1 ? "at-most" : "at-least", value: String(target), unit: "个" },
      actual: { value: String(actual) },
    })),
  };
}

async function addLedger(deps, id) {
  const key = { tenant: deps.tenant, id };
  const { db } = deps.store;
  await ensureLedger(db, { ...key, year: YEAR, now: deps.now() });
  const day = `${YEAR}-01-05`;
  const amount = 10n ** 9n;
  const postings = [
    { kind: "rules", day, rules: deps.ledgers.rules },
    { kind: "budget", day, source: "current", amount: 12n * amount, document: null },
    ...Array.from({ length: 6 }, (_, n) => ({
      ...{ kind: "slice", day, slice: String(n + 1), name: `团组${n + 1}` },
      ...{ within: null, division: null, amount, document: null },
    })),
    ...Array.from({ length: 12 }, (_, n) => ({
      ...{ kind: "commitment", day, commitment: `k${n}`, slice: String(1 + (n % 6)), source: null },
      ...{ amount: 1_000_000n, document: `示例${n}号`, summary: null, exceptions: [] },
    })),
  ];
  for (const [n, posting] of postings.entries()) {
    const references = { isEconomicClass: deps.ledgers.classes.has };
    const of = { postingKey: `bench-${n}`, expectedVersion: null, references, byName: "bench", now: deps.now() };
    const answer = await postToLedger(db, { ...key, posting, ...of });
    if (answer.kind !== "posted")
      throw new Error(JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? String(value) : value)));
  }
}

/** One account and session each, who may read every case; the cookies that their browsers would send. */
async function addUsers(deps, users) {
  const { tenant } = deps;
  const now = deps.now();
  const cookies = [];
  for (let n = 0; n < users; n++) {
    const token = newToken();
    const accountId = `a-${randomUUID()}`;
    await deps.store.db.transaction().execute(async (transaction) => {
      const account = { tenant, id: accountId, login: `bench-${n}`, name: `用户${n}`, unitId: ROOT_UNIT, directorySubject: null, now };
      await addAccount(transaction, account);
      await addGrant(transaction, {
        ...{ tenant, id: randomUUID(), accountId, role: "bureau-performance", unitId: ROOT_UNIT },
        ...{ proposedBy: null, reason: "bench", now, atOnce: true },
      });
      await addSession(transaction, {
        ...{ tenant, tokenHash: tokenHash(token), accountId, stage: "open", startedAt: now, from: "127.0.0.1", agent: "bench" },
        openedBy: "password",
      });
    });
    cookies.push(`hengxiao=${tenant}~${token}`);
  }
  return cookies;
}
