// Units and people from a workbook: the empty one, a look at what a filled-in one would make, and the writing.
import { createRoute } from "@hono/zod-openapi";
import type { Deps } from "../compose.ts";
import { writeOrganisationWorkbook } from "../files/organisation-workbook.ts";
import { ORGANISATION_WORKBOOK_ZH } from "../messages/organisation-workbook.zh.ts";
import { importOrganisation, previewOrganisation } from "../usecases/people/import-organisation.ts";
import { refuse, responds, respondsFile } from "./answers.ts";
import type { App } from "./app-env.ts";
import { importedOrganisationSchema, organisationPlanSchema } from "./contract-people.ts";
import { fileAnswer, LARGEST_UPLOAD, XLSX } from "./file-routes.ts";
import { guarded } from "./identify.ts";
import { query } from "./request-parts.ts";
import { NO_FILE, readUpload, upload } from "./uploads.ts";

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
      request: { query, ...upload },
      responses: responds(organisationPlanSchema, "what the workbook would make; nothing is written"),
    }),
    async (c) => {
      const file = await readUpload(c.req.valid("form").file);
      if (!file) return refuse(c, [NO_FILE]);
      const plan = await previewOrganisation(deps, c.get("actor"), file);
      return plan.ok ? c.json(plan.value, 200) : refuse(c, plan.faults);
    },
  );

  app.openapi(
    createRoute({
      ...taking,
      method: "post",
      path: "/api/organisation/workbook",
      request: { query, ...upload },
      responses: responds(importedOrganisationSchema, "made, with each account's one-time link, shown this once"),
    }),
    async (c) => {
      const file = await readUpload(c.req.valid("form").file);
      if (!file) return refuse(c, [NO_FILE]);
      const imported = await importOrganisation(deps, c.get("actor"), file);
      return imported.ok ? c.json(imported.value, 200) : refuse(c, imported.faults);
    },
  );
}
