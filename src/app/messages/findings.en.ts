// Findings in English: what is wrong and how to mend it, by code. `p` are the finding's params.
import type { FindingCode } from "../../findings/index.ts";
import type { FindingParams, FindingWording } from "./findings.zh.ts";

const of = (p: FindingParams, name: string) => p[name] ?? "";

export const FINDINGS_EN: Record<FindingCode, FindingWording> = {
  "funds-parts-sum": {
    message: (p) => `the total of "${of(p, "column")}" is not the sum of the sources of funds`,
    remedy: "check the amounts of the sources; the total is their sum",
  },
  "rate-wrong": {
    message: (p) => `the printed execution rate ${of(p, "printed")} is not executed ÷ budget (${of(p, "expected")})`,
    remedy: "recompute executed ÷ revised budget",
  },
  "rate-score-wrong": {
    message: (p) => `the execution score ${of(p, "printed")} is not weight × rate`,
    remedy: "recompute it by the rule in use",
  },
  "rate-denominator": {
    message: (p) => `the printed rate ${of(p, "printed")} divides by the initial budget; the revised budget gives ${of(p, "expected")}`,
    remedy: "divide by the revised budget, carry-over included",
  },
  "over-budget": {
    message: (p) => `more was executed than the revised budget, rate ${of(p, "rate")}`,
    remedy: "check for a missing budget adjustment; otherwise attach the approval",
  },
  "budget-zero": {
    message: () => "the revised budget is zero, so there is no execution rate",
    remedy: "enter the revised budget; without one nothing may be spent",
  },
  "low-rate-unexplained": {
    message: (p) => `execution rate ${of(p, "rate")}, below ${of(p, "limit")}, without an explanation`,
    remedy: "explain the low rate and say what is done about it",
  },
  "low-rate": {
    message: (p) => `execution rate ${of(p, "rate")}, below ${of(p, "limit")}: high risk`,
    remedy: "find idle funds and propose to return, move or extend them",
  },
  "scores-outrun-rate": {
    message: (p) => `indicators score ${of(p, "share")} while ${of(p, "rate")} of the money was spent`,
    remedy: "review whether targets are too low and results proved",
  },
  "subtotal-wrong": {
    message: (p) => `the detail table prints a total of ${of(p, "printed")} for "${of(p, "column")}"; its rows add to ${of(p, "expected")}`,
    remedy: "correct the total, or find the row left out",
  },
  "tables-disagree": {
    message: (p) => `${of(p, "what")} differs: ${of(p, "one")} has ${of(p, "first")}, ${of(p, "other")} has ${of(p, "second")}`,
    remedy: "find which is right and use it in both places",
  },
  "item-over-budget": {
    message: (p) =>
      `"${of(p, "name")}" spent ${of(p, "spent")} ${of(p, "unit")} on a budget of ${of(p, "budget")} ${of(p, "unit")} (${of(p, "share")}), no exception is recorded`,
    remedy: "record the approved exception (reason, approver, document), or return the excess",
  },
  "money-unit-slip": {
    message: (p) => `${of(p, "printed")} is ten thousand times off ${of(p, "expected")} ${of(p, "unit")}: 元 and 万元 mixed up`,
    remedy: "check the unit in the table's head and convert",
  },
  "digits-swapped": {
    message: (p) => `${of(p, "printed")} has the digits of ${of(p, "expected")} in another order`,
    remedy: "check against the voucher",
  },
  "current-year-over-grant": {
    message: (p) => `${of(p, "name")}: more executed than budgeted`,
    remedy: "check which source the spending was booked to",
  },
  "cost-parts-sum": {
    message: () => "the actuals of the cost indicators do not add to what was executed",
    remedy: "look for a part left out or counted twice",
  },
  "cost-plan-vs-budget": {
    message: (p) =>
      `the cost targets add to ${of(p, "planned")} ${of(p, "unit")}, the revised budget is ${of(p, "budget")} ${of(p, "unit")}`,
    remedy: "explain the difference (carry-over not allotted, say) or let the cost targets cover the budget",
  },
  "funding-shortfall": {
    message: (p) => `only ${of(p, "rate")} of the budget arrived, without an explanation`,
    remedy: "explain why and what it affected",
  },
  "year-end-rush": {
    message: (p) => `December holds ${of(p, "share")} of the year's spending`,
    remedy: "sample December's payments and explain",
  },
  "budget-equals-spending": {
    message: (p) => `${of(p, "equal")} of ${of(p, "all")} sub-budgets equal their spending to the cent: budgets seem filled in afterwards`,
    remedy: "give the budgets approved beforehand",
  },
  "denominator-ambiguous": {
    message: (p) => `one name, ${of(p, "count")} denominators: ${of(p, "rates")}`,
    remedy: "name numerator and denominator of each rate; the overall rate divides by the revised budget",
  },
  "appropriation-misstated": {
    message: (p) =>
      `said to be appropriated: ${of(p, "printed")} ${of(p, "unit")}; this year's grant is ${of(p, "granted")}, the other ${of(p, "carried")} ${of(p, "unit")} were carried over`,
    remedy: "state this year's grant and the carry-over apart",
  },
  "weights-sum": { message: (p) => `the weights add to ${of(p, "total")}, not 100`, remedy: "adjust the weights to add to 100" },
  "weights-off-scheme": {
    message: (p) => `${of(p, "level")} weighs ${of(p, "found")}, the scheme has ${of(p, "expected")}`,
    remedy: "follow the scheme, or state the special circumstances",
  },
  "score-over-weight": {
    message: (p) => `"${of(p, "name")}" scores outside its weight`,
    remedy: "a score lies between zero and the weight",
  },
  "total-wrong": {
    message: (p) => `the total is printed as ${of(p, "printed")}, the lines add to ${of(p, "total")}`,
    remedy: "add the lines again",
  },
  "total-disagrees-with-text": {
    message: (p) => `the text says ${of(p, "text")}, the table ${of(p, "table")}`,
    remedy: "find which is right and use it in both places",
  },
  "grade-wrong": {
    message: (p) => `${of(p, "score")} points are ${of(p, "expected")}, printed as ${of(p, "printed")}`,
    remedy: "correct the grade by the bands in use",
  },
  "score-off-rule": {
    message: (p) => `"${of(p, "name")}" scores ${of(p, "score")}, the rule gives ${of(p, "suggested")}`,
    remedy: "score by the rule, or name reviewer, reason and working paper",
  },
  "full-marks-but-missed": {
    message: (p) => `"${of(p, "name")}" missed its target and has full marks`,
    remedy: "score in proportion, or correct the result with evidence",
  },
  "met-but-deducted": {
    message: (p) => `"${of(p, "name")}" is reported as met, yet points were taken without a rule`,
    remedy: "name the rule; if it was not met, correct the result",
  },
  "tier-out-of-band": {
    message: (p) => `"${of(p, "name")}" is judged "${of(p, "tier")}", its score lies outside that tier`,
    remedy: "make score and tier agree",
  },
  "tier-unknown": {
    message: (p) => `"${of(p, "name")}": "${of(p, "found")}" is none of the rule's tiers`,
    remedy: "choose one of the tiers and state the grounds",
  },
  "deduction-unexplained": {
    message: (p) => `"${of(p, "name")}" lost points without a reason`,
    remedy: "give the reason and the remedy in the form",
  },
  "deduction-vague": {
    message: (p) => `"${of(p, "name")}": the reason "${of(p, "reason")}" says too little`,
    remedy: "say what is short, by how much and why",
  },
  "deduction-size-mismatch": { message: (p) => `"${of(p, "name")}": the deduction stated is not the one taken`, remedy: "make them agree" },
  "scored-without-evidence": {
    message: (p) => `"${of(p, "name")}" says itself that there is no evidence, yet scores`,
    remedy: "add evidence; without it there is no score",
  },
  "scored-though-irrelevant": {
    message: (p) => `"${of(p, "name")}" says itself that it is irrelevant, yet scores`,
    remedy: "replace it by an indicator of the project",
  },
  "over-achievement-unexplained": {
    message: (p) => `"${of(p, "name")}" reached ${of(p, "share")} of its target without an analysis`,
    remedy: "explain it; where the target was too low, take points as the rules say",
  },
  "target-too-low": {
    message: (p) => `"${of(p, "name")}" reached ${of(p, "share")} of its target: it may have been set too low`,
    remedy: "set it by history and peers",
  },
  "all-full-marks": { message: (p) => `all ${of(p, "count")} indicators have full marks`, remedy: "review targets and evidence" },
  "score-precision": { message: (p) => `"${of(p, "name")}" has more than two decimals`, remedy: "round half up to two decimals" },
  "review-above-self": {
    message: (p) => `"${of(p, "name")}": the review scores above the self-evaluation`,
    remedy: "give reason and paper number",
  },
  "timeliness-overdeducted": {
    message: (p) => `"${of(p, "name")}": much was taken although only part was late`,
    remedy: "let the deduction match the share that was late",
  },
  "reverse-formula-wrong": {
    message: (p) => `"${of(p, "name")}": lower is better, but it was scored as if higher were`,
    remedy: "use target ÷ actual",
  },
  "zero-target-missed": {
    message: (p) => `"${of(p, "name")}": target zero, it occurred, yet it scores`,
    remedy: "a zero target that is missed scores nothing",
  },
  "not-applicable-scored": {
    message: (p) => `${of(p, "level")} does not apply, yet carries points`,
    remedy: "give its weight to the other rows by the rule",
  },
  "discretion-undocumented": {
    message: (p) => `"${of(p, "name")}": the rule gives ${of(p, "suggested")}, awarded ${of(p, "score")}, without ${of(p, "missing")}`,
    remedy: "add reviewer, reason and working paper, or score by the rule",
  },
  "full-marks-without-evidence": {
    message: (p) => `"${of(p, "name")}" has its full ${of(p, "weight")} points and no evidence is listed`,
    remedy: "list the evidence; without it there are no full marks",
  },
  "percent-for-count": {
    message: (p) => `"${of(p, "name")}" counts things or money, its target says 100%`,
    remedy: "write number and unit as the target, the actual number as the result",
  },
  "target-in-name": {
    message: (p) => `"${of(p, "name")}" carries its target ${of(p, "figure")} in its name`,
    remedy: "the name says what is measured, the column says how much",
  },
  "actual-contradicts-text": {
    message: (p) => `"${of(p, "name")}" prints ${of(p, "printed")}, the text gives by period: ${of(p, "working")}`,
    remedy: "correct the result by the periods and score by it",
  },
  "actual-not-derivable": {
    message: (p) =>
      `"${of(p, "name")}": ${of(p, "printed")} follows from no figure; actual is ${of(p, "share")} of plan, deviation ${of(p, "deviation")}; the printed ${of(p, "score")} is weight × that figure, in proportion it would be ${of(p, "fair")}`,
    remedy: "enter the result from the data and score again",
  },
  "required-level-missing": { message: (p) => `there is no ${of(p, "level")}`, remedy: "add it, or say why there is none" },
  "level-misplaced": {
    message: (p) => `"${of(p, "name")}" is about payments, not ${of(p, "level")}`,
    remedy: "move it to budget execution",
  },
  "duplicate-indicator": { message: (p) => `"${of(p, "name")}" stands also under ${of(p, "other")}`, remedy: "keep one of them" },
  unmeasurable: {
    message: (p) => `"${of(p, "name")}" names a direction and nothing to measure`,
    remedy: "say what is measured, how, and how much",
  },
  "fake-quantified": {
    message: (p) => `"${of(p, "name")}" says 100% without anything counted: a judgement in the dress of a figure`,
    remedy: "use the three tiers with grounds, or a figure that can be computed",
  },
  "direction-wrong": { message: (p) => `cost indicator "${of(p, "name")}" asks for at least`, remedy: "use at most, or a band" },
  "cell-missing": { message: (p) => `not filled in: ${of(p, "what")}`, remedy: "fill it in; unknown is neither zero nor full marks" },
  "differs-from-approved": {
    message: (p) => `"${of(p, "name")}": ${of(p, "column")} differs from the approval, no adjustment is named`,
    remedy: "follow the approval or name the adjustment's document",
  },
  "changed-without-approval": {
    message: (p) => `"${of(p, "name")}": the target differs from the approval, no adjustment is named`,
    remedy: "name the adjustment's document or restore the target",
  },
  "too-few-or-many": { message: (p) => `${of(p, "count")} indicators`, remedy: "cover the main outputs and effects, no more" },
  "overweight-indicator": { message: (p) => `"${of(p, "name")}" weighs too much alone`, remedy: "split it or lower its weight" },
  "satisfaction-from-insiders": {
    message: (p) => `${of(p, "respondents")} were asked: they carried the project out`,
    remedy: "ask those it serves: firms, partners, the public",
  },
  "satisfaction-thin-sample": {
    message: (p) => `${of(p, "valid")} valid answers: too few or too much of one mind`,
    remedy: "widen the sample and describe it",
  },
  "satisfaction-without-survey": {
    message: (p) => `"${of(p, "name")}" scores without a survey`,
    remedy: "add who was asked, how many answered and what",
  },
  "timeliness-without-date": { message: (p) => `"${of(p, "name")}" has no date`, remedy: "add a date, milestones or periods" },
  "blank-unexplained": { message: (p) => `${of(p, "level")} says none without a reason`, remedy: "say why it does not apply" },
  "year-mismatch": {
    message: (p) => `"${of(p, "name")}" is of ${of(p, "found")} and counted in ${of(p, "year")} without a reason`,
    remedy: "explain the settlement across years, or take it out",
  },
  "goal-is-slogan": {
    message: (p) => `the goal is mostly slogans (${of(p, "words")})`,
    remedy: "say what is to be done and reached this year",
  },
  "actual-copied": { message: () => "the result repeats the goal", remedy: "say what was done and how far" },
  "percent-over-100": { message: (p) => `"${of(p, "name")}": a rate above 100%`, remedy: "check numerator and denominator" },
  "unit-mismatch": {
    message: (p) => `"${of(p, "name")}": target in ${of(p, "target")}, result in ${of(p, "actual")}`,
    remedy: "use one unit",
  },
  "rate-infeasible": {
    message: (p) =>
      `${of(p, "valid")} answers cannot give ${of(p, "rate")} (nearest: ${of(p, "neighbours")})${of(p, "score") ? `; ${of(p, "score")} is a score, not a rate` : ""}`,
    remedy: "rate = satisfied ÷ valid; give the mean score apart",
  },
  "benefit-unattributed": {
    message: (p) => `"${of(p, "name")}": ${of(p, "count")} benefits without baseline, date or link to the project`,
    remedy: "add them one by one, or leave the benefit out",
  },
  "payer-not-owner": {
    message: (p) => `"${of(p, "name")}" belongs to ${of(p, "owner")} and is paid by ${of(p, "unit")}`,
    remedy: "give the ground, or let the owner pay",
  },
  "section-missing": { message: (p) => `the report lacks "${of(p, "title")}"`, remedy: "write it as the outline asks" },
  "advice-fewer-than-problems": {
    message: (p) => `${of(p, "problems")} problems, ${of(p, "advice")} pieces of advice`,
    remedy: "answer each problem",
  },
  "doc-number-brackets": { message: (p) => `"${of(p, "printed")}": the year takes hexagonal brackets`, remedy: "use 〔〕" },
  "no-corrective-action": {
    message: (p) => `"${of(p, "name")}" missed its target, no remedy is given`,
    remedy: "add what is done about it",
  },
  "grade-missing": { message: () => "the conclusion gives no grade", remedy: "add the grade of the total" },
  "annex-missing": { message: (p) => `the report lacks its annex ${of(p, "annex")}`, remedy: "attach it" },
  "grade-despite-violation": {
    message: (p) => `graded 优 although a violation is reported: "${of(p, "problem")}"`,
    remedy: "establish it and what it means for the score",
  },
  "date-after-signature": {
    message: (p) => `${of(p, "date")} is after the report's date ${of(p, "signed")}`,
    remedy: "check the date and write the year; later events prove nothing",
  },
  "unbound-figure": { message: (p) => `"${of(p, "figure")}" in the text has no source`, remedy: "bind it to a fact, or add its source" },
  "full-width-digits": { message: (p) => `"${of(p, "text")}" uses full-width digits; read exactly`, remedy: "use plain digits" },
};
