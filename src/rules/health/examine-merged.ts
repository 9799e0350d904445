// Health of a pack as it is used: merged over what it extends, on every day on which a rule changes. A fault is the
// pack's own when one of the rules that do not fit together is stated by it.
import { type Citation, compare, type Day, type Fault, fault, ONE, type Place, printPoints, type Ratio } from "../../kernel/index.ts";
import type { Pack } from "../pack.ts";
import { buildRulebook, type Rulebook, type Scheme } from "../rulebook.ts";
import { placeIn } from "./place.ts";
import { holds, printRate, probes, type Span } from "./spans.ts";
import { statedRules } from "./stated-rules.ts";

/** Faults between rules that may stand in different packs of the chain. The chain is the pack first, then what it extends. */
export function examineMerged(packs: ReadonlyMap<string, Pack>, chain: readonly Pack[]): readonly Fault[] {
  const own = chain[0];
  if (!own) return [];
  const days = [...new Set([own.instrument.inForce.from, ...chain.flatMap(changeDays)])];
  const faults = days.flatMap((day) => {
    const rulebook = buildRulebook(packs, own.instrument.id, day);
    return rulebook.ok
      ? [
          ...schemes(rulebook.value, own),
          ...execution(rulebook.value, own),
          ...fullMarks(rulebook.value, own),
          ...thresholds(rulebook.value, own),
        ]
      : [];
  });
  return withoutRepeats(faults);
}

/** The same fault on two days is one fault. */
export function withoutRepeats(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((one) => [JSON.stringify(one), one])).values()];
}

function changeDays(pack: Pack): readonly Day[] {
  return statedRules(pack).flatMap(({ versions }) => versions.flatMap((entry) => (entry.from === undefined ? [] : [entry.from])));
}

const states = (own: Pack, ...bases: readonly (Citation | undefined)[]) => bases.some((basis) => basis?.pack === own.instrument.id);

// Weights and conditions name levels of the tree, and every mix of levels has exactly one scheme.
function schemes(rulebook: Rulebook, own: Pack): Fault[] {
  if (!states(own, rulebook.schemes[0]?.basis, rulebook.levels.basis)) return [];
  const levels = rulebook.levels.rule.map((level) => level.id);
  const known = ["execution", ...levels];
  const listed = own.indicators.schemes ?? [];
  const placeOf = (index: number, ...rest: string[]): Place =>
    placeIn(own, "indicators", listed.length > 0 ? ["schemes", index, ...rest] : ["levels"]);
  const faults = rulebook.schemes.flatMap(({ rule }) => {
    const index = listed.indexOf(rule);
    const asked = [...(rule.when?.has ?? []), ...(rule.when?.lacks ?? [])];
    return [
      ...Object.keys(rule.weights).flatMap((level) =>
        known.includes(level)
          ? []
          : [fault("unknown-reference", { found: level, expected: known.join(", ") }, placeOf(index, "weights", level))],
      ),
      ...asked.flatMap((level) =>
        levels.includes(level) ? [] : [fault("unknown-reference", { found: level, expected: levels.join(", ") }, placeOf(index, "when"))],
      ),
    ];
  });
  return listed.length > 0
    ? [
        ...faults,
        ...schemeForEveryMix(
          rulebook.schemes.map(({ rule }) => rule),
          (scheme) => placeOf(Math.max(0, listed.indexOf(scheme))),
        ),
      ]
    : faults;
}

/** More would be a table nobody can read, and twice as many mixes for each. */
const MOST_DECISIVE = 8;

function schemeForEveryMix(schemes: readonly Scheme[], placeOf: (scheme: Scheme) => Place): Fault[] {
  const [first] = schemes;
  const decisive = [...new Set(schemes.flatMap(({ when }) => [...(when?.has ?? []), ...(when?.lacks ?? [])]))].toSorted();
  if (!first) return [];
  if (decisive.length > MOST_DECISIVE)
    return [fault("out-of-range", { found: decisive.join(", "), expected: `≤ ${MOST_DECISIVE}` }, placeOf(first))];
  return mixes(decisive).flatMap((present) => {
    const [fitting, second, ...more] = schemes.filter((scheme) => fits(scheme, present));
    const mix = decisive.map((level) => `${present.includes(level) ? "+" : "−"}${level}`).join(" ");
    if (fitting === undefined) return [fault("pack-gap", { found: mix }, placeOf(first))];
    if (second === undefined) return [];
    const names = [fitting, second, ...more].map((scheme) => scheme.id).join(", ");
    return [fault("pack-overlap", { found: mix === "" ? names : `${mix}: ${names}` }, placeOf(second))];
  });
}

function fits({ when }: Scheme, present: readonly string[]): boolean {
  return (when?.has ?? []).every((level) => present.includes(level)) && !(when?.lacks ?? []).some((level) => present.includes(level));
}

function mixes(levels: readonly string[]): readonly (readonly string[])[] {
  return levels.reduce<readonly (readonly string[])[]>((all, level) => all.flatMap((mix) => [mix, [...mix, level]]), [[]]);
}

// Points stated for one weight of budget execution give nothing where no scheme has that weight.
function execution(rulebook: Rulebook, own: Pack): Fault[] {
  const stated = rulebook.rules.execution;
  if (stated?.rule.kind !== "intervals" || !states(own, stated.basis, rulebook.schemes[0]?.basis)) return [];
  const { forWeight } = stated.rule;
  const weights = [...new Set(rulebook.schemes.map(({ rule }) => rule.weights["execution"] ?? null))];
  if (weights.includes(forWeight)) return [];
  const place = states(own, stated.basis)
    ? placeIn(own, "parameters", ["execution", "forWeight"])
    : placeIn(own, "indicators", ["schemes"]);
  const found = `forWeight ${printPoints(forWeight)} ≠ ${weights.map((weight) => (weight === null ? "—" : printPoints(weight))).join(", ")}`;
  return [fault("pack-full-marks-unreachable", { found }, place)];
}

// Somewhere up to 100% a rate must give full points for execution and leave the total uncapped.
function fullMarks(rulebook: Rulebook, own: Pack): Fault[] {
  const { execution: stated, totalCap } = rulebook.rules;
  if (!stated || !totalCap || !states(own, totalCap.basis, stated.basis)) return [];
  const regions: readonly (Span & { readonly share: Ratio })[] = stated.rule.kind === "intervals" ? stated.rule.regions : [];
  const full = probes([...totalCap.rule.caps, ...regions], ONE).filter((rate) =>
    stated.rule.kind === "proportion"
      ? compare(rate, ONE) === 0
      : regions.some((region) => holds(region, rate) && compare(region.share, ONE) === 0),
  );
  const capped = full.map((rate) => ({ rate, cap: totalCap.rule.caps.find((cap) => holds(cap, rate)) }));
  if (capped.length === 0 || capped.some(({ cap }) => cap === undefined || cap.cap >= 10_000n)) return [];
  const { rate, cap } = capped.at(-1) ?? {};
  const found = rate && cap ? `${printRate(rate)}: ${printPoints(cap.cap)}` : "";
  return [fault("pack-full-marks-unreachable", { found }, placeIn(own, "parameters", ["totalCap"]))];
}

const ORDERED = [
  ["high-risk-rate", "low-rate"],
  ["few-indicators", "many-indicators"],
  ["days-one-country", "days-two-countries"],
  ["days-two-countries", "days-three-countries"],
] as const;

function thresholds(rulebook: Rulebook, own: Pack): Fault[] {
  return ORDERED.flatMap(([smaller, larger]) => {
    const [low, high] = [rulebook.thresholds.get(smaller), rulebook.thresholds.get(larger)];
    if (!low || !high || !states(own, low.basis, high.basis) || compare(low.rule, high.rule) <= 0) return [];
    const name = states(own, low.basis) ? smaller : larger;
    return [
      fault(
        "pack-not-monotone",
        { found: `${smaller} ${low.written} > ${larger} ${high.written}` },
        placeIn(own, "parameters", ["thresholds", name]),
      ),
    ];
  });
}
