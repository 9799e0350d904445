// Projects and their targets by the hundred: the empty workbook, a look at what an upload would make, and the writing.
import { createRoute } from "@hono/zod-openapi";
import type { Deps } from "../compose.ts";
import { writeProjectList } from "../files/write-dossier-workbook.ts";
import { WORKBOOK_WORDS } from "../messages/workbook.zh.ts";
import { importProjects, type ProjectPlan, previewProjects } from "../usecases/import-projects.ts";
import { refuse, responds, respondsFile } from "./answers.ts";
import type { App } from "./app-env.ts";
import { importedProjectsSchema, type ProjectPlanView, projectPlanSchema } from "./contract-cases.ts";
import { fileAnswer, LARGEST_UPLOAD, XLSX } from "./file-routes.ts";
import { guarded } from "./identify.ts";
import { query } from "./request-parts.ts";
import { NO_FILE, readUpload, upload } from "./uploads.ts";

const PATH = "/api/project-list";

export function registerProjectListRoutes(app: App, deps: Deps): void {
  const taking = guarded("case.import", { largest: LARGEST_UPLOAD });

  app.openapi(
    createRoute({
      ...guarded("rules.read"),
      method: "get",
      path: `${PATH}/template.xlsx`,
      request: { query },
      responses: respondsFile(XLSX, "the empty workbook"),
    }),
    async () => fileAnswer(await writeProjectList([]), "projects.xlsx", `${WORKBOOK_WORDS.list.title}.xlsx`),
  );

  app.openapi(
    createRoute({
      ...taking,
      method: "post",
      path: `${PATH}/preview`,
      request: { query, ...upload },
      responses: responds(projectPlanSchema, "what the workbook or archive would make; nothing is written"),
    }),
    async (c) => {
      const file = await readUpload(c.req.valid("form").file);
      if (!file) return refuse(c, [NO_FILE]);
      const plan = await previewProjects(deps, c.get("actor"), file);
      return plan.ok ? c.json(planView(plan.value), 200) : refuse(c, plan.faults);
    },
  );

  app.openapi(
    createRoute({
      ...taking,
      method: "post",
      path: PATH,
      request: { query, ...upload },
      responses: responds(importedProjectsSchema, "the new cases, all of them or none"),
    }),
    async (c) => {
      const file = await readUpload(c.req.valid("form").file);
      if (!file) return refuse(c, [NO_FILE]);
      const imported = await importProjects(deps, c.get("actor"), file);
      return imported.ok ? c.json(imported.value, 200) : refuse(c, imported.faults);
    },
  );
}

function planView({ projects, skipped }: ProjectPlan): ProjectPlanView {
  return {
    projects: projects.map(({ number, name, year, pack, unit, indicators, budget, errors }) => ({
      ...{ number, name, year, pack, unitName: unit.name, indicators, budget, errors },
    })),
    skipped: skipped.map(({ number, name, year }) => ({ number, name, year })),
  };
}
