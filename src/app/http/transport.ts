// Plain or encrypted: a server that other machines can reach speaks TLS, or stands behind a proxy that does.
import { readFileSync } from "node:fs";
import { createServer as createPlain, type RequestListener, type Server } from "node:http";
import { createServer as createEncrypted, type Server as EncryptedServer } from "node:https";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import type { Config } from "../config.ts";
import { messageOf } from "../store/store-refusal.ts";
import { isLoopback } from "./connection.ts";

export type Transport = {
  readonly server: Server;
  readonly scheme: "http" | "https";
  /** Reads certificate and key again, for connections from then on; says why not where they do not fit. */
  readonly renew: () => Result<true>;
};

/** Faults: plain-http (others could listen), tls-unusable (certificate and key cannot be read or do not belong together). */
export function openTransport(config: Pick<Config, "host" | "tls" | "proxies">, listener: RequestListener): Result<Transport> {
  if (config.tls === null) {
    if (!isLoopback(config.host) && config.proxies.length === 0) return failure(fault("plain-http", { found: config.host }));
    return success({ server: createPlain(listener), scheme: "http", renew: () => success(true) });
  }
  const read = readCertificate(config.tls);
  if (!read.ok) return read;
  const server: EncryptedServer = createEncrypted({ ...read.value, minVersion: "TLSv1.2" }, listener);
  const renew = (): Result<true> => {
    const fresh = readCertificate(config.tls ?? { certFile: "", keyFile: "" });
    if (!fresh.ok) return fresh;
    server.setSecureContext(fresh.value);
    return success(true);
  };
  return success({ server, scheme: "https", renew });
}

function readCertificate({ certFile, keyFile }: NonNullable<Config["tls"]>): Result<SecureContextOptions> {
  try {
    const options: SecureContextOptions = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    createSecureContext(options);
    return success(options);
  } catch (error) {
    return failure(fault("tls-unusable", { found: `${certFile}, ${keyFile}`, detail: messageOf(error) }));
  }
}
