// Events told to other systems: off unless the operator opens the door, queued with the event, signed, tried again, never doubled in
// meaning, and to no address that is not allowed.
import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nobody, type Role } from "../../access/index.ts";
import { recordEvent } from "../store/trail/record-event.ts";
import { deliverWebhooks } from "../usecases/webhooks/deliver-webhooks.ts";
import { isPrivateAddress, sendWebhook, signatureOf } from "../usecases/webhooks/send-webhook.ts";
import { readWebhookSettings, type WebhookSettings } from "../usecases/webhooks/webhook-settings.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";
import { buildApp } from "./build-app.ts";
import type { DeliveriesView, SubscribedView, WebhooksView } from "./contract-webhooks.ts";

const SLOW = 180_000;

type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };

let server: TestApp;
let receiver: Server;
let origin: string;
let answer = 204;
const received: Received[] = [];

beforeAll(async () => {
  server = await aTestApp();
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(answer, answer === 302 ? { location: "/elsewhere" } : {}).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
}, SLOW);
afterAll(async () => {
  receiver.close();
  await server.close();
});

/** The application with the door open, at a moment. */
function opened(now: string, settings: Partial<WebhookSettings> = {}) {
  const deps = {
    ...server.deps,
    now: () => now,
    webhooks: { addresses: [origin], private: "yes" as const, formerSecretHours: 72, ...settings },
  };
  // Asked at the moment the sessions were opened.
  const app = buildApp({ ...deps, now: server.deps.now }, { host: "127.0.0.1", web: null });
  const ask = async (path: string, init: RequestInit = {}, as: Role = "system-admin") =>
    await app.request(path, {
      ...init,
      headers: { host: "127.0.0.1:8080", "content-type": "application/json", cookie: await server.cookieOf(as), ...init.headers },
    });
  return { deps, ask };
}

async function happen(deps: Parameters<typeof deliverWebhooks>[0], id: string, roll = false): Promise<void> {
  await deps.store.db
    .transaction()
    .execute(async (transaction) => {
      const actor = { ...nobody(deps.tenant, "here"), name: "王某某" };
      await recordEvent(transaction, deps, {
        ...{ actor, action: "case.revised", object: { kind: "case", id } },
        ...{ after: { secret: "机密金额 300.33" }, reason: "因故" },
      });
      if (roll) throw new Error("rolled back");
    })
    .catch((error: unknown) => {
      if (!roll) throw error;
    });
}

const count = async (): Promise<number> =>
  Number(
    (
      await server.deps.store.db
        .selectFrom("webhook_deliveries")
        .select(({ fn }) => fn.countAll<string>().as("n"))
        .executeTakeFirstOrThrow()
    ).n,
  );

test("off, nobody can subscribe and an event leaves no row", async () => {
  const view = (await (await server.ask("/api/webhooks", {}, "system-admin")).json()) as WebhooksView;
  expect(view).toEqual({ on: false, addresses: [], subscriptions: [] });
  const body = JSON.stringify({ name: "OA", url: `${origin}/in`, areas: ["case"] });
  const init = { method: "POST", headers: { "content-type": "application/json" }, body };
  expect((await server.ask("/api/webhooks", init, "system-admin")).status).toBe(404);
  expect((await server.ask("/api/webhooks", init, "security-admin")).status).toBe(403);
  await happen(server.deps, "before");
  expect(await count()).toBe(0);
});

test(
  "an event is queued with its transaction, signed, tried again at growing distances, and sent once more on demand",
  async () => {
    const at = (minutes: number) => new Date(Date.parse("2026-01-02T03:04:05.000Z") + minutes * 60_000).toISOString();
    const { deps, ask } = opened(at(0));
    const refused = await ask("/api/webhooks", {
      method: "POST",
      body: JSON.stringify({ name: "x", url: "https://evil.example/", areas: ["case"] }),
    });
    expect(refused.status).toBe(422);
    const made = await ask("/api/webhooks", {
      method: "POST",
      body: JSON.stringify({ name: "OA 系统", url: `${origin}/in?from=hengxiao`, areas: ["case", "ledger"] }),
    });
    const { id, secret } = (await made.json()) as SubscribedView;
    expect(secret.length).toBeGreaterThan(40);
    expect(JSON.stringify(await (await ask("/api/webhooks")).json())).not.toContain(secret);

    // Turned off again: no rows, though there is a subscription.
    await happen(server.deps, "while-off");
    expect(await count()).toBe(0);
    await happen(deps, "c-1", true);
    expect(await count()).toBe(0);
    await happen(deps, "c-1");
    expect(await count()).toBe(1);

    answer = 500;
    expect(await deliverWebhooks(deps)).toBe(1);
    expect(await deliverWebhooks(deps)).toBe(0);
    expect(await deliverWebhooks(opened(at(1)).deps)).toBe(1);
    answer = 302;
    expect(await deliverWebhooks(opened(at(3)).deps)).toBe(1);
    const log = async () => ((await (await ask("/api/webhooks/deliveries")).json()) as DeliveriesView).deliveries;
    expect(await log()).toMatchObject([{ state: "waiting", attempts: 3, answer: 302, trouble: "refused", kind: "case.revised" }]);
    answer = 204;
    expect(await deliverWebhooks(opened(at(10)).deps)).toBe(1);
    const [delivery] = await log();
    expect(delivery).toMatchObject({ state: "delivered", attempts: 4, answer: 204, trouble: null, subscription: id });

    expect(received.map(({ path }) => path)).toEqual(Array(4).fill("/in?from=hengxiao"));
    const [first, last] = [received[0], received[3]];
    expect(first?.body).toBe(last?.body);
    expect(JSON.parse(first?.body ?? "")).toEqual({
      ...{ id: `${id}.${delivery?.event}`, kind: "case.revised", at: delivery?.at },
      ...{ object: { kind: "case", id: "c-1" }, link: "/cases/c-1" },
    });
    for (const secretive of ["王某某", "300.33", "因故", secret]) expect(JSON.stringify(received)).not.toContain(secretive);
    const [, seconds, hash] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(last?.headers["hengxiao-signature"])) ?? [];
    expect(Number(seconds)).toBe(Date.parse(at(10)) / 1000);
    expect(hash).toBe(createHmac("sha256", secret).update(`${seconds}.${last?.body}`).digest("hex"));
    expect(signatureOf({ secrets: ["other"], body: last?.body ?? "", now: at(10) })).not.toBe(last?.headers["hengxiao-signature"]);

    expect((await ask(`/api/webhooks/${id}/deliveries/${delivery?.event}`, { method: "POST" })).status).toBe(200);
    expect((await ask(`/api/webhooks/${id}/deliveries/999999`, { method: "POST" })).status).toBe(404);
    expect(await deliverWebhooks(deps)).toBe(1);
    expect(received.at(-1)?.headers["hengxiao-delivery"]).toBe(first?.headers["hengxiao-delivery"]);

    const change = async (version: number, on: boolean) =>
      await ask(`/api/webhooks/${id}`, { method: "PUT", body: JSON.stringify({ name: "OA", areas: ["flow"], on, version }) });
    expect((await change(1, false)).status).toBe(200);
    expect(((await (await change(1, true)).json()) as { detail: string }).detail).toContain("其间：修改事件推送");
    await happen(deps, "c-2");
    expect(await count()).toBe(1);
    const { events } = (await (await server.ask("/api/trail?kind=webhook", {}, "audit-admin")).json()) as { events: { action: string }[] };
    expect(events.map(({ action }) => action).toSorted()).toEqual(["webhook.changed", "webhook.redelivered", "webhook.subscribed"]);
  },
  SLOW,
);

test("a renewed secret signs at once, and the one before beside it for its hours", async () => {
  const start = Date.parse(server.deps.now());
  const at = (hours: number) => opened(new Date(start + hours * 3_600_000).toISOString());
  const { ask } = at(0);
  const body = JSON.stringify({ name: "换密钥", url: `${origin}/renewed`, areas: ["case"] });
  const { id, secret: former } = (await (await ask("/api/webhooks", { method: "POST", body })).json()) as SubscribedView;
  const renew = async (version: number, as: Role = "system-admin") =>
    await ask(`/api/webhooks/${id}/secret`, { method: "POST", body: JSON.stringify({ version }) }, as);
  expect((await renew(1, "security-admin")).status).toBe(403);
  expect((await renew(7)).status).toBe(409);
  const { secret } = (await (await renew(1)).json()) as SubscribedView;
  expect(secret).not.toBe(former);
  answer = 204;
  const signedWith = async (hours: number, event: string): Promise<readonly boolean[]> => {
    const later = at(hours);
    await happen(later.deps, event);
    await deliverWebhooks(later.deps);
    const last = received.filter(({ path }) => path === "/renewed").at(-1);
    const [, seconds] = /^t=(\d+),/.exec(String(last?.headers["hengxiao-signature"])) ?? [];
    const hashOf = (by: string) => createHmac("sha256", by).update(`${seconds}.${last?.body}`).digest("hex");
    const hashes = String(last?.headers["hengxiao-signature"]).split(",").slice(1);
    return [secret, former].map((by) => hashes.includes(`v1=${hashOf(by)}`));
  };
  expect(await signedWith(71, "renewed-1")).toEqual([true, true]);
  expect(await signedWith(73, "renewed-2")).toEqual([true, false]);
  const { subscriptions } = (await (await ask("/api/webhooks")).json()) as WebhooksView;
  expect(subscriptions.find((one) => one.id === id)).toMatchObject({ version: 2, formerUntil: "2026-01-05T03:04:05.000Z" });
  const { events } = (await (await server.ask("/api/trail?action=webhook.secret-renewed", {}, "audit-admin")).json()) as {
    events: { objectId: string }[];
  };
  expect(events).toMatchObject([{ objectId: id }]);
  const off = { method: "PUT", body: JSON.stringify({ name: "换密钥", areas: ["case"], on: false, version: 2 }) };
  expect((await ask(`/api/webhooks/${id}`, off)).status).toBe(200);
});

test("given up after the last wait, and of two senders one takes it", async () => {
  const start = Date.parse("2026-03-01T00:00:00.000Z");
  const { deps, ask } = opened(new Date(start).toISOString());
  const body = JSON.stringify({ name: "二", url: `${origin}/two`, areas: ["case"] });
  await ask("/api/webhooks", { method: "POST", body });
  await happen(deps, "c-3");
  answer = 503;
  expect((await Promise.all([deliverWebhooks(deps), deliverWebhooks(deps)])).toSorted()).toEqual([0, 1]);
  for (let day = 1; day <= 8; day += 1) await deliverWebhooks(opened(new Date(start + day * 2 * 86_400_000).toISOString()).deps);
  const { deliveries } = (await (await ask("/api/webhooks/deliveries?state=given-up")).json()) as DeliveriesView;
  expect(deliveries).toMatchObject([{ attempts: 9, answer: 503, state: "given-up" }]);
});

test("only to what the operator allows: no other address, no private network, no name that leads into one", async () => {
  const message = { secrets: ["s"], id: "1", kind: "case.revised", body: "{}", now: "2026-01-02T03:04:05.000Z" };
  const before = received.length;
  const settled = { private: "yes", formerSecretHours: 72 } as const;
  const send = async (url: string, settings: WebhookSettings) => (await sendWebhook(settings, { ...message, url })).trouble;
  const port = new URL(origin).port;
  expect(await send(`${origin}/in`, { ...settled, addresses: ["https://oa.example"] })).toBe("not-allowed");
  expect(await send(`http://u:p@127.0.0.1:${port}/in`, { ...settled, addresses: [origin] })).toBe("not-allowed");
  expect(await send(`${origin}/in`, { ...settled, addresses: [origin], private: "no" })).toBe("private");
  expect(await send(`http://localhost:${port}/in`, { ...settled, addresses: [`http://localhost:${port}`], private: "no" })).toBe("private");
  expect(await send("http://127.0.0.1:9/", { ...settled, addresses: ["http://127.0.0.1:9"] })).toBe("unreachable");
  expect(received.length).toBe(before);
  for (const address of [
    "127.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "::1",
    "fd00::1",
    "::ffff:127.0.0.1",
  ])
    expect([address, isPrivateAddress(address)]).toEqual([address, true]);
  for (const address of ["8.8.8.8", "172.32.0.1", "2400:3200::1"]) expect([address, isPrivateAddress(address)]).toEqual([address, false]);
});

test("the settings are read with every fault at its line, and the document describes what is sent", async () => {
  const path = join(server.deps.config.dataFolder, "webhooks.yaml");
  await writeFile(path, "addresses:\n  - https://oa.example.gov.cn/\n");
  expect(await readWebhookSettings(path)).toEqual({
    ok: true,
    value: { addresses: ["https://oa.example.gov.cn"], private: "no", formerSecretHours: 72 },
  });
  await writeFile(path, "addresses:\n  - ftp://oa.example.gov.cn\n  - https://oa.example.gov.cn/path\nprivate: maybe\n");
  const read = await readWebhookSettings(path);
  expect(read.ok ? [] : read.faults.map(({ place }) => place?.line)).toEqual([2, 3, 4]);
  const document = (await (await server.ask("/api/openapi.json")).json()) as {
    webhooks: { event: { post: { requestBody: { content: Record<string, { schema: { $ref: string } }> } } } };
  };
  expect(document.webhooks.event.post.requestBody.content["application/json"]?.schema.$ref).toBe("#/components/schemas/WebhookEvent");
});
