// Sends spoilt requests to every route of the application, as every role, and counts what must not be: answers of 500 and above, answers
// that do not come, and a prototype that something was written to. The seed decides all of it.
import { pino } from "pino";
import { ROLES, type Role } from "../../../access/index.ts";
import { chanceFrom } from "../../store/power-loss.builder.ts";
import { aTestApp } from "../app.builder.ts";
import type { App } from "../app-env.ts";
import { buildApp } from "../build-app.ts";
import { mutate, STRANGE_TEXTS, spoiltHeaders, spoiltJson } from "./mutate-request.builder.ts";
import { pick, type Sampling, type Schema, sample } from "./sample-schema.builder.ts";

type Parameter = { readonly name: string; readonly in: string; readonly schema?: Schema };
type Operation = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
};
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
};
type Route = { readonly method: string; readonly path: string; readonly operation: Operation };

export type Fuzzed = {
  readonly inputs: number;
  readonly routes: number;
  /** How many answers of each hundred there were, by "2xx". */
  readonly answers: Readonly<Record<string, number>>;
  readonly crashes: readonly string[];
  readonly hangs: readonly string[];
  readonly pollutions: number;
};

/** An answer that takes longer hangs. Milliseconds; a busy machine computes a report in seconds. */
const HANG_AFTER = 30_000;

/** Names that there are: with them a request comes further than to the door. */
const KNOWN = ["nanchang-2019", "nanchang-2019-corrected", "delegations-2019", "delegations-2019-2", "foreign-affairs", "second-division"];
const WORDS = [...KNOWN, "1", "2019-10-01", "100.00", "finance", "甲", "报告.docx", "trip", "c-1", "30212", "5", "x".repeat(64)];

/** `flaw` takes something away that routes rely on: the harness must see it. */
export async function fuzzApp(inputs: number, seed: number, flaw: "none" | "no-ledgers" = "none"): Promise<Fuzzed> {
  const server = await aTestApp();
  const { deps } = server;
  const requests = { ...deps.requests, signInsPerMinute: 1e6, searchesPerMinute: 1e6, exportsPerMinute: 1e6 };
  const broken = flaw === "none" ? {} : { ledgers: undefined as never };
  let logged = "";
  const log = pino(
    { level: "error" },
    {
      write: (line: string) => {
        logged = line;
      },
    },
  );
  const app = buildApp({ ...deps, requests, log, ...broken }, { host: "127.0.0.1", web: null });
  const chance = chanceFrom(seed);
  const document = (await (await server.ask("/api/openapi.json")).json()) as Document;
  const routes = routesOf(document);
  const sampling: Sampling = { chance, named: document.components?.schemas ?? {}, words: WORDS };
  const cookies = new Map<Role, string>();
  const answers: Record<string, number> = {};
  const crashes: string[] = [];
  const hangs: string[] = [];
  try {
    for (let index = 0; index < inputs; index++) {
      const route = routes[index % routes.length];
      if (!route) break;
      const role = chance() < 0.08 ? null : pick(chance, ROLES);
      if (role !== null && !cookies.has(role)) cookies.set(role, await server.cookieOf(role));
      const request = requestOf(route, sampling, role === null ? "" : (cookies.get(role) ?? ""));
      const where = `input ${index} of seed ${seed}: ${request.init.method} ${request.path.slice(0, 300)} as ${role ?? "nobody"}`;
      const status = await statusOf(app, request);
      if (status === null) hangs.push(where);
      else {
        const hundred = `${Math.floor(status / 100)}xx`;
        answers[hundred] = (answers[hundred] ?? 0) + 1;
        if (status >= 500) crashes.push(`${where} ${String(Buffer.from(request.init.body ?? "")).slice(0, 300)}: ${logged.slice(0, 700)}`);
        // Its session was ended, as it asked for.
        if (status === 401 && role !== null) cookies.delete(role);
      }
    }
    await deps.audits.idle();
    await deps.ledgerImports.idle();
    const pollutions = Object.keys(Object.prototype).length + ("polluted" in {} ? 1 : 0);
    // As somebody who has no session that a request could have ended.
    const alive = await server.ask("/api/health", {}, "nobody");
    if (alive.status !== 200) crashes.push(`afterwards the application answers ${alive.status}`);
    return { inputs, routes: routes.length, answers, crashes, hangs, pollutions };
  } finally {
    await server.close();
  }
}

function routesOf({ paths }: Document): readonly Route[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

type Request = { readonly path: string; readonly init: { method: string; headers: Record<string, string>; body?: Uint8Array } };

function requestOf({ method, path, operation }: Route, sampling: Sampling, cookie: string): Request {
  const { chance, words } = sampling;
  const value = (schema: Schema | undefined): string => {
    const roll = chance();
    if (roll < 0.25) return pick(chance, STRANGE_TEXTS).slice(0, 2_000);
    const drawn = roll < 0.75 ? sample(schema ?? {}, sampling) : pick(chance, words);
    return typeof drawn === "string" ? drawn : JSON.stringify(drawn);
  };
  const inPath = new Map((operation.parameters ?? []).filter((one) => one.in === "path").map((one) => [one.name, one.schema]));
  // A lone surrogate has no percent form.
  const wellFormed = (text: string): string => Buffer.from(text).toString();
  const encoded = (text: string): string => encodeURIComponent(wellFormed(text));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = value(inPath.get(name));
    return chance() < 0.9 ? encoded(text) : encodeURI(wellFormed(text));
  });
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === "query" && chance() < 0.4)
    .map((one) => `${one.name}=${encoded(value(one.schema))}`);
  const headers: Record<string, string> = {
    host: "127.0.0.1:8080",
    cookie: chance() < 0.03 ? "hengxiao=~;;=\\x" : cookie,
    ...spoiltHeaders(chance),
  };
  const init: Request["init"] = { method, headers };
  const content = operation.requestBody?.content;
  if (content && method !== "GET") {
    const type = Object.keys(content)[0] ?? "application/json";
    headers["content-type"] =
      chance() < 0.95
        ? type === "multipart/form-data"
          ? `${type}; boundary=x`
          : type
        : pick(chance, ["text/plain", "", "a/b;c", "multipart/form-data"]);
    init.body =
      type === "multipart/form-data"
        ? spoiltForm(sampling)
        : spoiltJson(mutate(sample(content[type]?.schema ?? {}, sampling), chance), chance);
  }
  return { path: query.length > 0 ? `${filled}?${query.join("&")}` : filled, init };
}

function spoiltForm({ chance, words }: Sampling): Uint8Array {
  const part = (name: string, file: string | null, content: string): string =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${file === null ? "" : `; filename="${file}"`}\r\n\r\n${content}\r\n`;
  const fields = ["title", "kind", "source", "pack", "note"]
    .filter(() => chance() < 0.6)
    .map((name) => part(name, null, pick(chance, words)));
  const strange = pick(chance, STRANGE_TEXTS).slice(0, 4_000);
  const text = [
    part(pick(chance, ["file", "files", "x"]), pick(chance, ["a.csv", "a.yaml", "..\\a.xlsx", "", "\u0000"]), strange),
    ...fields,
    "--x--\r\n",
  ].join("");
  const bytes = Buffer.from(text);
  return chance() < 0.15 ? bytes.subarray(0, Math.floor(chance() * bytes.length)) : bytes;
}

/** Null where no answer comes. What HTTP itself does not let through never reaches the application. */
async function statusOf(app: App, { path, init }: Request): Promise<number | null> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    late = setTimeout(() => resolve(null), HANG_AFTER);
  });
  const asked = (async (): Promise<number> => {
    const response = await app.request(path, init as RequestInit);
    await response.arrayBuffer();
    return response.status;
  })().catch((error: Error) => (error.message.includes("Invalid URL") ? 400 : 599));
  return await Promise.race([asked, tooLate]).finally(() => clearTimeout(late));
}

/** "fuzz http: 2000 inputs on 130 routes (2xx 300, …), 0 crashes, 0 hangs, 0 pollutions". */
export function fuzzLine({ inputs, routes, answers, crashes, hangs, pollutions }: Fuzzed): string {
  const each = Object.entries(answers)
    .toSorted()
    .map(([hundred, count]) => `${hundred} ${count}`)
    .join(", ");
  return `fuzz http: ${inputs} inputs on ${routes} routes (${each}), ${crashes.length} crashes, ${hangs.length} hangs, ${pollutions} pollutions`;
}
