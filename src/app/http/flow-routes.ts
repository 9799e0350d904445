// Matters that run through a process: begun, looked at, acted on; what waits for whom; who signs for whom.
import { createRoute, z } from "@hono/zod-openapi";
import type { Act } from "../../workflow/index.ts";
import type { Deps } from "../compose.ts";
import { markRead } from "../store/flows/flow-side-repository.ts";
import { actOnFlow } from "../usecases/flows/act-on-flow.ts";
import { giveDelegation, takeBackDelegation } from "../usecases/flows/delegation.ts";
import { dayOf } from "../usecases/flows/flow-situation.ts";
import { keepPaper } from "../usecases/flows/paper.ts";
import { flowsAbout, flowsUnderWay, readDelegations, readFlow, readToDo, startableProcesses } from "../usecases/flows/read-flow.ts";
import { startFlow } from "../usecases/flows/start-flow.ts";
import { DONE, refuse, responds } from "./answers.ts";
import type { App } from "./app-env.ts";
import {
  actInputSchema,
  delegateInputSchema,
  delegationsSchema,
  flowSummarySchema,
  flowViewSchema,
  paperInputSchema,
  savedFlowSchema,
  startableSchema,
  startFlowInputSchema,
  tasksSchema,
  unlockInputSchema,
} from "./contract-flows.ts";
import { createdSchema, doneSchema } from "./contract-people.ts";
import { guarded } from "./identify.ts";
import { tagVersion } from "./if-match.ts";
import { json, lang, params, query } from "./request-parts.ts";
import { flowSummaryView, flowView, startableView, tasksView } from "./views/flow-view.ts";

export function registerFlowRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("flow.read"),
      method: "get",
      path: "/api/processes",
      request: { query: z.object({ pack: z.string().max(80).optional(), lang }) },
      responses: responds(startableSchema, "processes that can be begun today"),
    }),
    (c) => {
      const found = startableProcesses(deps, c.req.valid("query").pack);
      return found.ok
        ? c.json(
            found.value.map((one) => startableView(one, c.get("language"))),
            200,
          )
        : refuse(c, found.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.read"),
      method: "get",
      path: "/api/flows",
      request: { query: z.object({ subject: z.string().min(1).max(400).optional(), lang }) },
      responses: responds(z.array(flowSummarySchema).readonly(), "the matters on a subject, the newest first; or all that are running"),
    }),
    async (c) => {
      const { subject } = c.req.valid("query");
      const actor = c.get("actor");
      const flows = subject === undefined ? await flowsUnderWay(deps, actor) : await flowsAbout(deps, actor, subject);
      return c.json(
        flows.map((one) => flowSummaryView(one, dayOf(deps.now()), c.get("language"))),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.start"),
      method: "post",
      path: "/api/flows",
      request: json(startFlowInputSchema),
      responses: responds(savedFlowSchema, "the matter that was begun"),
    }),
    async (c) => {
      const started = await startFlow(deps, c.get("actor"), c.req.valid("json"));
      return started.ok ? c.json(started.value, 200) : refuse(c, started.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.read"),
      method: "get",
      path: "/api/flows/{id}",
      request: { params, query },
      responses: responds(flowViewSchema, "a matter: where it stands, what happened, what one may do"),
    }),
    async (c) => {
      const seen = await readFlow(deps, c.get("actor"), c.req.valid("param").id);
      if (!seen.ok) return refuse(c, seen.faults);
      tagVersion(c, seen.value.flow.version);
      return c.json(flowView(seen.value, c.get("language")), 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.act"),
      method: "post",
      path: "/api/flows/{id}/acts",
      request: { params, ...json(actInputSchema) },
      responses: responds(savedFlowSchema, "the version after the act"),
    }),
    async (c) => {
      const { version, act } = c.req.valid("json");
      const acted = await actOnFlow(deps, c.get("actor"), { id: c.req.valid("param").id, version, act: act as Act });
      return acted.ok ? c.json(acted.value, 200) : refuse(c, acted.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.unlock"),
      method: "post",
      path: "/api/flows/{id}/unlock",
      request: { params, ...json(unlockInputSchema) },
      responses: responds(savedFlowSchema, "the version after unlocking"),
    }),
    async (c) => {
      const { version, ...act } = c.req.valid("json");
      const acted = await actOnFlow(deps, c.get("actor"), { id: c.req.valid("param").id, version, act: { kind: "unlock", ...act } });
      return acted.ok ? c.json(acted.value, 200) : refuse(c, acted.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.act"),
      method: "post",
      path: "/api/flows/{id}/papers",
      request: { params, ...json(paperInputSchema) },
      responses: responds(savedFlowSchema, "the version with the paper, or without one taken back"),
    }),
    async (c) => {
      const kept = await keepPaper(deps, c.get("actor"), { id: c.req.valid("param").id, ...c.req.valid("json") });
      return kept.ok ? c.json(kept.value, 200) : refuse(c, kept.faults);
    },
  );

  registerToDoRoutes(app, deps);
}

function registerToDoRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("task.read"),
      method: "get",
      path: "/api/tasks",
      request: { query },
      responses: responds(tasksSchema, "what waits for the reader, what they began, what they are reminded of"),
    }),
    async (c) => c.json(tasksView(await readToDo(deps, c.get("actor")), c.get("language")), 200),
  );

  app.openapi(
    createRoute({
      ...guarded("task.read"),
      method: "post",
      path: "/api/tasks/read",
      request: json(z.object({ until: z.iso.datetime() })),
      responses: responds(doneSchema, "reminders up to the instant are read"),
    }),
    async (c) => {
      const actor = c.get("actor");
      const { until } = c.req.valid("json");
      await deps.store.db
        .transaction()
        .execute((transaction) => markRead(transaction, actor.tenant, actor.accountId ?? "", until, deps.now()));
      return c.json(DONE, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.delegate"),
      method: "get",
      path: "/api/delegations",
      request: { query },
      responses: responds(delegationsSchema, "who signs for the reader, and for whom the reader signs"),
    }),
    async (c) => {
      const actor = c.get("actor");
      const { given, names } = await readDelegations(deps, actor);
      const named = (person: string) => ({ id: person, name: names.get(person) ?? person });
      return c.json(
        {
          given: given.map((one) => ({
            ...{ id: one.id, process: one.process, from: one.from, until: one.until, reason: one.reason, ended: one.endedAt !== null },
            ...{ principal: named(one.principal), delegate: named(one.delegate), mine: one.principal === actor.accountId },
          })),
          candidates: [...names].filter(([person]) => person !== actor.accountId).map(([person, name]) => ({ id: person, name })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.delegate"),
      method: "post",
      path: "/api/delegations",
      request: json(delegateInputSchema),
      responses: responds(createdSchema, "the delegation"),
    }),
    async (c) => {
      const given = await giveDelegation(deps, c.get("actor"), c.req.valid("json"));
      return given.ok ? c.json(given.value, 200) : refuse(c, given.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("flow.delegate"),
      method: "delete",
      path: "/api/delegations/{id}",
      request: { params },
      responses: responds(doneSchema, "ended"),
    }),
    async (c) => {
      const ended = await takeBackDelegation(deps, c.get("actor"), c.req.valid("param").id);
      return ended.ok ? c.json(DONE, 200) : refuse(c, ended.faults);
    },
  );
}
