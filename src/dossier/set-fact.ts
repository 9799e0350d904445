// Tries another fact without touching the file: a dossier's source with one value replaced, named by its path.
import { z } from "zod";
import { failure, fault, type Result, type SourceFile, success } from "../kernel/index.ts";
import { dossierSchema } from "./dossier-schema.ts";
import { nearestNames } from "./nearest-names.ts";

type Path = readonly (string | number)[];

// Paths do not depend on the unit of money.
const SCHEMA = dossierSchema("万元");
/** What an entry of a list is called by, where it has a name of its own. */
const NAMES = ["id", "no", "indicator", "name"] as const;

/**
 * The source with the text at `path` replaced. Entries of lists are named by their id or number
 * ("indicators.output.cost.2.actual.value", "subprojects.2.spent"), else by index from 0. The value is checked with the
 * rest when the dossier is read; its place is then "--set".
 * Fault `unknown-fact` when the path leads nowhere, with the names that are near.
 */
export function setFact(source: SourceFile, path: string, value: string): Result<SourceFile> {
  const found = follow(source.data, SCHEMA, path.trim(), []);
  if ("known" in found) {
    const { known, rest } = found;
    const near = nearestNames(rest.split(".")[0] ?? rest, known, 5);
    const prefix = rest === "" ? `${path.trim()}.` : path.trim().slice(0, -rest.length);
    return failure(
      fault(
        "unknown-fact",
        { found: path, expected: (near.length > 0 ? near : known.slice(0, 12)).map((name) => `${prefix}${name}`).join(", ") },
        { file: "--set", path },
      ),
    );
  }
  const steps = found.steps;
  const isSet = (asked: Path) => steps.every((step, index) => String(asked[index]) === String(step));
  return success({
    name: source.name,
    data: replaced(source.data, steps, value),
    locate: (asked) => (isSet(asked) ? { file: "--set", path } : source.locate(asked)),
  });
}

/** The steps to a fact; or where the way was lost: what was left, and what there is instead. */
type Way = { readonly steps: Path } | { readonly known: readonly string[]; readonly rest: string };

function follow(data: unknown, schema: z.core.$ZodType | null, rest: string, steps: Path): Way {
  const forms = schema ? formsOf(schema) : [];
  if (rest === "") {
    const isText = forms.some((form) => !(form instanceof z.ZodObject || form instanceof z.ZodArray || form instanceof z.ZodRecord));
    return isText ? { steps } : { known: namesBelow(data, forms), rest };
  }
  const list = forms.find((form) => form instanceof z.ZodArray);
  if (list) {
    const entries = Array.isArray(data) ? data : [];
    const entry = entryAt(entries, rest);
    return entry
      ? follow(entries[entry.index], list.element, entry.rest, [...steps, entry.index])
      : { known: namesBelow(data, forms), rest };
  }
  const end = rest.indexOf(".");
  const key = end < 0 ? rest : rest.slice(0, end);
  const after = end < 0 ? "" : rest.slice(end + 1);
  const below = forms
    .map((form) =>
      form instanceof z.ZodObject && Object.hasOwn(form.shape, key) ? form.shape[key] : form instanceof z.ZodRecord ? form.valueType : null,
    )
    .find((inner) => inner != null);
  if (!below) return { known: namesBelow(data, forms), rest };
  const inner =
    typeof data === "object" && data !== null && !Array.isArray(data) && Object.hasOwn(data, key)
      ? (data as Record<string, unknown>)[key]
      : undefined;
  return follow(inner, below as z.core.$ZodType, after, [...steps, key]);
}

/** The forms a value may take: a schema without its wrappings, a union's options each. */
function formsOf(schema: z.core.$ZodType): (z.ZodObject | z.ZodArray | z.ZodRecord | z.core.$ZodType)[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return formsOf(schema.unwrap());
  // A transform follows its schema in a pipe; a preprocessing step goes before it.
  if (schema instanceof z.ZodPipe) return formsOf(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(formsOf);
  return [schema];
}

function namesBelow(data: unknown, forms: readonly z.core.$ZodType[]): string[] {
  const keys = forms.flatMap((form) => (form instanceof z.ZodObject ? Object.keys(form.shape) : []));
  const entries = Array.isArray(data) ? data.map((entry, index) => nameOf(entry) ?? String(index)) : [];
  return [...new Set([...keys, ...entries])];
}

// Ids hold dots themselves ("output.cost.2"), so the longest name that begins the rest of the path is meant.
function entryAt(entries: readonly unknown[], rest: string): { readonly index: number; readonly rest: string } | null {
  const named = entries
    .map((entry, index) => ({ index, name: nameOf(entry) }))
    .filter(({ name }) => name !== null && (rest === name || rest.startsWith(`${name}.`)))
    .sort((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0))[0];
  if (named?.name) return { index: named.index, rest: rest.slice(named.name.length + 1) };
  const index = /^(0|[1-9]\d{0,5})(?:\.|$)/.exec(rest)?.[1];
  return index !== undefined && Number(index) < entries.length ? { index: Number(index), rest: rest.slice(index.length + 1) } : null;
}

function nameOf(entry: unknown): string | null {
  if (typeof entry !== "object" || entry === null) return null;
  const name = NAMES.map((key) => (Object.hasOwn(entry, key) ? (entry as Record<string, unknown>)[key] : undefined)).find(
    (value) => typeof value === "string" && value !== "",
  );
  return typeof name === "string" ? name : null;
}

// A fact written with its source keeps neither the old value nor the old source: the tried value has none.
function replaced(data: unknown, [step, ...rest]: Path, value: string): unknown {
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list = Array.isArray(data) ? data : [];
    return list.map((entry, index) => (index === step ? replaced(entry, rest, value) : entry));
  }
  const map = typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Readonly<Record<string, unknown>>) : {};
  return { ...map, [step]: replaced(Object.hasOwn(map, step) ? map[step] : undefined, rest, value) };
}
