// The clients of the harness of kills. Each writes through HTTP without a pause, with a key of its own for every request; whatever had no
// answer when the server died is sent again with the same key, by which it must take effect exactly once.
import { createHash, randomUUID } from "node:crypto";

export const CASE = "nanchang-2019-corrected";
const LEDGER = `/api/cases/${CASE}/ledger`;
const SLICE = "5";
const DAY = "2019-10-01";
const ROWS_OF_AN_EXPORT = 300;

/** One wish: what is sent, and the name under which its effect is found in the store. */
export type Wish = {
  readonly kind: "payment" | "unit" | "matter" | "evidence";
  readonly name: string;
  readonly key: string;
  readonly login: string;
  readonly path: string;
  readonly body: () => string | FormData;
  readonly isJson: boolean;
};

/** An export on its way: uploaded, its columns set, staged, posted. */
export type Export = { readonly id: string; isPosted: boolean };

export type Log = {
  /** Answered with success. */
  readonly acknowledged: Wish[];
  /** Sent and not answered: to be sent again. */
  readonly open: Wish[];
  readonly exports: Export[];
  /** Answers that are none a client should get. */
  readonly strange: string[];
};

export const KINDS = ["payment", "payment", "unit", "matter", "evidence", "evidence"] as const;

function aWish(kind: Wish["kind"]): Wish {
  const name = `${kind}-${randomUUID()}`;
  const base = { kind, name, key: randomUUID(), isJson: kind !== "evidence" };
  const json = (value: unknown) => () => JSON.stringify(value);
  switch (kind) {
    case "payment": {
      const posting = { kind, day: DAY, voucher: name, amount: "0.01", economicClass: "30212", slice: SLICE };
      return { ...base, login: "finance", path: `${LEDGER}/payments`, body: json({ posting, key: base.key, version: null }) };
    }
    case "unit":
      return {
        ...base,
        login: "system-admin",
        path: "/api/units",
        body: json({ parentId: "foreign-affairs", kind: "division", name, code: null }),
      };
    case "matter": {
      const subject = { kind: "trip", id: name };
      return { ...base, login: "clerk", path: "/api/flows", body: json({ process: "trip", pack: "nanchang-2019", subject, title: name }) };
    }
    case "evidence":
      return {
        ...{ ...base, login: "clerk", path: `/api/cases/${CASE}/evidence` },
        body: () => {
          const form = new FormData();
          form.append("file", new File([contentOf(name)], `${name}.txt`));
          form.append("title", name);
          form.append("kind", "formal");
          return form;
        },
      };
  }
}

/** Recognisable, and of up to some hundred kilobytes. */
export function contentOf(name: string): string {
  const seed = createHash("sha256").update(name).digest();
  const lines = 1 + (seed.readUInt16BE(0) % 1500);
  return Array.from({ length: lines }, (_, n) => createHash("sha256").update(`${name} ${n}`).digest("hex")).join("\n");
}

export type Client = {
  readonly send: (wish: Wish, key?: string | null) => Promise<{ readonly status: number; readonly text: string }>;
  readonly ask: (method: string, path: string, login: string, body?: unknown) => Promise<Record<string, unknown>>;
};

/** A client of the server at that address, with the cookies of those who are signed in. Throws where there is no answer. */
export function aClient(url: string, cookies: ReadonlyMap<string, string>): Client {
  const cookieOf = (login: string): string => cookies.get(login) ?? "";
  return {
    send: async (wish, key = wish.key) => {
      const headers: Record<string, string> = { cookie: cookieOf(wish.login) };
      if (key !== null) headers["idempotency-key"] = key;
      if (wish.isJson) headers["content-type"] = "application/json";
      const answer = await fetch(`${url}${wish.path}`, { method: "POST", headers, body: wish.body() });
      return { status: answer.status, text: await answer.text() };
    },
    ask: async (method, path, login, body) => {
      const form = body instanceof FormData;
      const headers = { cookie: cookieOf(login), ...(body === undefined || form ? {} : { "content-type": "application/json" }) };
      const sent = body === undefined ? null : form ? body : JSON.stringify(body);
      const answer = await fetch(`${url}${path}`, { method, headers, body: sent });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
  };
}

/** Writes one thing after another until it is told to end or the server is gone. */
export async function writeOn({ send }: Client, kind: Wish["kind"], log: Log, goes: () => boolean, isEarly: boolean): Promise<void> {
  while (goes()) {
    const wish = aWish(kind);
    if (isEarly) log.acknowledged.push(wish);
    const answer = await send(wish).catch(() => null);
    if (answer === null || answer.status >= 500) {
      // Gone, or the database is: whether it took effect is not known.
      if (!isEarly) log.open.push(wish);
      return;
    }
    if (answer.status < 300 && !isEarly) log.acknowledged.push(wish);
    if (answer.status >= 300) log.strange.push(`${wish.name}: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
}

/** Takes exports through upload, staging and posting, one after another; goes on with what an earlier life of the server left. */
export async function importOn({ ask }: Client, { exports, strange }: Log, goes: () => boolean): Promise<void> {
  try {
    while (goes()) {
      const current = exports.find(({ isPosted }) => !isPosted) ?? (await uploadExport(ask));
      if (!exports.includes(current)) exports.push(current);
      const path = `${LEDGER}/imports/${current.id}`;
      const { status, version } = await ask("GET", path, "finance");
      if (status === "uploaded") await ask("PUT", `${path}/columns`, "finance", { ...MAPPING, version });
      else if (status === "staged") await ask("POST", `${path}/posting`, "finance", { complete: false, version });
      else if (status === "posted") current.isPosted = true;
      else if (status !== "staging") strange.push(`export ${current.id}: ${status}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  } catch {
    // The server is gone; the next life goes on from what it says then.
  }
}

const MAPPING = {
  ...{ sheet: null, headingRow: 1, unit: "元", numbering: "year", severalLines: false, project: null },
  columns: { voucher: 0, day: 1, amount: 2, slice: 3 },
};

async function uploadExport(ask: Client["ask"]): Promise<Export> {
  const name = randomUUID();
  const rows = Array.from({ length: ROWS_OF_AN_EXPORT }, (_, n) => `${name}-${n},${DAY},0.01,${SLICE}`);
  const form = new FormData();
  form.append("source", "国库");
  form.append("file", new File([["支付令号,支付日期,支付金额,子项目编号", ...rows].join("\n")], "支付.csv"));
  const { importId } = await ask("POST", `${LEDGER}/imports`, "finance", form);
  return { id: String(importId), isPosted: false };
}

export { ROWS_OF_AN_EXPORT };
