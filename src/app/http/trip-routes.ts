// Delegations over HTTP: years with their boards, trips with what was decided on them, papers, and the standards they are priced by.
import { createRoute, z } from "@hono/zod-openapi";
import { fault } from "../../kernel/index.ts";
import { exceptionOn } from "../../trips/index.ts";
import type { Deps } from "../compose.ts";
import { dayOf } from "../usecases/flows/flow-situation.ts";
import { addYear } from "../usecases/trips/add-trip-year.ts";
import { allowException } from "../usecases/trips/allow-exception.ts";
import { withTargetNames } from "../usecases/trips/case-targets.ts";
import { openTrip } from "../usecases/trips/open-trip.ts";
import { listYears, openTripYear } from "../usecases/trips/open-trip-year.ts";
import { addTrip, reviseTrip } from "../usecases/trips/revise-trip.ts";
import { reviseYear } from "../usecases/trips/revise-trip-year.ts";
import { mayInYear } from "../usecases/trips/trip-access.ts";
import { makeTripPaper, tripPaperNames } from "../usecases/trips/write-trip-papers.ts";
import { refuse, responds, respondsFile } from "./answers.ts";
import type { App } from "./app-env.ts";
import {
  addTripInputSchema,
  addYearInputSchema,
  exceptionInputSchema,
  exceptionSchema,
  reviseTripInputSchema,
  reviseYearInputSchema,
  savedTripSchema,
  savedYearSchema,
  tripStandardsSchema,
  tripViewSchema,
  tripYearSchema,
  tripYearSummarySchema,
} from "./contract-trips.ts";
import { fileAnswer } from "./file-routes.ts";
import { guarded } from "./identify.ts";
import { tagVersion } from "./if-match.ts";
import { json, params, query } from "./request-parts.ts";
import { exceptionView, tripView, tripYearListed, tripYearView } from "./views/trip-view.ts";

export function registerTripRoutes(app: App, deps: Deps): void {
  registerYearRoutes(app, deps);
  registerWritingRoutes(app, deps);
  registerPaperRoutes(app, deps);
}

function registerYearRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("trip.read"),
      ...{ method: "get", path: "/api/trip-years", request: { query } },
      responses: responds(z.array(tripYearSummarySchema).readonly(), "years of delegations"),
    }),
    async (c) => {
      return c.json((await listYears(deps, c.get("actor"))).map(tripYearListed), 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trip.read"),
      ...{ method: "get", path: "/api/trip-years/{id}", request: { params, query } },
      responses: responds(tripYearSchema, "a year: plan, limits, delegations, outcomes, costs"),
    }),
    async (c) => {
      const actor = c.get("actor");
      const opened = await openTripYear(deps, actor, c.req.valid("param").id);
      if (!opened.ok) return refuse(c, opened.faults);
      tagVersion(c, opened.value.stored.version);
      const mayRevise = mayInYear(actor, "trip.revise", { ...opened.value.stored, published: false });
      return c.json(tripYearView(opened.value, mayRevise, c.get("language")), 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trip.read"),
      ...{ method: "get", path: "/api/trips/{id}", request: { params, query } },
      responses: responds(tripViewSchema, "a trip: content, price, findings, claim, decisions"),
    }),
    async (c) => {
      const opened = await openTrip(deps, c.get("actor"), c.req.valid("param").id);
      if (!opened.ok) return refuse(c, opened.faults);
      tagVersion(c, opened.value.stored.version);
      return c.json(tripView(opened.value, c.get("language")), 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      ...{ method: "get", path: "/api/trip-standards", request: { query } },
      responses: responds(tripStandardsSchema, "the standards of trips as they are written"),
    }),
    (c) => c.json(deps.tripStandards.data, 200),
  );
}

function registerWritingRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("trip.revise"),
      ...{ method: "post", path: "/api/trip-years", request: { query, ...json(addYearInputSchema) } },
      responses: responds(savedTripSchema, "the new year, without limits and delegations"),
    }),
    async (c) => {
      const added = await addYear(deps, c.get("actor"), c.req.valid("json").year);
      return added.ok ? c.json(added.value, 200) : refuse(c, added.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trip.revise"),
      ...{ method: "put", path: "/api/trip-years/{id}", request: { params, query, ...json(reviseYearInputSchema) } },
      responses: responds(savedYearSchema, "a new version of the plan, or of the register of outcomes"),
    }),
    async (c) => {
      const { version, plan, outcomes, note } = c.req.valid("json");
      const parts = { ...(plan === undefined ? {} : { plan }), ...(outcomes === undefined ? {} : { outcomes }) };
      const saved = await reviseYear(deps, c.get("actor"), { id: c.req.valid("param").id, version, note, ...parts });
      return saved.ok ? c.json(saved.value, 200) : refuse(c, saved.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trip.revise"),
      ...{ method: "post", path: "/api/trip-years/{id}/trips", request: { params, query, ...json(addTripInputSchema) } },
      responses: responds(savedTripSchema, "the new trip"),
    }),
    async (c) => {
      const { itemId, content, note } = c.req.valid("json");
      const saved = await addTrip(deps, c.get("actor"), { yearId: c.req.valid("param").id, itemId, content, note });
      return saved.ok ? c.json(saved.value, 200) : refuse(c, saved.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trip.revise"),
      ...{ method: "put", path: "/api/trips/{id}", request: { params, query, ...json(reviseTripInputSchema) } },
      responses: responds(savedTripSchema, "a new version of the trip"),
    }),
    async (c) => {
      const { version, content, note } = c.req.valid("json");
      const saved = await reviseTrip(deps, c.get("actor"), { id: c.req.valid("param").id, version, content, note });
      return saved.ok ? c.json(saved.value, 200) : refuse(c, saved.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trip.except"),
      ...{ method: "post", path: "/api/trips/{id}/exceptions", request: { params, query, ...json(exceptionInputSchema) } },
      responses: responds(exceptionSchema, "an exception in the register"),
    }),
    async (c) => {
      const allowed = await allowException(deps, c.get("actor"), { id: c.req.valid("param").id, ...c.req.valid("json") });
      if (!allowed.ok) return refuse(c, allowed.faults);
      return c.json(exceptionView(exceptionOn(allowed.value, new Set(), dayOf(deps.now())), c.get("language")), 200);
    },
  );
}

const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
} as const;

function registerPaperRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("trip.read", { rate: "export" }),
      ...{ method: "get", path: "/api/trips/{id}/papers/{name}", request: { params: params.extend({ name: z.string().max(40) }), query } },
      responses: respondsFile(TYPES.docx, "a paper of the trip"),
    }),
    async (c) => {
      const { id: trip, name } = c.req.valid("param");
      const opened = await openTrip(deps, c.get("actor"), trip);
      if (!opened.ok) return refuse(c, opened.faults);
      const { one: own, records, bound, year } = opened.value;
      const one = withTargetNames(own, year.targets);
      const paper = tripPaperNames(one).find((known) => known === name);
      if (!paper) return refuse(c, [fault("not-found", { found: name })]);
      return fileAnswer(await makeTripPaper(paper, one, records, bound), paper, `${one.both.planned.priced.trip.title}-${paper}`);
    },
  );
}
