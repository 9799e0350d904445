// Health of dated versions: a rule is never without one while its instrument is in force, and never has two on one day.
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
      const faults =
        path[0] === "schemes"
          ? versions.flatMap((entry, version) => reversed(entry, () => place(version, "until")))
          : sequence(versions, place);
      return faults.length > 0 ? faults : uncovered(versions, pack.instrument.inForce, place);
    }),
  ];
}

type Validity = Pack["instrument"]["inForce"];

/** Later than every day: what has no end. */
const OPEN = "9999-12-31";

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

// Days in force before the first version or after the last: a version would count on them that says itself it does not.
function uncovered(versions: readonly Provenance[], inForce: Validity, place: (version: number, key: string) => Place): Fault[] {
  const dated = versions.map((entry, version) => ({ ...entry, version }));
  const first = dated.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1))[0];
  const last = dated.toSorted((a, b) => ((a.until ?? OPEN) > (b.until ?? OPEN) ? -1 : 1))[0];
  const faults: Fault[] = [];
  if (first?.from !== undefined && first.from > inForce.from)
    faults.push(fault("pack-gap", { found: `${inForce.from} – ${first.from}` }, place(first.version, "from")));
  if (last?.until !== undefined && last.until < (inForce.until ?? OPEN))
    faults.push(fault("pack-gap", { found: `${last.until} – ${inForce.until ?? "…"}` }, place(last.version, "until")));
  return faults;
}
