// An override that gives the inherited value on the inherited authority changes nothing and only misleads. Citing an
// article of one's own for the same value is no idle override: it says whose law it now is.
import { type Citation, type Fault, fault, printExact, type Ratio } from "../../kernel/index.ts";
import type { Pack } from "../pack.ts";
import { citationOf, type Provenance } from "../versions.ts";
import { placeIn } from "./place.ts";
import { statedRules } from "./stated-rules.ts";

export function idleOverrides(pack: Pack, parents: readonly Pack[]): readonly Fault[] {
  const inherited = parents.flatMap((parent) =>
    statedRules(parent).map((rule) => ({ name: rule.path.join("."), shown: show(parent, rule.versions) })),
  );
  return statedRules(pack).flatMap(({ part, path, versions }) => {
    const name = path.join(".");
    const nearest = inherited.find((rule) => rule.name === name);
    return nearest?.shown === show(pack, versions) ? [fault("pack-rule-unused", { found: name }, placeIn(pack, part, path))] : [];
  });
}

function show(pack: Pack, versions: readonly Provenance[]): string {
  return JSON.stringify(
    versions.map((version) => {
      const { cite: _, default: __, ...rule } = version;
      return [authority(citationOf(pack, version)), rule];
    }),
    (_, part) => (typeof part === "bigint" ? `${part}n` : isRatio(part) ? printExact(part, 12) : part),
  );
}

function authority(citation: Citation): string {
  return citation.kind === "law" ? `${citation.instrument} ${citation.article}` : citation.source;
}

// 80% and 0.8 are one value.
function isRatio(part: unknown): part is Ratio {
  return typeof part === "object" && part !== null && "n" in part && "d" in part;
}
