// Health of what a pack itself lists: schemes of weights, names of levels, headings of the outline, rows of the form.
import { type Fault, fault, type Points, printPoints } from "../../kernel/index.ts";
import { plainLevelName } from "../levels.ts";
import type { Pack } from "../pack.ts";
import type { OutlineSection } from "../pack-schema.ts";
import { type Path, placeIn, placeOfVersion } from "./place.ts";

export function examineStructure(pack: Pack): readonly Fault[] {
  return [...schemes(pack), ...levels(pack), ...outlines(pack), ...forms(pack)];
}

function schemes(pack: Pack): Fault[] {
  const all = pack.indicators.schemes ?? [];
  return all.flatMap((scheme, index) => {
    const place = (...rest: (string | number)[]) => placeIn(pack, "indicators", ["schemes", index, ...rest]);
    const total = Object.values(scheme.weights).reduce<bigint>((sum, weight) => sum + weight, 0n) as Points;
    const faults: Fault[] = [];
    if (total !== 10_000n) faults.push(fault("pack-weights-not-100", { found: printPoints(total) }, place("weights")));
    if (!("execution" in scheme.weights)) faults.push(fault("pack-rule-missing", { found: "weights.execution" }, place("weights")));
    for (const [level, weight] of Object.entries(scheme.weights))
      if (weight === 0n) faults.push(fault("pack-rule-unused", { found: `${level}: 0` }, place("weights", level)));
    if (all.findIndex((other) => other.id === scheme.id && other.from === scheme.from) < index)
      faults.push(fault("duplicate-id", { found: scheme.id, expected: "schemes" }, place("id")));
    for (const level of scheme.when?.has ?? [])
      if (!(level in scheme.weights)) faults.push(fault("pack-rule-missing", { found: `weights.${level}` }, place("weights")));
    for (const level of scheme.when?.lacks ?? [])
      if (level in scheme.weights)
        faults.push(fault("pack-overlap", { found: `lacks ${level}, weights.${level}` }, place("weights", level)));
    return faults;
  });
}

type Named = { readonly id: string; readonly title: string; readonly aliases?: readonly string[] | undefined };

// A name that two levels claim would decide by its place in the file.
function levels(pack: Pack): Fault[] {
  return (pack.indicators.levels ?? []).flatMap(({ tree }, version) => {
    const place = (path: Path) => placeOfVersion(pack, "indicators", ["levels"], version, ["tree", ...path]);
    return [
      ...sameNames(tree, (index) => place([index])),
      ...tree.flatMap((level, outer) => sameNames(level.level2, (index) => place([outer, "level2", index]))),
    ];
  });
}

function sameNames(siblings: readonly Named[], place: (index: number) => ReturnType<typeof placeIn>): Fault[] {
  const namesOf = (level: Named) => [level.title, ...(level.aliases ?? [])].map(plainLevelName);
  return siblings.flatMap((level, index) => {
    const before = siblings.slice(0, index);
    const faults: Fault[] = [];
    if (before.some((other) => other.id === level.id))
      faults.push(fault("duplicate-id", { found: level.id, expected: "levels" }, place(index)));
    const taken = before.flatMap(namesOf);
    const twice = namesOf(level).find((name) => taken.includes(name));
    if (twice !== undefined) faults.push(fault("pack-overlap", { found: twice }, place(index)));
    return faults;
  });
}

function outlines(pack: Pack): Fault[] {
  return (pack.documents.outline ?? []).flatMap(({ sections }, version) => {
    const seen = new Set<string>();
    const walk = (list: readonly OutlineSection[], path: Path): Fault[] =>
      list.flatMap((section, index) => {
        const here = [...path, index];
        const twice = seen.has(section.id);
        seen.add(section.id);
        return [
          ...(twice
            ? [
                fault(
                  "duplicate-id",
                  { found: section.id, expected: "outline" },
                  placeOfVersion(pack, "documents", ["outline"], version, here),
                ),
              ]
            : []),
          ...walk(section.sections, [...here, "sections"]),
        ];
      });
    return walk(sections, ["sections"]);
  });
}

function forms(pack: Pack): Fault[] {
  return (pack.documents.form ?? []).flatMap(({ fundRows }, version) => {
    const place = (...rest: (string | number)[]) => placeOfVersion(pack, "documents", ["form"], version, ["fundRows", ...rest]);
    const faults = fundRows.flatMap((row, index) =>
      fundRows.findIndex((other) => other.id === row.id) < index
        ? [fault("duplicate-id", { found: row.id, expected: "fundRows" }, place(index, "id"))]
        : [],
    );
    return fundRows.some((row) => row.id === "total")
      ? faults
      : [...faults, fault("pack-rule-missing", { found: "fundRows.total" }, place())];
  });
}
