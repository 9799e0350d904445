// How routes answer: a described response, a problem, and what a request asked for.

import type { z } from "@hono/zod-openapi";
import type { Context, TypedResponse } from "hono";
import type { JSONParsed } from "hono/utils/types";
import { type Fault, failure, fault, type Result, success } from "../../kernel/index.ts";
import type { AppEnv } from "./app-env.ts";
import { problemSchema } from "./contract.ts";
import { type ProblemStatus, problemOf } from "./problem.ts";

/** A route's responses: its own, and problem+json for whatever else happens. */
export function responds<S extends z.ZodType>(schema: S, description: string) {
  return {
    200: { description, content: { "application/json": { schema } } },
    default: { description: "problem", content: { "application/problem+json": { schema: problemSchema } } },
  } as const;
}

/** The same for what was only begun: the answer says where to look. */
export function accepts<S extends z.ZodType>(schema: S, description: string) {
  return {
    202: { description, content: { "application/json": { schema } } },
    default: { description: "problem", content: { "application/problem+json": { schema: problemSchema } } },
  } as const;
}

/** The answer of what was done and gives nothing back. */
export const DONE = { done: true } as const;

/** A file as the answer. */
export function respondsFile(type: string, description: string) {
  return {
    200: { description, content: { [type]: { schema: { type: "string", format: "binary" } } } },
    default: { description: "problem", content: { "application/problem+json": { schema: problemSchema } } },
  } as const;
}

/** JSON that was written as bytes already; `T` is what it parses to, which its own test holds. */
export function answerJson<T>(c: Context<AppEnv>, bytes: Uint8Array<ArrayBuffer>): Response & TypedResponse<JSONParsed<T>, 200, "json"> {
  return c.body(bytes, 200, { "content-type": "application/json" }) as unknown as Response & TypedResponse<JSONParsed<T>, 200, "json">;
}

/** The faults as a problem; an override of the status is the edge's own knowledge (a conflict, a refused origin). */
export function refuse(c: Context<AppEnv>, faults: readonly Fault[], status?: ProblemStatus) {
  const problem = problemOf(faults, c.get("language"), status);
  return c.json(problem, problem.status as ProblemStatus, { "content-type": "application/problem+json; charset=utf-8" });
}

/** "a,b" → ["a", "b"]. */
export function readList(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** ["project.completed=false"] → [["project.completed", "false"]]. */
export function readSettings(set: string | readonly string[] | undefined): Result<readonly (readonly [string, string])[]> {
  const settings = set === undefined ? [] : typeof set === "string" ? [set] : set;
  const broken = settings.filter((setting) => !/^[^=]+=/.test(setting));
  if (broken.length > 0)
    return failure(...broken.map((found) => fault("request-invalid", { found: `set=${found}`, expected: "set=project.completed=false" })));
  return success(
    settings.map((setting) => [setting.slice(0, setting.indexOf("=")).trim(), setting.slice(setting.indexOf("=") + 1)] as const),
  );
}
