// What can be read of the rules: packs with their health, articles and terms in our words.
import { createRoute, z } from "@hono/zod-openapi";
import { type Day, type Fault, fault, readDay } from "../../kernel/index.ts";
import { buildRulebook, examinePack, type Pack } from "../../rules/index.ts";
import type { Deps } from "../compose.ts";
import { countCases } from "../store/case-repository.ts";
import { refuse, responds } from "./answers.ts";
import type { App } from "./app-env.ts";
import { healthSchema } from "./contract.ts";
import { clauseSchema, packSummarySchema, packViewSchema, termSchema } from "./contract-packs.ts";
import { guarded } from "./identify.ts";
import { lang, query } from "./request-parts.ts";
import { packSummary, packView } from "./views/pack-view.ts";

export function registerPackRoutes(app: App, deps: Deps): void {
  const health = healthOf(deps.packs);

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      method: "get",
      path: "/api/packs",
      request: { query },
      responses: responds(z.array(packSummarySchema).readonly(), "rule packs"),
    }),
    (c) =>
      c.json(
        [...deps.packs.values()].map((pack) => packSummary(pack, health(pack.instrument.id))),
        200,
      ),
  );

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      method: "get",
      path: "/api/packs/{id}",
      request: { params: z.object({ id: z.string().max(80) }), query: z.object({ day: z.string().optional(), lang }) },
      responses: responds(packViewSchema, "a rule pack"),
    }),
    (c) => {
      const { id } = c.req.valid("param");
      const asked = c.req.valid("query").day;
      const pack = deps.packs.get(id);
      if (!pack) return refuse(c, [fault("pack-unknown", { found: id, expected: [...deps.packs.keys()].join(", ") })]);
      const day = asked === undefined ? latestDay(pack, deps.now()) : readDay(asked);
      if (!day) return refuse(c, [fault("not-a-day", { found: asked ?? "", expected: "2020-05-20" })]);
      const rulebook = buildRulebook(deps.packs, id, day);
      return rulebook.ok ? c.json(packView(pack, rulebook.value, health(id), c.get("language")), 200) : refuse(c, rulebook.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      method: "get",
      path: "/api/clauses",
      request: { query: z.object({ pack: z.string().max(80).optional(), article: z.string().max(80).optional(), lang }) },
      responses: responds(z.array(clauseSchema).readonly(), "articles in our words"),
    }),
    (c) => {
      const { pack, article } = c.req.valid("query");
      const packs = [...deps.packs.values()].filter((one) => pack === undefined || one.instrument.id === pack);
      const clauses = packs.flatMap(({ instrument, clauses }) =>
        clauses.clauses
          .filter((clause) => article === undefined || clause.article === article)
          .map((clause) => ({
            pack: instrument.id,
            instrument: instrument.number,
            article: clause.article,
            text: clause[c.get("language")],
          })),
      );
      return c.json(clauses, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      method: "get",
      path: "/api/terms",
      request: { query },
      responses: responds(z.array(termSchema).readonly(), "official terms in our words"),
    }),
    (c) => {
      const terms = [...deps.packs.values()].flatMap(({ instrument, clauses }) =>
        (clauses.terms ?? []).map((term) => ({
          term: term.term,
          english: term.en,
          pack: instrument.id,
          instrument: instrument.number,
          article: term.article,
          brief: term.zh,
          meaning: term.meaning,
          clause: clauses.clauses.find((clause) => clause.article === term.article)?.[c.get("language")] ?? null,
        })),
      );
      return c.json(terms, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      method: "get",
      path: "/api/health",
      responses: responds(healthSchema, "whether the server can answer"),
    }),
    async (c) => c.json({ status: "ok" as const, cases: await countCases(deps.store.db, deps.tenant), packs: deps.packs.size }, 200),
  );
}

// Packs do not change while the server runs; each is examined once, when first asked for.
function healthOf(packs: ReadonlyMap<string, Pack>): (id: string) => readonly Fault[] {
  const known = new Map<string, readonly Fault[]>();
  return (id) => {
    const faults = known.get(id) ?? examinePack(packs, id);
    known.set(id, faults);
    return faults;
  };
}

// The rules as they stand today, or as they last stood.
function latestDay(pack: Pack, now: string): Day {
  const today = now.slice(0, 10) as Day;
  const { until } = pack.instrument.inForce;
  return until !== undefined && until < today ? until : today;
}
