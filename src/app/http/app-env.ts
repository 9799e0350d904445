// What a request carries through the application.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Action, Actor } from "../../access/index.ts";
import type { Language } from "../messages/language.ts";
import type { SignedIn } from "../usecases/people/signed-in.ts";
import type { Connection } from "./connection.ts";

export type AppEnv = {
  /** Absent where the application is asked from within the program, as tests do. */
  readonly Bindings: { readonly connection?: Connection };
  readonly Variables: {
    language: Language;
    /** Who asks; somebody without an account where nobody is signed in. */
    actor: Actor;
    /** The session, whatever step it still has to take; null where there is none. */
    signedIn: SignedIn | null;
    /** Whether a session was brought that stands for nobody any more. */
    hasEnded: boolean;
    /** Records that the actor was refused an action. */
    deny: (action: Action) => Promise<void>;
  };
};
export type App = OpenAPIHono<AppEnv>;
