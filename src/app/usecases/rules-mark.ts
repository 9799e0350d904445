// The rules the server has, as one short text: what was worked out under others is worked out again.
import { createHash } from "node:crypto";
import type { Pack } from "../../rules/index.ts";

const MARKS = new WeakMap<ReadonlyMap<string, Pack>, string>();

/** Changes with any rule of any pack. */
export function rulesMark(packs: ReadonlyMap<string, Pack>): string {
  const known = MARKS.get(packs);
  if (known !== undefined) return known;
  const rules = [...packs].map(([id, { sources }]) => [id, Object.values(sources).map((file) => file?.data)]);
  const mark = createHash("sha256").update(JSON.stringify(rules)).digest("hex").slice(0, 16);
  MARKS.set(packs, mark);
  return mark;
}
