// Audits of published documents: uploads taken in, batches and documents looked at, cells corrected, tables made into cases.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { reachOf } from "../../access/index.ts";
import { fault, type Result } from "../../kernel/index.ts";
import type { ReportDocument } from "../../report/index.ts";
import type { Deps } from "../compose.ts";
import { refusalFault } from "../files/file-refusal.ts";
import { documentToSheets } from "../files/table-to-sheet.ts";
import { writeDocx } from "../files/write-docx.ts";
import { writeXlsx } from "../files/write-xlsx.ts";
import { standingCorrections } from "../store/audit-corrections.ts";
import { AUDIT_SORTS, countCodes, countDepartments, findBatch, listBatches, listDocuments } from "../store/audit-lists.ts";
import { findOriginal } from "../store/audit-repository.ts";
import { findBatchFor } from "../usecases/audits/batch-access.ts";
import { composeAuditSheet, composeBatchSheet } from "../usecases/audits/compose-audit-sheet.ts";
import { correctAudit, undoCorrection } from "../usecases/audits/correct-audit.ts";
import { makeCaseOfTable } from "../usecases/audits/make-case-of-table.ts";
import { type OpenDocument, openAuditDocument } from "../usecases/audits/open-audit-document.ts";
import { takeInAudit } from "../usecases/audits/take-in-audit.ts";
import type { UploadedFile } from "../usecases/audits/unpack-upload.ts";
import { accepts, refuse, responds, respondsFile } from "./answers.ts";
import type { App, AppEnv } from "./app-env.ts";
import { savedSchema } from "./contract.ts";
import {
  auditBatchSchema,
  auditDocumentSchema,
  auditSchema,
  auditStatusSchema,
  correctionInputSchema,
  sourcePageSchema,
  takenInSchema,
} from "./contract-audits.ts";
import { fileAnswer } from "./file-routes.ts";
import { guarded } from "./identify.ts";
import { tagVersion } from "./if-match.ts";
import { problemOf, problemResponse } from "./problem.ts";
import { lang, params, query } from "./request-parts.ts";
import { shownName } from "./uploads.ts";
import { auditDocumentView } from "./views/audit-document-view.ts";
import { auditBatchView, auditRowView, departmentView } from "./views/audit-view.ts";
import { sourcePages } from "./views/source-pages.ts";

/** Bytes of one upload; a document in it may be as large as a dossier. */
const LARGEST_AUDIT_UPLOAD = 100 * 1024 * 1024;
/** Uploads that may be taken in at once: each is held in memory as a whole. */
const UPLOADS_AT_ONCE = 3;

const auditDocumentParams = params.extend({ n: numberParam("n", 1) });

const sheetName = z.enum(["sheet.docx", "sheet.xlsx"]).openapi({ param: { name: "name", in: "path" } });

function numberParam(name: string, least: number) {
  return z.coerce
    .number()
    .int()
    .min(least)
    .max(1_000_000)
    .openapi({ param: { name, in: "path" } });
}

const documentsQuery = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  code: z.string().max(80).optional(),
  department: z.string().max(400).optional(),
  status: auditStatusSchema.optional(),
  verdict: z.enum(["passed", "errors"]).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(AUDIT_SORTS).default("n"),
  order: z.enum(["asc", "desc"]).default("asc"),
  lang,
});

const uploadForm = z.object({
  files: z.any().openapi({ type: "array", items: { type: "string", format: "binary" } }),
  pack: z.string().max(80).optional(),
  name: z.string().max(200).optional(),
  /** A batch to add to, where a folder comes in several uploads. */
  into: z.string().max(80).optional(),
});

export function registerAuditRoutes(app: App, deps: Deps): void {
  app.use("/api/audits", fewAtOnce());

  app.openapi(
    createRoute({
      ...guarded("audit.upload", { largest: LARGEST_AUDIT_UPLOAD, steps: "several" }),
      method: "post",
      path: "/api/audits",
      request: { body: { content: { "multipart/form-data": { schema: uploadForm } } } },
      responses: accepts(takenInSchema, "the batch; its documents are read in the background"),
    }),
    async (c) => {
      const { files, pack, name, into } = c.req.valid("form");
      const taken = await takeInAudit(deps, c.get("actor"), {
        files: await readFiles(files),
        pack: pack || null,
        name: name || null,
        into: into || null,
      });
      return taken.ok ? c.json(taken.value, 202) : refuse(c, taken.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("audit.read"),
      method: "get",
      path: "/api/audits",
      request: { query },
      responses: responds(z.array(auditBatchSchema).readonly(), "audit batches"),
    }),
    async (c) => c.json((await listBatches(deps.store.db, reachOf(c.get("actor"), "audit.read"))).map(auditBatchView), 200),
  );

  app.openapi(
    createRoute({
      ...guarded("audit.read", { rate: "search" }),
      method: "get",
      path: "/api/audits/{id}",
      request: { params, query: documentsQuery },
      responses: responds(auditSchema, "a batch in numbers, and its documents page by page"),
    }),
    async (c) => {
      const key = { tenant: c.get("actor").tenant, id: c.req.valid("param").id };
      const { q, order, lang: _, ...question } = c.req.valid("query");
      const found = await findBatchFor(deps, c.get("actor"), "audit.read", key.id);
      if (!found.ok) return refuse(c, found.faults);
      const batch = found.value;
      const { total, documents } = await listDocuments(deps.store.db, { ...key, ...question, search: q, descending: order === "desc" });
      return c.json(
        {
          batch: auditBatchView(batch),
          byCode: await countCodes(deps.store.db, key),
          byDepartment: (await countDepartments(deps.store.db, key)).map(departmentView),
          total,
          documents: documents.map((document) => auditRowView(document, c.get("language"))),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("audit.read"),
      method: "get",
      path: "/api/audits/{id}/documents/{n}",
      request: { params: auditDocumentParams, query },
      responses: responds(auditDocumentSchema, "an audited document as it now stands"),
    }),
    async (c) => {
      const place = c.req.valid("param");
      const opened = await openAuditDocument(deps, c.get("actor"), place);
      return opened.ok ? await answerDocument(c, deps, place.id, opened.value) : refuse(c, opened.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("audit.read"),
      method: "get",
      path: "/api/audits/{id}/documents/{n}/source",
      request: { params: auditDocumentParams, query: z.object({ page: z.coerce.number().int().min(0).default(0), lang }) },
      responses: responds(sourcePageSchema, "a page of the original as read"),
    }),
    async (c) => {
      const { page } = c.req.valid("query");
      const opened = await openAuditDocument(deps, c.get("actor"), c.req.valid("param"));
      if (!opened.ok) return refuse(c, opened.faults);
      const { pages } = opened.value.read ? sourcePages(opened.value.read.reading.source) : { pages: [] };
      const blocks = pages[page];
      if (!blocks) return refuse(c, [fault("not-found", { found: c.req.path })]);
      return c.json({ page, pages: pages.length, blocks }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("audit.read"),
      method: "get",
      path: "/api/audits/{id}/documents/{n}/original",
      request: { params: auditDocumentParams, query },
      responses: respondsFile("application/octet-stream", "the file as it was sent"),
    }),
    async (c) => {
      const { tenant } = c.get("actor");
      const place = c.req.valid("param");
      const batch = await findBatchFor(deps, c.get("actor"), "audit.read", place.id);
      if (!batch.ok) return refuse(c, batch.faults);
      const original = await findOriginal(deps.store.db, { tenant, ...place });
      if (!original) return refuse(c, [fault("not-found", { found: c.req.path })]);
      return fileAnswer(original.bytes, "original", original.file.split("/").at(-1) ?? original.file);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("audit.read", { rate: "export" }),
      method: "get",
      path: "/api/audits/{id}/documents/{n}/{name}",
      request: { params: auditDocumentParams.extend({ name: sheetName }), query },
      responses: respondsFile("application/octet-stream", "the audit sheet of a document"),
    }),
    async (c) => {
      const { name, ...place } = c.req.valid("param");
      const opened = await openAuditDocument(deps, c.get("actor"), place);
      if (!opened.ok) return refuse(c, opened.faults);
      const { summary, entries, read } = opened.value;
      if (!read) return refuse(c, [fault("not-found", { found: c.req.path })]);
      const packNumber = deps.packs.get(summary.pack ?? "")?.instrument.number ?? null;
      const sheet = composeAuditSheet({
        subject: summary,
        findings: read.findings,
        notes: read.reading.source.notes,
        corrections: standingCorrections(entries),
        ...{ packNumber, day: deps.now().slice(0, 10), language: c.get("language") },
      });
      return fileAnswer(
        await writeSheet(name, sheet),
        name,
        `${sheet.meta.title}-${summary.project ?? summary.file}.${name.split(".")[1]}`,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("audit.read", { rate: "export" }),
      method: "get",
      path: "/api/audits/{id}/{name}",
      request: { params: params.extend({ name: sheetName }), query },
      responses: respondsFile("application/octet-stream", "the audit sheet of a batch"),
    }),
    async (c) => {
      const { name, id } = c.req.valid("param");
      const key = { tenant: c.get("actor").tenant, id };
      const found = await findBatchFor(deps, c.get("actor"), "audit.read", id);
      if (!found.ok) return refuse(c, found.faults);
      const batch = found.value;
      const codes = await countCodes(deps.store.db, key);
      const { documents } = await listDocuments(deps.store.db, { ...key, offset: 0, limit: batch.documents, sort: "n", descending: false });
      const sheet = composeBatchSheet({ batch, codes, documents, day: deps.now().slice(0, 10), language: c.get("language") });
      return fileAnswer(await writeSheet(name, sheet), name, `${sheet.meta.title}-${batch.name}.${name.split(".")[1]}`);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("audit.correct"),
      method: "put",
      path: "/api/audits/{id}/documents/{n}/corrections",
      request: {
        params: auditDocumentParams,
        query,
        body: { content: { "application/json": { schema: correctionInputSchema } }, required: true },
      },
      responses: responds(auditDocumentSchema, "the document with the correction, its findings examined anew"),
    }),
    async (c) => {
      const place = c.req.valid("param");
      return await answerCorrected(c, deps, place.id, await correctAudit(deps, c.get("actor"), place, c.req.valid("json")));
    },
  );

  app.openapi(
    createRoute({
      ...guarded("audit.correct"),
      method: "delete",
      path: "/api/audits/{id}/documents/{n}/corrections/{seq}",
      request: {
        params: auditDocumentParams.extend({ seq: numberParam("seq", 1) }),
        query,
      },
      responses: responds(auditDocumentSchema, "the document without the correction, which stays in the history"),
    }),
    async (c) => {
      const { seq, ...place } = c.req.valid("param");
      return await answerCorrected(c, deps, place.id, await undoCorrection(deps, c.get("actor"), place, seq));
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.import"),
      method: "post",
      path: "/api/audits/{id}/documents/{n}/tables/{table}/case",
      request: { params: auditDocumentParams.extend({ table: numberParam("table", 0) }), query },
      responses: responds(savedSchema, "the case made of the table"),
    }),
    async (c) => {
      const saved = await makeCaseOfTable(deps, c.get("actor"), c.req.valid("param"));
      if (!saved.ok) return refuse(c, saved.faults);
      return c.json(saved.value, 200);
    },
  );
}

async function writeSheet(name: z.infer<typeof sheetName>, sheet: ReportDocument): Promise<Uint8Array> {
  return name === "sheet.docx" ? await writeDocx(sheet) : writeXlsx(documentToSheets(sheet), sheet.meta);
}

type AnyContext = Context<AppEnv>;

async function answerDocument(c: AnyContext, deps: Deps, id: string, document: Parameters<typeof auditDocumentView>[0]["document"]) {
  const batch = await findBatch(deps.store.db, { tenant: c.get("actor").tenant, id });
  if (!batch) return refuse(c, [fault("not-found", { found: id })]);
  const packNumber = deps.packs.get(document.summary.pack ?? "")?.instrument.number ?? null;
  tagVersion(c, document.entries.at(-1)?.seq ?? 0);
  return c.json(auditDocumentView({ batch, document, packNumber, language: c.get("language") }), 200);
}

async function answerCorrected(c: AnyContext, deps: Deps, id: string, corrected: Result<OpenDocument>) {
  return corrected.ok ? await answerDocument(c, deps, id, corrected.value) : refuse(c, corrected.faults);
}

/** Turns an upload away before a byte of it is held, where as many as may be are being taken in. */
function fewAtOnce() {
  let underWay = 0;
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.method !== "POST") return await next();
    if (underWay >= UPLOADS_AT_ONCE) {
      const busy = refusalFault(c.req.path, "file-unreadable", { reason: "child-queue" });
      return problemResponse(problemOf([busy], c.get("language"), 503));
    }
    underWay += 1;
    try {
      return await next();
    } finally {
      underWay -= 1;
    }
  });
}

async function readFiles(given: unknown): Promise<readonly UploadedFile[]> {
  const files = (Array.isArray(given) ? given : [given]).filter((one) => one instanceof File);
  return await Promise.all(files.map(async (file) => ({ name: pathNamed(file), bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** A name is shown and tells a file from its neighbours; it is never opened. A folder's files keep their path in it. */
function pathNamed(file: File): string {
  const parts = shownName(file.name)
    .split(/[/\\]/)
    .filter((part) => part !== "" && part !== "." && part !== "..");
  return parts.join("/").slice(-300);
}
