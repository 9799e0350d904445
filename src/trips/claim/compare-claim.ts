// 核销: budget, papers and standard side by side, line by line, and what of each line may be paid (516号 第十一、十二、十六条).
import { addMoney, type Citation, type Money, NO_MONEY, type Ratio, subtractMoney, sum, sumMoney } from "../../kernel/index.ts";
import { inYuan } from "../checks/breach.ts";
import type { BookedTrip, PlannedAndMade } from "../price/book-trip.ts";
import type { PricedTrip } from "../price/price-trip.ts";
import { type PricedLine, toMoney } from "../price/priced-line.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import { type Claim, isOfLeg } from "../trip.ts";
import { COST_KINDS, type LineKind } from "../vocabulary.ts";

/** Why a line is paid as it is. */
export type AllowedReason = "as-claimed" | "up-to-standard" | "as-spent" | "not-allowed" | "borne-by-host" | "not-claimed" | "open";

export type ClaimRow = {
  readonly kind: LineKind;
  readonly leg: string | null;
  /** Null where a rate is missing. */
  readonly budget: Money | null;
  /** What the papers show; null where one cannot be put in 元. */
  readonly papers: Money | null;
  readonly paperNames: readonly string[];
  /** The most that the standards give for the trip as it was made; null where they are open, or where the line is paid as spent. */
  readonly standard: Money | null;
  readonly isAsSpent: boolean;
  readonly overBudget: Money | null;
  readonly overStandard: Money | null;
  readonly allowed: Money | null;
  readonly reason: AllowedReason;
  readonly basis: readonly Citation[];
};

export type ComparedClaim = {
  readonly rows: readonly ClaimRow[];
  readonly budget: Money | null;
  readonly papers: Money | null;
  /** Null where a line is open. */
  readonly allowed: Money | null;
};

/** Every line of budget, claim and standards once; the order is that of the budget, then of the claim. */
export function compareClaim({ planned, made }: PlannedAndMade): ComparedClaim {
  const claimLines = made.priced.trip.claim?.lines ?? [];
  const keys = new Map<string, Pick<ClaimRow, "kind" | "leg">>();
  for (const line of [...planned.priced.lines, ...made.priced.lines, ...claimLines]) {
    const leg = "unit" in line && line.kind === "banquet" ? null : line.leg;
    keys.set(keyOf(line.kind, leg), { kind: line.kind, leg });
  }
  const rows = [...keys.values()].map((key) => compareRow(key, planned.priced, made, claimLines));
  return { rows, budget: total(rows, "budget"), papers: total(rows, "papers"), allowed: total(rows, "allowed") };
}

function compareRow(
  { kind, leg }: Pick<ClaimRow, "kind" | "leg">,
  planned: PricedTrip,
  made: BookedTrip,
  claimLines: Claim["lines"],
): ClaimRow {
  const isOf = (line: { readonly kind: LineKind; readonly leg: string | null }) =>
    line.kind === kind && (kind === "banquet" || line.leg === leg);
  const budgeted = planned.lines.filter(isOf);
  const standards = made.priced.lines.filter(isOf);
  const claimed = claimLines.filter(isOf);
  const budget = amountOf(budgeted, planned);
  const paid = claimed.filter((line) => !line.borneByHost);
  const papers = together(paid.map((line) => inYuan(line.amount, line.currency, made.priced.pricing)));
  // What no line of the itinerary stands for: a stay that was not made, or a cost that had to be approved beforehand, is not paid.
  const isUnplanned = standards.length === 0 && (isOfLeg(kind) || needsApproval(kind, made.book));
  const isAsSpent = !isUnplanned && standards.every((line) => line.nature === "actual" && !isRefused(line));
  const standard = isUnplanned ? NO_MONEY : isAsSpent ? null : amountOf(standards, made.priced);
  const decided = decide({ papers, standard, isAsSpent, isClaimed: claimed.length > 0, isHosted: claimed.length > paid.length, standards });
  return {
    kind,
    leg,
    budget,
    papers,
    paperNames: claimed.flatMap((line) => (line.papers === null ? [] : [line.papers])),
    standard,
    isAsSpent,
    overBudget: difference(papers, budget),
    overStandard: isAsSpent ? null : difference(papers, standard),
    ...decided,
    basis: [
      ...new Map(
        (standards.length > 0 ? standards : budgeted).flatMap((line) => line.basis).map((one) => [JSON.stringify(one), one]),
      ).values(),
    ],
  };
}

type Facts = {
  readonly papers: Money | null;
  readonly standard: Money | null;
  readonly isAsSpent: boolean;
  readonly isClaimed: boolean;
  readonly isHosted: boolean;
  readonly standards: readonly PricedLine[];
};

function decide({ papers, standard, isAsSpent, isClaimed, isHosted, standards }: Facts): Pick<ClaimRow, "allowed" | "reason"> {
  if (!isClaimed) return { allowed: NO_MONEY, reason: "not-claimed" };
  if (papers === null) return { allowed: null, reason: "open" };
  if (papers === NO_MONEY && isHosted) return { allowed: NO_MONEY, reason: "borne-by-host" };
  if (standards.some((line) => line.answer.kind === "missing" && line.answer.what === "fare-in-class"))
    return { allowed: null, reason: "open" };
  if (isAsSpent) return { allowed: papers, reason: "as-spent" };
  if (standard === null) return { allowed: null, reason: "open" };
  if (papers <= standard) return { allowed: papers, reason: "as-claimed" };
  if (standard === NO_MONEY)
    return { allowed: NO_MONEY, reason: standards.some((line) => line.notes.includes("borne-by-host")) ? "borne-by-host" : "not-allowed" };
  return { allowed: standard, reason: "up-to-standard" };
}

function needsApproval(kind: LineKind, book: StandardsBook): boolean {
  const cost = COST_KINDS.find((one) => one === kind);
  return cost !== undefined && book.cost(cost)?.rule.needsApproval === true;
}

// A cost that the host bears, or that was refused, is priced at nothing.
function isRefused(line: PricedLine): boolean {
  return line.notes.includes("not-approved") || line.notes.includes("borne-by-host") || line.notes.includes("own-mission");
}

// In one currency the sum is put in 元 once, as a claim does; a bounded line counts with its most.
function amountOf(lines: readonly PricedLine[], { pricing }: PricedTrip): Money | null {
  const rounded = together(
    lines.map(({ answer }) => (answer.kind === "decided" ? answer.amount : answer.kind === "bounded" ? answer.max : null)),
  );
  const [first] = lines;
  if (
    rounded === null ||
    !first ||
    first.currency === "CNY" ||
    lines.some((line) => line.currency !== first.currency || line.foreign === null)
  )
    return rounded;
  const whole: Ratio = sum(lines.map((line) => line.foreign ?? { n: 0n, d: 1n }));
  const once = inYuan(whole, first.currency, pricing) ?? toMoney(whole, pricing.rounding);
  if (once <= rounded) return rounded;
  return once;
}

function together(amounts: readonly (Money | null)[]): Money | null {
  return amounts.reduce<Money | null>((all, one) => (all === null || one === null ? null : addMoney(all, one)), NO_MONEY);
}

function total(rows: readonly ClaimRow[], column: "budget" | "papers" | "allowed"): Money | null {
  return rows.some((row) => row[column] === null) ? null : sumMoney(rows.map((row) => row[column] ?? NO_MONEY));
}

function difference(a: Money | null, b: Money | null): Money | null {
  return a === null || b === null ? null : subtractMoney(a, b);
}

function keyOf(kind: LineKind, leg: string | null): string {
  return `${kind}|${leg ?? ""}`;
}
