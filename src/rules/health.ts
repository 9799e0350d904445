// Rule health: before a pack may score anything it is held against every rate, every hundredth of a point and every day
// on which it changes, merged with what it extends. Each refusal names the file, the line and the value that fails.
import { type Fault, failure, fault, type Result, success } from "../kernel/index.ts";
import { examineMerged, withoutRepeats } from "./health/examine-merged.ts";
import { examinePoints } from "./health/examine-points.ts";
import { examineStructure } from "./health/examine-structure.ts";
import { examineVersions } from "./health/examine-versions.ts";
import { idleOverrides } from "./health/idle-overrides.ts";
import type { Pack } from "./pack.ts";
import { packChain } from "./rulebook.ts";

/** Every fault of a pack as merged with what it extends; empty for a sound one. Faults of inherited rules are theirs. */
export function examinePack(packs: ReadonlyMap<string, Pack>, id: string): readonly Fault[] {
  const chain = packChain(packs, id);
  if (!chain.ok) return chain.faults;
  const [pack, ...parents] = chain.value;
  if (!pack) return [];
  return [
    ...missingRules(chain.value, pack),
    ...examineVersions(pack),
    ...examinePoints(pack),
    ...examineStructure(pack),
    ...examineMerged(packs, chain.value),
    ...idleOverrides(pack, parents),
  ];
}

/** The packs, if all are sound; else every fault of every pack. */
export function refuseUnhealthy(packs: ReadonlyMap<string, Pack>): Result<ReadonlyMap<string, Pack>> {
  const faults = withoutRepeats([...packs.keys()].flatMap((id) => examinePack(packs, id)));
  return faults.length > 0 ? failure(...faults) : success(packs);
}

const NEEDED = [
  "grades",
  "execution",
  "attainment",
  "reverse",
  "equal",
  "zeroTarget",
  "band",
  "splitPeriods",
  "milestones",
  "yesNo",
  "occurrences",
  "tiers",
  "satisfaction",
  "overAchievement",
  "notApplicable",
  "rounding",
] as const satisfies readonly (keyof Pack["parameters"])[];

// A rule that scoring asks for must be stated somewhere in the chain; silence has to be declared, not forgotten.
function missingRules(chain: readonly Pack[], pack: Pack): Fault[] {
  const stated = (pick: (one: Pack) => unknown) => chain.some((one) => pick(one) !== undefined);
  const missing = [
    ...NEEDED.filter((name) => !stated((one) => one.parameters[name])),
    ...(["schemes", "levels"] as const).filter((name) => !stated((one) => one.indicators[name])),
    ...(["outline", "form"] as const).filter((name) => !stated((one) => one.documents[name])),
  ];
  return missing.map((name) => fault("pack-rule-missing", { found: name }, pack.sources.instrument.locate([])));
}
