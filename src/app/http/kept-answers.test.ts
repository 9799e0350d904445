// Answers by version: made once, never older than asked, bounded in bytes.
import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fault, success } from "../../kernel/index.ts";
import { keptAnswers, type Made } from "./kept-answers.ts";

const made = (version: number, text: string) => success<Made>({ version, bytes: new TextEncoder().encode(text) });

test("an answer is made once a version, and never answers for a later one", async () => {
  const answers = keptAnswers();
  const times: number[] = [];
  const ask = async (version: number): Promise<string> => {
    const answer = await answers.of("a", version, async () => {
      times.push(version);
      return made(version, `version ${version}`);
    });
    return answer.ok ? String(gunzipSync(answer.value.bytes)) : "";
  };
  expect(await Promise.all([ask(1), ask(1)])).toEqual(["version 1", "version 1"]);
  expect([await ask(1), await ask(2), await ask(2)]).toEqual(["version 1", "version 2", "version 2"]);
  expect(times).toEqual([1, 2]);
  // Who saw the older version gets the newer one: it was there when he asked.
  expect(await ask(1)).toBe("version 2");
});

test("an answer that comes late does not take a newer one's place", async () => {
  const answers = keptAnswers();
  let finish: (() => void) | undefined;
  const slow = answers.of("a", 1, async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    return made(1, "old");
  });
  await answers.of("a", 2, async () => made(2, "new"));
  finish?.();
  await slow;
  const now = await answers.of("a", 2, async () => made(2, "again"));
  expect(now.ok && String(gunzipSync(now.value.bytes))).toBe("new");
});

test("a refusal is not kept", async () => {
  const answers = keptAnswers();
  const refused = await answers.of("a", 1, async () => ({ ok: false, faults: [fault("case-unknown", { found: "a" })] }));
  expect(refused.ok).toBe(false);
  expect((await answers.of("a", 1, async () => made(1, "there"))).ok).toBe(true);
});

test("holds so many bytes, those asked for last", async () => {
  const answers = keptAnswers(10_000);
  const ask = async (key: string) => {
    let wasMade = false;
    await answers.of(key, 1, async () => {
      wasMade = true;
      return success({ version: 1, bytes: new Uint8Array(randomBytes(3000)) });
    });
    return wasMade;
  };
  for (const key of ["a", "b", "c"]) expect(await ask(key)).toBe(true);
  expect(await ask("a")).toBe(false);
  expect(await ask("d")).toBe(true);
  expect(answers.bytes()).toBeLessThanOrEqual(10_000);
  expect([await ask("a"), await ask("b")]).toEqual([false, true]);
});
