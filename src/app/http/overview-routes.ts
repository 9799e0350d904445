// How the projects within reach did, and how they would do under another pack.
import { createRoute, z } from "@hono/zod-openapi";
import { printPercent, printRounded, ratio, TO_CENTIPOINT } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { readOverview } from "../usecases/overview/read-overview.ts";
import { replayOverview } from "../usecases/overview/replay-overview.ts";
import { refuse, responds } from "./answers.ts";
import type { App } from "./app-env.ts";
import { GROUPINGS, overviewSchema, replaySchema } from "./contract-overview.ts";
import { guarded } from "./identify.ts";
import { lang } from "./request-parts.ts";

const questionQuery = z.object({
  by: z.enum(GROUPINGS).default("all"),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  department: z.string().max(200).optional(),
  lang,
});

export function registerOverviewRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("overview.read"),
      method: "get",
      path: "/api/overview",
      request: { query: questionQuery },
      responses: responds(overviewSchema, "projects in groups"),
    }),
    async (c) => {
      const { by, year, department } = c.req.valid("query");
      const groups = await readOverview(deps, c.get("actor"), {
        grouping: by,
        year: year === undefined ? undefined : Number(year),
        department,
      });
      const all = groups.reduce((sum, { projects }) => sum + projects, 0);
      const views = groups.map(({ names, projects, scored, points }) => ({
        ...{ names, projects, share: printPercent(ratio(projects, all), 1), scored },
        average: averageOf(points, scored),
      }));
      return c.json({ by, groups: views }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("overview.read"),
      method: "get",
      path: "/api/overview/replay",
      request: { query: z.object({ pack: z.string().max(80), lang }) },
      responses: responds(replaySchema, "projects under another pack"),
    }),
    async (c) => {
      const replayed = await replayOverview(deps, c.get("actor"), c.req.valid("query").pack);
      if (!replayed.ok) return refuse(c, replayed.faults);
      const { pack, compared, left, moves, scored, pointsBefore, pointsAfter } = replayed.value;
      const averages = { averageBefore: averageOf(pointsBefore, scored), averageAfter: averageOf(pointsAfter, scored) };
      return c.json({ pack, compared, left, ...averages, moves }, 200);
    },
  );
}

/** Sums are whole hundredths of a point. */
function averageOf(points: number, scored: number): string | null {
  return scored === 0 ? null : printRounded(ratio(points, 100 * scored), TO_CENTIPOINT);
}
