// Runs a pack's worked examples through the same reading and scoring as a real case; what differs is a fault at the place
// where the example says otherwise.
import { readDossier } from "../../dossier/index.ts";
import {
  type Citation,
  type Day,
  type Fault,
  fault,
  type Points,
  printPoints,
  printTotal,
  readPoints,
  type SourceFile,
} from "../../kernel/index.ts";
import { buildRulebook, type Pack } from "../../rules/index.ts";
import { type ScoreItem, schemeFor, scoreDossier } from "../../scoring/index.ts";
import type { ExampleAnswer, PackExample, PackExamples } from "../files/read-pack-examples.ts";

type Path = readonly (string | number)[];

/** One example under its name, ready to be run; it answers with what is not as it should be. */
export type ExampleRun = { readonly name: string; readonly run: () => readonly Fault[] };

/** Every example of a pack: situations, grades of totals and days in force. */
export function packExampleRuns(packs: ReadonlyMap<string, Pack>, examples: PackExamples): readonly ExampleRun[] {
  const { source } = examples;
  const days = Object.entries(examples.inForce ?? {}).map(([day, expected]) => ({
    name: `${day}: ${expected}`,
    run: () => {
      const rulebook = buildRulebook(packs, examples.pack, day as Day);
      return rulebook.ok
        ? differences(source, [[["inForce", day], String(rulebook.value.inForce), String(expected)]], day)
        : rulebook.faults;
    },
  }));
  const grades = Object.entries(examples.grades ?? {}).map(([total, grade]) => ({
    name: `${total}: ${grade}`,
    run: () => runGrade(packs, examples, total, grade),
  }));
  const situations = (examples.examples ?? []).map((example, index) => ({
    name: example.name,
    run: () => runExample(packs, examples, example, ["examples", index]),
  }));
  return [...situations, ...grades, ...days];
}

/** All that differs in all examples of a pack. */
export function runPackExamples(packs: ReadonlyMap<string, Pack>, examples: PackExamples): readonly Fault[] {
  return packExampleRuns(packs, examples).flatMap((one) => one.run());
}

function runExample(packs: ReadonlyMap<string, Pack>, examples: PackExamples, example: PackExample, path: Path): readonly Fault[] {
  const scored = score(packs, examples, example, path);
  if ("faults" in scored) return scored.faults;
  const { scorecard, scheme } = scored;
  const { gives } = example;
  const place = [...path, "gives"];
  const [execution, ...rows] = scorecard.items;
  const expected: (readonly [Path, string, string])[] = [
    ...(gives.execution ? answerOf([...place, "execution"], execution, gives.execution) : []),
    ...(gives.rows ?? []).flatMap((row, index) => answerOf([...place, "rows", index], rows[index], row)),
  ];
  if (gives.total !== undefined)
    expected.push([[...place, "total"], scorecard.total === null ? "—" : printTotal(scorecard.total), printTotal(gives.total)]);
  if (gives.grade !== undefined) expected.push([[...place, "grade"], scorecard.grade ?? "—", gives.grade]);
  if (gives.scheme !== undefined) expected.push([[...place, "scheme"], scheme ?? "—", gives.scheme]);
  return differences(examples.source, expected, example.name);
}

// A total is brought about as a case would: budget execution in full (or none, for a total below its weight) and one
// line whose recorded score makes up the rest.
function runGrade(packs: ReadonlyMap<string, Pack>, examples: PackExamples, total: string, grade: string): readonly Fault[] {
  const pack = packs.get(examples.pack);
  const rulebook = pack ? buildRulebook(packs, examples.pack, pack.instrument.inForce.from) : null;
  const weight = (rulebook?.ok ? rulebook.value.schemes[0]?.rule.weights["execution"] : undefined) ?? (0n as Points);
  const points = readPoints(total) ?? (0n as Points);
  const full = points >= weight;
  const example: PackExample = {
    name: total,
    facts: {
      completed: full,
      funds: { revised: "100", executed: full ? "100" : "0", weight: printPoints(weight) },
      rows: [
        {
          weight: "100",
          target: { kind: "yes-no", text: total },
          actual: { met: "true" },
          recorded: { score: printPoints((full ? points - weight : points) as Points) },
        },
      ],
    },
    gives: {},
  };
  const scored = score(packs, examples, example, ["grades", total]);
  if ("faults" in scored) return scored.faults;
  const { scorecard } = scored;
  return differences(
    examples.source,
    [
      [["grades", total], scorecard.total === null ? "—" : printTotal(scorecard.total), printTotal(points)],
      [["grades", total], scorecard.grade ?? "—", grade],
    ],
    total,
  );
}

type Scored = { readonly scorecard: ReturnType<typeof scoreDossier>; readonly scheme: string | null };

function score(
  packs: ReadonlyMap<string, Pack>,
  { pack, source }: PackExamples,
  { name, on, facts }: PackExample,
  path: Path,
): Scored | { readonly faults: readonly Fault[] } {
  const day = on ?? packs.get(pack)?.instrument.inForce.from;
  const rulebook = buildRulebook(packs, pack, day as Day);
  if (!rulebook.ok) return rulebook;
  const { funds } = facts;
  const data = {
    dossier: "1",
    project: {
      name,
      year: "2020",
      department: name,
      unit: name,
      ...(facts.completed === undefined ? {} : { completed: String(facts.completed) }),
    },
    pack,
    evaluation: { kind: "unit-self", signedOn: day, signedBy: name },
    funds: {
      current: { initial: "—", revised: funds?.revised ?? "—", executed: funds?.executed ?? "—" },
      ...(funds?.weight === undefined ? {} : { weight: funds.weight }),
    },
    indicators: (facts.rows ?? [{}]).map((row, index) => ({
      id: `row.${index + 1}`,
      level1: "产出指标",
      level2: "数量指标",
      level3: name,
      ...row,
    })),
  };
  const dossier = readDossier({ dossier: asDossierFile(data, source, [...path, "facts"]) });
  if (!dossier.ok) return dossier;
  return { scorecard: scoreDossier(dossier.value, rulebook.value), scheme: schemeFor(dossier.value, rulebook.value)?.rule.id ?? null };
}

// The example's facts as a dossier whose faults stand where the example was written.
function asDossierFile(data: unknown, source: SourceFile, facts: Path): SourceFile {
  return {
    name: source.name,
    data,
    locate: ([head, ...rest]) => {
      if (head === "indicators") return source.locate([...facts, "rows", ...rest]);
      if (head === "funds") return source.locate([...facts, "funds", ...rest.filter((key) => key !== "current")]);
      return source.locate([...facts, ...(rest.length > 0 ? rest.slice(-1) : [])]);
    },
  };
}

function answerOf(path: Path, item: ScoreItem | undefined, expected: ExampleAnswer): (readonly [Path, string, string])[] {
  if (!item) return [[path, "—", kindText(expected)]];
  const { answer } = item;
  const given =
    answer.kind === "decided"
      ? printPoints(answer.points)
      : answer.kind === "bounded"
        ? `${printPoints(answer.min)} – ${printPoints(answer.max)}`
        : answer.kind === "silent"
          ? `silent: ${answer.why}`
          : `missing: ${answer.what}`;
  return [
    [path, given, kindText(expected)],
    ...(expected.lines
      ? [
          [
            [...path, "lines"],
            item.trace.steps.map((step) => `${step.expression} = ${step.result}`).join("\n"),
            expected.lines.join("\n"),
          ] as const,
        ]
      : []),
    ...(expected.basis ? [[[...path, "basis"], item.basis.map(citationCode).join(", "), expected.basis.join(", ")] as const] : []),
  ];
}

function kindText({ points, from, to, silent, missing }: ExampleAnswer): string {
  if (points !== undefined) return printPoints(points);
  if (from !== undefined && to !== undefined) return `${printPoints(from)} – ${printPoints(to)}`;
  return silent === undefined ? `missing: ${missing}` : `silent: ${silent}`;
}

function citationCode(citation: Citation): string {
  return citation.kind === "law" ? `${citation.instrument} ${citation.article}` : "default";
}

function differences(source: SourceFile, pairs: readonly (readonly [Path, string, string])[], name = ""): readonly Fault[] {
  return pairs.flatMap(([path, found, expected]) =>
    found === expected
      ? []
      : [fault("pack-example-fails", { found: name === "" ? found : `${name}: ${found}`, expected }, source.locate(path))],
  );
}
