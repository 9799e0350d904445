// A process as it was read, and its parts.
import type { z } from "zod";
import type { workflowSchema } from "./process-schema.ts";

export type ProcessRule = z.output<typeof workflowSchema>["processes"][number];
export type ProcessNode = ProcessRule["nodes"][number];
export type ProcessEnd = ProcessRule["ends"][number];
export type Seat = ProcessNode["who"][number];
