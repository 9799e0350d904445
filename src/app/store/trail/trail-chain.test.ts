// The chain: any change of any event is seen, and no two events read alike.
import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { type ChainedEvent, contentHashOf, FIRST_LINK, isSignedHead, linkOf, sealOf, signHead } from "./trail-chain.ts";

const EVENT: ChainedEvent = {
  ...{ tenant: "t", seq: "1", at: "2026-01-01T00:00:00.000Z", accountId: "p-1", accountName: "n", roles: "clerk", from: "127.0.0.1" },
  ...{ action: "case.imported", objectKind: "case", objectId: "c-1", unitPath: "/r/", result: "done", reason: null },
  contentHash: contentHashOf("sha256", null),
};

test("a link depends on every field of the event and on the link before, under either digest", () => {
  for (const digest of ["sha256", "sm3"] as const) {
    const link = linkOf(digest, FIRST_LINK, EVENT);
    for (const field of Object.keys(EVENT) as (keyof ChainedEvent)[])
      expect([field, linkOf(digest, FIRST_LINK, { ...EVENT, [field]: "other" }) === link]).toEqual([field, false]);
    expect(linkOf(digest, link, EVENT)).not.toBe(link);
    expect(sealOf(digest, Buffer.alloc(32, 1), link)).not.toBe(sealOf(digest, Buffer.alloc(32, 2), link));
  }
});

test("fields cannot run into each other, and nothing given reads like null", () => {
  const one = { ...EVENT, objectKind: 'a","b', objectId: "c" };
  const other = { ...EVENT, objectKind: "a", objectId: 'b","c' };
  expect(linkOf("sha256", FIRST_LINK, one)).not.toBe(linkOf("sha256", FIRST_LINK, other));
  expect(linkOf("sha256", FIRST_LINK, { ...EVENT, reason: "null" })).not.toBe(linkOf("sha256", FIRST_LINK, EVENT));
});

test("a signed head is known by its key, and no other head is, in both families of algorithms", () => {
  const head = { tenant: "t", seq: "7", link: linkOf("sha256", FIRST_LINK, EVENT), at: EVENT.at };
  const pairs = { ed25519: generateKeyPairSync("ed25519"), sm2: generateKeyPairSync("ec", { namedCurve: "SM2" }) };
  for (const [algorithm, { privateKey, publicKey }] of Object.entries(pairs) as ["ed25519" | "sm2", (typeof pairs)["sm2"]][]) {
    const signature = signHead(algorithm, privateKey, head);
    expect(isSignedHead(algorithm, publicKey, head, signature)).toBe(true);
    expect(isSignedHead(algorithm, publicKey, { ...head, seq: "8" }, signature)).toBe(false);
  }
});
