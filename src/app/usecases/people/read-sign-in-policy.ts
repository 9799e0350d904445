// The unit's own sign-in policy from its file, or the defaults where there is none. All faults at once, each at its line.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Result, readSource, success } from "../../../kernel/index.ts";
import { readYaml } from "../../files/read-yaml.ts";
import { type SignInPolicy, signInPolicySchema } from "./sign-in-policy.ts";

export async function readSignInPolicy(path: string): Promise<Result<SignInPolicy>> {
  if (!existsSync(path)) return success(signInPolicySchema.parse({}));
  const source = readYaml(path, await readFile(path, "utf8"));
  return source.ok ? readSource(signInPolicySchema, source.value) : source;
}
