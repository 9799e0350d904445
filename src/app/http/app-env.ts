// What a request carries through the application.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Language } from "../messages/language.ts";

export type AppEnv = { readonly Variables: { language: Language } };
export type App = OpenAPIHono<AppEnv>;
