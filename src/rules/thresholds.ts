// The lines that checks hold a case against (执行率低于 80% 须说明 …), each with its measure and its source.
import { z } from "zod";
import { decimalText, pointsAsRatio, pointsText, type Ratio, readDecimal, shareText, textAs } from "../kernel/index.ts";
import { provenance, versionsOf } from "./versions.ts";

/**
 * Every threshold and its measure: a share (80%), times the target (2), a count (30 answers) or points. The names are
 * closed, so that a misspelt one cannot be overlooked.
 */
export const THRESHOLDS = {
  "low-rate": "share",
  "high-risk-rate": "share",
  "scores-outrun-rate": "share",
  "target-too-low": "times",
  "reverse-over-achievement": "share",
  "survey-minimum": "count",
  "few-indicators": "count",
  "many-indicators": "count",
  "overweight-indicator": "points",
  "timeliness-deduction": "share",
  "deduction-size": "share",
  "vague-reason-length": "count",
  "year-end-share": "share",
  "copied-likeness": "share",
  "submission-months": "count",
  "party-size": "count",
  "days-one-country": "count",
  "days-two-countries": "count",
  "days-three-countries": "count",
} as const satisfies Record<string, ThresholdMeasure>;

export type ThresholdMeasure = "share" | "times" | "count" | "points";
export type ThresholdName = keyof typeof THRESHOLDS;

/** A whole number; thresholds are compared as exact ratios. */
const wholeText = textAs<Ratio>((text) => {
  const read = readDecimal(text);
  return read && !read.percent && read.value.n >= 0n && read.value.n % read.value.d === 0n
    ? read.value
    : { code: "not-a-number", expected: "30" };
});

const VALUES = {
  share: shareText,
  times: decimalText,
  count: wholeText,
  points: pointsText.transform(pointsAsRatio),
} as const satisfies Record<ThresholdMeasure, z.ZodType<Ratio>>;

function threshold(measure: ThresholdMeasure) {
  return versionsOf(z.strictObject({ ...provenance, value: VALUES[measure] as z.ZodType<Ratio> }));
}

type Shape = { readonly [Name in ThresholdName]: ReturnType<typeof threshold> };

export const thresholdsSchema = z.strictObject(
  Object.fromEntries(Object.entries(THRESHOLDS).map(([name, measure]) => [name, threshold(measure)])) as Shape,
);
