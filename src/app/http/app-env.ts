// What a request carries through the application.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Next } from "hono";
import type { Action, Actor, Target } from "../../access/index.ts";
import type { Language } from "../messages/language.ts";
import type { Stand } from "../store/kept/stand.ts";
import type { SignedIn } from "../usecases/people/signed-in.ts";
import type { Connection } from "./connection.ts";
import type { RateClass } from "./rates.ts";

/**
 * Whether a write is one transaction with its answer, or of several that must not hold the database: then its key is claimed with the
 * first, and a retry after the program died in between is told that it was done, not what was answered.
 */
export type Steps = "one" | "several";

/** An answer that is the same for everybody who may read the case, and of nothing but the case and its unit's place. */
export type SharedAnswer = {
  readonly target: Target;
  /** As they leave the process. */
  readonly bytes: Uint8Array<ArrayBuffer>;
};

export type AppEnv = {
  /** Absent where the application is asked from within the program, as tests do. */
  readonly Bindings: { readonly connection?: Connection };
  readonly Variables: {
    language: Language;
    /** Where the store stood after the request came, for what it reads before it writes. */
    stand: Stand | undefined;
    /** What is answered, where everybody who may read the case has the same. */
    shared: SharedAnswer | undefined;
    /** Who asks; somebody without an account where nobody is signed in. */
    actor: Actor;
    /** The session, whatever step it still has to take; null where there is none. */
    signedIn: SignedIn | null;
    /** Whether a session was brought that stands for nobody any more. */
    hasEnded: boolean;
    /** Does a write with a key once, however often it comes. */
    once: (work: Next, steps: Steps) => Promise<Response | undefined>;
    /** Counts what has its limit a minute; seconds to wait where it is reached. */
    spend: (what: RateClass) => Promise<number | null>;
    /** Bytes of a request that brings no file. */
    largest: number;
    /** The version that `If-Match` names. */
    ifMatch: number | undefined;
    /** Records that the actor was refused an action. */
    deny: (action: Action) => Promise<void>;
  };
};
export type App = OpenAPIHono<AppEnv>;
