// A directory for tests, on loopback: it lets everybody in as the person it is told, and can answer wrongly in every way a token can be wrong.
import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";

export type TokenFault = "key" | "none" | "audience" | "issuer" | "nonce" | "expired";

export type TestDirectory = {
  readonly issuer: string;
  /** What it says of whoever comes; `fault` is what is wrong with the next token. */
  person: { sub: string; amr?: readonly string[]; fault?: TokenFault };
  /** What the last one to come was sent with. */
  readonly asked: URLSearchParams[];
  readonly close: () => Promise<void>;
};

export const CLIENT = { id: "hengxiao", secret: "of-the-test" };

export async function aDirectory(): Promise<TestDirectory> {
  const keys = await generateKeyPair("RS256", { extractable: true });
  const strangers = await generateKeyPair("RS256");
  const published = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  const codes = new Map<string, { readonly challenge: string; readonly nonce: string }>();
  const asked: URLSearchParams[] = [];
  let issuer = "";
  const directory: { person: TestDirectory["person"] } = { person: { sub: "d-1" } };

  const idToken = async (nonce: string): Promise<string> => {
    const { sub, amr, fault } = directory.person;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ sub, amr, nonce: fault === "nonce" ? "another" : nonce, iss: fault === "issuer" ? "https://evil.example" : issuer },
      ...{ aud: fault === "audience" ? "somebody-else" : CLIENT.id, iat: now - 3600, exp: now + (fault === "expired" ? -1800 : 600) },
    };
    if (fault === "none") return new UnsecuredJWT(claims).encode();
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .sign(fault === "key" ? strangers.privateKey : keys.privateKey);
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void (async () => {
        switch (url.pathname) {
          case "/.well-known/openid-configuration":
            return json(200, {
              ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys` },
              ...{ end_session_endpoint: `${issuer}/leave`, response_types_supported: ["code"], subject_types_supported: ["public"] },
              ...{ id_token_signing_alg_values_supported: ["RS256"], code_challenge_methods_supported: ["S256"] },
            });
          case "/keys":
            return json(200, { keys: [published] });
          case "/authorize": {
            asked.push(url.searchParams);
            const code = randomUUID();
            codes.set(code, { challenge: url.searchParams.get("code_challenge") ?? "", nonce: url.searchParams.get("nonce") ?? "" });
            const back = new URL(url.searchParams.get("redirect_uri") ?? "");
            back.searchParams.set("code", code);
            back.searchParams.set("state", url.searchParams.get("state") ?? "");
            return response.writeHead(302, { location: back.href }).end();
          }
          case "/token": {
            const body = new URLSearchParams(Buffer.concat(chunks).toString());
            const known = codes.get(body.get("code") ?? "");
            codes.delete(body.get("code") ?? "");
            const proved = createHash("sha256")
              .update(body.get("code_verifier") ?? "")
              .digest("base64url");
            // Id and secret come form-encoded (RFC 6749 §2.3.1).
            const [, basic = ""] = (request.headers.authorization ?? "").split(" ");
            const isClient = decodeURIComponent(Buffer.from(basic, "base64").toString()) === `${CLIENT.id}:${CLIENT.secret}`;
            if (!known || proved !== known.challenge || !isClient) return json(400, { error: "invalid_grant" });
            return json(200, { access_token: "unused", token_type: "bearer", expires_in: 60, id_token: await idToken(known.nonce) });
          }
          default:
            return json(404, {});
        }
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(directory, {
    issuer,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
