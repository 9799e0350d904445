import { dictionary } from "@zxcvbn-ts/language-common";
import { expect, test } from "vitest";
import { passwordFaults } from "./password.ts";
import { signInPolicySchema } from "./sign-in-policy.ts";

const policy = signInPolicySchema.parse({});
const owner = { login: "zhangwei", administrator: false };

async function rulesBroken(password: string): Promise<readonly string[]> {
  return (await passwordFaults(password, owner, policy, [])).map(({ params }) => params["found"] ?? "");
}

test("none of the ten thousand most common passwords of leaks may be one, in any case", async () => {
  const common = dictionary["passwords-common"].slice(0, 10_000);
  expect(common).toHaveLength(10_000);
  const letThrough: string[] = [];
  for (const word of common)
    for (const tried of [word, word.toUpperCase()]) if (!(await rulesBroken(tried)).includes("guessed")) letThrough.push(tried);
  expect(letThrough).toEqual([]);
});

test("what is put around a common word, or in place of its letters, does not make it another", async () => {
  for (const password of ["P@ssw0rd2026!", "Qwerty123!", "2026Dragon!!", "Hengxiao-2026", "zzzzzzzzzzzzzzzzzz"])
    expect([password, await rulesBroken(password)]).toEqual([password, expect.arrayContaining(["guessed"])]);
});

test("words of which nobody thinks are let through, and so is a long one around a common word", async () => {
  for (const password of ["Kiefer-41-Wolke-77", "A1!2#3%4", "dragon feeds the quiet baker", "Tisch7&Lampe"])
    expect([password, await rulesBroken(password)]).toEqual([password, []]);
});
