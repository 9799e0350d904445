// What can be read of cases: the list, a case, its evaluation, comparison, report and published document.
import { createRoute, z } from "@hono/zod-openapi";
import { fault, success } from "../../kernel/index.ts";
import { composeReport } from "../../report/index.ts";
import { factTable } from "../../scoring/index.ts";
import type { Deps } from "../compose.ts";
import { caseTarget, seeCase } from "../usecases/case-access.ts";
import { comparePacks } from "../usecases/compare-packs.ts";
import { evaluateCase, evaluateStored } from "../usecases/evaluate-case.ts";
import { listCases } from "../usecases/list-cases.ts";
import { outcomesOfCase } from "../usecases/trips/case-outcomes.ts";
import { reportInput } from "../usecases/write-report-files.ts";
import { answerJson, readList, readSettings, refuse, responds } from "./answers.ts";
import type { App } from "./app-env.ts";
import {
  type CaseView,
  caseSummarySchema,
  caseViewSchema,
  comparisonSchema,
  type EvaluationView,
  evaluationSchema,
  publishedSchema,
} from "./contract-cases.ts";
import { reportSchema } from "./contract-report.ts";
import { caseOutcomesSchema } from "./contract-trips.ts";
import { guarded } from "./identify.ts";
import { answerKept, jsonBytes, keptAnswers } from "./kept-answers.ts";
import { lang, params, query } from "./request-parts.ts";
import { caseOutcomesView } from "./views/case-outcomes-view.ts";
import { caseSummaryView, caseView } from "./views/case-view.ts";
import { comparisonView } from "./views/comparison-view.ts";
import { evaluationBytes } from "./views/evaluation-view.ts";
import { publishedView } from "./views/published-view.ts";

export const questionQuery = z.object({
  pack: z.string().max(400).optional(),
  set: z.union([z.string().max(400), z.array(z.string().max(400)).max(20)]).optional(),
  lang,
});

const whole = z.coerce.number().int();
/** A page of the list; without a limit all of it. `text` is found in name, unit or year. */
const pageQuery = z.object({
  text: z.string().max(200).optional(),
  offset: whole.min(0).max(10_000_000).default(0),
  limit: whole.min(1).max(1000).optional(),
  lang,
});

export function registerCaseRoutes(app: App, deps: Deps): void {
  const answers = keptAnswers();
  app.openapi(
    createRoute({
      ...guarded("case.read"),
      method: "get",
      path: "/api/cases",
      request: { query: pageQuery },
      responses: responds(z.array(caseSummarySchema).readonly(), "cases, newest year first; how many there are in all: total-count"),
    }),
    async (c) => {
      const { text = null, offset, limit: most = null } = c.req.valid("query");
      const { cases, total } = await listCases(deps, c.get("actor"), { text, offset, most });
      c.header("total-count", String(total));
      return c.json(
        cases.map((one) => caseSummaryView(one, deps.packs)),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.read"),
      method: "get",
      path: "/api/cases/{id}",
      request: { params, query },
      responses: responds(caseViewSchema, "a case"),
    }),
    async (c) => {
      const [actor, language, { id }] = [c.get("actor"), c.get("language"), c.req.valid("param")];
      const seen = await seeCase(deps, actor, "case.read", id, c.get("stand"));
      if (!seen.ok) return refuse(c, seen.faults);
      const of = { key: ["case", actor.tenant, id, language], version: seen.value.version, target: caseTarget(actor.tenant, seen.value) };
      return await answerKept<CaseView>(c, answers, of, async () => {
        const answer = await evaluateCase(deps, actor, { id, packIds: [], set: [] });
        if (!answer.ok) return answer;
        const { stored, evaluated } = answer.value;
        const view = caseView(stored, evaluated.dossier, evaluated.evaluations[0].scorecard, language);
        return success({ version: stored.version, bytes: jsonBytes(view) });
      });
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.read"),
      method: "get",
      path: "/api/cases/{id}/evaluation",
      request: { params, query: questionQuery },
      responses: responds(evaluationSchema, "evaluation under one pack"),
    }),
    async (c) => {
      const { pack, set } = c.req.valid("query");
      const settings = readSettings(set);
      if (!settings.ok) return refuse(c, settings.faults);
      const [actor, language, { id }] = [c.get("actor"), c.get("language"), c.req.valid("param")];
      const seen = await seeCase(deps, actor, "case.read", id, c.get("stand"));
      if (!seen.ok) return refuse(c, seen.faults);
      const packIds = readList(pack).slice(0, 1);
      const make = async () => {
        const asked = await evaluateCase(deps, actor, { id, packIds, set: settings.value });
        if (!asked.ok) return asked;
        const { stored, evaluated } = asked.value;
        const own = evaluateStored(deps, actor.tenant, stored, [], []);
        if (!own.ok) return own;
        return success({ version: stored.version, bytes: evaluationBytes(evaluated, own.value.dossier.project.completed, language) });
      };
      // What somebody supposes is his own question; nobody else is likely to ask it again.
      const supposed = settings.value.length > 0 ? await make() : null;
      if (supposed) return supposed.ok ? answerJson<EvaluationView>(c, supposed.value.bytes) : refuse(c, supposed.faults);
      const of = {
        key: ["evaluation", actor.tenant, id, packIds, language],
        version: seen.value.version,
        target: caseTarget(actor.tenant, seen.value),
      };
      return await answerKept<EvaluationView>(c, answers, of, make);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.read"),
      method: "get",
      path: "/api/cases/{id}/comparison",
      request: { params, query: z.object({ completed: z.enum(["both", "true", "false"]).optional(), lang }) },
      responses: responds(comparisonSchema, "scores under every pack"),
    }),
    async (c) => {
      const compared = await comparePacks(deps, c.get("actor"), c.req.valid("param").id, c.req.valid("query").completed ?? "both");
      return compared.ok ? c.json(comparisonView(compared.value), 200) : refuse(c, compared.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.read"),
      method: "get",
      path: "/api/cases/{id}/report",
      request: { params, query: questionQuery },
      responses: responds(reportSchema, "the report as a format-neutral document"),
    }),
    async (c) => {
      const { pack, set } = c.req.valid("query");
      const settings = readSettings(set);
      if (!settings.ok) return refuse(c, settings.faults);
      const answer = await evaluateCase(deps, c.get("actor"), {
        id: c.req.valid("param").id,
        packIds: readList(pack),
        set: settings.value,
      });
      if (!answer.ok) return refuse(c, answer.faults);
      const { stored, evaluated } = answer.value;
      const { dossier, evaluations } = evaluated;
      const outcomes = await outcomesOfCase(deps, c.get("actor"), stored, dossier.evaluation.signedOn);
      if (!outcomes.ok) return refuse(c, outcomes.faults);
      const figures = Object.fromEntries(
        [...factTable(dossier, evaluations[0].scorecard)].map(([ref, { text, unit, source }]) => [ref, { text, unit, source }]),
      );
      return c.json({ document: composeReport(reportInput(evaluated, outcomes.value.byIndicator)), figures }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.read"),
      method: "get",
      path: "/api/cases/{id}/outcomes",
      request: { params, query },
      responses: responds(caseOutcomesSchema, "what the trips of the case brought about, by indicator, as known on the evaluation's day"),
    }),
    async (c) => {
      const answer = await evaluateCase(deps, c.get("actor"), { id: c.req.valid("param").id, packIds: [], set: [] });
      if (!answer.ok) return refuse(c, answer.faults);
      const { stored, evaluated } = answer.value;
      const { signedOn } = evaluated.dossier.evaluation;
      const outcomes = await outcomesOfCase(deps, c.get("actor"), stored, signedOn);
      return outcomes.ok ? c.json(caseOutcomesView(outcomes.value, signedOn, c.get("language")), 200) : refuse(c, outcomes.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.read"),
      method: "get",
      path: "/api/cases/{id}/published",
      request: { params, query },
      responses: responds(publishedSchema, "the published report beside what follows"),
    }),
    async (c) => {
      const answer = await evaluateCase(deps, c.get("actor"), { id: c.req.valid("param").id, packIds: [], set: [] });
      if (!answer.ok) return refuse(c, answer.faults);
      const { dossier, evaluations } = answer.value.evaluated;
      if (!dossier.published) return refuse(c, [fault("not-found", { found: c.req.path })]);
      return c.json(publishedView(dossier, dossier.published, evaluations[0], c.get("language")), 200);
    },
  );
}
