import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { connectionOf, isFromHere, readProxies } from "./connection.ts";

const trusting = (...list: readonly string[]) => readProxies(list) ?? { trusts: () => false };

function aRequest(remoteAddress: string, headers: Record<string, string> = {}, encrypted = false): IncomingMessage {
  return { socket: { remoteAddress, encrypted }, headers: { host: "inner:8080", ...headers } } as unknown as IncomingMessage;
}

const FORWARDED = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", "x-forwarded-host": "jx.example.gov.cn" };

describe("a request", () => {
  test("that comes by itself is taken as it comes, whatever its headers claim", () => {
    expect(connectionOf(aRequest("198.51.100.7", FORWARDED), trusting("10.0.0.5"))).toEqual({
      ...{ address: "198.51.100.7", secure: false, host: "inner:8080", isProxied: false },
    });
    expect(connectionOf(aRequest("198.51.100.7", {}, true), trusting()).secure).toBe(true);
  });

  test("through a proxy that is named has the browser's address, name and encryption", () => {
    const expected = { address: "203.0.113.9", secure: true, host: "jx.example.gov.cn", isProxied: true };
    expect(connectionOf(aRequest("10.0.0.5", FORWARDED), trusting("10.0.0.5"))).toEqual(expected);
    expect(connectionOf(aRequest("::ffff:10.0.0.5", FORWARDED), trusting("10.0.0.0/24"))).toEqual(expected);
    expect(connectionOf(aRequest("fd00::5", FORWARDED), trusting("fd00::/8"))).toEqual(expected);
  });

  test("through several proxies has the last address that none of ours vouches for, not the first that is claimed", () => {
    const headers = { "x-forwarded-for": "1.1.1.1, 203.0.113.9, 10.0.0.6" };
    expect(connectionOf(aRequest("10.0.0.5", headers), trusting("10.0.0.0/24")).address).toBe("203.0.113.9");
  });

  test("through a proxy counts as encrypted only where the proxy says so", () => {
    expect(connectionOf(aRequest("10.0.0.5", { "x-forwarded-proto": "https, http" }), trusting("10.0.0.5")).secure).toBe(false);
    expect(connectionOf(aRequest("10.0.0.5"), trusting("10.0.0.5")).secure).toBe(false);
  });

  test("comes from this machine only where nobody forwarded it", () => {
    const isHere = (request: IncomingMessage, ...proxies: readonly string[]) =>
      isFromHere(request, connectionOf(request, trusting(...proxies)));
    expect(isHere(aRequest("127.0.0.1"))).toBe(true);
    expect(isHere(aRequest("::1"))).toBe(true);
    expect(isHere(aRequest("127.0.0.1", FORWARDED))).toBe(false);
    expect(isHere(aRequest("127.0.0.1", { via: "1.1 x" }))).toBe(false);
    expect(isHere(aRequest("127.0.0.1"), "127.0.0.1")).toBe(false);
    expect(isHere(aRequest("198.51.100.7"))).toBe(false);
  });
});

test("a list of proxies holds addresses and networks, and nothing else", () => {
  for (const one of ["10.0.0.300", "proxy.example", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/x", "/8"])
    expect(readProxies([one]), one).toBeUndefined();
  expect(readProxies([])?.trusts("127.0.0.1")).toBe(false);
});
