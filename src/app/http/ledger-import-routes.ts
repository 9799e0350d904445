// Exports of treasury and accounting systems into a case's ledger: uploaded, columns set, staged with progress, reconciled, posted;
// the parking list and how it is settled.
import { createRoute, z } from "@hono/zod-openapi";
import { fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { listImports, listMappings } from "../store/ledger/import-repository.ts";
import { listParked } from "../store/ledger/parked-repository.ts";
import { countMatches, importRows, MATCHES, matchedRows, missingThere } from "../store/ledger/reconcile-import.ts";
import {
  discardExport,
  findImportFor,
  LARGEST_EXPORT,
  postExport,
  readExportColumns,
  setExportMapping,
  uploadExport,
} from "../usecases/ledger/import-export.ts";
import { findLedgerFor } from "../usecases/ledger/ledger-access.ts";
import { settleParkedItem } from "../usecases/ledger/settle-parked.ts";
import { DONE, refuse, responds } from "./answers.ts";
import type { App } from "./app-env.ts";
import {
  exportColumnsSchema,
  exportRowsSchema,
  ledgerImportSchema,
  parkedSchema,
  postExportInputSchema,
  reconciliationSchema,
  setColumnsInputSchema,
  settleInputSchema,
  uploadedExportSchema,
} from "./contract-ledger-imports.ts";
import { doneSchema } from "./contract-people.ts";
import { guarded } from "./identify.ts";
import { NO_VERSION, tagVersion } from "./if-match.ts";
import { json, lang, params, query } from "./request-parts.ts";
import { lastNamed } from "./uploads.ts";
import { exportRowView, importView, parkedView, rowFaultTexts, yuanOfFen } from "./views/ledger-import-view.ts";

const importParams = params.extend({ importId: z.string().min(1).max(80) });
/** Bytes of a form around its file. */
const ROOM = 65_536;
/** Lines of a list that are shown at once. */
const SHOWN = 200;

export function registerLedgerImportRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "get",
      path: "/api/cases/{id}/ledger/imports",
      request: { params, query },
      responses: responds(
        z.object({ imports: z.array(ledgerImportSchema).readonly(), systems: z.array(z.string()).readonly() }),
        "imports, newest first",
      ),
    }),
    async (c) => {
      const actor = c.get("actor");
      const { id } = c.req.valid("param");
      const found = await findLedgerFor(deps, actor, "ledger.import", id);
      if (!found.ok) return refuse(c, found.faults);
      const { tenant } = actor;
      const imports = await listImports(deps.store.db, tenant, id);
      return c.json(
        {
          imports: imports.map((one) => importView(one, deps.ledgerImports.progress({ tenant, importId: one.id }), c.get("language"))),
          systems: await listMappings(deps.store.db, tenant),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import", { largest: LARGEST_EXPORT + ROOM }),
      method: "post",
      path: "/api/cases/{id}/ledger/imports",
      request: {
        params,
        query,
        body: {
          content: {
            "multipart/form-data": {
              schema: z.object({ source: z.string(), file: z.any().openapi({ type: "string", format: "binary" }) }),
            },
          },
          required: true,
        },
      },
      responses: responds(uploadedExportSchema, "the file, kept as it came"),
    }),
    async (c) => {
      const { source, file } = await c.req.parseBody();
      if (!(file instanceof File) || typeof source !== "string" || source.trim() === "" || source.length > 100)
        return refuse(c, [fault("request-invalid", { found: "multipart/form-data", expected: "source, file" })]);
      const uploaded = await uploadExport(deps, c.get("actor"), {
        caseId: c.req.valid("param").id,
        sourceName: source.trim(),
        fileName: lastNamed(file, 200),
        bytes: new Uint8Array(await file.arrayBuffer()),
      });
      return uploaded.ok ? c.json(uploaded.value, 200) : refuse(c, uploaded.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "get",
      path: "/api/cases/{id}/ledger/imports/{importId}",
      request: { params: importParams, query },
      responses: responds(ledgerImportSchema, "an import and how far it is"),
    }),
    async (c) => {
      const { id, importId } = c.req.valid("param");
      const actor = c.get("actor");
      const found = await findImportFor(deps, actor, id, importId);
      if (!found.ok) return refuse(c, found.faults);
      tagVersion(c, found.value.import.version);
      return c.json(
        importView(found.value.import, deps.ledgerImports.progress({ tenant: actor.tenant, importId }), c.get("language")),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "get",
      path: "/api/cases/{id}/ledger/imports/{importId}/columns",
      request: { params: importParams, query },
      responses: responds(exportColumnsSchema, "first rows and what the columns are taken for"),
    }),
    async (c) => {
      const { id, importId } = c.req.valid("param");
      const read = await readExportColumns(deps, c.get("actor"), id, importId);
      if (!read.ok) return refuse(c, read.faults);
      const { sheets, encoding, origin, columns, firstRows } = read.value;
      tagVersion(c, read.value.import.version);
      return c.json(
        {
          ...{
            sheets,
            encoding,
            origin,
            mapping: columns?.mapping ?? null,
            missing: columns?.missing ?? [],
            headings: columns?.headings ?? [],
          },
          firstRows: firstRows.map(({ number, cells }) => ({ number, cells })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "put",
      path: "/api/cases/{id}/ledger/imports/{importId}/columns",
      request: { params: importParams, query, ...json(setColumnsInputSchema) },
      responses: responds(doneSchema, "set; staging has begun"),
    }),
    async (c) => {
      const { id, importId } = c.req.valid("param");
      const { version, ...mapping } = c.req.valid("json");
      const set = await setExportMapping(deps, c.get("actor"), id, { importId, version }, mapping);
      return set.ok ? c.json(DONE, 200) : refuse(c, set.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "get",
      path: "/api/cases/{id}/ledger/imports/{importId}/reconciliation",
      request: { params: importParams, query },
      responses: responds(reconciliationSchema, "what matches, what only one side has, what differs, what was refused"),
    }),
    async (c) => {
      const { id, importId } = c.req.valid("param");
      const actor = c.get("actor");
      const found = await findImportFor(deps, actor, id, importId);
      if (!found.ok) return refuse(c, found.faults);
      const { db } = deps.store;
      const of = { tenant: actor.tenant, id, importId };
      const counts = await countMatches(db, of);
      const missing = await missingThere(db, of);
      const refused = await importRows(db, of, { kind: "refused", after: 0, most: SHOWN });
      const totals = await importRows(db, of, { kind: "total", after: 0, most: SHOWN });
      return c.json(
        {
          counts: counts.map(({ match, rows, amount }) => ({ match, rows, amount: yuanOfFen(amount) })),
          missingThere: missing.slice(0, SHOWN).map(({ seq, voucher, day, amount }) => ({ seq, voucher, day, amount: yuanOfFen(amount) })),
          refused: refused.map(({ n, faults }) => ({ row: n, faults: rowFaultTexts(faults, c.get("language")) })),
          totals: totals.map(({ n, summary, amount }) => ({
            row: n,
            label: summary ?? "",
            amount: amount === null ? null : yuanOfFen(amount),
          })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "get",
      path: "/api/cases/{id}/ledger/imports/{importId}/rows",
      request: {
        params: importParams,
        query: z.object({ match: z.enum(MATCHES).optional(), after: z.coerce.number().int().nonnegative().default(0), lang }),
      },
      responses: responds(exportRowsSchema, "rows of the file beside the ledger's lines"),
    }),
    async (c) => {
      const { id, importId } = c.req.valid("param");
      const actor = c.get("actor");
      const found = await findImportFor(deps, actor, id, importId);
      if (!found.ok) return refuse(c, found.faults);
      const { match, after } = c.req.valid("query");
      const rows = await matchedRows(deps.store.db, { tenant: actor.tenant, id, importId }, { match: match ?? null, after, most: SHOWN });
      return c.json({ rows: rows.map(exportRowView), next: rows.length === SHOWN ? (rows.at(-1)?.n ?? null) : null }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "post",
      path: "/api/cases/{id}/ledger/imports/{importId}/posting",
      request: { params: importParams, query, ...json(postExportInputSchema) },
      responses: responds(doneSchema, "posting has begun, or was done"),
    }),
    async (c) => {
      const { id, importId } = c.req.valid("param");
      const { complete, version } = c.req.valid("json");
      const posted = await postExport(deps, c.get("actor"), id, { importId, version }, complete);
      return posted.ok ? c.json(DONE, 200) : refuse(c, posted.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "delete",
      path: "/api/cases/{id}/ledger/imports/{importId}",
      request: { params: importParams, query: query.extend({ version: z.coerce.number().int().nonnegative().optional() }) },
      responses: responds(doneSchema, "put away; the version by the header or the query"),
    }),
    async (c) => {
      const { id, importId } = c.req.valid("param");
      const version = c.req.valid("query").version ?? c.get("ifMatch");
      if (version === undefined) return refuse(c, [NO_VERSION]);
      const discarded = await discardExport(deps, c.get("actor"), id, { importId, version });
      return discarded.ok ? c.json(DONE, 200) : refuse(c, discarded.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "get",
      path: "/api/cases/{id}/ledger/parked",
      request: {
        params,
        query: z.object({ open: z.enum(["true", "false"]).default("true"), import: z.string().max(80).optional(), lang }),
      },
      responses: responds(z.array(parkedSchema).readonly(), "the parking list"),
    }),
    async (c) => {
      const actor = c.get("actor");
      const { id } = c.req.valid("param");
      const found = await findLedgerFor(deps, actor, "ledger.import", id);
      if (!found.ok) return refuse(c, found.faults);
      const { open, import: importId } = c.req.valid("query");
      const filter = { open: open === "true", ...(importId === undefined ? {} : { importId }) };
      const items = await listParked(deps.store.db, { tenant: actor.tenant, id }, filter, SHOWN);
      return c.json(
        items.map((item) => parkedView(item, c.get("language"))),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("ledger.import"),
      method: "post",
      path: "/api/cases/{id}/ledger/parked/{n}",
      request: { params: params.extend({ n: z.coerce.number().int().positive() }), query, ...json(settleInputSchema) },
      responses: responds(doneSchema, "settled"),
    }),
    async (c) => {
      const { id, n } = c.req.valid("param");
      const settled = await settleParkedItem(deps, c.get("actor"), { caseId: id, n, ...c.req.valid("json") });
      return settled.ok ? c.json(DONE, 200) : refuse(c, settled.faults);
    },
  );
}
