// The environment, read and validated once; nothing else in the product looks at process.env.
import { join, resolve } from "node:path";
import { type Fault, failure, fault, type Result, success } from "../kernel/index.ts";
import { readProxies } from "./http/connection.ts";
import { type Language, languageOf } from "./messages/language.ts";
import type { StorePlace } from "./store/open-at.ts";

export type Config = {
  /** Where the embedded database and local packs live ($HENGXIAO_DATA, else ./data). */
  readonly dataFolder: string;
  /** A PostgreSQL server to use instead of the embedded database ($DATABASE_URL). */
  readonly databaseUrl: string | null;
  readonly host: string;
  /** 0 lets the system choose a free port. */
  readonly port: number;
  readonly language: Language;
  /** Certificate (with its chain) and key of our own ($HENGXIAO_TLS_CERT, $HENGXIAO_TLS_KEY). */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Addresses and networks of proxies that are believed ($HENGXIAO_PROXY, comma between). */
  readonly proxies: readonly string[];
  /** How browsers reach us, where that is not host and port ($HENGXIAO_URL). */
  readonly publicUrl: string | null;
  /** Lets others than this machine read /metrics ($HENGXIAO_METRICS_TOKEN). */
  readonly metricsToken: string | null;
  /** Whose data is served where a sign-in names nobody else's ($HENGXIAO_TENANT, else "local"). */
  readonly tenant: string;
  /** SM3 and SM2 in place of SHA-256 and Ed25519 for the audit trail ($HENGXIAO_NATIONAL_CRYPTO=1). */
  readonly nationalCryptography: boolean;
  /** Further places for the audit trail's anchors, another disk say ($HENGXIAO_ANCHORS, parted by ":"). */
  readonly anchorFolders: readonly string[];
  /** Whether terminal output may be coloured ($NO_COLOR turns it off). */
  readonly colour: boolean;
};

/** Characters; a shorter one could be guessed. */
const SHORTEST_TOKEN = 16;

/** Reads the configuration; every wrong value is a fault that names its variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<Config> {
  const faults: Fault[] = [];
  const port = env["PORT"] === undefined || env["PORT"] === "" ? 8080 : Number(env["PORT"]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    faults.push(fault("out-of-range", { found: `PORT=${env["PORT"]}`, expected: "0 … 65535" }, { file: "PORT" }));
  const [certFile, keyFile] = [env["HENGXIAO_TLS_CERT"], env["HENGXIAO_TLS_KEY"]];
  if (Boolean(certFile) !== Boolean(keyFile)) {
    const missing = certFile ? "HENGXIAO_TLS_KEY" : "HENGXIAO_TLS_CERT";
    faults.push(fault("missing-key", { found: missing }, { file: missing }));
  }
  const proxies = (env["HENGXIAO_PROXY"] ?? "").split(/[\s,]+/).filter((one) => one !== "");
  if (!readProxies(proxies))
    faults.push(
      fault(
        "wrong-shape",
        { found: `HENGXIAO_PROXY=${env["HENGXIAO_PROXY"]}`, expected: "10.0.0.5, 10.1.0.0/16" },
        { file: "HENGXIAO_PROXY" },
      ),
    );
  const publicUrl = env["HENGXIAO_URL"] || null;
  if (publicUrl !== null && !/^https?:\/\/[^/?#]+\/?$/.test(publicUrl))
    faults.push(fault("wrong-shape", { found: `HENGXIAO_URL=${publicUrl}`, expected: "https://example.gov.cn" }, { file: "HENGXIAO_URL" }));
  const metricsToken = env["HENGXIAO_METRICS_TOKEN"] || null;
  if (metricsToken !== null && metricsToken.length < SHORTEST_TOKEN)
    faults.push(
      fault("out-of-range", { found: "HENGXIAO_METRICS_TOKEN", expected: `${SHORTEST_TOKEN} …` }, { file: "HENGXIAO_METRICS_TOKEN" }),
    );
  if (faults.length > 0) return failure(...faults);
  return success({
    dataFolder: resolve(env["HENGXIAO_DATA"] || "data"),
    databaseUrl: env["DATABASE_URL"] || null,
    host: env["HOST"] || "127.0.0.1",
    port,
    tls: certFile && keyFile ? { certFile: resolve(certFile), keyFile: resolve(keyFile) } : null,
    proxies,
    publicUrl: publicUrl?.replace(/\/$/, "") ?? null,
    metricsToken,
    language: languageOf(env["LC_ALL"] || env["LANG"]),
    tenant: env["HENGXIAO_TENANT"] || "local",
    nationalCryptography: env["HENGXIAO_NATIONAL_CRYPTO"] === "1",
    anchorFolders: (env["HENGXIAO_ANCHORS"] ?? "")
      .split(":")
      .filter((folder) => folder !== "")
      .map((folder) => resolve(folder)),
    colour: !env["NO_COLOR"],
  });
}

/** Where the records are kept: on the server if one is named, else in the data folder. */
export function storePlaceOf({ databaseUrl, dataFolder }: Pick<Config, "databaseUrl" | "dataFolder">): StorePlace {
  return databaseUrl === null ? { kind: "folder", folder: join(dataFolder, "store") } : { kind: "server", url: databaseUrl };
}
