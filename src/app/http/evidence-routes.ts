// Evidence of a case: handed in, linked, looked at without being run, voided, handed over as a whole.
import { createRoute, z } from "@hono/zod-openapi";
import { type EvidenceLink, LINK_KINDS, type LinkKind } from "../../evidence/index.ts";
import { type Day, failure, fault, type Result, readDay, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { handOverWording } from "../messages/evidence.ts";
import { findContent } from "../store/evidence/evidence-repository.ts";
import { handOver } from "../usecases/evidence/hand-over.ts";
import { findEvidenceFor, keepEvidence, linkEvidence, voidEvidence } from "../usecases/evidence/keep-evidence.ts";
import { readEvidence } from "../usecases/evidence/read-evidence.ts";
import { DONE, readList, refuse, responds, respondsFile } from "./answers.ts";
import type { App } from "./app-env.ts";
import { sourcePageSchema } from "./contract-audits.ts";
import { changeLinkInputSchema, evidenceKindSchema, evidenceSchema, keptSchema } from "./contract-evidence.ts";
import { doneSchema, reasonInputSchema } from "./contract-people.ts";
import { fileAnswer } from "./file-routes.ts";
import { guarded } from "./identify.ts";
import { json, params, query } from "./request-parts.ts";
import { lastNamed } from "./uploads.ts";
import { evidenceView } from "./views/evidence-view.ts";
import { sourcePages } from "./views/source-pages.ts";

const LARGEST_EVIDENCE = 50 * 1024 * 1024;
/** Pictures a browser draws and runs nothing of; by their first bytes. */
const PICTURES: readonly (readonly [type: string, head: readonly number[]])[] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
  ["image/bmp", [0x42, 0x4d]],
];

const uploadForm = z.object({
  file: z.any().openapi({ type: "string", format: "binary" }),
  title: z.string().trim().min(1).max(200),
  kind: evidenceKindSchema,
  division: z.string().trim().max(120).optional(),
  on: z.string().max(10).optional(),
  /** "indicator:output.1,paper:plan.scheme" */
  links: z.string().max(4000).optional(),
});

export function registerEvidenceRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("evidence.read"),
      method: "get",
      path: "/api/cases/{id}/evidence",
      request: { params, query },
      responses: responds(evidenceSchema, "the evidence of a case: pieces, archive, what is missing"),
    }),
    async (c) => {
      const read = await readEvidence(deps, c.get("actor"), c.req.valid("param").id);
      return read.ok ? c.json(evidenceView(deps.archive, read.value), 200) : refuse(c, read.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("evidence.add", { largest: LARGEST_EVIDENCE }),
      method: "post",
      path: "/api/cases/{id}/evidence",
      request: { params, query, body: { content: { "multipart/form-data": { schema: uploadForm } } } },
      responses: responds(keptSchema, "the new piece, and others with the same content"),
    }),
    async (c) => {
      const { file, title, kind, division, on, links } = c.req.valid("form");
      const day = readDayOrNone(on);
      const read = readLinks(links);
      if (!(file instanceof File) || !day.ok || !read.ok)
        return refuse(c, [
          ...(file instanceof File ? [] : [fault("request-invalid", { found: "file", expected: "multipart/form-data; file=…" })]),
          ...(day.ok ? [] : day.faults),
          ...(read.ok ? [] : read.faults),
        ]);
      const name = lastNamed(file, 200) || "file";
      const kept = await keepEvidence(deps, c.get("actor"), {
        ...{ caseId: c.req.valid("param").id, title, kind, division: division || null, on: day.value, links: read.value },
        file: { name, bytes: new Uint8Array(await file.arrayBuffer()) },
      });
      return kept.ok ? c.json(kept.value, 200) : refuse(c, kept.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("evidence.hand-over", { rate: "export" }),
      method: "get",
      path: "/api/cases/{id}/hand-over.zip",
      request: { params, query },
      responses: respondsFile("application/zip", "every piece with an index and hashes"),
    }),
    async (c) => {
      const made = await handOver(deps, c.get("actor"), c.req.valid("param").id, handOverWording(c.get("language")));
      return made.ok ? fileAnswer(made.value.bytes, "hand-over.zip", made.value.name) : refuse(c, made.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("evidence.read"),
      method: "get",
      path: "/api/evidence/{id}/file",
      request: { params, query },
      responses: respondsFile("application/octet-stream", "the file as it was handed in"),
    }),
    async (c) => {
      const found = await contentFor(deps, c.get("actor"), c.req.valid("param").id);
      return found.ok ? fileAnswer(found.value.bytes, "evidence", found.value.fileName) : refuse(c, found.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("evidence.read"),
      method: "get",
      path: "/api/evidence/{id}/picture",
      request: { params, query },
      responses: respondsFile("image/*", "a picture, drawn and not run"),
    }),
    async (c) => {
      const found = await contentFor(deps, c.get("actor"), c.req.valid("param").id);
      if (!found.ok) return refuse(c, found.faults);
      const type = PICTURES.find(([, head]) => head.every((byte, index) => found.value.bytes[index] === byte))?.[0];
      if (!type) return refuse(c, [fault("not-found", { found: c.req.path })]);
      return new Response(new Uint8Array(found.value.bytes), { headers: { "content-type": type } });
    },
  );

  app.openapi(
    createRoute({
      ...guarded("evidence.read"),
      method: "get",
      path: "/api/evidence/{id}/pages",
      request: { params, query: query.extend({ page: z.coerce.number().int().min(0).default(0) }) },
      responses: responds(sourcePageSchema, "what stands in a document, read in a process of its own"),
    }),
    async (c) => {
      const found = await contentFor(deps, c.get("actor"), c.req.valid("param").id);
      if (!found.ok) return refuse(c, found.faults);
      const read = await deps.audit.read({ name: found.value.fileName, bytes: found.value.bytes, pack: null });
      if (!read.ok) return refuse(c, read.faults);
      const { page } = c.req.valid("query");
      const { pages } = sourcePages(read.value.reading.source);
      const blocks = pages[page];
      return blocks ? c.json({ page, pages: pages.length, blocks }, 200) : refuse(c, [fault("not-found", { found: c.req.path })]);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("evidence.link"),
      method: "put",
      path: "/api/evidence/{id}/links",
      request: { params, query, ...json(changeLinkInputSchema) },
      responses: responds(doneSchema, "linked or unlinked"),
    }),
    async (c) => {
      const { linked, ...link } = c.req.valid("json");
      const changed = await linkEvidence(deps, c.get("actor"), c.req.valid("param").id, { link, linked });
      return changed.ok ? c.json(DONE, 200) : refuse(c, changed.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("evidence.void"),
      method: "post",
      path: "/api/evidence/{id}/void",
      request: { params, query, ...json(reasonInputSchema) },
      responses: responds(doneSchema, "void; the piece stays with the reason"),
    }),
    async (c) => {
      const voided = await voidEvidence(deps, c.get("actor"), c.req.valid("param").id, c.req.valid("json").reason);
      return voided.ok ? c.json(DONE, 200) : refuse(c, voided.faults);
    },
  );
}

async function contentFor(
  deps: Deps,
  actor: Parameters<typeof findEvidenceFor>[1],
  id: string,
): Promise<Result<{ readonly bytes: Uint8Array; readonly fileName: string }>> {
  const piece = await findEvidenceFor(deps, actor, "evidence.read", id);
  if (!piece.ok) return piece;
  const bytes = await findContent(deps.store.db, actor.tenant, piece.value.sha256);
  return bytes ? success({ bytes, fileName: piece.value.fileName }) : failure(fault("not-found", { found: id }));
}

function readDayOrNone(text: string | undefined): Result<Day | null> {
  if (text === undefined || text === "") return success(null);
  const day = readDay(text);
  return day ? success(day) : failure(fault("not-a-day", { found: text, expected: "2019-03-05" }));
}

function readLinks(text: string | undefined): Result<readonly EvidenceLink[]> {
  const read = readList(text).map((part) => ({ part, kind: part.slice(0, part.indexOf(":")), id: part.slice(part.indexOf(":") + 1) }));
  const wrong = read.filter(({ kind, id }) => !(LINK_KINDS as readonly string[]).includes(kind) || id === "");
  if (wrong.length > 0)
    return failure(...wrong.map(({ part }) => fault("request-invalid", { found: `links=${part}`, expected: "indicator:output.1" })));
  return success(read.map(({ kind, id }) => ({ kind: kind as LinkKind, id })));
}
