// Reads a parsed file through a schema and answers with the value, or with every fault at once, each at its place.
// Files hold text only (numbers too), so the building blocks here turn text into exact numbers or say what is wrong with it.
import { z } from "zod";
import { type Day, readDay } from "./day.ts";
import { readDecimal } from "./decimal-text.ts";
import { type Fault, type FaultCode, fault } from "./fault.ts";
import { type Money, readMoney } from "./money.ts";
import { type Points, readPoints } from "./points.ts";
import { type Ratio, ratio } from "./ratio.ts";
import { failure, type Result, success } from "./result.ts";
import type { SourceFile } from "./source.ts";

type Refusal = { readonly code: FaultCode; readonly expected?: string };

/** Text that `read` turns into a value, or refuses with a code and what was expected. */
export function textAs<T>(read: (text: string) => T | Refusal) {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (!isRefusal(value)) return value;
    context.addIssue({ code: "custom", params: { fault: value.code, expected: value.expected ?? "" }, input: text });
    return z.NEVER;
  });
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "code" in value;
}

// Nothing public is larger than a hundred billion 万元; what is beyond was mistyped.
const LARGEST = ratio(10n ** 11n);

/** A plain decimal within ±10^11 ("12", "256.8"); "1e30" is refused, and "95%" too (write 95 with the unit %). */
export const decimalText = textAs<Ratio>((text) => {
  const read = readDecimal(text);
  if (!read || read.percent) return { code: "not-a-number", expected: "256.8" };
  if (read.value.n > LARGEST.n * read.value.d || read.value.n < -LARGEST.n * read.value.d)
    return { code: "out-of-range", expected: "-10^11 … 10^11" };
  return read.value;
});

/** A count: a whole number from zero. */
export const countText = textAs<number>((text) => {
  const read = readDecimal(text);
  if (!read || read.percent || read.value.n % read.value.d !== 0n) return { code: "not-a-number", expected: "36" };
  const count = read.value.n / read.value.d;
  return count < 0n || count > 10n ** 11n ? { code: "out-of-range", expected: "0 … 10^11" } : Number(count);
});

/** A share from 0 upwards, as "0.8" or "80%". */
export const shareText = textAs<Ratio>((text) => {
  const read = readDecimal(text);
  if (!read) return { code: "not-a-number", expected: "0.8 / 80%" };
  return read.value.n < 0n || read.value.n > 1000n * read.value.d ? { code: "out-of-range", expected: "0 … 1000" } : read.value;
});

/** A part of a whole, from nothing to all of it: "40%", "0.4" or "1/3". */
export const partText = textAs<Ratio>((text) => {
  const [top = "", bottom = "1", ...more] = text.split("/");
  const [n, d] = [readDecimal(top), readDecimal(bottom)];
  if (!n || !d || d.value.n <= 0n || more.length > 0) return { code: "not-a-number", expected: "40% / 1/3" };
  const part = ratio(n.value.n * d.value.d, n.value.d * d.value.n);
  return part.n < 0n || part.n > part.d ? { code: "out-of-range", expected: "0 … 1" } : part;
});

/** Points from 0 to 1000 with at most two decimals. */
export const pointsText = textAs<Points>((text) => {
  const points = readPoints(text);
  if (points === null) return { code: "not-points", expected: "6.45" };
  return points < 0n || points > 100_000n ? { code: "out-of-range", expected: "0 … 1000" } : points;
});

/** A calendar day as YYYY-MM-DD. */
export const dayText = textAs<Day>((text) => readDay(text) ?? { code: "not-a-day", expected: "2020-05-20" });

/** Text with something in it. */
export const filledText = textAs<string>((text) => {
  const trimmed = text.trim();
  return trimmed === "" ? { code: "empty-text" } : trimmed;
});

/** "true"/"false", "yes"/"no" or 是/否. */
export const yesNoText = textAs<boolean>((text) => {
  const word = text.trim().toLowerCase();
  if (["true", "yes", "是"].includes(word)) return true;
  if (["false", "no", "否"].includes(word)) return false;
  return { code: "not-in-list", expected: "true, false" };
});

/** An amount of public money in the unit given: never negative, at most 10^11 元, exact to the fen. */
export function amountText(unit: "元" | "万元") {
  return textAs<Money>((text) => {
    const amount = readMoney(text, unit);
    if (amount === null) return { code: "not-an-amount", expected: `465.47 (${unit})` };
    return amount < 0n || amount > 10n ** 17n
      ? { code: "out-of-range", expected: `0 … ${unit === "元" ? "10^15" : "10^11"} ${unit}` }
      : amount;
  });
}

/** The words a file may use for "not known"; unknown is never zero. */
export function isUnknownText(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && ["", "~", "null", "—", "－", "-"].includes(value.trim()));
}

/** The schema's value, or null where the file says it is not known. */
export function orUnknown<S extends z.ZodType>(schema: S) {
  return z
    .preprocess((value) => (isUnknownText(value) ? null : value), schema.nullable())
    .optional()
    .transform((value): z.output<S> | null => (value === undefined ? null : (value as z.output<S> | null)));
}

/** Parses `source.data`; every issue becomes a fault at the place where it stands. */
export function readSource<S extends z.ZodType>(schema: S, source: SourceFile): Result<z.output<S>> {
  const parsed = schema.safeParse(source.data, { reportInput: true });
  if (parsed.success) return success(parsed.data);
  return failure(...parsed.error.issues.flatMap((issue) => faultsOf(issue, [], source)));
}

function faultsOf(issue: z.core.$ZodIssue, around: readonly PropertyKey[], source: SourceFile): Fault[] {
  const path = [...around, ...issue.path].map((key) => (typeof key === "symbol" ? String(key) : key));
  const place = source.locate(path);
  const found = show(issue.input);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => fault("unknown-key", { found: key, expected: "" }, source.locate([...path, key])));
    case "invalid_type":
      return [
        issue.input === undefined
          ? fault("missing-key", { found: String(path.at(-1) ?? "") }, place)
          : fault("wrong-shape", { found, expected: issue.expected }, place),
      ];
    case "invalid_value":
      return [
        issue.input === undefined
          ? fault("missing-key", { found: String(path.at(-1) ?? "") }, place)
          : fault("not-in-list", { found, expected: issue.values.join(", ") }, place),
      ];
    case "invalid_union": {
      const closest = issue.errors.toSorted(
        (a, b) => Number(isOtherShape(a)) - Number(isOtherShape(b)) || a.length - b.length || deepest(b) - deepest(a),
      )[0];
      if (closest && closest.length > 0) return closest.flatMap((inner) => faultsOf(inner, path, source));
      return [fault("not-in-list", { found, expected: "note" in issue && issue.discriminator ? String(issue.discriminator) : "" }, place)];
    }
    case "custom":
      return [
        fault(
          (issue.params?.["fault"] as FaultCode | undefined) ?? "wrong-shape",
          { found, expected: String(issue.params?.["expected"] ?? "") },
          place,
        ),
      ];
    case "too_small":
      return [fault("wrong-shape", { found, expected: `≥ ${issue.minimum}` }, place)];
    default:
      return [fault("wrong-shape", { found, expected: issue.message }, place)];
  }
}

// A way of writing that the input does not even look like says nothing of what is wrong with it.
function isOtherShape(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some((issue) => issue.code === "invalid_type" && issue.path.length === 0);
}

function deepest(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function show(value: unknown): string {
  const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
