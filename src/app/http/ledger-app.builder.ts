// An application to ask about ledgers: the founding case's, loaded with the examples, and the corrected case's, which a test may open.
import type { Role } from "../../access/index.ts";
import { aTestApp, type TestApp } from "./app.builder.ts";

export const OTHER = "/api/cases/nanchang-2019-corrected/ledger";

type Sent = {
  readonly status: number;
  readonly body: {
    readonly seq?: number;
    readonly code?: string;
    readonly detail?: string;
    readonly notices?: readonly { code: string }[];
    readonly again?: boolean;
  };
};

export type LedgerApp = TestApp & {
  /** What stands there. Throws where it may not be read. */
  readonly read: <T>(path: string, as?: Role | "nobody") => Promise<T>;
  readonly send: (path: string, body: unknown, as?: Role, method?: string) => Promise<Sent>;
  /** Posts under a key of its own. */
  readonly post: (path: string, posting: unknown, as?: Role, more?: object) => Promise<Sent>;
};

export async function aLedgerApp(): Promise<LedgerApp> {
  const server = await aTestApp();
  let keys = 0;
  const send: LedgerApp["send"] = async (path, body, as = "finance", method = "POST") => {
    const response = await server.ask(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }, as);
    return { status: response.status, body: (await response.json()) as Sent["body"] };
  };
  return {
    ...server,
    send,
    read: async <T>(path: string, as: Role | "nobody" = "finance") => {
      const response = await server.ask(path, {}, as);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    post: async (path, posting, as = "finance", more = {}) => await send(path, { posting, key: `key-${++keys}-0000`, ...more }, as),
  };
}

/** A payment that goes. */
export const payment = (part: object = {}): object => ({
  kind: "payment",
  day: "2019-12-20",
  voucher: "示例-补-1",
  amount: "100.00",
  slice: "1",
  economicClass: "30212",
  ...part,
});
