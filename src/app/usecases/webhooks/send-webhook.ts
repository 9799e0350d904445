// One attempt at a delivery: signed, to an allowed address, to what its name resolves to at that moment and nowhere else; no redirect is
// followed and no answer is read.
import { createHmac } from "node:crypto";
import { type LookupAddress, lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { DeliveryTrouble } from "../../store/webhooks/webhook-tables.ts";
import { isAllowedAddress, type WebhookSettings } from "./webhook-settings.ts";

const WITHIN_MS = 10_000;

/** IANA special-purpose address registries (RFC 6890 and its updates): what is no public host. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  PRIVATE.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  PRIVATE.addSubnet(net, bits, "ipv6");

export function isPrivateAddress(address: string): boolean {
  return PRIVATE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

export type SignedMessage = {
  readonly url: string;
  /** The one in force, and before its time is up the one before it. */
  readonly secrets: readonly string[];
  /** The same however often it is sent. */
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  /** Of this attempt, ISO. */
  readonly now: string;
};

/** "t=…,v1=…": seconds since 1970 and the HMAC-SHA-256, in hex, of `${t}.${body}`; a v1 for each secret, the one in force first. */
export function signatureOf({ secrets, body, now }: Pick<SignedMessage, "secrets" | "body" | "now">): string {
  const seconds = Math.floor(Date.parse(now) / 1000);
  const signed = secrets.map((secret) => createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex"));
  return [`t=${seconds}`, ...signed.map((hash) => `v1=${hash}`)].join(",");
}

export type Attempt = { readonly answer: number | null; readonly trouble: DeliveryTrouble | null };

class PrivateAddress extends Error {}

/** Never throws: what went wrong is the answer. */
export async function sendWebhook(settings: WebhookSettings, message: SignedMessage): Promise<Attempt> {
  if (!isAllowedAddress(settings, message.url)) return { answer: null, trouble: "not-allowed" };
  const url = new URL(message.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const mayBePrivate = settings.private === "yes";
  if (!mayBePrivate && isIP(host) !== 0 && isPrivateAddress(host)) return { answer: null, trouble: "private" };
  return await new Promise((resolve) => {
    const signal = AbortSignal.timeout(WITHIN_MS);
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const sent = send(
      url,
      {
        ...{ method: "POST", lookup: mayBePrivate ? lookup : lookupPublic, signal, agent: false },
        headers: {
          ...{ "content-type": "application/json", "content-length": Buffer.byteLength(message.body), "user-agent": "Hengxiao" },
          ...{ "hengxiao-delivery": message.id, "hengxiao-event": message.kind, "hengxiao-signature": signatureOf(message) },
        },
      },
      (response) => {
        const answer = response.statusCode ?? 0;
        response.destroy();
        resolve({ answer, trouble: answer >= 200 && answer < 300 ? null : "refused" });
      },
    );
    sent.once("error", (error) => {
      const trouble = error instanceof PrivateAddress ? "private" : signal.aborted ? "timeout" : "unreachable";
      resolve({ answer: null, trouble });
    });
    sent.end(message.body);
  });
}

/** As the system looks names up, refusing a name that leads to this machine or a private network. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const refused = error ?? (found.some(({ address }) => isPrivateAddress(address)) ? new PrivateAddress(hostname) : null);
    const [first] = found ?? [];
    if (refused || !first) return done(refused ?? new Error(hostname), "", 4);
    if (options.all) return (done as unknown as (error: null, found: LookupAddress[]) => void)(null, found);
    return done(null, first.address, first.family);
  });
};
