// Files out and in: a case's documents, its dossier as a workbook, the empty template, and uploaded dossiers.
import { createRoute, z } from "@hono/zod-openapi";
import type { Deps } from "../compose.ts";
import { writeDossierWorkbook } from "../files/write-dossier-workbook.ts";
import { evaluateCase } from "../usecases/evaluate-case.ts";
import { importDossier } from "../usecases/import-dossier.ts";
import { sourcesOfStored } from "../usecases/stored-dossier.ts";
import { anchorTrail } from "../usecases/trail/anchor-trail.ts";
import { outcomesOfCase } from "../usecases/trips/case-outcomes.ts";
import { makeReportFile, REPORT_FILE_NAMES } from "../usecases/write-report-files.ts";
import { readList, readSettings, refuse, responds, respondsFile } from "./answers.ts";
import type { App } from "./app-env.ts";
import { questionQuery } from "./case-routes.ts";
import { savedSchema } from "./contract.ts";
import { guarded } from "./identify.ts";
import { NO_VERSION, tagVersion } from "./if-match.ts";
import { params } from "./request-parts.ts";
import { NO_FILE, readUpload, upload } from "./uploads.ts";

export const LARGEST_UPLOAD = 20 * 1024 * 1024;

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const TYPES: Readonly<Record<string, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  xlsx: XLSX,
  json: "application/json; charset=utf-8",
  zip: "application/zip",
};
const FILE_NAMES = [...REPORT_FILE_NAMES, "dossier.xlsx"] as const;

export function registerFileRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("case.read", { rate: "export" }),
      method: "get",
      path: "/api/cases/{id}/files/{name}",
      request: {
        params: params.extend({ name: z.enum(FILE_NAMES).openapi({ param: { name: "name", in: "path" } }) }),
        query: questionQuery,
      },
      responses: respondsFile("application/octet-stream", "a document of the case"),
    }),
    async (c) => {
      const { id, name } = c.req.valid("param");
      const settings = readSettings(c.req.valid("query").set);
      if (!settings.ok) return refuse(c, settings.faults);
      const answer = await evaluateCase(deps, c.get("actor"), { id, packIds: readList(c.req.valid("query").pack), set: settings.value });
      if (!answer.ok) return refuse(c, answer.faults);
      const { stored, evaluated } = answer.value;
      const sources = sourcesOfStored(stored);
      if (!sources.ok) return refuse(c, sources.faults);
      const outcomes = await outcomesOfCase(deps, c.get("actor"), stored, evaluated.dossier.evaluation.signedOn);
      if (!outcomes.ok) return refuse(c, outcomes.faults);
      // What a report was made from stands proved before the report leaves.
      if (name !== "dossier.xlsx") await anchorTrail(deps, c.get("actor").tenant, "report");
      const bytes =
        name === "dossier.xlsx"
          ? await writeDossierWorkbook(sources.value)
          : await makeReportFile(name, evaluated, { fonts: "packaged", language: c.get("language") }, outcomes.value.byIndicator);
      return fileAnswer(bytes, name, `${evaluated.dossier.project.year}-${evaluated.dossier.project.name}-${name}`);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      method: "get",
      path: "/api/template.xlsx",
      responses: respondsFile(XLSX, "the empty dossier workbook"),
    }),
    async () => fileAnswer(await writeDossierWorkbook(null), "dossier.xlsx", "dossier.xlsx"),
  );

  app.openapi(
    createRoute({
      ...guarded("case.import", { largest: LARGEST_UPLOAD }),
      method: "post",
      path: "/api/cases",
      request: upload,
      responses: responds(savedSchema, "the new case"),
    }),
    async (c) => {
      const file = await readUpload(c.req.valid("form").file);
      if (!file) return refuse(c, [NO_FILE]);
      const saved = await importDossier(deps, c.get("actor"), { upload: file, replaces: null });
      if (!saved.ok) return refuse(c, saved.faults);
      return c.json(saved.value, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("case.revise", { largest: LARGEST_UPLOAD }),
      method: "put",
      path: "/api/cases/{id}",
      request: {
        params,
        // Or by If-Match.
        query: z.object({ version: z.coerce.number().int().min(1).optional() }),
        ...upload,
      },
      responses: responds(savedSchema, "a new version of the case"),
    }),
    async (c) => {
      const file = await readUpload(c.req.valid("form").file);
      if (!file) return refuse(c, [NO_FILE]);
      const version = c.req.valid("query").version ?? c.get("ifMatch");
      if (version === undefined) return refuse(c, [NO_VERSION]);
      const saved = await importDossier(deps, c.get("actor"), { upload: file, replaces: { id: c.req.valid("param").id, version } });
      if (!saved.ok) return refuse(c, saved.faults);
      tagVersion(c, saved.value.version);
      return c.json(saved.value, 200);
    },
  );
}

export function fileAnswer(bytes: Uint8Array, kind: string, name: string): Response {
  const type = TYPES[kind.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": type,
      "content-length": String(bytes.byteLength),
      "content-disposition": `attachment; filename="${kind}"; filename*=UTF-8''${encodeURIComponent(name.replace(/[\\/:*?"<>|]/g, "_"))}`,
    },
  });
}
