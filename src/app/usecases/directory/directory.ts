// What is said to a directory and what it answers, by a kept library: authorization code with PKCE, state and nonce; the ID token's
// signature is checked against the directory's published keys, its issuer, audience and times too (OpenID Connect Core 1.0 §3.1).
import * as client from "openid-client";
import type { DirectorySettings } from "./directory-settings.ts";

/** What has to be there when the person comes back; kept sealed in his browser. */
export type PendingSignIn = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** What the directory says of the person. */
export type DirectoryPerson = { readonly number: string | null; readonly methods: readonly string[] };

export type Directory = {
  readonly settings: DirectorySettings;
  /** Where the person proves who he is. Throws where the directory cannot be reached. */
  readonly begin: (comesBackTo: string) => Promise<{ readonly goTo: string; readonly pending: PendingSignIn }>;
  /** `cameBackTo` with all that the directory put behind it. Throws where anything of it does not hold. */
  readonly finish: (cameBackTo: URL, pending: PendingSignIn) => Promise<DirectoryPerson>;
  /** Where to sign out there; null where it has no such place, or sign-out is here alone. */
  readonly leave: (comesBackTo: string) => Promise<string | null>;
};

const SECONDS = 10;

/** Nothing is asked of the directory before somebody wants to sign in. */
export function openDirectory(settings: DirectorySettings): Directory {
  let known: Promise<client.Configuration> | undefined;
  const configuration = async (): Promise<client.Configuration> => {
    known ??= discover(settings);
    try {
      return await known;
    } catch (error) {
      // The next one asks again.
      known = undefined;
      throw error;
    }
  };
  return {
    settings,
    begin: async (comesBackTo) => {
      const pending = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
      const goTo = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: comesBackTo,
        scope: settings.scope,
        code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: "S256",
        state: pending.state,
        nonce: pending.nonce,
      });
      return { goTo: goTo.href, pending };
    },
    finish: async (cameBackTo, { state, nonce, verifier }) => {
      const tokens = await client.authorizationCodeGrant(await configuration(), cameBackTo, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims() ?? {};
      const number = (claims as Readonly<Record<string, unknown>>)[settings.claim];
      const methods = (claims as { readonly amr?: unknown }).amr;
      return {
        number: typeof number === "string" && number.trim() !== "" ? number.trim() : null,
        methods: Array.isArray(methods) ? methods.filter((one) => typeof one === "string") : [],
      };
    },
    leave: async (comesBackTo) => {
      if (settings.signOut === "here") return null;
      const found = await configuration();
      if (found.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(found, { post_logout_redirect_uri: comesBackTo }).href;
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: DirectorySettings): Promise<client.Configuration> {
  const server = new URL(issuer);
  const execute = server.protocol === "http:" ? [client.allowInsecureRequests] : [];
  const authentication = clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret);
  const found = await client.discovery(server, clientId, {}, authentication, { execute, timeout: SECONDS });
  client.enableNonRepudiationChecks(found);
  return found;
}
