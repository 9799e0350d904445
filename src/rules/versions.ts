// Where a rule comes from and since when: an article or a declared default, and the days on which a version counts.
import { z } from "zod";
import { type Citation, type Day, dayText, filledText } from "../kernel/index.ts";

/** A declared default, not law: who uses it and where that is written down. */
export const declaredDefault = z.strictObject({ source: filledText });

/** Law: `cite: 第十六条`; not law: `default: {source: …}`. Exactly one of the two. */
export const provenance = {
  cite: filledText.optional(),
  default: declaredDefault.optional(),
  /** From when and until when this value counts, both included; without, as long as the instrument is in force. */
  from: dayText.optional(),
  until: dayText.optional(),
};

export type Provenance = {
  readonly cite?: string | undefined;
  readonly default?: { readonly source: string } | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
};

/** An entry with exactly one source: an article, or a declared default. */
export function cited<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject({ ...provenance, ...shape })
    .superRefine((entry: { readonly cite?: unknown; readonly default?: unknown }, context) => {
      if ((entry.cite === undefined) === (entry.default === undefined))
        context.addIssue({
          code: "custom",
          params: { fault: "pack-uncited", expected: "cite | default.source" },
          input: Object.keys(entry).join(", "),
        });
    });
}

/** One entry, or a list of dated ones. Not a union: of a union's branches only one could say what is wrong. */
export function versionsOf<Entry extends z.ZodType>(entry: Entry) {
  const list = z.array(entry).min(1);
  return z
    .custom<z.input<Entry> | z.input<Entry>[]>()
    .transform((value, context): readonly z.output<Entry>[] => {
      const parsed = (Array.isArray(value) ? list : entry.transform((one) => [one])).safeParse(value, { reportInput: true });
      if (parsed.success) return parsed.data as z.output<Entry>[];
      context.issues.push(...(parsed.error.issues as unknown as typeof context.issues));
      return z.NEVER;
    })
    .optional();
}

/** The citation of a rule entry: its article, or its declared default. */
export function citationOf(pack: { readonly instrument: { readonly id: string; readonly number: string } }, entry: Provenance): Citation {
  const { id, number } = pack.instrument;
  if (entry.cite !== undefined) return { kind: "law", pack: id, instrument: number, article: entry.cite };
  return { kind: "default", pack: id, instrument: number, source: entry.default?.source ?? "" };
}

/**
 * The entries that count on a day: of those in force the latest begun, so that a new version is one more line and ends
 * the one before it. On a day before the first version the earliest count, after the last the latest: a replay still
 * has one answer.
 */
export function versionsOn<Entry extends Provenance>(entries: readonly Entry[], day: Day): readonly Entry[] {
  const counting = entries.filter((entry) => countsOn(entry, day));
  if (counting.length > 0) return begunWith(counting, "latest");
  const begun = entries.filter((entry) => entry.from !== undefined && entry.from <= day);
  return begun.length > 0 ? begunWith(begun, "latest") : begunWith(entries, "earliest");
}

function countsOn(entry: Provenance, day: Day): boolean {
  return (entry.from === undefined || entry.from <= day) && (entry.until === undefined || day <= entry.until);
}

function begunWith<Entry extends Provenance>(entries: readonly Entry[], which: "earliest" | "latest"): readonly Entry[] {
  const starts = entries.map((entry) => entry.from ?? "").toSorted();
  const start = which === "latest" ? starts.at(-1) : starts[0];
  return entries.filter((entry) => (entry.from ?? "") === start);
}
