// A house's own directory (OpenID Connect) as a second door: off unless `directory.yaml` lies in the data folder.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { failure, fault, type Result, readSource, success } from "../../../kernel/index.ts";
import { readYaml } from "../../files/read-yaml.ts";
import { isLoopback } from "../../http/connection.ts";

const text = z.string().trim().min(1).max(400);

const directorySettingsSchema = z.strictObject({
  /** As the directory names itself; its addresses and keys are read from there. */
  issuer: text.refine((value) => URL.canParse(value), "https://id.example.gov.cn"),
  clientId: text,
  /** Where the client's secret lies; without it the client is a public one. */
  clientSecretFile: text.optional(),
  /** Which of a person's claims is the account's directory number ("sub" never changes; a name may). */
  claim: text.default("sub"),
  scope: text.default("openid"),
  /** What the button says. */
  label: text,
  /** Ways of proving oneself (RFC 8176 "amr") that count as a second factor for those who need one. */
  secondFactorMethods: z.array(text).readonly().default(["mfa", "otp", "hwk", "sc", "fpt", "face"]),
  /** Signing out here alone, or at the directory too. */
  signOut: z.enum(["here", "everywhere"]).default("here"),
});

export type DirectorySettings = z.output<typeof directorySettingsSchema> & { readonly clientSecret: string | null };

/** null where there is no directory. All faults at once, each at its line; plain http is for this machine alone. */
export async function readDirectorySettings(path: string): Promise<Result<DirectorySettings | null>> {
  if (!existsSync(path)) return success(null);
  const source = readYaml(path, await readFile(path, "utf8"));
  if (!source.ok) return source;
  const read = readSource(directorySettingsSchema, source.value);
  if (!read.ok) return read;
  const { issuer, clientSecretFile } = read.value;
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname)))
    return failure(fault("wrong-shape", { found: issuer, expected: "https://" }, { file: path, path: "issuer" }));
  if (clientSecretFile === undefined) return success({ ...read.value, clientSecret: null });
  if (!existsSync(clientSecretFile))
    return failure(fault("file-missing", { found: clientSecretFile }, { file: path, path: "clientSecretFile" }));
  return success({ ...read.value, clientSecret: (await readFile(clientSecretFile, "utf8")).trim() });
}
