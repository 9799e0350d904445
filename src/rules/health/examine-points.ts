// Health of the rules that give points: grades at every hundredth, execution, satisfaction and tiers at every rate, caps,
// and the formulas' divisors.
import { compare, type Fault, fault, ONE, type Place, type Points, printPoints, printTotal, type Ratio, ZERO } from "../../kernel/index.ts";
import type { Pack } from "../pack.ts";
import { placeOfVersion } from "./place.ts";
import { holds, isEmpty, printRate, printSpan, probes, type Span } from "./spans.ts";

const HUNDRED = 10_000n;

/** Faults of the pack's own point-giving rules, version by version. */
export function examinePoints(pack: Pack): readonly Fault[] {
  return [
    ...grades(pack),
    ...execution(pack),
    ...satisfaction(pack),
    ...tiers(pack),
    ...caps(pack),
    ...attainment(pack),
    ...overAchievement(pack),
  ];
}

/** The four official grades from best to worst; a pack may name its own, but may not turn these round. */
const OFFICIAL = ["优", "良", "中", "差"];

function grades(pack: Pack): Fault[] {
  return (pack.parameters.grades ?? []).flatMap(({ bands }, version) => {
    const at = placeOfVersion(pack, "parameters", ["grades"], version, ["bands"]);
    const bandAt = (index: number) => placeOfVersion(pack, "parameters", ["grades"], version, ["bands", index]);
    const count = (score: bigint) =>
      bands.filter((band) => score >= band.from && (score < band.to || (band.closed === true && score === band.to))).length;
    const faults: Fault[] = [];
    for (const score of starts(SCORES, (one) => count(one) === 0)) faults.push(fault("pack-gap", { found: printTotal(score) }, at));
    for (const score of starts(SCORES, (one) => count(one) > 1)) faults.push(fault("pack-overlap", { found: printTotal(score) }, at));
    bands.forEach((band, index) => {
      const shown = `${band.grade} [${printPoints(band.from)}, ${printPoints(band.to)}${band.closed ? "]" : ")"}`;
      if (band.from > band.to || (band.from === band.to && band.closed !== true))
        faults.push(fault("pack-rule-unused", { found: shown }, bandAt(index)));
      if (band.to > HUNDRED) faults.push(fault("out-of-range", { found: shown, expected: "0 … 100" }, bandAt(index)));
      if (bands.findIndex((other) => other.grade === band.grade) < index)
        faults.push(fault("duplicate-id", { found: band.grade, expected: "bands" }, bandAt(index)));
    });
    const ranked = bands.map((band) => band.grade);
    const official = bands
      .toSorted((a, b) => (a.from > b.from ? -1 : 1))
      .map((band) => OFFICIAL.indexOf(band.grade))
      .filter((rank) => rank >= 0);
    const descends = bands.every((band, index) => index === 0 || band.from < (bands[index - 1]?.from ?? HUNDRED));
    if (!descends || official.some((rank, index) => index > 0 && rank < (official[index - 1] ?? 0)))
      faults.push(fault("pack-not-monotone", { found: ranked.join(" > ") }, at));
    return faults;
  });
}

const SCORES = Array.from({ length: 10_001 }, (_, hundredths) => BigInt(hundredths) as Points);

// Where each run of values that fail begins: one refusal for a gap, not one for every value in it.
function starts<T>(values: readonly T[], fails: (value: T) => boolean): readonly T[] {
  let inside = false;
  return values.filter((value) => {
    const failing = fails(value);
    const begins = failing && !inside;
    inside = failing;
    return begins;
  });
}

function execution(pack: Pack): Fault[] {
  return (pack.parameters.execution ?? []).flatMap((rule, version) => {
    if (rule.kind !== "intervals") return [];
    const place = (...rest: (string | number)[]) => placeOfVersion(pack, "parameters", ["execution"], version, rest);
    const silent = rule.silent ?? [];
    const asks = [...rule.regions, ...silent].some((region) => region.completed !== undefined);
    const faults = (asks ? [true, false] : [null]).flatMap((completed) => {
      const applies = (region: { readonly completed?: boolean | undefined }) =>
        region.completed === undefined || region.completed === completed;
      return spanFaults({
        given: rule.regions.filter(applies),
        silent: silent.filter(applies),
        label: completed === null ? "" : `completed: ${completed}, `,
        place: place("regions"),
      });
    });
    return [
      ...faults,
      ...emptySpans(rule.regions, (index) => place("regions", index)),
      ...emptySpans(silent, (index) => place("silent", index)),
      ...shareFaults(rule.regions, place("regions")),
      ...undeclaredWeights(rule, place("forWeight")),
    ];
  });
}

function satisfaction(pack: Pack): Fault[] {
  return (pack.parameters.satisfaction ?? []).flatMap((rule, version) => {
    if (rule.kind !== "intervals") return [];
    const place = (...rest: (string | number)[]) => placeOfVersion(pack, "parameters", ["satisfaction"], version, rest);
    return [
      // A share of people satisfied ends at 100%.
      ...spanFaults({ given: rule.intervals, silent: [], label: "", place: place("intervals"), end: ONE }),
      ...emptySpans(rule.intervals, (index) => place("intervals", index)),
      ...shareFaults(rule.intervals, place("intervals")),
      ...undeclaredWeights(rule, place("forWeight")),
    ];
  });
}

type Given = Span & { readonly share: Ratio };

/** Gap, overlap and monotony of intervals that give a share; declared silence fills gaps and must not lie over a share. */
function spanFaults(walk: { given: readonly Given[]; silent: readonly Span[]; label: string; place: Place; end?: Ratio }): Fault[] {
  const { given, silent, label, place, end } = walk;
  const rates = probes([...given, ...silent], end);
  const says = (rate: Ratio) => given.filter((span) => holds(span, rate));
  const isSilent = (rate: Ratio) => silent.some((span) => holds(span, rate));
  const faults: Fault[] = [];
  for (const rate of starts(rates, (one) => says(one).length === 0 && !isSilent(one)))
    faults.push(fault("pack-gap", { found: `${label}${printRate(rate)}` }, place));
  for (const rate of starts(rates, (one) => says(one).length > 1 || (says(one).length > 0 && isSilent(one))))
    faults.push(fault("pack-overlap", { found: `${label}${printRate(rate)}` }, place));
  let best: Ratio | null = null;
  for (const rate of rates) {
    const share = says(rate)[0]?.share;
    if (!share) continue;
    if (best !== null && compare(share, best) < 0) {
      const found = `${label}${printRate(rate)}: ${printRate(share)} < ${printRate(best)}`;
      faults.push(fault("pack-not-monotone", { found }, place));
      break;
    }
    best = share;
  }
  return faults;
}

function emptySpans(spans: readonly Span[], place: (index: number) => Place): Fault[] {
  return spans.flatMap((span, index) => (isEmpty(span) ? [fault("pack-rule-unused", { found: printSpan(span) }, place(index))] : []));
}

function shareFaults(given: readonly Given[], place: Place): Fault[] {
  const best = given.map((span) => span.share).reduce((a, b) => (compare(a, b) >= 0 ? a : b), ZERO);
  if (compare(best, ONE) > 0) return [fault("out-of-range", { found: printRate(best), expected: "0% … 100%" }, place)];
  return compare(best, ONE) < 0 ? [fault("pack-full-marks-unreachable", { found: printRate(best) }, place)] : [];
}

// Points stated for one weight leave every other weight open; that must be said.
function undeclaredWeights(rule: { readonly forWeight: Points; readonly otherWeights?: unknown }, place: Place): Fault[] {
  return rule.otherWeights === undefined
    ? [fault("pack-gap", { found: `weight ≠ ${printPoints(rule.forWeight)}`, expected: "otherWeights: {cite, why}" }, place)]
    : [];
}

const TIERS = ["met", "partly-met", "not-met"] as const;

function tiers(pack: Pack): Fault[] {
  return (pack.parameters.tiers ?? []).flatMap((rule, version) => {
    const place = (...rest: (string | number)[]) => placeOfVersion(pack, "parameters", ["tiers"], version, ["tiers", ...rest]);
    const rates = probes(rule.tiers, ONE);
    const inTier = (rate: Ratio) => rule.tiers.filter((tier) => holds(tier, rate));
    const faults = [...emptySpans(rule.tiers, (index) => place(index))];
    for (const rate of starts(rates, (one) => inTier(one).length === 0))
      faults.push(fault("pack-gap", { found: printRate(rate) }, place()));
    for (const rate of starts(rates, (one) => inTier(one).length > 1))
      faults.push(fault("pack-overlap", { found: printRate(rate) }, place()));
    rule.tiers.forEach((tier, index) => {
      if (rule.tiers.findIndex((other) => other.id === tier.id) < index)
        faults.push(fault("duplicate-id", { found: tier.id, expected: "tiers" }, place(index)));
      const names = rule.tiers.slice(0, index).flatMap((other) => [other.title, ...(other.aliases ?? [])]);
      const twice = [tier.title, ...(tier.aliases ?? [])].find((name) => names.includes(name));
      if (twice) faults.push(fault("duplicate-id", { found: twice, expected: "tiers" }, place(index)));
      if (compare(tier.to, ONE) > 0) faults.push(fault("out-of-range", { found: printSpan(tier), expected: "0% … 100%" }, place(index)));
    });
    const ranks = rule.tiers.toSorted((a, b) => compare(b.from, a.from)).map((tier) => TIERS.indexOf(tier.id));
    if (ranks.some((rank, index) => index > 0 && rank < (ranks[index - 1] ?? 0)))
      faults.push(fault("pack-not-monotone", { found: ranks.map((rank) => TIERS[rank]).join(" > ") }, place()));
    return faults;
  });
}

// Caps may leave rates uncapped, but may not overlap, cap nothing, or cap a higher rate lower.
function caps(pack: Pack): Fault[] {
  return (pack.parameters.totalCap ?? []).flatMap((rule, version) => {
    const place = (...rest: (string | number)[]) => placeOfVersion(pack, "parameters", ["totalCap"], version, ["caps", ...rest]);
    const rates = probes(rule.caps);
    const capsAt = (rate: Ratio) => rule.caps.filter((cap) => holds(cap, rate));
    const faults = [...emptySpans(rule.caps, (index) => place(index))];
    for (const rate of starts(rates, (one) => capsAt(one).length > 1))
      faults.push(fault("pack-overlap", { found: printRate(rate) }, place()));
    rule.caps.forEach((cap, index) => {
      if (cap.cap >= HUNDRED) faults.push(fault("pack-rule-unused", { found: `${printSpan(cap)}: ${printPoints(cap.cap)}` }, place(index)));
    });
    let best = 0n;
    for (const rate of rates) {
      const limit = capsAt(rate)[0]?.cap ?? HUNDRED;
      if (limit < best) {
        faults.push(
          fault(
            "pack-not-monotone",
            { found: `${printRate(rate)}: ${printPoints(limit as Points)} < ${printPoints(best as Points)}` },
            place(),
          ),
        );
        break;
      }
      best = limit;
    }
    return faults;
  });
}

// (reached − mark) ÷ (1 − mark): a mark of 100% divides by zero.
function attainment(pack: Pack): Fault[] {
  return (pack.parameters.attainment ?? []).flatMap((rule, version) =>
    rule.kind === "pass-mark" && compare(rule.mark, ONE) >= 0
      ? [
          fault(
            "pack-division-by-zero",
            { found: `1 − ${printRate(rule.mark)}` },
            placeOfVersion(pack, "parameters", ["attainment"], version, ["mark"]),
          ),
        ]
      : [],
  );
}

// At 100% the target is just met; a threshold there would punish meeting it.
function overAchievement(pack: Pack): Fault[] {
  return (pack.parameters.overAchievement ?? []).flatMap((rule, version) =>
    compare(rule.threshold, ONE) <= 0
      ? [
          fault(
            "pack-not-monotone",
            { found: `${printRate(rule.threshold)} ≤ 100%` },
            placeOfVersion(pack, "parameters", ["overAchievement"], version, ["threshold"]),
          ),
        ]
      : [],
  );
}
