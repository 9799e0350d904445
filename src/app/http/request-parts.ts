// What routes ask of a request alike: its language, the thing its address names, a JSON body.
import { z } from "@hono/zod-openapi";

export const lang = z.enum(["zh", "en"]).optional();
export const query = z.object({ lang });

/** The thing that the address names. */
export const params = z.object({
  id: z
    .string()
    .min(1)
    .max(80)
    .openapi({ param: { name: "id", in: "path" } }),
});

/** An event's number in the audit trail; too large for a `number`. */
export const eventSeq = z.string().regex(/^[1-9]\d{0,17}$/);

export function json<S extends z.ZodType>(schema: S) {
  return { body: { content: { "application/json": { schema } }, required: true } } as const;
}
