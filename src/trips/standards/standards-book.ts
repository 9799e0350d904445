// The standards that a trip is priced by: the national instruments in force on the day it leaves, newest first, and before
// them the local ones that the trip names. Each rule is the nearest that is stated, with its citation.
import { type Citation, type Day, failure, fault, isWithin, type Result, success } from "../../kernel/index.ts";
import { citationOf, type Provenance, versionsOn } from "../../rules/index.ts";
import type { BreachCode, CostKind, PaperKind, TripStep } from "../vocabulary.ts";
import type { TripRules, TripStandards } from "./trip-standards.ts";

export type Cited<T> = { readonly rule: T; readonly basis: Citation };

type DatedKey = Exclude<keyof TripRules, "costs" | "requirements" | "spellings" | "gates">;
type EntryOf<Key extends DatedKey> = NonNullable<TripRules[Key]>[number];

export type StandardsBook = {
  /** The day the party leaves: it chooses the version. */
  readonly day: Day;
  /** In force on the day, nearest first. */
  readonly layers: readonly TripStandards[];
  /** The nearest statement of a rule; null where nothing in force states one. */
  readonly rule: <Key extends DatedKey>(key: Key) => Cited<EntryOf<Key>> | null;
  readonly cost: (kind: CostKind) => Cited<{ readonly needsApproval: boolean }> | null;
  /** The papers that a step needs, by the nearest instrument that says so. */
  readonly gates: (step: TripStep) => readonly Cited<{ readonly papers: readonly PaperKind[] }>[];
  /** The clause behind a check. */
  readonly requirement: (code: BreachCode) => Citation | null;
  /** A country or city as the tables write it. */
  readonly spell: (name: string) => string;
};

/**
 * The book of `id` (null: the national instruments alone) for a trip that leaves on `day`. Faults: pack-unknown,
 * pack-extends-cycle. Instruments not in force on the day are left out.
 */
export function standardsBook(all: ReadonlyMap<string, TripStandards>, id: string | null, day: Day): Result<StandardsBook> {
  const local: TripStandards[] = [];
  for (let next = id; next !== null; ) {
    const one = all.get(next);
    if (!one) return failure(fault("pack-unknown", { found: next, expected: localIds(all).join(", ") }));
    if (local.includes(one)) return failure(fault("pack-extends-cycle", { found: next }));
    local.push(one);
    next = one.instrument.extends ?? null;
  }
  const national = [...all.values()]
    .filter((one) => one.instrument.extends === undefined && !local.includes(one))
    .toSorted((a, b) => (a.instrument.inForce.from < b.instrument.inForce.from ? 1 : -1));
  const own = local.filter((one) => one.instrument.extends !== undefined);
  const rest = [...local.filter((one) => one.instrument.extends === undefined), ...national].toSorted((a, b) =>
    a.instrument.inForce.from < b.instrument.inForce.from ? 1 : a.instrument.inForce.from > b.instrument.inForce.from ? -1 : 0,
  );
  return success(
    bookOf(
      [...own, ...rest].filter((one) => isInForce(one, day)),
      day,
    ),
  );
}

function localIds(all: ReadonlyMap<string, TripStandards>): string[] {
  return [...all.values()].filter((one) => one.instrument.extends !== undefined).map((one) => one.instrument.id);
}

function isInForce({ instrument: { inForce } }: TripStandards, day: Day): boolean {
  return isWithin(day, { from: inForce.from, until: inForce.until ?? null });
}

function bookOf(layers: readonly TripStandards[], day: Day): StandardsBook {
  const spellings = new Map(
    layers
      .toReversed()
      .flatMap((layer) => (layer.rules.spellings ?? []).flatMap(({ written, means }) => written.map((word) => [word, means] as const))),
  );
  return {
    day,
    layers,
    rule: (key) => {
      for (const layer of layers) {
        const entries = (layer.rules[key] ?? []) as readonly (EntryOf<typeof key> & Provenance)[];
        const entry = entries.length > 0 ? versionsOn(entries, day)[0] : undefined;
        if (entry && countsOn(entry, day)) return { rule: entry, basis: citationOf(layer, entry) };
      }
      return null;
    },
    cost: (kind) => {
      for (const layer of layers) {
        const entry = layer.rules.costs?.[kind];
        if (entry) return { rule: { needsApproval: entry.needsApproval ?? false }, basis: citationOf(layer, entry) };
      }
      return null;
    },
    gates: (step) => {
      for (const layer of layers) {
        const own = (layer.rules.gates ?? []).filter((gate) => gate.step === step);
        if (own.length > 0) return own.map((gate) => ({ rule: { papers: gate.papers }, basis: citationOf(layer, gate) }));
      }
      return [];
    },
    requirement: (code) => {
      for (const layer of layers) {
        const entry = layer.rules.requirements?.[code];
        if (entry) return citationOf(layer, entry);
      }
      return null;
    },
    spell: (name) => spellings.get(name.trim()) ?? name.trim(),
  };
}

// A version before its first day or after its last is none.
function countsOn({ from, until }: Provenance, day: Day): boolean {
  return (from === undefined || from <= day) && (until === undefined || day <= until);
}
