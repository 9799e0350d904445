// Findings about money, weights and points, in English.
import type { FindingCode } from "../../findings/index.ts";
import { type FindingWording, listed, of, quoted } from "./finding-wording.ts";

const DOCUMENTS = { by: "the evaluator's name", reason: "the reason", paper: "the number of the working paper" };

export const FIGURES_EN = {
  "funds-parts-sum": {
    message: (p) => `The total of ${quoted(p, "column")} reads ${of(p, "printed")}; the sources of funds add up to ${of(p, "expected")}.`,
    remedy: () => "Check each source; the total is their sum and is never typed.",
  },
  "rate-wrong": {
    message: (p) =>
      `The rate of ${quoted(p, "name")} reads ${of(p, "printed")}, but ${of(p, "executed")} against ${of(p, "budget")} gives ${of(p, "expected")}.`,
    remedy: (p) =>
      `Recompute it from the two figures of the same line or sentence, rounded half up (${of(p, "expected")}); where one of them is wrong, correct that first.`,
  },
  "rate-score-wrong": {
    message: (p) =>
      `The points for budget execution read ${of(p, "printed")}; a weight of ${of(p, "weight")} at a rate of ${of(p, "rate")} gives ${of(p, "expected")}.`,
    remedy: () => "Recompute the points from the rate by the rule in use, and correct the total.",
  },
  "rate-denominator": {
    message: (p) =>
      `The rate of ${quoted(p, "name")}, ${of(p, "printed")}, divides by the initial budget ${of(p, "initial")}; the revised budget ${of(p, "budget")} gives ${of(p, "expected")}.`,
    remedy: () => "Divide by the revised budget, carry-over included, and recompute the points for execution.",
  },
  "over-budget": {
    message: (p) =>
      `${quoted(p, "name")} executed ${of(p, "executed")} ${of(p, "unit")} on a revised budget of ${of(p, "budget")} ${of(p, "unit")}, a rate of ${of(p, "rate")}.`,
    remedy: () =>
      "Look for a budget adjustment that was not entered; where the budget was in fact exceeded, attach the approval and name the source of the money.",
  },
  "budget-zero": {
    message: (p) =>
      of(p, "sources") === ""
        ? `The revised budget is zero while ${of(p, "executed")} ${of(p, "unit")} were executed; there is no rate.`
        : `The total of the year's money is 0 in every column, while its sources hold money: ${of(p, "sources")}.`,
    remedy: (p) =>
      of(p, "sources") === ""
        ? "Enter the revised budget with the document that approved it; spending without a budget does not belong to the project."
        : "Enter the total as the sum of the sources, and work out the rate and its score from it.",
  },
  "low-rate-unexplained": {
    message: (p) =>
      `The execution rate is ${of(p, "rate")} (${of(p, "executed")} ÷ ${of(p, "budget")} ${of(p, "unit")}), below ${of(p, "limit")}, and is not explained.`,
    remedy: () => "Explain the low rate on its own, and say what will be done about it.",
  },
  "low-rate": {
    message: (p) =>
      `The execution rate is ${of(p, "rate")}, below ${of(p, "limit")}: much of ${of(p, "budget")} ${of(p, "unit")} lay idle.`,
    remedy: () => "Find how much lies idle and why; propose to return it, move it or carry it over.",
  },
  "scores-outrun-rate": {
    message: (p) =>
      `The indicators earned ${of(p, "share")} of their points while ${of(p, "rate")} of the budget was spent, a lead of ${of(p, "lead")} (warning line ${of(p, "limit")}): little money, nearly full effect.`,
    remedy: () => "Check whether targets were low and results proved; if all is true, say where the savings come from.",
  },
  "subtotal-wrong": {
    message: (p) =>
      `The total of ${of(p, "column")} in ${quoted(p, "name")} reads ${of(p, "printed")}; its rows add up to ${of(p, "expected")}.`,
    remedy: () => "The total is the sum of the rows: correct it, or find the row that is missing or wrong.",
  },
  "tables-disagree": {
    message: (p) =>
      `${of(p, "what")} is given twice and differs: ${of(p, "first")} in ${of(p, "one")}, ${of(p, "second")} in ${of(p, "other")}.`,
    remedy: () => "Find from the papers which is right and use it in both places; enter a figure once and refer to it.",
  },
  "item-over-budget": {
    message: (p) =>
      `${quoted(p, "name")} spent ${of(p, "spent")} ${of(p, "unit")} on a budget of ${of(p, "budget")} ${of(p, "unit")}, ${of(p, "over")} ${of(p, "unit")} more (${of(p, "share")}), and no exception is recorded.`,
    remedy: () => "Add the approval given beforehand (reason, approver, document, date); without one, return or re-book the excess.",
  },
  "money-unit-slip": {
    message: (p) =>
      of(p, "kind") === "unit"
        ? `${of(p, "printed")} has the digits of the ${of(p, "expected")} ${of(p, "unit")} among the money and another unit: they are ten thousand times apart.`
        : `${of(p, "printed")} is exactly ten thousand times off ${of(p, "expected")} ${of(p, "unit")}: 元 was taken for 万元.`,
    remedy: () => "Check the unit named in the table's head and convert.",
  },
  "digits-swapped": {
    message: (p) => `${of(p, "printed")} has the digits of ${of(p, "expected")} in another order; it was probably mistyped.`,
    remedy: () => "Check it against the voucher and correct it.",
  },
  "current-year-over-grant": {
    message: (p) =>
      `${of(p, "name")} (this year's grant): ${of(p, "executed")} ${of(p, "unit")} executed, more than its ${of(p, "budget")} ${of(p, "unit")}.`,
    remedy: () => "Check which source each payment was booked to, and move what was booked wrongly between carry-over and grant.",
  },
  "cost-parts-sum": {
    message: (p) =>
      `The results of the cost indicators (${of(p, "names")}) add up to ${of(p, "sum")} ${of(p, "unit")}; ${of(p, "spent")} ${of(p, "unit")} were spent.`,
    remedy: () => "Look for a cost left out or counted twice; the parts add up to the spending.",
  },
  "cost-plan-vs-budget": {
    message: (p) =>
      `The cost indicators (${of(p, "names")}) plan ${of(p, "planned")} ${of(p, "unit")} in all, the budget is ${of(p, "budget")} ${of(p, "unit")}; the difference is not explained.`,
    remedy: () => "Say where the difference lies (carry-over not yet given out, say), or let the cost indicators cover the whole budget.",
  },
  "carry-over-idle": {
    message: (p) => `Nothing of the ${of(p, "amount")} ${of(p, "unit")} carried over was used: idle for a second year, without a word.`,
    remedy: () => "Explain why; return what is no longer needed, as the rules on carry-over ask.",
  },
  "funding-shortfall": {
    message: (p) =>
      of(p, "received") === ""
        ? `Only ${of(p, "rate")} of the money came in, and it is not explained.`
        : `${of(p, "received")} ${of(p, "unit")} were received, ${of(p, "rate")} of the budget of ${of(p, "budget")} ${of(p, "unit")}, and it is not explained.`,
    remedy: () => "Say why the money did not come in full and what that did to the targets.",
  },
  "year-end-rush": {
    message: (p) =>
      `${of(p, "amount")} ${of(p, "unit")} were paid in December, ${of(p, "share")} of the year (warning line ${of(p, "limit")}): a rush at the year's end.`,
    remedy: () => "Check samples of December's payments for being due, and say why they came together.",
  },
  "budget-equals-spending": {
    message: (p) =>
      `In ${of(p, "equal")} of ${of(p, "all")} sub-projects the budget equals the spending to the cent; the budgets may have been written afterwards.`,
    remedy: () => "Produce the budgets approved beforehand (document, date) and use those.",
  },
  "denominator-ambiguous": {
    message: (p) => `“Execution rate” is used with different denominators, ${of(p, "count")} in all: ${of(p, "rates")}.`,
    remedy: () =>
      "Name numerator and denominator of every rate; the project's rate divides by the revised budget, and this year's grant and the carry-over have rates of their own.",
  },
  "appropriation-misstated": {
    message: (p) =>
      `${of(p, "printed")} ${of(p, "unit")} are said to have been appropriated; this year's grant was ${of(p, "granted")} ${of(p, "unit")}${of(p, "carried") === "" ? "" : `, the other ${of(p, "carried")} ${of(p, "unit")} were carried over and are no new money`}.`,
    remedy: () => "State this year's grant and the carry-over separately.",
  },
  "weights-sum": {
    message: (p) => `The weights add up to ${of(p, "total")}, not 100.`,
    remedy: () => "Adjust the weights, budget execution included, so that they add up to 100.",
  },
  "weights-off-scheme": {
    message: (p) => `${of(p, "level")} weighs ${of(p, "found")}; the rules in use give it ${of(p, "expected")}.`,
    remedy: () => "Set the level-1 weights by the rules; where special circumstances move them, say which.",
  },
  "level-weights-sum": {
    message: (p) => `${of(p, "level")} is marked with ${of(p, "stated")} points; the rows beneath it add up to ${of(p, "sum")}.`,
    remedy: () => "Make each level's weight the sum of the level beneath it.",
  },
  "score-over-weight": {
    message: (p) => `${quoted(p, "name")} earned ${of(p, "score")}, which does not lie between zero and its weight ${of(p, "weight")}.`,
    remedy: () => "Correct the points or the weight; no row earns more than its weight.",
  },
  "total-wrong": {
    message: (p) =>
      of(p, "kind") === "reach"
        ? `The total reads ${of(p, "printed")}; the rows that are there earn ${of(p, "total")}, and with full marks for all others it would be ${of(p, "most")}.`
        : `The total reads ${of(p, "printed")}; the rows add up to ${of(p, "total")}.`,
    remedy: () => "Add up the rows again, and check the grade.",
  },
  "total-disagrees-with-text": {
    message: (p) => `The text gives ${of(p, "text")} as the ${of(p, "what") === "grade" ? "grade" : "total"}, the table ${of(p, "table")}.`,
    remedy: () => "Find which is right and use it in both.",
  },
  "grade-wrong": {
    message: (p) => `${of(p, "score")} points are graded ${quoted(p, "expected")}; the document says ${quoted(p, "printed")}.`,
    remedy: () => "Correct the grade by the bands of the rules in use.",
  },
  "score-off-rule": {
    message: (p) =>
      `${quoted(p, "name")} earned ${of(p, "score")}; the prescribed formula gives ${of(p, "suggested")}, and nothing documents the departure.`,
    remedy: () => "Score by the rule; where it must differ, record who decided, why, and the working paper.",
  },
  "full-marks-but-missed": {
    message: (p) =>
      of(p, "kind") === "total"
        ? `${quoted(p, "name")} missed its target, yet the total is the full ${of(p, "weight")}; it should be ${of(p, "suggested")}.`
        : `${quoted(p, "name")} missed its target and still earned its full ${of(p, "weight")}; the rule gives ${of(p, "suggested")}.`,
    remedy: () => "Score in proportion; where the result was entered wrongly, correct it and attach proof.",
  },
  "met-but-deducted": {
    message: (p) =>
      `${quoted(p, "name")} is reported as met, and yet ${of(p, "lost")} points are taken (weight ${of(p, "weight")}, score ${of(p, "score")}); no rule gives that.`,
    remedy: () => "Name the rule behind the deduction; where the target was not met, correct the result.",
  },
  "tier-out-of-band": {
    message: (p) =>
      `${quoted(p, "name")} is judged ${quoted(p, "tier")}; its ${of(p, "score")} points lie outside that tier's ${of(p, "range")}.`,
    remedy: () => "Bring tier and points together, and write down the grounds.",
  },
  "tier-unknown": {
    message: (p) => `${quoted(p, "name")} is judged ${quoted(p, "found")}, which is none of the tiers (${of(p, "tiers")}).`,
    remedy: () => "Choose one of the tiers and write down the grounds.",
  },
  "deduction-unexplained": {
    message: (p) => `${quoted(p, "name")} lost ${of(p, "lost")} points, and no reason is given.`,
    remedy: () => "Say in the column of reasons what fell short, by how much, why, and what will be done.",
  },
  "deduction-vague": {
    message: (p) => `The reason for the ${of(p, "lost")} points taken from ${quoted(p, "name")} says nothing: ${quoted(p, "reason")}.`,
    remedy: () => "Say what fell short, by how much, and why.",
  },
  "deduction-size-mismatch": {
    message: (p) => `${quoted(p, "name")} is said to lose ${of(p, "stated")}; it lost ${of(p, "real")} of its weight.`,
    remedy: () => "Make the stated deduction and the real one agree.",
  },
  "scored-without-evidence": {
    message: (p) => `${quoted(p, "name")} says that it has no evidence (${quoted(p, "reason")}) and still earned ${of(p, "score")}.`,
    remedy: () => "Add the evidence; without any there are no points.",
  },
  "scored-though-irrelevant": {
    message: (p) =>
      `${quoted(p, "name")} says that it has nothing to do with the project (${quoted(p, "reason")}) and still earned ${of(p, "score")}.`,
    remedy: () => "Replace it by an indicator of this project, then score.",
  },
  "over-achievement-unexplained": {
    message: (p) => `The result of ${quoted(p, "name")} is ${of(p, "share")} of its target, far off, and the reason is not analysed.`,
    remedy: () => "Analyse the reason; where the target was set clearly too low, take points in proportion.",
  },
  "target-too-low": {
    message: (p) => `The result of ${quoted(p, "name")} is ${of(p, "share")} of its target; the target may have been too easy.`,
    remedy: () => "Work out the target again from past and comparable results.",
  },
  "all-full-marks": {
    message: (p) => `All ${of(p, "count")} indicators have full marks; nothing is told apart.`,
    remedy: () => "Check row by row whether targets were low and results proved.",
  },
  "score-precision": {
    message: (p) => `The ${of(p, "column")} of ${quoted(p, "name")}, ${of(p, "printed")}, is finer than points are given.`,
    remedy: () => "Round points half up to two decimals; set weights in halves of a point.",
  },
  "review-above-self": {
    message: (p) => `The review gives ${quoted(p, "name")} ${of(p, "score")}, more than the ${of(p, "self")} of the self-evaluation.`,
    remedy: () => "Record why it was raised, and the working paper.",
  },
  "timeliness-overdeducted": {
    message: (p) =>
      `${quoted(p, "name")} lost ${of(p, "lost")} points, ${of(p, "share")} of its weight (warning line ${of(p, "limit")}), though only part of it was late.`,
    remedy: () => "Check that the deduction fits the share that was late.",
  },
  "deduction-illogical": {
    message: (p) => `${quoted(p, "name")} is judged ${quoted(p, "tier")} and still lost ${of(p, "lost")} of ${of(p, "weight")}.`,
    remedy: () => "Say what the deduction is for; where nothing fell short, take nothing.",
  },
  "reverse-formula-wrong": {
    message: (p) =>
      `${quoted(p, "name")} is better when lower, but its ${of(p, "score")} points come from result ÷ target (${of(p, "share")}).`,
    remedy: () => "For such a target: full points up to it, beyond it weight × target ÷ result.",
  },
  "zero-target-missed": {
    message: (p) => `The target of ${quoted(p, "name")} is zero, it happened, and it still earned ${of(p, "score")}.`,
    remedy: () => "With a zero target an occurrence leaves no points.",
  },
  "not-applicable-scored": {
    message: (p) => `${of(p, "level")} does not apply and still earned ${of(p, "score")}.`,
    remedy: () => "A row that does not apply earns nothing; its weight goes to others by the rules.",
  },
  "discretion-undocumented": {
    message: (p) =>
      `The rule gives ${quoted(p, "name")} ${of(p, "suggested")}, it was awarded ${of(p, "score")}; missing: ${listed(p, "missing", DOCUMENTS, ", ")}.`,
    remedy: (p) => `Add ${listed(p, "missing", DOCUMENTS, ", ")}; failing that, score by the rule.`,
  },
  "full-marks-without-evidence": {
    message: (p) => `${quoted(p, "name")} has its full ${of(p, "weight")} points and not one paper to prove it.`,
    remedy: () => "List the papers by name and number; without any, full marks are not due.",
  },
} satisfies Partial<Record<FindingCode, FindingWording>>;
