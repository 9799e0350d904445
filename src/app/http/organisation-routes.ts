// Units and people from a workbook: the empty one, a look at what a filled-in one would make, and the writing.
import { createRoute } from "@hono/zod-openapi";
import { fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { writeOrganisationWorkbook } from "../files/organisation-workbook.ts";
import { ORGANISATION_WORKBOOK_ZH } from "../messages/organisation-workbook.zh.ts";
import { importOrganisation, previewOrganisation } from "../usecases/people/import-organisation.ts";
import { refuse, responds, respondsFile } from "./answers.ts";
import type { App } from "./app-env.ts";
import { importedOrganisationSchema, organisationPlanSchema } from "./contract-people.ts";
import { fileAnswer, LARGEST_UPLOAD } from "./file-routes.ts";
import { guarded } from "./identify.ts";
import { query } from "./request-parts.ts";
import { readUpload, uploadSchema } from "./uploads.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const NO_FILE = fault("request-invalid", { found: "file", expected: "multipart/form-data; file=…" });
const form = { body: { content: { "multipart/form-data": { schema: uploadSchema } } } } as const;

export function registerOrganisationRoutes(app: App, deps: Deps): void {
  const action = guarded("organisation.import");
  const taking = guarded("organisation.import", { largest: LARGEST_UPLOAD });

  app.openapi(
    createRoute({
      ...action,
      method: "get",
      path: "/api/organisation/workbook/template.xlsx",
      request: { query },
      responses: respondsFile(XLSX, "the empty workbook"),
    }),
    () => fileAnswer(writeOrganisationWorkbook(), "organisation.xlsx", `${ORGANISATION_WORKBOOK_ZH.title}.xlsx`),
  );

  app.openapi(
    createRoute({
      ...taking,
      method: "post",
      path: "/api/organisation/workbook/preview",
      request: { query, ...form },
      responses: responds(organisationPlanSchema, "what the workbook would make; nothing is written"),
    }),
    async (c) => {
      const upload = await readUpload(c.req.valid("form").file);
      if (!upload) return refuse(c, [NO_FILE]);
      const plan = await previewOrganisation(deps, c.get("actor"), upload);
      return plan.ok ? c.json(plan.value, 200) : refuse(c, plan.faults);
    },
  );

  app.openapi(
    createRoute({
      ...taking,
      method: "post",
      path: "/api/organisation/workbook",
      request: { query, ...form },
      responses: responds(importedOrganisationSchema, "made, with each account's one-time link, shown this once"),
    }),
    async (c) => {
      const upload = await readUpload(c.req.valid("form").file);
      if (!upload) return refuse(c, [NO_FILE]);
      const imported = await importOrganisation(deps, c.get("actor"), upload);
      return imported.ok ? c.json(imported.value, 200) : refuse(c, imported.faults);
    },
  );
}
