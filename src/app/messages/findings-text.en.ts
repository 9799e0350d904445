// Findings about indicators, surveys, benefits and documents, in English.
import type { FindingCode } from "../../findings/index.ts";
import { type FindingWording, listed, of, quoted } from "./finding-wording.ts";

const GAPS = { baseline: "a baseline", date: "a date", link: "a link to this project" };

export const TEXT_EN = {
  "percent-for-count": {
    message: (p) =>
      `${quoted(p, "name")} measures a number or an amount, but its target reads ${of(p, "printed")}${of(p, "expected") === "" ? "" : `; the real target, ${of(p, "expected")}, stands only in the name`}.`,
    remedy: (p) =>
      `Write the target as a number with its unit${of(p, "expected") === "" ? "" : ` (${of(p, "expected")})`}, and the result as it was.`,
  },
  "target-in-name": {
    message: (p) => `${quoted(p, "name")} carries its target, ${of(p, "figure")}, in the indicator's name.`,
    remedy: (p) => `Let the name say what is measured, and move ${of(p, "figure")} to the column of targets.`,
  },
  "actual-contradicts-text": {
    message: (p) =>
      `The result of ${quoted(p, "name")} reads ${of(p, "printed")}, but the text plans ${of(p, "planned")} and reports ${of(p, "done")}: ${of(p, "working")}.`,
    remedy: () => "Enter the result period by period (more in one does not make good less in another), and score again.",
  },
  "actual-not-derivable": {
    message: (p) =>
      `The result of ${quoted(p, "name")}, ${of(p, "printed")}, does not follow from the data: ${of(p, "working")}${of(p, "deviation") === "" ? "" : `, a deviation of ${of(p, "deviation")}`}${of(p, "score") === "" ? "" : `. The printed ${of(p, "score")} points are the weight times that figure${of(p, "fair") === "" ? "" : `; in proportion to the fact they would be ${of(p, "fair")}`}`}.`,
    remedy: (p) => `Enter the result that the data give (${of(p, "share")}), and score again.`,
  },
  "required-level-missing": {
    message: (p) => `There is no ${of(p, "level")}${of(p, "weight") === "" ? "" : ` (${of(p, "weight")} points by the rules)`}.`,
    remedy: () => "Add indicators of it; where it is left out, say why and where its points went.",
  },
  "level-misplaced": {
    message: (p) => `${quoted(p, "name")} is about paying money and does not belong under ${of(p, "level")}.`,
    remedy: () => "Payments belong to budget execution; quantity is how much the project made.",
  },
  "duplicate-indicator": {
    message: (p) => `${quoted(p, "name")} stands under both ${of(p, "other")} and ${of(p, "level")}: one result earns points twice.`,
    remedy: () => "Keep one, and give the other a different output or effect.",
  },
  unmeasurable: {
    message: (p) => `${quoted(p, "name")} names a direction, not what is measured or how.`,
    remedy: () => "Write down what is measured, how, from which data, and the target.",
  },
  "fake-quantified": {
    message: (p) =>
      `${quoted(p, "name")} has the target ${of(p, "target")} and the result ${of(p, "actual")} without anything to count or a formula: a judgement dressed as a figure.`,
    remedy: () => "Judge it in three tiers with grounds, or give an indicator that can be computed (numerator, denominator, source).",
  },
  "irrelevant-indicator": {
    message: (p) =>
      `${quoted(p, "name")} speaks of ${quoted(p, "word")}, of which nothing else in ${quoted(p, "project")} does; it may come from another project's table.`,
    remedy: () => "Replace it by an indicator of this project; where it belongs here, let goals or content say so.",
  },
  "direction-wrong": {
    message: (p) => `The cost indicator ${quoted(p, "name")} has the target ${of(p, "printed")}: the more is spent, the better.`,
    remedy: () => "Give costs an upper limit, or a band around the plan.",
  },
  "cell-missing": {
    message: (p) => `${quoted(p, "row")} has no ${of(p, "column")}.`,
    remedy: () => "Fill it in; what is not there counts neither as zero nor as full marks.",
  },
  "not-numeric": {
    message: (p) => `The target of the quantity ${quoted(p, "name")}, ${quoted(p, "printed")}, is no number.`,
    remedy: () => "Write a number with its unit; what cannot be counted belongs under quality or benefit.",
  },
  "differs-from-approved": {
    message: (p) =>
      `The ${of(p, "column")} of ${quoted(p, "name")} is ${quoted(p, "now")}; ${quoted(p, "was")} was approved with the budget, and no adjustment is on record.`,
    remedy: () => "Use what was approved, or add the number of the document that changed it.",
  },
  "changed-without-approval": {
    message: (p) => `The approved target of ${quoted(p, "name")} is ${quoted(p, "was")}; it was changed, and no adjustment is on record.`,
    remedy: () => "Add the number of the document that changed it, or go back to the approved target.",
  },
  "too-few-or-many": {
    message: (p) => `There are ${of(p, "count")} level-3 indicators (advised: ${of(p, "limit")}).`,
    remedy: () => "Drop or add some, so that they cover the main outputs and effects without repeating themselves.",
  },
  "overweight-indicator": {
    message: (p) => `${quoted(p, "name")} alone weighs ${of(p, "weight")} points, more than ${of(p, "limit")}: one row decides the result.`,
    remedy: () => "Split it, or give part of its weight to others.",
  },
  "satisfaction-from-insiders": {
    message: (p) => `${quoted(p, "name")} asked ${of(p, "respondents")}, who carry the project out and are not those it serves.`,
    remedy: () => "Ask those the project serves (companies, partners, the public), and describe the sample.",
  },
  "satisfaction-thin-sample": {
    message: (p) =>
      of(p, "kind") === "few"
        ? `${quoted(p, "name")} rests on ${of(p, "valid")} valid answers, fewer than ${of(p, "limit")}: too few to stand for all.`
        : `${quoted(p, "name")} reads 100% (${of(p, "valid")} valid answers): not one person was dissatisfied, which wants checking.`,
    remedy: () => "Widen the sample, describe the population and how it was drawn, and keep the answers.",
  },
  "satisfaction-without-survey": {
    message: (p) => `${quoted(p, "name")} earned ${of(p, "score")} points without any survey on file.`,
    remedy: () => "Add who was asked, how many forms went out and came back, and the result; without a survey there are no points.",
  },
  "timeliness-without-date": {
    message: (p) => `${quoted(p, "name")} is about time and names none: nobody can tell whether it was kept.`,
    remedy: () => "Name a date, milestones, or a plan by period.",
  },
  "blank-unexplained": {
    message: (p) => `${of(p, "level")} only says 无 and not why it does not apply.`,
    remedy: () => "Say why it does not apply.",
  },
  "year-mismatch": {
    message: (p) => `${quoted(p, "name")} belongs to ${of(p, "found")} and is counted in ${of(p, "year")} without a word.`,
    remedy: () => "Explain why it was settled in another year and who approved it, or move it out.",
  },
  "goal-is-slogan": {
    message: (p) => `The overall goal is made of slogans (${of(p, "words")}); it names no output or effect of the year.`,
    remedy: () => "Say what is to be done this year, how much of it, and to what effect.",
  },
  "actual-copied": {
    message: (p) =>
      of(p, "kind") === "figure"
        ? `The result ${of(p, "figure")} is that of ${quoted(p, "other")}; the sentence claims ${of(p, "share")}, its own figures give ${of(p, "working")}. It seems copied.`
        : `The account of results is ${of(p, "share")} like the goal; it seems copied.`,
    remedy: () => "Say what was done and how far it got, with figures.",
  },
  "percent-over-100": {
    message: (p) =>
      of(p, "kind") === "limit"
        ? `${quoted(p, "name")} is ${of(p, "share")} (${of(p, "working")}), over the limit of 100%.`
        : `The rate of ${quoted(p, "name")} is ${of(p, "share")}; a part cannot exceed the whole.`,
    remedy: () => "Check numerator and denominator.",
  },
  "unit-mismatch": {
    message: (p) =>
      of(p, "kind") === "unit-name"
        ? `One unit has two names: ${quoted(p, "target")} in the head, ${quoted(p, "actual")} as the unit in charge.`
        : `The target of ${quoted(p, "name")} (${of(p, "target")}) and its result (${of(p, "actual")}) are in different units and cannot be compared.`,
    remedy: (p) =>
      of(p, "kind") === "unit-name" ? "Use the unit's full name in both places." : "Bring both to one unit, then compare and score.",
  },
  "rate-infeasible": {
    message: (p) =>
      `${quoted(p, "name")} reads ${of(p, "rate")}, which no number of satisfied people among ${of(p, "valid")} valid answers gives (nearest: ${of(p, "neighbours").replaceAll("、", ", ")})${of(p, "score") === "" ? "" : `; ${of(p, "score")} is the mean score of the answers, not a share of people`}.`,
    remedy: () => "The satisfaction rate is satisfied ÷ valid answers; report a mean score separately.",
  },
  "benefit-unattributed": {
    message: (p) =>
      `Of ${of(p, "all")} benefits under ${quoted(p, "name")}, ${of(p, "count")} lack ${listed(p, "gaps", GAPS, ", ")}; nothing ties them to the project: ${of(p, "claims")}.`,
    remedy: (p) => `Add ${listed(p, "gaps", GAPS, ", ")} and the source to each; drop those that are not the project's.`,
  },
  "payer-not-owner": {
    message: (p) =>
      `${quoted(p, "name")} belongs to ${of(p, "owner")}, but its ${of(p, "amount")} ${of(p, "unit")} were booked by ${of(p, "payer")}, without explanation.`,
    remedy: () => "Name the ground and the approval for paying on another's behalf, or let the owner pay.",
  },
  "section-missing": {
    message: (p) =>
      of(p, "kind") === "order"
        ? `${quoted(p, "title")} does not stand where the outline puts it.`
        : `The report has no part ${quoted(p, "title")}.`,
    remedy: (p) => (of(p, "kind") === "order" ? "Put the parts in the order of the outline." : `Write ${quoted(p, "title")}.`),
  },
  "project-count-mismatch": {
    message: (p) =>
      of(p, "kind") === "list"
        ? `${quoted(p, "table")} speaks of ${of(p, "known")} and lists ${of(p, "listed")}.`
        : `${quoted(p, "table")} lists ${of(p, "listed")} sub-projects; there are ${of(p, "known")}.`,
    remedy: () => "Go through them one by one, add or remove, and correct the totals.",
  },
  "shares-sum": {
    message: (p) => `The shares in one sentence, ${of(p, "parts")}, add up to ${of(p, "sum")}; no rounding makes that 100%.`,
    remedy: () => "Check the numerators and their common denominator.",
  },
  "advice-fewer-than-problems": {
    message: (p) => `${of(p, "problems")} problems are listed, and ${of(p, "advice")} pieces of advice.`,
    remedy: () => "Answer every problem with advice, an owner and a deadline.",
  },
  "claim-contradicted": {
    message: (p) =>
      of(p, "kind") === "quantified"
        ? `${quoted(p, "claim")} is claimed, but ${of(p, "count")} indicators are judgements: ${of(p, "names")}.`
        : `${quoted(p, "claim")} is claimed, but ${of(p, "count")} were missed or lost points: ${of(p, "names")}.`,
    remedy: () => "Say what is true, and list what was not achieved.",
  },
  "doc-number-brackets": {
    message: (p) => `The year in the document number ${quoted(p, "printed")} is not in hexagonal brackets.`,
    remedy: (p) => `Write ${quoted(p, "expected")}.`,
  },
  "doc-number-unknown": {
    message: (p) => `The year in the document number ${quoted(p, "printed")} is wrong; expected ${of(p, "expected")}.`,
    remedy: () => "Check the number against the document itself.",
  },
  "text-table-disagree": {
    message: (p) =>
      of(p, "kind") === "reason"
        ? `${of(p, "what")}: the text gives ${quoted(p, "text")}, ${quoted(p, "title")} only ${quoted(p, "table")}, and leaves out ${quoted(p, "left")}.`
        : `${of(p, "what")}: the text says ${of(p, "text")}, ${quoted(p, "title")} says ${of(p, "table")}.`,
    remedy: () => "Find from the papers which is right and use it in both places.",
  },
  "no-corrective-action": {
    message: (p) => `${quoted(p, "name")} missed its target, and no measure is written down.`,
    remedy: () => "Write down who will do what, and by when.",
  },
  "grade-missing": {
    message: (p) => `The conclusion gives ${of(p, "score")} points and no grade.`,
    remedy: () => "Add the grade by the rules in use.",
  },
  "annex-missing-note": {
    message: () => "“Other matters” says 无, and the report has no annex at all.",
    remedy: () => "List the annexes; where there is none, say so here.",
  },
  "annex-missing": {
    message: (p) => `The report does not attach ${of(p, "annex")}.`,
    remedy: (p) => `Attach ${of(p, "annex")}.`,
  },
  "grade-despite-violation": {
    message: (p) => `The grade is ${quoted(p, "grade")}, while the problems name a violation: ${quoted(p, "problem")}.`,
    remedy: () => "Establish its nature and amount, and what it means for score and grade.",
  },
  "date-after-signature": {
    message: (p) => `${quoted(p, "what")} is dated ${of(p, "date")}, after the report was signed on ${of(p, "signed")}.`,
    remedy: () => "Check the date and write the year; what came after the signature cannot have been evaluated.",
  },
  "unbound-figure": {
    message: (p) => `The figure ${quoted(p, "figure")} in the text equals no fact of the case; it has no source.`,
    remedy: () => "Refer to a fact ({{…}}), or add the fact with its source.",
  },
  "not-recomputed": {
    message: (p) =>
      of(p, "kind") === "formula"
        ? `${of(p, "count")} formulas of the file could not be recomputed (as ${of(p, "name")}); their stored results had to be taken.`
        : `The ${of(p, "score")} points of ${quoted(p, "name")} cannot be recomputed: the rules are silent here (${of(p, "why")}).`,
    remedy: (p) =>
      of(p, "kind") === "formula"
        ? "Check these cells in the original, or store their results as figures and audit the file again."
        : "Let whoever may interpret the rules settle it, or write down the grounds.",
  },
  "full-width-digits": {
    message: (p) => `${of(p, "path")} is written with full-width digits (${quoted(p, "text")}); it was read exactly, as ${of(p, "plain")}.`,
    remedy: () => "Use half-width digits.",
  },
  "doubtful-cell": {
    message: (p) => {
      switch (of(p, "kind")) {
        case "contradiction":
          return `${of(p, "name")} was read as ${of(p, "printed")}, which does not go with the other figures; but this cell, or one it goes with, was not read surely, so no error is claimed.`;
        case "figure":
          return `A cell that should hold a figure was read as ${quoted(p, "printed")}, which is none.`;
        default:
          return `Of this table's ${of(p, "all")} cells ${of(p, "count")} were not read surely.`;
      }
    },
    remedy: () => "Compare it with the original and correct it here; the findings follow.",
  },
  "heading-style": {
    message: (p) =>
      of(p, "kind") === "depth"
        ? `The heading ${quoted(p, "heading")} is of level ${of(p, "level")}; official documents have at most ${of(p, "expected")}.`
        : `Headings of level ${of(p, "level")} (${of(p, "count")}, as ${quoted(p, "heading")}) are set in ${of(p, "printed")} and not in ${of(p, "expected")}.`,
    remedy: () => "Set the levels and their type as the standard of official documents has them.",
  },
  "page-format": {
    message: (p) =>
      of(p, "kind") === "paper"
        ? `The page is ${of(p, "printed")} mm; official documents are on A4 (${of(p, "expected")} mm).`
        : `The margins (top, right, bottom, left) are ${of(p, "printed")} mm; those of official documents are ${of(p, "expected")} mm.`,
    remedy: () => "Set paper and type area as the standard of official documents has them.",
  },
  "evaluator-not-independent": {
    message: (p) => `${quoted(p, "evaluator")} evaluated ${quoted(p, "unit")}, which it belongs to: it is not independent.`,
    remedy: () => "Let a body without an interest evaluate, or disclose the relation and say how independence was kept.",
  },
  "submitted-late": {
    message: (p) =>
      `The report on ${of(p, "year")} is signed ${of(p, "day")}, later than ${of(p, "limit")} (${of(p, "months")} months after the year).`,
    remedy: () => "Check the local time limit for handing in; give the reason where it was missed.",
  },
  "trip-party-too-large": {
    message: (p) => `${quoted(p, "name")} had ${of(p, "people")} people; the usual limit is ${of(p, "most")}.`,
    remedy: () => "Check the approval of the task; attach the ground for going beyond the limit.",
  },
  "trip-too-long": {
    message: (p) =>
      of(p, "kind") === "countries"
        ? `${quoted(p, "name")} went to ${of(p, "countries")} countries at once (${of(p, "where")}); the usual limit is ${of(p, "most")}.`
        : `${quoted(p, "name")} took ${of(p, "days")} days for ${of(p, "countries")} countries; the usual limit is ${of(p, "most")}.`,
    remedy: () => "Check countries and days of the approval (the days of crossing the border count); attach the ground for going beyond.",
  },
  "trip-days-miscounted": {
    message: (p) =>
      `${quoted(p, "name")} says ${of(p, "days")} days; ${of(p, "from")} to ${of(p, "to")}, both included, are ${of(p, "expected")}.`,
    remedy: () => "Count the days between the border's stamps, and check the allowances that were drawn by the day.",
  },
  "party-split": {
    message: (p) =>
      `${quoted(p, "name")} and ${quoted(p, "other")} left for ${of(p, "where")} on the same day with ${of(p, "people")} people together, more than ${of(p, "most")}: perhaps one party split.`,
    remedy: () => "Give the reason for two parties; one task is one party.",
  },
  "text-copied-between-units": {
    message: (p) =>
      `The passage ${quoted(p, "quote")} is that of ${quoted(p, "other")} (${of(p, "share")} alike; ${of(p, "others")} documents have it); it may be copied.`,
    remedy: () => "Write what this unit did, with its own figures.",
  },
} satisfies Partial<Record<FindingCode, FindingWording>>;
