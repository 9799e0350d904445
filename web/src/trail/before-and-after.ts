// An event's content, {"before": …, "after": …}, as rows: every field of either side, in their order.

/** null where that side has no such field. */
type ContentRow = { readonly field: string; readonly before: string | null; readonly after: string | null };

export function beforeAndAfter(content: string): readonly ContentRow[] {
  const { before, after } = JSON.parse(content) as { readonly before: unknown; readonly after: unknown };
  const [left, right] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...left.keys(), ...right.keys()])].map((field) => ({
    field,
    before: left.get(field) ?? null,
    after: right.get(field) ?? null,
  }));
}

/** Records open field by field, lists entry by entry; "a.b.1" is a field. */
function fieldsOf(value: unknown, path = ""): ReadonlyMap<string, string> {
  if (value === null || value === undefined) return path === "" ? new Map() : new Map([[path, "null"]]);
  if (typeof value !== "object") return new Map([[path, String(value)]]);
  const entries = Object.entries(value);
  if (entries.length === 0) return new Map([[path, Array.isArray(value) ? "[]" : "{}"]]);
  return new Map(entries.flatMap(([name, part]) => [...fieldsOf(part, path === "" ? name : `${path}.${name}`)]));
}
