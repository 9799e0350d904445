// Everything that the reader may see, taken out at once.
import { createRoute, z } from "@hono/zod-openapi";
import { stream } from "hono/streaming";
import type { Deps } from "../compose.ts";
import { exportWording } from "../messages/export.ts";
import { EXPORT_FORMATS, type ExportFormat, exportAll } from "../usecases/exports/export-all.ts";
import { respondsFile } from "./answers.ts";
import type { App } from "./app-env.ts";
import { guarded } from "./identify.ts";
import { lang } from "./request-parts.ts";

/** CSV is a zip with a file for each table. */
const FILES: Readonly<Record<ExportFormat, readonly [type: string, ending: string]>> = {
  json: ["application/json; charset=utf-8", "json"],
  csv: ["application/zip", "csv.zip"],
  xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ods: ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
};

export function registerExportRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("export.read", { rate: "export" }),
      method: "get",
      path: "/api/export",
      request: { query: z.object({ format: z.enum(EXPORT_FORMATS).default("json"), lang }) },
      responses: respondsFile("application/octet-stream", "everything within the reader's reach"),
    }),
    async (c) => {
      const { format } = c.req.valid("query");
      const language = c.get("language");
      const taken = await exportAll(deps, c.get("actor"), format, language);
      const [type, ending] = FILES[format];
      const name = `${exportWording(language).title}-${deps.now().slice(0, 10)}.${ending}`;
      c.header("content-type", type);
      c.header("content-length", String(taken.size));
      c.header("content-disposition", `attachment; filename="export.${ending}"; filename*=UTF-8''${encodeURIComponent(name)}`);
      return stream(
        c,
        async (out) => {
          for await (const piece of taken.read()) {
            if (out.aborted) break;
            await out.write(piece);
          }
        },
        async (error) => {
          deps.log.error({ error }, "an export broke off");
        },
      ) as never;
    },
  );
}
