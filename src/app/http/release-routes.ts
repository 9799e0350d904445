// Contents of the audit trail: opened one by one, by release where a second person has granted it.
import { createRoute, z } from "@hono/zod-openapi";
import { mayAtAll } from "../../access/index.ts";
import type { Deps } from "../compose.ts";
import { listAccounts } from "../store/people/account-repository.ts";
import { listReleases, type Release } from "../store/trail/trail-repository.ts";
import { decideRelease, openContent, proposeRelease } from "../usecases/trail/release-content.ts";
import { DONE, refuse, responds } from "./answers.ts";
import type { App } from "./app-env.ts";
import { createdSchema, doneSchema } from "./contract-people.ts";
import { contentSchema, decideReleaseInputSchema, proposeReleaseInputSchema, type ReleaseView, releaseSchema } from "./contract-trail.ts";
import { guarded } from "./identify.ts";
import { eventSeq, json, params, query } from "./request-parts.ts";

export function registerReleaseRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("trail.open"),
      method: "get",
      path: "/api/trail/{seq}/content",
      request: { params: z.object({ seq: eventSeq }), query },
      responses: responds(contentSchema, "what stood before and after; the opening is an event itself"),
    }),
    async (c) => {
      const opened = await openContent(deps, c.get("actor"), c.req.valid("param").seq);
      return opened.ok ? c.json({ content: opened.value }, 200) : refuse(c, opened.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trail.releases"),
      method: "get",
      path: "/api/trail/releases",
      request: { query },
      responses: responds(z.array(releaseSchema).readonly(), "releases of contents"),
    }),
    async (c) => {
      const { tenant, accountId } = c.get("actor");
      const names = new Map((await listAccounts(deps.store.db, tenant)).map(({ id, name }) => [id, name]));
      const nameOf = (id: string): string => names.get(id) ?? id;
      const releases = await listReleases(deps.store.db, tenant);
      return c.json(
        releases.map((one) => ({
          ...{ id: one.id, first: one.first_seq, last: one.last_seq, reason: one.reason, state: stateOf(one, deps.now()) },
          ...{ proposedBy: nameOf(one.proposed_by), proposedAt: one.proposed_at },
          ...{ decidedBy: one.decided_by === null ? null : nameOf(one.decided_by), decidedAt: one.decided_at, expiresAt: one.expires_at },
          mayDecide: one.decided_at === null && one.proposed_by !== accountId && mayAtAll(c.get("actor"), "trail.decide-release"),
        })),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trail.propose-release"),
      method: "post",
      path: "/api/trail/releases",
      request: { query, ...json(proposeReleaseInputSchema) },
      responses: responds(createdSchema, "proposed; a second person decides"),
    }),
    async (c) => {
      const proposed = await proposeRelease(deps, c.get("actor"), c.req.valid("json"));
      return proposed.ok ? c.json(proposed.value, 200) : refuse(c, proposed.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trail.decide-release"),
      method: "put",
      path: "/api/trail/releases/{id}",
      request: { params, query, ...json(decideReleaseInputSchema) },
      responses: responds(doneSchema, "decided"),
    }),
    async (c) => {
      const decided = await decideRelease(deps, c.get("actor"), c.req.valid("param").id, c.req.valid("json").granted);
      return decided.ok ? c.json(DONE, 200) : refuse(c, decided.faults);
    },
  );
}

function stateOf({ decided_at, granted, expires_at }: Release, now: string): ReleaseView["state"] {
  if (decided_at === null) return "waiting";
  if (!granted) return "denied";
  return expires_at !== null && expires_at > now ? "standing" : "expired";
}
