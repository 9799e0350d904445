// Signing in and out, one's own password and second factor, and the one-time links.
import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { renderSVG } from "uqr";
import { ACTIONS, mayAtAll } from "../../access/index.ts";
import { fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { countAccounts } from "../store/people/account-repository.ts";
import { findUnit } from "../store/people/unit-repository.ts";
import { lookAtLink, useLink } from "../usecases/people/first-run.ts";
import { beginEnrolment, changeOwnPassword, confirmEnrolment } from "../usecases/people/own-account.ts";
import { endOwnSessions, readOwnAccount } from "../usecases/people/own-sessions.ts";
import { signIn, signOut } from "../usecases/people/sign-in.ts";
import { DONE, refuse, responds } from "./answers.ts";
import type { App, AppEnv } from "./app-env.ts";
import {
  doneSchema,
  endSessionsInputSchema,
  enrolmentInputSchema,
  enrolmentSchema,
  linkSchema,
  linkTokenSchema,
  ownAccountSchema,
  passwordInputSchema,
  recoveryCodesSchema,
  type SessionView,
  sessionSchema,
  signedOutSchema,
  signInInputSchema,
  useLinkInputSchema,
} from "./contract-people.ts";
import { baseOf } from "./directory-routes.ts";
import { deviceOf, giveSession, guarded, takeSession } from "./identify.ts";
import { json, query } from "./request-parts.ts";

export function registerSessionRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("session.read"),
      method: "get",
      path: "/api/session",
      request: { query },
      responses: responds(sessionSchema, "who is signed in"),
    }),
    async (c) => {
      const view = await sessionView(c, deps);
      if (view.hasEnded) takeSession(c);
      return c.json(view, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.open"),
      method: "post",
      path: "/api/session",
      request: { query, ...json(signInInputSchema) },
      responses: responds(doneSchema, "signed in; the session is in the cookie"),
    }),
    async (c) => {
      const { tenant = deps.tenant, login, password, code } = c.req.valid("json");
      const opened = await signIn(deps, {
        ...{ tenant, login, password, code: code ?? null, from: c.get("actor").from, agent: agentOf(c) },
        ...{ device: deviceOf(c), replaces: c.get("signedIn") },
      });
      if (!opened.ok) return refuse(c, opened.faults);
      giveSession(c, tenant, opened.value);
      return c.json(DONE, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.read"),
      method: "delete",
      path: "/api/session",
      request: { query },
      responses: responds(signedOutSchema, "signed out"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      if (signedIn) await signOut(deps, signedIn);
      takeSession(c);
      // What was shown to him does not stay behind for the next person at this machine.
      c.header("clear-site-data", '"cache"');
      return c.json({ done: true as const, goTo: signedIn?.openedBy === "directory" ? await leaveDirectory(c, deps) : null }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.own"),
      method: "get",
      path: "/api/session/account",
      request: { query },
      responses: responds(ownAccountSchema, "one's own account: password, second factor, sessions"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      return signedIn ? c.json(await readOwnAccount(deps, signedIn), 200) : refuse(c, [fault("sign-in-needed")]);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.own"),
      method: "delete",
      path: "/api/session/account/sessions",
      request: { query, ...json(endSessionsInputSchema) },
      responses: responds(doneSchema, "ended"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      if (!signedIn) return refuse(c, [fault("sign-in-needed")]);
      const ended = await endOwnSessions(deps, signedIn, c.req.valid("json").id);
      return ended.ok ? c.json(DONE, 200) : refuse(c, ended.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.own"),
      method: "put",
      path: "/api/session/password",
      request: { query, ...json(passwordInputSchema) },
      responses: responds(doneSchema, "changed; every other session of the account has ended"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      if (!signedIn) return refuse(c, [fault("sign-in-needed")]);
      const changed = await changeOwnPassword(deps, signedIn, { ...c.req.valid("json"), agent: agentOf(c) });
      if (!changed.ok) return refuse(c, changed.faults);
      giveSession(c, signedIn.actor.tenant, changed.value);
      return c.json(DONE, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.own"),
      method: "post",
      path: "/api/session/second-factor",
      request: { query },
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
      request: { query, ...json(enrolmentInputSchema) },
      responses: responds(recoveryCodesSchema, "enrolled; the recovery codes are shown this once"),
    }),
    async (c) => {
      const signedIn = c.get("signedIn");
      if (!signedIn) return refuse(c, [fault("sign-in-needed")]);
      const enrolled = await confirmEnrolment(deps, signedIn, { ...c.req.valid("json"), agent: agentOf(c) });
      if (!enrolled.ok) return refuse(c, enrolled.faults);
      giveSession(c, signedIn.actor.tenant, enrolled.value);
      return c.json({ recoveryCodes: enrolled.value.recoveryCodes }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.open"),
      // The token is a secret: in the body it stands in no log and no history.
      method: "post",
      path: "/api/links/look",
      request: { query, ...json(linkTokenSchema) },
      responses: responds(linkSchema, "what a one-time link is for; it is not used up by this"),
    }),
    async (c) => {
      const link = await lookAtLink(deps, deps.tenant, c.req.valid("json").token);
      return link.ok ? c.json(link.value, 200) : refuse(c, link.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("session.open"),
      method: "post",
      path: "/api/links",
      request: { query, ...json(useLinkInputSchema) },
      responses: responds(doneSchema, "the password is set and the session open"),
    }),
    async (c) => {
      const { tenant = deps.tenant, ...input } = c.req.valid("json");
      const opened = await useLink(deps, { ...input, tenant, from: c.get("actor").from, agent: agentOf(c) });
      if (!opened.ok) return refuse(c, opened.faults);
      giveSession(c, tenant, opened.value);
      return c.json(DONE, 200);
    },
  );
}

/** Where to sign out there too. That it cannot be reached keeps nobody signed in here. */
async function leaveDirectory(c: Context<AppEnv>, deps: Deps): Promise<string | null> {
  try {
    return (await deps.directory?.leave(`${baseOf(c, deps)}/`)) ?? null;
  } catch (error) {
    deps.log.warn({ error }, "the directory cannot be reached");
    return null;
  }
}

function agentOf(c: Context<AppEnv>): string {
  return c.req.header("user-agent") ?? "";
}

async function sessionView(c: Context<AppEnv>, deps: Deps): Promise<SessionView> {
  const actor = c.get("actor");
  const signedIn = c.get("signedIn");
  const { db } = deps.store;
  const names = await Promise.all(actor.grants.map(async ({ unitId }) => (await findUnit(db, actor.tenant, unitId))?.name ?? unitId));
  const { shortestPassword, shortestAdministratorPassword, kindsOfCharacters, longEnoughWithoutMixing, passwordsRemembered } = deps.signIn;
  return {
    account: signedIn && { id: actor.accountId ?? "", login: signedIn.login, name: actor.name, unitName: signedIn.unitName },
    stage: signedIn?.stage ?? null,
    grants: actor.grants.map(({ role, unitId, unitPath }, index) => ({ role, unitId, unitName: names[index] ?? unitId, unitPath })),
    actions: ACTIONS.filter((action) => mayAtAll(actor, action)),
    idleMinutes: deps.signIn.idleMinutes,
    endsAt: signedIn && new Date(Date.parse(signedIn.startedAt) + deps.signIn.sessionMinutes * 60_000).toISOString(),
    hasEnded: c.get("hasEnded"),
    passwordRules: {
      ...{ shortest: shortestPassword, shortestForAdministrators: shortestAdministratorPassword },
      ...{ kinds: kindsOfCharacters, longEnoughWithoutMixing, remembered: passwordsRemembered },
    },
    demonstration: deps.demonstration,
    directory: deps.directory?.settings.label ?? null,
    firstRun: signedIn === null && (await countAccounts(db, deps.tenant)) === 0,
  };
}
