// Signing in and out, one's own password and second factor, and the one-time links.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { renderSVG } from "uqr";
import { ACTIONS, mayAtAll } from "../../access/index.ts";
import { fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { listSessions } from "../store/people/session-repository.ts";
import { lookAtLink, useLink } from "../usecases/people/first-run.ts";
import { beginEnrolment, changeOwnPassword, confirmEnrolment } from "../usecases/people/own-account.ts";
import { signIn, signOut } from "../usecases/people/sign-in.ts";
import { refuse, responds } from "./answers.ts";
import type { App, AppEnv } from "./app-env.ts";
import {
  doneSchema,
  enrolmentInputSchema,
  enrolmentSchema,
  linkSchema,
  ownSessionSchema,
  passwordInputSchema,
  recoveryCodesSchema,
  type SessionView,
  sessionSchema,
  signInInputSchema,
  useLinkInputSchema,
} from "./contract-people.ts";
import { giveSession, guarded, takeSession } from "./identify.ts";

const json = <S extends z.ZodType>(schema: S) => ({ body: { content: { "application/json": { schema } }, required: true } }) as const;
const lang = z.object({ lang: z.enum(["zh", "en"]).optional() });

export function registerSessionRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("session.read"),
      method: "get",
      path: "/api/session",
      request: { query: lang },
      responses: responds(sessionSchema, "who is signed in"),
    }),
    (c) => c.json(sessionView(c, deps), 200),
  );

  app.openapi(
    createRoute({
      ...guarded("session.open"),
      method: "post",
      path: "/api/session",
      request: { query: lang, ...json(signInInputSchema) },
      responses: responds(doneSchema, "signed in; the session is in the cookie"),
    }),
    async (c) => {
      const { tenant = deps.tenant, login, password, code } = c.req.valid("json");
      const opened = await signIn(deps, { tenant, login, password, code: code ?? null, from: c.get("actor").from, agent: agentOf(c) });
      if (!opened.ok) return refuse(c, opened.faults);
      giveSession(c, tenant, opened.value.token);
      return c.json({ done: true } as const, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.read"),
      method: "delete",
      path: "/api/session",
      request: { query: lang },
      responses: responds(doneSchema, "signed out"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      if (signedIn) await signOut(deps, signedIn);
      takeSession(c);
      return c.json({ done: true } as const, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.own"),
      method: "get",
      path: "/api/session/all",
      request: { query: lang },
      responses: responds(z.array(ownSessionSchema).readonly(), "the sessions of one's own account"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      if (!signedIn) return refuse(c, [fault("sign-in-needed")]);
      const sessions = await listSessions(deps.store.db, signedIn.actor.tenant, signedIn.actor.accountId ?? "");
      return c.json(
        sessions.map(({ startedAt, seenAt, from, agent, tokenHash }) => ({
          startedAt,
          seenAt,
          from,
          agent,
          current: tokenHash === signedIn.tokenHash,
        })),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.own"),
      method: "put",
      path: "/api/session/password",
      request: { query: lang, ...json(passwordInputSchema) },
      responses: responds(doneSchema, "changed; every other session of the account has ended"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      if (!signedIn) return refuse(c, [fault("sign-in-needed")]);
      const changed = await changeOwnPassword(deps, signedIn, { ...c.req.valid("json"), agent: agentOf(c) });
      if (!changed.ok) return refuse(c, changed.faults);
      giveSession(c, signedIn.actor.tenant, changed.value.token);
      return c.json({ done: true } as const, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.own"),
      method: "post",
      path: "/api/session/second-factor",
      request: { query: lang },
      responses: responds(enrolmentSchema, "a secret for the authenticator, with its picture"),
    }),
    (c) => {
      const signedIn = c.get("signedIn");
      if (!signedIn) return refuse(c, [fault("sign-in-needed")]);
      const { secret, uri } = beginEnrolment(signedIn);
      return c.json({ secret, uri, picture: renderSVG(uri, { border: 2 }) }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.own"),
      method: "put",
      path: "/api/session/second-factor",
      request: { query: lang, ...json(enrolmentInputSchema) },
      responses: responds(recoveryCodesSchema, "enrolled; the recovery codes are shown this once"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      if (!signedIn) return refuse(c, [fault("sign-in-needed")]);
      const enrolled = await confirmEnrolment(deps, signedIn, { ...c.req.valid("json"), agent: agentOf(c) });
      if (!enrolled.ok) return refuse(c, enrolled.faults);
      giveSession(c, signedIn.actor.tenant, enrolled.value.token);
      return c.json({ recoveryCodes: enrolled.value.recoveryCodes }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.open"),
      method: "get",
      path: "/api/links/{token}",
      request: { params: z.object({ token: z.string().min(20).max(100) }), query: lang },
      responses: responds(linkSchema, "what a one-time link is for"),
    }),
    async (c) => {
      const link = await lookAtLink(deps, deps.tenant, c.req.valid("param").token);
      return link.ok ? c.json(link.value, 200) : refuse(c, link.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.open"),
      method: "post",
      path: "/api/links",
      request: { query: lang, ...json(useLinkInputSchema) },
      responses: responds(doneSchema, "the password is set and the session open"),
    }),
    async (c) => {
      const { tenant = deps.tenant, ...input } = c.req.valid("json");
      const opened = await useLink(deps, { ...input, tenant, from: c.get("actor").from, agent: agentOf(c) });
      if (!opened.ok) return refuse(c, opened.faults);
      giveSession(c, tenant, opened.value.token);
      return c.json({ done: true } as const, 200);
    },
  );
}

function agentOf(c: Context<AppEnv>): string {
  return c.req.header("user-agent") ?? "";
}

function sessionView(c: Context<AppEnv>, deps: Deps): SessionView {
  const actor = c.get("actor");
  const signedIn = c.get("signedIn");
  return {
    account: signedIn && { id: actor.accountId ?? "", login: signedIn.login, name: actor.name, unitId: actor.unitId },
    stage: signedIn?.stage ?? null,
    grants: actor.grants.map(({ role, unitId, unitPath }) => ({ role, unitId, unitPath })),
    actions: ACTIONS.filter((action) => mayAtAll(actor, action)),
    idleMinutes: deps.signIn.idleMinutes,
  };
}
