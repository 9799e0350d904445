// The audit trail for those who may read it: page by page, exported, proved; and a case's own history.
import { createRoute, z } from "@hono/zod-openapi";
import { stream } from "hono/streaming";
import { may, reachOf } from "../../access/index.ts";
import type { Deps } from "../compose.ts";
import { listAccounts } from "../store/people/account-repository.ts";
import { listUnits } from "../store/people/unit-repository.ts";
import { recordEvent } from "../store/trail/record-event.ts";
import { contentHashOf } from "../store/trail/trail-chain.ts";
import { findHead, historyOf, listAnchors, listEvents, type StoredEvent } from "../store/trail/trail-repository.ts";
import { findCaseFor } from "../usecases/case-access.ts";
import { anchorTrail } from "../usecases/trail/anchor-trail.ts";
import { readOutsideAnchors } from "../usecases/trail/outside-anchors.ts";
import { exportTrail, proveStoredTrail } from "../usecases/trail/trail-file.ts";
import { refuse, responds, respondsFile } from "./answers.ts";
import type { App } from "./app-env.ts";
import {
  type TrailEventView,
  trailEventSchema,
  trailPageSchema,
  trailPersonSchema,
  trailProofSchema,
  trailStateSchema,
} from "./contract-trail.ts";
import { guarded } from "./identify.ts";
import { eventSeq, lang, params, query } from "./request-parts.ts";

const word = z.string().max(200).optional();
const instant = z.iso.datetime().optional();
const trailQuery = z.object({
  before: eventSeq.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  ...{ action: word, account: word, kind: word, object: word, since: instant, until: instant, lang },
  result: z.enum(["done", "refused", "failed"]).optional(),
});
const NDJSON = "application/x-ndjson";
/** Anchors shown; all of them are in the export. */
const ANCHORS_SHOWN = 50;

export function registerTrailRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("trail.read", { rate: "search" }),
      method: "get",
      path: "/api/trail",
      request: { query: trailQuery },
      responses: responds(trailPageSchema, "events, the newest first"),
    }),
    async (c) => {
      const asked = c.req.valid("query");
      const events = await listEvents(deps.store.db, reachOf(c.get("actor"), "trail.read"), {
        ...{ before: asked.before ?? null, limit: asked.limit, action: asked.action ?? null, accountId: asked.account ?? null },
        ...{ objectKind: asked.kind ?? null, objectId: asked.object ?? null, result: asked.result ?? null },
        ...{ since: asked.since ?? null, until: asked.until ?? null },
      });
      const last = events.at(-1);
      return c.json({ events: events.map(eventView(deps)), next: events.length === asked.limit && last ? last.seq : null }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trail.read"),
      method: "get",
      path: "/api/trail/people",
      request: { query },
      responses: responds(z.array(trailPersonSchema).readonly(), "accounts whose events one may read"),
    }),
    async (c) => {
      const reach = reachOf(c.get("actor"), "trail.read");
      const units = new Map((await listUnits(deps.store.db, reach.tenant)).map((unit) => [unit.id, unit]));
      const people = (await listAccounts(deps.store.db, reach.tenant)).flatMap(({ id, name, unitId }) => {
        const unit = units.get(unitId);
        const target = { tenant: reach.tenant, unitPath: unit?.path ?? null, createdBy: id, published: false };
        return unit && may(c.get("actor"), "trail.read", target) ? [{ id, name, unitName: unit.name }] : [];
      });
      return c.json(people, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trail.read"),
      method: "get",
      path: "/api/trail/state",
      request: { query },
      responses: responds(trailStateSchema, "the chain's head and anchors"),
    }),
    async (c) => {
      const { tenant } = c.get("actor");
      const { digest, anchor } = deps.keys;
      const anchors = (await listAnchors(deps.store.db, tenant)).slice(-ANCHORS_SHOWN).toReversed();
      return c.json(
        {
          head: (await findHead(deps.store.db, tenant)) ?? null,
          ...{ digest, algorithm: anchor.algorithm, publicKey: anchor.publicKey.export({ type: "spki", format: "pem" }).toString() },
          anchors: anchors.map(({ seq: number, at, why, link }) => ({ seq: number, at, why, link })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trail.export", { rate: "export" }),
      method: "get",
      path: "/api/trail/proof",
      request: { query },
      responses: responds(trailProofSchema, "the chain proved from its first event to its last"),
    }),
    async (c) => {
      const { tenant } = c.get("actor");
      const { events, anchors, broken } = await proveStoredTrail(
        { db: deps.store.db, keys: deps.keys },
        tenant,
        await readOutsideAnchors(deps.anchorFolders, tenant),
      );
      return c.json({ events, anchors, broken }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("trail.export", { rate: "export" }),
      method: "get",
      path: "/api/trail/export",
      request: { query },
      responses: respondsFile(NDJSON, "the whole trail, to be proved anywhere"),
    }),
    async (c) => {
      const { tenant } = c.get("actor");
      await deps.store.db.transaction().execute(async (transaction) => {
        const object = { kind: "tenant", id: tenant };
        await recordEvent(transaction, deps, { actor: c.get("actor"), action: "trail.exported", object });
      });
      await anchorTrail(deps, tenant, "export");
      c.header("content-type", NDJSON);
      c.header("content-disposition", `attachment; filename="trail-${deps.now().slice(0, 10)}.ndjson"`);
      return stream(c, async (out) => {
        for await (const line of exportTrail(deps, tenant)) await out.write(`${line}\n`);
      }) as never;
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.history"),
      method: "get",
      path: "/api/cases/{id}/history",
      request: { params, query },
      responses: responds(z.array(trailEventSchema).readonly(), "what happened to a case, the oldest first"),
    }),
    async (c) => {
      const stored = await findCaseFor(deps, c.get("actor"), "case.history", c.req.valid("param").id);
      if (!stored.ok) return refuse(c, stored.faults);
      return c.json((await historyOf(deps.store.db, c.get("actor").tenant, "case", stored.value.id)).map(eventView(deps)), 200);
    },
  );
}

function eventView({ keys }: Deps): (event: StoredEvent) => TrailEventView {
  const empty = contentHashOf(keys.digest, null);
  return ({ accountName, ...event }) => {
    const { seq: number, at, accountId, roles, from, action, objectKind, objectId, result, reason, contentHash, link } = event;
    const what = { action, objectKind, objectId, result, reason, contentHash, hasContent: contentHash !== empty, link };
    return { seq: number, at, who: accountName, accountId, roles, from, ...what };
  };
}
