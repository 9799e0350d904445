import { expect, test } from "vitest";
import { FINDING_CODES } from "../../findings/index.ts";
import { CODE_NAMES_EN } from "./code-names.en.ts";
import { CODE_NAMES_ZH } from "./code-names.zh.ts";

test("every check has a short name of its own in both languages", () => {
  for (const names of [CODE_NAMES_ZH, CODE_NAMES_EN]) {
    expect(FINDING_CODES.filter((code) => !names[code])).toEqual([]);
    expect(new Set(Object.values(names)).size).toBe(Object.keys(names).length);
  }
});
