// Whether others are told of events by HTTP, and where they may be: off unless `webhooks.yaml` lies in the data folder.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Result, readSource, success } from "../../../kernel/index.ts";
import { readYaml } from "../../files/read-yaml.ts";

const address = z
  .string()
  .trim()
  .max(400)
  .refine((text) => /^https?:\/\/[^/?#@]+\/?$/.test(text) && URL.canParse(text), {
    params: { fault: "wrong-shape", expected: "https://oa.example.gov.cn" },
  })
  .transform((text) => new URL(text).origin);

const webhookSettingsSchema = z.strictObject({
  /** Scheme, host and port of each receiver that may be written to; plain http only where it is written so. */
  addresses: z.array(address).min(1).max(100).readonly(),
  /** Whether these may stand on this machine or in a private network. */
  private: z.enum(["yes", "no"]).default("no"),
  /** Hours that a secret signs on beside the one that took its place; 0: it ends at once. */
  formerSecretHours: z.coerce.number().int().min(0).max(720).default(72),
});

export type WebhookSettings = z.output<typeof webhookSettingsSchema>;

/** null where it is off. All faults at once, each at its line. */
export async function readWebhookSettings(path: string): Promise<Result<WebhookSettings | null>> {
  if (!existsSync(path)) return success(null);
  const source = readYaml(path, await readFile(path, "utf8"));
  return source.ok ? readSource(webhookSettingsSchema, source.value) : source;
}

/** Whether the operator lets a receiver be written to. */
export function isAllowedAddress({ addresses }: WebhookSettings, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password, hash } = new URL(url);
  return addresses.includes(origin) && username === "" && password === "" && hash === "";
}
