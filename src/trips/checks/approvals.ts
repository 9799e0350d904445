// What had to be approved (T01, T02, T12, T13, T14, T20), as far as the file tells of approvals.
import { daysAbroad, peopleIn } from "../trip.ts";
import { type Breach, breach, type Examined } from "./breach.ts";
import { countriesOf } from "./party-and-days.ts";

/** In the plan, with a task document, with both opinions, after public notice. */
export function checkPapers({ trip, book }: Examined): Breach[] {
  const { approval } = trip;
  if (!approval) return [];
  const found: Breach[] = [];
  const error = (code: "trip-not-in-plan" | "trip-single-review", reason: Breach["reason"], key: string) =>
    found.push(breach(book, code, { reason, severity: "error", path: `approval.${key}` }));
  if (approval.inPlan === false) error("trip-not-in-plan", "not-in-plan", "inPlan");
  if (approval.taskDocument === null) error("trip-not-in-plan", "no-task-document", "taskDocument");
  if (!approval.foreignAffairs) error("trip-single-review", "no-foreign-affairs-opinion", "foreignAffairs");
  if (!approval.finance) error("trip-single-review", "no-finance-opinion", "finance");
  const notice = book.rule("publicNotice");
  if (notice && (approval.noticeDays === null || approval.noticeDays < notice.rule.days))
    found.push(
      breach(book, "public-notice-short", {
        reason: approval.noticeDays === null ? "notice-missing" : "notice-short",
        severity: "warning",
        path: "approval.noticeDays",
        ...(approval.noticeDays === null ? {} : { found: String(approval.noticeDays) }),
        expected: `≥ ${notice.rule.days}`,
        basis: notice.basis,
      }),
    );
  return found;
}

/** Travel between cities, banquets and gifts that were refused, or claimed without having been planned. */
export function checkRefused({ trip, book }: Examined): Breach[] {
  return [
    ...unplanned(trip, book),
    ...trip.costs.flatMap((cost, index) => {
      if (cost.approved !== false) return [];
      const facts = { severity: "error", path: `costs.${index}`, about: cost.title ?? "" } as const;
      if (cost.kind === "inter-city") return [breach(book, "intercity-unplanned", { ...facts, reason: "intercity" })];
      return cost.kind === "gift" ? [breach(book, "banquet-or-gift-unapproved", { ...facts, reason: "gift" })] : [];
    }),
    ...trip.banquets.flatMap((banquet, index) => {
      const facts = { severity: "error", path: `banquets.${index}`, about: banquet.leg } as const;
      if (banquet.forOwnMission) return [breach(book, "banquet-or-gift-unapproved", { ...facts, reason: "own-mission" })];
      return banquet.approved === false ? [breach(book, "banquet-or-gift-unapproved", { ...facts, reason: "banquet" })] : [];
    }),
  ];
}

/** People, days and countries as they were against what was approved; before the trip, as they are planned. */
export function checkAgainstApproval({ trip, book }: Examined): Breach[] {
  const { approval, claim } = trip;
  if (!approval) return [];
  const departs = claim?.departs ?? trip.departs;
  const returns = claim?.returns ?? trip.returns;
  const where = claim ? "claim" : "approval";
  const people = claim?.people ?? peopleIn(trip.members);
  const days = returns < departs ? null : daysAbroad({ departs, returns });
  const countries = claim?.countries ?? countriesOf(trip);
  const differ = (reason: Breach["reason"], key: string, found: string, expected: string) =>
    breach(book, "trip-differs-from-approval", { reason, severity: "error", path: `${where}.${key}`, found, expected });
  const sorted = (list: readonly string[]) => list.map(book.spell).toSorted().join("、");
  return [
    ...(approval.people !== null && approval.people !== people
      ? [differ("people-differ", "people", String(people), String(approval.people))]
      : []),
    ...(approval.days !== null && days !== null && approval.days !== days
      ? [differ("days-differ", "days", String(days), String(approval.days))]
      : []),
    ...(approval.countries && sorted(approval.countries) !== sorted(countries)
      ? [differ("countries-differ", "countries", countries.join("、"), approval.countries.join("、"))]
      : []),
  ];
}

// What must be approved beforehand stands in the plan: a claim for it that the plan does not know was not approved.
function unplanned({ costs, banquets, claim }: Examined["trip"], book: Examined["book"]): Breach[] {
  return (claim?.lines ?? []).flatMap((line, index) => {
    const facts = { severity: "error", path: `claim.lines.${index}`, about: line.leg ?? "" } as const;
    const isPlanned = line.kind === "banquet" ? banquets.length > 0 : costs.some(({ kind }) => kind === line.kind);
    if (isPlanned || line.borneByHost || line.amount.n === 0n) return [];
    if (line.kind === "inter-city") return [breach(book, "intercity-unplanned", { ...facts, reason: "intercity" })];
    return line.kind === "gift" || line.kind === "banquet"
      ? [breach(book, "banquet-or-gift-unapproved", { ...facts, reason: line.kind })]
      : [];
  });
}
