// An uploaded file as a route takes it: how large a request may be, and the one file in it.
import { z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { fault } from "../../kernel/index.ts";
import { refuse } from "./answers.ts";
import type { AppEnv } from "./app-env.ts";
import { problemOf, problemResponse } from "./problem.ts";

const MEGABYTE = 1024 * 1024;

const uploadSchema = z.object({ file: z.any().openapi({ type: "string", format: "binary" }) });
/** A request whose body is one file. */
export const upload = { body: { content: { "multipart/form-data": { schema: uploadSchema } } } } as const;
export const NO_FILE = fault("request-invalid", { found: "file", expected: "multipart/form-data; file=…" });

/** Refuses a larger request before it is read; `most` in bytes where it brings a file, else what the parameters say. */
export function limitBody(most?: number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const maxSize = most ?? c.get("largest");
    const code = most === undefined ? "request-too-large" : "file-too-large";
    const refused = fault(code, { found: c.req.path, expected: `${maxSize / MEGABYTE} MB` });
    return await bodyLimit({ maxSize, onError: () => problemResponse(problemOf([refused], c.get("language"))) })(c, next);
  };
}

/** Takes a form apart before anybody asks for a part of it: one that cannot be, is refused as a whole. */
export const readForm: MiddlewareHandler<AppEnv> = async (c, next) => {
  const type = c.req.header("content-type")?.toLowerCase() ?? "";
  if (!type.startsWith("multipart/form-data")) return await next();
  try {
    await c.req.formData();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse(c, [fault("request-invalid", { found: "multipart/form-data", expected: error.message })]);
  }
  return await next();
};

/** null where no file came. */
export async function readUpload(file: unknown): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  if (!(file instanceof File)) return null;
  return { name: lastNamed(file, 120), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The last part of a file's name, its last `most` characters: it names a kind of file and is shown, never opened. */
export function lastNamed(file: File, most: number): string {
  return shownName(file.name.split(/[/\\]/).at(-1) ?? "").slice(-most);
}

/** Without control characters, which neither a database nor a program's arguments hold. */
export function shownName(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, "\uFFFD");
}
