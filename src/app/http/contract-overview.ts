// What the pages get of the overview: groups of projects with their averages, and what another pack would change.
import { z } from "@hono/zod-openapi";

const count = z.number().int();
/** Points with two decimals, rounded half up; null where no project of the group has a total. */
const average = z.string().nullable();

export const GROUPINGS = ["all", "year", "grade", "region", "department", "region-year", "department-year"] as const;

/** `share` is a group's part of the projects in all groups. */
export const overviewSchema = z
  .object({
    by: z.enum(GROUPINGS),
    groups: z
      .array(z.object({ names: z.array(z.string().nullable()).readonly(), projects: count, share: z.string(), scored: count, average }))
      .readonly(),
  })
  .openapi("Overview");

export const replaySchema = z
  .object({
    pack: z.string(),
    compared: count,
    /** Projects that were not compared, because they can only be evaluated one by one and there are too many. */
    left: count,
    averageBefore: average,
    averageAfter: average,
    moves: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), projects: count })).readonly(),
  })
  .openapi("OverviewReplay");

export type OverviewView = z.infer<typeof overviewSchema>;
export type ReplayView = z.infer<typeof replaySchema>;
