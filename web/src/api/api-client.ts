// Talks to the server: JSON out, a problem as an error that says what happened and how to mend it.
import type { Problem } from "../../../src/app/http/contract.ts";
import { markActive } from "../session/activity.ts";
import { askToSignIn } from "../session/sign-in-again.ts";

/** A refusal of the server, or null where it could not be reached. */
export class ApiError extends Error {
  readonly problem: Problem | null;

  constructor(problem: Problem | null) {
    super(problem?.detail ?? "unreachable");
    this.problem = problem;
  }
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Builds an address with its query; undefined parameters are left out. */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of value === undefined ? [] : typeof value === "string" ? [value] : value) params.append(name, one);
  }
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}

export async function getJson<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  return read<T>(await request(apiUrl(path, query), signal ? { signal } : {}));
}

export async function sendFile<T>(method: "POST" | "PUT", path: string, query: Query, file: File): Promise<T> {
  const body = new FormData();
  body.append("file", file);
  return read<T>(await request(apiUrl(path, query), { method, body }));
}

/** Sends a form as it is. */
export async function sendForm<T>(path: string, query: Query, body: FormData): Promise<T> {
  return read<T>(await request(apiUrl(path, query), { method: "POST", body }));
}

export async function sendJson<T>(method: "POST" | "PUT" | "DELETE", path: string, query: Query, body?: unknown): Promise<T> {
  const init = body === undefined ? { method } : { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return read<T>(await request(apiUrl(path, query), init));
}

/** Keys of what is being sent, by what it is: a second click while the first is under way is the same submission. */
const underWay = new Map<string, string>();

/**
 * Every submission has a key of its own, and whatever is sent again has the same: the server does it once. So a write whose answer was
 * lost on the way is simply sent again; and where the session has ended, the person signs in again and nothing typed is lost.
 */
async function request(url: string, init: RequestInit): Promise<Response> {
  if (init.method === undefined) return await requestSigned(url, init);
  const what = typeof init.body === "string" || init.body === undefined ? `${init.method} ${url} ${init.body ?? ""}` : null;
  const key = (what === null ? undefined : underWay.get(what)) ?? newKey();
  const keyed = { ...init, headers: { ...init.headers, "idempotency-key": key } };
  if (what !== null) underWay.set(what, key);
  try {
    return await requestSigned(url, keyed).catch(async (error: unknown) => {
      if (error instanceof ApiError) return await requestSigned(url, keyed);
      throw error;
    });
  } finally {
    if (what !== null) underWay.delete(what);
  }
}

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function requestSigned(url: string, init: RequestInit): Promise<Response> {
  const response = await send(url, init);
  if (response.status !== 401 || !(await isSignInNeeded(response))) return response;
  return (await askToSignIn()) ? await send(url, init) : response;
}

async function isSignInNeeded(response: Response): Promise<boolean> {
  const problem = (await response
    .clone()
    .json()
    .catch(() => null)) as Problem | null;
  return problem?.code === "sign-in-needed";
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init);
    if (response.ok) markActive();
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(null);
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const isProblem = response.headers.get("content-type")?.includes("problem+json") ?? false;
  throw new ApiError(isProblem ? ((await response.json()) as Problem) : null);
}
