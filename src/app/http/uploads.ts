// An uploaded file as a route takes it: how large a request may be, and the one file in it.
import { z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { fault } from "../../kernel/index.ts";
import type { AppEnv } from "./app-env.ts";
import { problemOf, problemResponse } from "./problem.ts";

const MEGABYTE = 1024 * 1024;

export const uploadSchema = z.object({ file: z.any().openapi({ type: "string", format: "binary" }) });

/** Refuses a larger request before it is read; `most` in bytes. */
export function limitBody(most: number): MiddlewareHandler<AppEnv> {
  return bodyLimit({
    maxSize: most,
    onError: (c) =>
      problemResponse(problemOf([fault("file-too-large", { found: c.req.path, expected: `${most / MEGABYTE} MB` })], c.get("language"))),
  });
}

/** Only the last part of the name is kept: it names a kind of file and is shown, never opened. null where no file came. */
export async function readUpload(file: unknown): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  if (!(file instanceof File)) return null;
  const name = (file.name.split(/[/\\]/).at(-1) ?? "").slice(-120);
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
