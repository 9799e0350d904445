// What an archive has to hold, read from a pack's archive.yaml: the kinds of evidence and their strength (财预〔2021〕101号 附件2（八）),
// the nine steps with their papers (财预〔2020〕10号 第二十二条), how long each kind is kept, by when a month's papers are due.
import { z } from "zod";
import { countText, filledText, type Result, readSource, type SourceFile, yesNoText } from "../kernel/index.ts";

export const EVIDENCE_KINDS = ["formal", "original", "working", "statement"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

const kind = z.enum(EVIDENCE_KINDS);
const cite = z.strictObject({ instrument: filledText, article: filledText });
const byDefault = z.strictObject({ source: filledText });

export const archiveStandardsSchema = z.strictObject({
  kinds: z.strictObject({
    cite,
    strengthSource: filledText,
    /** `strength`: the greater, the more it proves. */
    values: z
      .array(z.strictObject({ id: kind, title: filledText, strength: countText, examples: filledText }))
      .length(EVIDENCE_KINDS.length),
  }),
  steps: z.strictObject({
    cite,
    papersSource: filledText,
    values: z
      .array(
        z.strictObject({
          id: filledText,
          title: filledText,
          papers: z.array(z.strictObject({ id: filledText, title: filledText, required: yesNoText })).readonly(),
        }),
      )
      .min(1),
  }),
  retention: z.strictObject({
    default: byDefault,
    values: z.array(z.strictObject({ kind, years: countText })).length(EVIDENCE_KINDS.length),
  }),
  monthly: z.strictObject({ default: byDefault, dayOfNextMonth: countText }),
});

export type ArchiveStandards = z.output<typeof archiveStandardsSchema>;

/** The standards, or every fault with its line. */
export function readArchiveStandards(source: SourceFile): Result<ArchiveStandards> {
  return readSource(archiveStandardsSchema, source);
}
