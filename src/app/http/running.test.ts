// What an administrator relies on: encryption where others could listen, the questions about life, readiness and figures.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { get } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, describe, expect, test } from "vitest";
import { theSharedStore } from "../store/store.builder.ts";
import { connectionOf, readProxies } from "./connection.ts";
import { operations } from "./operations.ts";
import { openTransport } from "./transport.ts";

const folder = mkdtempSync(join(tmpdir(), "hengxiao-running-"));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function aCertificate(name: string): { readonly certFile: string; readonly keyFile: string } {
  const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  execFileSync("openssl", [...words, "-subj", `/CN=${name}`, "-keyout", keyFile, "-out", certFile], { stdio: "ignore" });
  return { certFile, keyFile };
}

const codesOf = (opened: ReturnType<typeof openTransport>) => (opened.ok ? [] : opened.faults.map(({ code }) => code));
const nothing = (): void => undefined;

describe("a server", () => {
  test("is plain on loopback and behind a proxy that is named, and nowhere else", () => {
    for (const host of ["127.0.0.1", "::1", "localhost"])
      expect(codesOf(openTransport({ host, tls: null, proxies: [] }, nothing))).toEqual([]);
    for (const host of ["0.0.0.0", "::", "10.0.0.9", "jx.example"])
      expect(codesOf(openTransport({ host, tls: null, proxies: [] }, nothing))).toEqual(["plain-http"]);
    expect(codesOf(openTransport({ host: "0.0.0.0", tls: null, proxies: ["10.0.0.5"] }, nothing))).toEqual([]);
  });

  test("speaks TLS 1.2 and later with its own certificate, and with a new one as soon as it is told", async () => {
    const tls = aCertificate("first");
    const opened = openTransport({ host: "0.0.0.0", tls, proxies: [] }, (_, outgoing) => outgoing.end("encrypted"));
    if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
    const port = await listen(opened.value.server);
    const ask = () =>
      new Promise<string>((resolve, reject) => {
        get({ port, host: "127.0.0.1", rejectUnauthorized: false, agent: false }, (answer) => {
          const socket = answer.socket as ReturnType<typeof connect>;
          resolve(`${answer.statusCode} ${socket.getPeerCertificate().subject.CN}`);
          answer.resume();
        }).once("error", reject);
      });
    expect(await ask()).toBe("200 first");
    const second = aCertificate("second");
    cpSync(second.certFile, tls.certFile);
    expect(opened.value.renew()).toMatchObject({ ok: false, faults: [{ code: "tls-unusable" }] });
    expect(await ask()).toBe("200 first");
    cpSync(second.keyFile, tls.keyFile);
    expect(opened.value.renew().ok).toBe(true);
    expect(await ask()).toBe("200 second");
    const old = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, minVersion: "TLSv1", maxVersion: "TLSv1.1" });
    await expect(new Promise((resolve, reject) => old.once("secureConnect", resolve).once("error", reject))).rejects.toThrow();
  });

  test("refuses a certificate without its key, or that is none", () => {
    const [one, other] = [aCertificate("one"), aCertificate("other")];
    const mixed = { certFile: one.certFile, keyFile: other.keyFile };
    writeFileSync(join(folder, "none.crt"), "no certificate");
    for (const tls of [mixed, { ...one, certFile: join(folder, "none.crt") }, { ...one, keyFile: join(folder, "missing") }])
      expect(codesOf(openTransport({ host: "0.0.0.0", tls, proxies: [] }, nothing))).toEqual(["tls-unusable"]);
  });
});

describe("operations", () => {
  const TOKEN = "a token of some length";
  const { answer, serve } = operations({ dataFolder: folder, metricsToken: TOKEN });
  const started = listen(
    createServer((incoming, outgoing) => {
      const proxies = readProxies([]) ?? { trusts: () => false };
      if (!answer(incoming, outgoing, connectionOf(incoming, proxies))) outgoing.writeHead(418).end();
    }),
  );
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${await started}${path}`, { headers });
    return { status: response.status, text: await response.text() };
  };

  test("tell life from readiness", async () => {
    expect(await ask("/healthz")).toEqual({ status: 200, text: "ok\n" });
    expect(await ask("/readyz")).toMatchObject({ status: 503 });
    serve(await theSharedStore("postgresql"));
    expect(await ask("/readyz")).toEqual({ status: 200, text: "ready\n" });
    serve(null);
    expect(await ask("/readyz")).toMatchObject({ status: 503 });
  }, 120_000);

  test("count what was answered, and show it to this machine or to whoever has the token", async () => {
    expect(await ask("/api/cases")).toMatchObject({ status: 418 });
    const { status, text } = await ask("/metrics");
    expect(status).toBe(200);
    expect(text).toMatch(/hengxiao_http_request_duration_seconds_count\{method="GET",kind="api",status="418"\} 1/);
    expect(text).toMatch(/hengxiao_data_free_bytes [1-9]/);
    expect(text).toMatch(/process_resident_memory_bytes [1-9]/);
    const elsewhere = { "x-forwarded-for": "203.0.113.9" };
    expect(await ask("/metrics", elsewhere)).toEqual({ status: 403, text: "" });
    expect((await ask("/metrics", { ...elsewhere, authorization: "Bearer guess" })).status).toBe(403);
    expect((await ask("/metrics", { ...elsewhere, authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });
});
