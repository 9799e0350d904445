// Values that a JSON schema describes, drawn by chance: what mutations of requests start from.
import type { Chance } from "../../store/power-loss.builder.ts";

export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly minimum?: number;
};

export type Sampling = {
  readonly chance: Chance;
  /** "#/components/schemas/…" by its name. */
  readonly named: Readonly<Record<string, Schema>>;
  /** What text is drawn from: names that there are, and such as there are not. */
  readonly words: readonly string[];
};

const DEEPEST = 6;

export function pick<Thing>(chance: Chance, things: readonly Thing[]): Thing {
  const found = things[Math.floor(chance() * things.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

export function sample(schema: Schema, sampling: Sampling, depth = 0): unknown {
  const { chance, named, words } = sampling;
  if (schema.$ref !== undefined) return sample(named[schema.$ref.split("/").at(-1) ?? ""] ?? {}, sampling, depth + 1);
  if ("const" in schema) return schema.const;
  if (schema.enum) return pick(chance, schema.enum);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return sample(pick(chance, choices), sampling, depth);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, sampling, depth)));
  const type = typeof schema.type === "string" ? schema.type : pick(chance, schema.type ?? ["string", "object", "null"]);
  if (depth > DEEPEST) return null;
  switch (type) {
    case "object":
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sample(part, sampling, depth + 1)]));
    case "array":
      return Array.from({ length: Math.floor(chance() * 3) }, () => sample(schema.items ?? {}, sampling, depth + 1));
    case "integer":
    case "number":
      return Math.floor(chance() * 5) + (schema.minimum ?? 0);
    case "boolean":
      return chance() < 0.5;
    case "null":
      return null;
    default:
      return pick(chance, words);
  }
}
