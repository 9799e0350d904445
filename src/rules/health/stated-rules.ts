// Everything a pack states, rule by rule, each with its dated versions and where it stands.
import type { Pack } from "../pack.ts";
import type { Provenance } from "../versions.ts";

export type StatedRule = {
  readonly part: "parameters" | "indicators" | "documents";
  readonly path: readonly string[];
  readonly versions: readonly Provenance[];
};

export function statedRules({ parameters, indicators, documents }: Pack): readonly StatedRule[] {
  const { thresholds = {}, ...rules } = parameters;
  return [
    ...entriesOf("parameters", [], rules),
    ...entriesOf("parameters", ["thresholds"], thresholds),
    ...entriesOf("indicators", [], indicators),
    ...entriesOf("documents", [], documents),
  ];
}

function entriesOf(
  part: StatedRule["part"],
  head: readonly string[],
  rules: Readonly<Record<string, readonly Provenance[] | undefined>>,
): StatedRule[] {
  return Object.entries(rules).flatMap(([name, versions]) => (versions ? [{ part, path: [...head, name], versions }] : []));
}
