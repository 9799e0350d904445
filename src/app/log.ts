// The log: a line of JSON for each thing that happened, on standard error. What is secret never reaches it: fields with such names
// are left out, and the configuration's own secrets are struck from whatever text they turn up in.
import type { Writable } from "node:stream";
import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

const SECRET_FIELDS = ["password", "token", "secret", "code", "cookie", "authorization", "databaseUrl", "url", "key", "answer"];
const STRUCK = "[struck]";

/** `target` is standard error unless a test looks on. */
export function openLog(
  config: Pick<Config, "databaseUrl" | "metricsToken">,
  target: Pick<Writable, "write"> = pino.destination(2),
): Logger {
  const secrets = secretsOf(config);
  return pino(
    {
      name: "hengxiao",
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]), censor: STRUCK },
    },
    { write: (line: string) => void target.write(secrets.reduce((text, secret) => text.replaceAll(secret, STRUCK), line)) },
  );
}

/** As they are written in the configuration and as they read decoded, longest first. */
function secretsOf({ databaseUrl, metricsToken }: Pick<Config, "databaseUrl" | "metricsToken">): readonly string[] {
  const password = /:\/\/[^/?#]*?:([^@/?#]*)@/.exec(databaseUrl ?? "")?.[1] ?? "";
  const inQuery = /[?&]password=([^&]*)/.exec(databaseUrl ?? "")?.[1] ?? "";
  const raw = [password, inQuery, metricsToken ?? ""].filter((secret) => secret.length > 0);
  // As JSON prints them too: a quotation mark stands in the log with its backslash.
  const all = raw.flatMap((secret) => [secret, decoded(secret)]).flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(all)].sort((left, right) => right.length - left.length);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not encoded
  }
}
