// A case's ledger: read, written by the four kinds of acts that different people may, drilled into from rates to vouchers and back.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { fault, moneyOfFen, printMoney, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { citationText } from "../messages/citations.ts";
import { LEDGER_UNIT, ledgerWords } from "../messages/ledger-text.ts";
import type { VoucherLink } from "../store/ledger/list-entries.ts";
import { seeCase } from "../usecases/case-access.ts";
import { decideEntry } from "../usecases/ledger/decide-entry.ts";
import { linkVoucher } from "../usecases/ledger/link-voucher.ts";
import { openLedger } from "../usecases/ledger/open-ledger.ts";
import { postEntry } from "../usecases/ledger/post-entry.ts";
import { listLedgersFor, readEntries, readLedger, readSpentByClass } from "../usecases/ledger/read-ledger.ts";
import { DONE, refuse, responds } from "./answers.ts";
import type { App, AppEnv } from "./app-env.ts";
import {
  budgetInputSchema,
  economicClassesSchema,
  exceptionInputSchema,
  foreseenInputSchema,
  foreseenSchema,
  type LedgerEntriesView,
  type LedgerView,
  ledgerEntriesSchema,
  ledgerSchema,
  ledgerSummarySchema,
  linkInputSchema,
  openedLedgerSchema,
  openLedgerInputSchema,
  postedSchema,
  reversalInputSchema,
  spendingInputSchema,
  spentByClassSchema,
} from "./contract-ledger.ts";
import { doneSchema } from "./contract-people.ts";
import { guarded } from "./identify.ts";
import { answerKept, jsonBytes, keptAnswers } from "./kept-answers.ts";
import { readPosting } from "./ledger-input.ts";
import { json, lang, params, query } from "./request-parts.ts";
import { entryView, foreseenView, ledgerRights, ledgerView, spentByClassView, summaryView } from "./views/ledger-view.ts";

const word = z.string().min(1).max(200).optional();
const entriesQuery = z.object({
  ...{ rate: word, slice: word, class: word, text: word, import: word, kinds: word, lang },
  /** "indicator:output.quantity.1": vouchers that belong to it. */
  link: z
    .string()
    .regex(/^(indicator|evidence):.+$/)
    .max(220)
    .optional(),
  after: z.coerce.number().int().positive().optional(),
  seq: z.coerce.number().int().positive().optional(),
  order: z.enum(["newest", "oldest"]).default("newest"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

function linkOf(text: string): VoucherLink {
  const [kind, target] = [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1)];
  return { kind: kind === "indicator" ? "indicator" : "evidence", target };
}

type SentPosting = { readonly posting: Parameters<typeof readPosting>[0]; readonly key: string; readonly version: number | null };

export function registerLedgerRoutes(app: App, deps: Deps): void {
  const answers = keptAnswers();
  const write = async (c: Context<AppEnv>, caseId: string, { posting: sent, key, version }: SentPosting) => {
    const actor = c.get("actor");
    const posting = readPosting(sent, { tenant: actor.tenant, caseId });
    if (!posting.ok) return refuse(c, posting.faults);
    const posted = await postEntry(deps, actor, { caseId, posting: posting.value, postingKey: key, expectedVersion: version });
    if (!posted.ok) return refuse(c, posted.faults);
    const { entry, notices, again } = posted.value;
    const words = ledgerWords(c.get("language"));
    return c.json(
      {
        seq: entry.seq,
        version: entry.seq,
        again,
        draws: entry.settlement.draws.map(({ source, amount }) => ({ source, amount: printMoney(moneyOfFen(amount), LEDGER_UNIT) })),
        notices: notices.map(({ code, params }) => ({ code, message: words.notices[code](params) })),
      },
      200,
    );
  };

  app.openapi(
    createRoute({
      ...guarded("ledger.read"),
      method: "get",
      path: "/api/cases/{id}/ledger",
      request: { params, query },
      responses: responds(ledgerSchema, "balances, rates with their denominators, what is overspent"),
    }),
    async (c) => {
      const [actor, language, { id }] = [c.get("actor"), c.get("language"), c.req.valid("param")];
      const seen = await seeCase(deps, actor, "ledger.read", id, c.get("stand"));
      if (!seen.ok) return refuse(c, seen.faults);
      const counts = await deps.reads.ledgerCounts({ tenant: actor.tenant, id }, c.get("stand"));
      if (counts === undefined) return refuse(c, [fault("ledger-none", { found: id })]);
      const { version } = counts;
      // What he may do in it stands in the answer: those who may the same have the same.
      const rights = Object.entries(ledgerRights(actor, seen.value)).flatMap(([right, has]) => (has ? [right] : []));
      return await answerKept<LedgerView>(c, answers, { key: [actor.tenant, id, language, rights], version }, async () => {
        const read = await readLedger(deps, actor, id);
        if (!read.ok) return read;
        const view = ledgerView(read.value, actor, language);
        return success({ version: view.version, bytes: jsonBytes(view) });
      });
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.read"),
      method: "get",
      path: "/api/ledgers",
      request: { query },
      responses: responds(z.array(ledgerSummarySchema).readonly(), "ledgers within reach, newest year first"),
    }),
    async (c) => c.json((await listLedgersFor(deps, c.get("actor"))).map(summaryView), 200),
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.read"),
      method: "get",
      path: "/api/cases/{id}/ledger/classes",
      request: { params, query },
      responses: responds(spentByClassSchema, "what was spent by class of expenditure"),
    }),
    async (c) => {
      const read = await readSpentByClass(deps, c.get("actor"), c.req.valid("param").id);
      return read.ok ? c.json(spentByClassView(read.value, deps.ledgers.classes), 200) : refuse(c, read.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.read"),
      method: "post",
      path: "/api/cases/{id}/ledger/decision",
      request: { params, query, ...json(foreseenInputSchema) },
      responses: responds(foreseenSchema, "what a posting would be answered; nothing is kept"),
    }),
    async (c) => {
      const actor = c.get("actor");
      const { id } = c.req.valid("param");
      const posting = readPosting(c.req.valid("json").posting, { tenant: actor.tenant, caseId: id });
      if (!posting.ok) return refuse(c, posting.faults);
      const foreseen = await decideEntry(deps, actor, id, posting.value);
      return foreseen.ok ? c.json(foreseenView(foreseen.value, posting.value, c.get("language")), 200) : refuse(c, foreseen.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.read"),
      method: "get",
      path: "/api/cases/{id}/ledger/entries",
      request: { params, query: entriesQuery },
      responses: responds(ledgerEntriesSchema, "entries page by page, with the rates each counts in"),
    }),
    async (c) => {
      const [actor, asked, { id }] = [c.get("actor"), c.req.valid("query"), c.req.valid("param")];
      const seen = await seeCase(deps, actor, "ledger.read", id, c.get("stand"));
      if (!seen.ok) return refuse(c, seen.faults);
      const counts = await deps.reads.ledgerCounts({ tenant: actor.tenant, id }, c.get("stand"));
      if (counts === undefined) return refuse(c, [fault("ledger-none", { found: id })]);
      const { lang: _, ...question } = asked;
      const of = { key: ["entries", actor.tenant, id, JSON.stringify(question)], version: counts.version + counts.links, isTagged: false };
      return await answerKept<LedgerEntriesView>(c, answers, of, async () => {
        const read = await readEntries(deps, actor, {
          ...{ caseId: id, rate: asked.rate ?? null, after: asked.after ?? null, backwards: asked.order === "newest" },
          most: asked.limit,
          ...(asked.slice === undefined ? {} : { slice: asked.slice }),
          ...(asked.class === undefined ? {} : { economicClass: asked.class }),
          ...(asked.import === undefined ? {} : { importId: asked.import }),
          ...(asked.link === undefined ? {} : { link: linkOf(asked.link) }),
          ...(asked.text === undefined ? {} : { text: asked.text }),
          ...(asked.kinds === undefined ? {} : { kinds: asked.kinds.split(",") }),
          ...(asked.seq === undefined ? {} : { seqs: [asked.seq] }),
        });
        if (!read.ok) return read;
        const view = { entries: read.value.entries.map((entry) => entryView(entry, deps.ledgers.classes)), next: read.value.next };
        return success({ version: of.version, bytes: jsonBytes(view) });
      });
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.adjust"),
      method: "post",
      path: "/api/cases/{id}/ledger",
      request: { params, query, ...json(openLedgerInputSchema) },
      responses: responds(openedLedgerSchema, "the ledger, opened with the dossier's budget"),
    }),
    async (c) => {
      const opened = await openLedger(deps, c.get("actor"), { caseId: c.req.valid("param").id, rules: null, ...c.req.valid("json") });
      return opened.ok ? c.json(opened.value, 200) : refuse(c, opened.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.post"),
      method: "post",
      path: "/api/cases/{id}/ledger/payments",
      request: { params, query, ...json(spendingInputSchema) },
      responses: responds(postedSchema, "a commitment, release, payment or refund, decided"),
    }),
    async (c) => await write(c, c.req.valid("param").id, c.req.valid("json")),
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.adjust"),
      method: "post",
      path: "/api/cases/{id}/ledger/budget",
      request: { params, query, ...json(budgetInputSchema) },
      responses: responds(postedSchema, "a budget, adjustment, slice, rules or closing, decided"),
    }),
    async (c) => await write(c, c.req.valid("param").id, c.req.valid("json")),
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.except"),
      method: "post",
      path: "/api/cases/{id}/ledger/exceptions",
      request: { params, query, ...json(exceptionInputSchema) },
      responses: responds(postedSchema, "an approved exception"),
    }),
    async (c) => await write(c, c.req.valid("param").id, c.req.valid("json")),
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.reverse"),
      method: "post",
      path: "/api/cases/{id}/ledger/reversals",
      request: { params, query, ...json(reversalInputSchema) },
      responses: responds(postedSchema, "an entry taken back whole"),
    }),
    async (c) => await write(c, c.req.valid("param").id, c.req.valid("json")),
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.post"),
      method: "put",
      path: "/api/cases/{id}/ledger/entries/{n}/links",
      request: { params: params.extend({ n: z.coerce.number().int().positive() }), query, ...json(linkInputSchema) },
      responses: responds(doneSchema, "linked, or no longer"),
    }),
    async (c) => {
      const { id, n } = c.req.valid("param");
      const linked = await linkVoucher(deps, c.get("actor"), { caseId: id, seq: n, ...c.req.valid("json") });
      return linked.ok ? c.json(DONE, 200) : refuse(c, linked.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      method: "get",
      path: "/api/economic-classes",
      request: { query },
      responses: responds(economicClassesSchema, "classes of expenditure by their codes"),
    }),
    async (c) => {
      const { all, basis } = deps.ledgers.classes;
      return c.json({ basis: citationText(basis, c.get("language")), classes: all }, 200);
    },
  );
}
