// Health of dated versions: a rule is never without one in between, and never has two on one day.
import { daysBetween, type Fault, fault, type Place } from "../../kernel/index.ts";
import type { Pack } from "../pack.ts";
import type { Provenance } from "../versions.ts";
import { placeOfVersion } from "./place.ts";
import { statedRules } from "./stated-rules.ts";

export function examineVersions(pack: Pack): readonly Fault[] {
  return [
    ...reversed(pack.instrument.inForce, () => pack.sources.instrument.locate(["inForce", "until"])),
    ...statedRules(pack).flatMap(({ part, path, versions }) => {
      const place = (version: number, key: string) => placeOfVersion(pack, part, path, version, [key]);
      // Several schemes of weights count side by side; of every other rule one version counts.
      return path[0] === "schemes"
        ? versions.flatMap((entry, version) => reversed(entry, () => place(version, "until")))
        : sequence(versions, place);
    }),
  ];
}

function reversed(entry: Pick<Provenance, "from" | "until">, place: () => Place): Fault[] {
  return entry.from !== undefined && entry.until !== undefined && entry.until < entry.from
    ? [fault("out-of-range", { found: `${entry.from} – ${entry.until}`, expected: `≥ ${entry.from}` }, place())]
    : [];
}

function sequence(versions: readonly Provenance[], place: (version: number, key: string) => Place): Fault[] {
  const dated = versions
    .map((entry, version) => ({ entry, version }))
    .toSorted((a, b) => ((a.entry.from ?? "") < (b.entry.from ?? "") ? -1 : 1));
  return dated.flatMap(({ entry, version }, index) => {
    const next = dated[index + 1];
    const faults = reversed(entry, () => place(version, "until"));
    if (next === undefined) return faults;
    const begins = next.entry.from;
    // Two without a first day, or two with the same: neither ends the other.
    if (begins === undefined || begins === entry.from)
      return [...faults, fault("pack-overlap", { found: begins ?? "from: —" }, place(next.version, "from"))];
    if (entry.until === undefined) return faults;
    const days = daysBetween(entry.until, begins);
    if (days > 1) faults.push(fault("pack-gap", { found: `${entry.until} – ${begins}` }, place(next.version, "from")));
    if (days < 1) faults.push(fault("pack-overlap", { found: begins }, place(version, "until")));
    return faults;
  });
}
