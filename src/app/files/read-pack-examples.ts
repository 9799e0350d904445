// examples.yaml of a rule pack: situations with the points, receipts, grades and days the pack must give for them.
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import {
  dayText,
  type Fault,
  failure,
  filledText,
  pointsText,
  type Result,
  readDay,
  readPoints,
  readSource,
  type SourceFile,
  success,
  yesNoText,
} from "../../kernel/index.ts";
import { packFolders, readYamlFile } from "./read-packs.ts";

/** What a line must give: points, or a range, or a declared silence, or the fact that is missing. */
const answer = z
  .strictObject({
    points: pointsText.optional(),
    from: pointsText.optional(),
    to: pointsText.optional(),
    /** Why the instrument is silent, as its pack says. */
    silent: filledText.optional(),
    /** The path of the missing fact. */
    missing: filledText.optional(),
    /** The receipt's steps in order, each as "7 ÷ 12 = 58.33%". */
    lines: z.array(filledText).optional(),
    /** Articles as "财预〔2020〕10号 第十六条"; "default" for what is not law. */
    basis: z.array(filledText).optional(),
  })
  .superRefine((given, context) => {
    const kinds = [given.points, given.silent, given.missing, given.from ?? given.to].filter((kind) => kind !== undefined).length;
    const half = (given.from === undefined) !== (given.to === undefined);
    if (kinds !== 1 || half)
      context.addIssue({
        code: "custom",
        params: { fault: "wrong-shape", expected: "points | from + to | silent | missing" },
        input: Object.keys(given).join(", "),
      });
  });

const example = z.strictObject({
  name: filledText,
  /** The day of the evaluation; without one, the pack's first day in force. */
  on: dayText.optional(),
  facts: z.strictObject({
    completed: yesNoText.optional(),
    funds: z.strictObject({ revised: filledText, executed: filledText, weight: filledText.optional() }).optional(),
    /** Rows as in a dossier; id and levels may be left out. */
    rows: z.array(z.record(z.string(), z.unknown())).optional(),
  }),
  gives: z.strictObject({
    execution: answer.optional(),
    rows: z.array(answer).optional(),
    total: pointsText.optional(),
    grade: filledText.optional(),
    scheme: filledText.optional(),
  }),
});

const POINTS_KEY = { read: readPoints, fault: "not-points", expected: "89.99" } as const;
const DAY_KEY = { read: readDay, fault: "not-a-day", expected: "2020-05-20" } as const;

function keyedBy(key: typeof POINTS_KEY | typeof DAY_KEY) {
  return z.string().superRefine((text, context) => {
    if (key.read(text) === null) context.addIssue({ code: "custom", params: { fault: key.fault, expected: key.expected }, input: text });
  });
}

const examplesSchema = z.strictObject({
  examples: z.array(example).optional(),
  /** The grade of a total: `"89.99": 良`. */
  grades: z.record(keyedBy(POINTS_KEY), filledText).optional(),
  /** Whether the pack is in force on a day: `2020-02-24: no`. */
  inForce: z.record(keyedBy(DAY_KEY), yesNoText).optional(),
});

export type PackExamples = z.output<typeof examplesSchema> & { readonly pack: string; readonly source: SourceFile };
export type PackExample = NonNullable<PackExamples["examples"]>[number];
export type ExampleAnswer = z.output<typeof answer>;

/** The worked examples of every pack that has some, by pack id. All faults of all files at once. */
export async function readPackExamples(folders: readonly string[]): Promise<Result<ReadonlyMap<string, PackExamples>>> {
  const listed = await Promise.all(folders.map(packFolders));
  const faults: Fault[] = listed.flatMap((one) => (one.ok ? [] : one.faults));
  const examples = new Map<string, PackExamples>();
  for (const folder of listed.flatMap((one) => (one.ok ? one.value : []))) {
    const path = join(folder, "examples.yaml");
    if (!(await stat(path).catch(() => null))) continue;
    const file = await readYamlFile(path);
    faults.push(...file.faults);
    if (!file.source) continue;
    const read = readSource(examplesSchema, file.source);
    if (read.ok) examples.set(basename(folder), { ...read.value, pack: basename(folder), source: file.source });
    else faults.push(...read.faults);
  }
  return faults.length > 0 ? failure(...faults) : success(examples);
}
