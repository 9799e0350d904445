// Delegations as the pages see them.
import { printExact, printScaled } from "../../../kernel/index.ts";
import {
  exceptionOn,
  NEVER_EXCEPTED,
  PAPER_KINDS,
  papersOf,
  type RegisteredException,
  sumOutcomes,
  type TripAct,
} from "../../../trips/index.ts";
import { findEnd, findNode } from "../../../workflow/index.ts";
import type { Language } from "../../messages/language.ts";
import { tripWording } from "../../messages/trip-text.ts";
import { tripYearWording } from "../../messages/trip-year.ts";
import { breachJson, tripJson } from "../../trip-json.ts";
import { costsJson, outcomeJson } from "../../trip-year-json.ts";
import type { TripMatter } from "../../usecases/trips/gather-trips.ts";
import type { OpenedTripView } from "../../usecases/trips/open-trip.ts";
import type { ListedYear, OpenedYear } from "../../usecases/trips/open-trip-year.ts";
import { tripPaperNames } from "../../usecases/trips/write-trip-papers.ts";
import type { TripExceptionView, TripView, TripYearSummary, TripYearView } from "../contract-trips.ts";

export function tripYearListed({ stored, opened }: ListedYear): TripYearSummary {
  if (opened) return tripYearSummary(opened);
  const unknown = { unit: null, example: null, pack: null, delegations: null, budget: null, spent: null, payable: null, heldBack: null };
  return { id: stored.id, year: stored.year, ...unknown, version: stored.version };
}

function tripYearSummary({ stored, year }: OpenedYear) {
  const { board } = year;
  return {
    ...{
      id: stored.id,
      year: stored.year,
      unit: board.plan.unit,
      example: board.plan.example,
      pack: board.plan.pack,
      delegations: board.rows.length,
    },
    budget: printScaled(board.budget, 2),
    spent: printScaled(board.spent, 2),
    payable: printScaled(board.settled, 2),
    heldBack: printScaled(board.heldBack, 2),
    version: stored.version,
  };
}

export function tripYearView(opened: OpenedYear, mayRevise: boolean, language: Language): TripYearView {
  const { year, trips, on, targets } = opened;
  const { board, cases, chases, outcomes, records, costs, costsById } = year;
  const words = tripYearWording(language);
  const names = tripWording(language).limits;
  const sum = sumOutcomes(outcomes);
  const amount = (money: bigint | null) => (money === null ? null : printScaled(money, 2));
  return {
    ...tripYearSummary(opened),
    limits: board.uses.map(({ limit, most, planned, used, left, unknown }) => ({
      ...{ limit, name: names[limit], unknown },
      most: most && printExact(most),
      planned: printExact(planned),
      used: printExact(used),
      left: left && printExact(left),
    })),
    rows: board.rows.map((row) => {
      const { item, state, departs, returns, days, people, countries, budget, spent, settlement } = row;
      const breaches = cases.get(item.id)?.breaches ?? [];
      const count = (severity: "error" | "warning" | "hint") => breaches.filter((one) => one.severity === severity).length;
      const own = costsById.get(item.id);
      return {
        ...{ id: item.id, trip: trips.get(item.id)?.id ?? null, title: item.title, division: item.division, month: item.month },
        ...{ outOfPlan: item.outOfPlan ?? false, state, stateName: words.states[state], departs, returns, days, people, countries },
        budget: amount(budget),
        spent: amount(spent),
        payable: amount(settlement?.payable ?? null),
        heldBack: amount(settlement?.heldBack ?? null),
        example: (cases.get(item.id)?.both.planned.priced.trip.example ?? board.plan.example) !== null,
        costs: own ? costsJson(own) : null,
        chases: chases.get(item.id) ?? [],
        findings: { error: count("error"), warning: count("warning"), hint: count("hint") },
      };
    }),
    findings: board.breaches.map((one) => breachJson(one, language)),
    records,
    outcomes: outcomes.map((one) => outcomeJson(one, language)),
    exceptions: [...trips].flatMap(([itemId, trip]) => {
      const planned = cases.get(itemId)?.both.planned.priced.trip;
      const papers = planned ? papersOf(planned) : new Set<never>();
      const title = planned?.title ?? itemId;
      return trip.exceptions.map((one) => ({ ...exceptionView(exceptionOn(one, papers, on), language), trip: trip.id, title }));
    }),
    benefits: { outcomes: sum.outcomes, realised: printScaled(sum.realised, 2), leftOut: sum.leftOut, reached: sum.reached },
    costs: costsJson(costs),
    ...{ on, caseId: targets === null ? null : board.plan.case, targets, mayRevise },
    written: mayRevise
      ? { plan: JSON.parse(opened.stored.plan), outcomes: opened.stored.outcomes === null ? null : JSON.parse(opened.stored.outcomes) }
      : null,
  };
}

export function tripView(
  { stored, year, one, acts, exceptions, mayRevise, mayExcept, records }: OpenedTripView,
  language: Language,
): TripView {
  const words = tripWording(language);
  const people = one.both.planned.priced.trip.members.flatMap(({ person }) => (person === null ? [] : [person]));
  return {
    ...{
      id: stored.id,
      yearId: stored.yearId,
      pack: year.year.board.plan.pack,
      itemId: stored.itemId,
      version: stored.version,
      updatedAt: stored.updatedAt,
    },
    content: JSON.parse(stored.content),
    trip: tripJson(one, language),
    acts: acts.map(({ kind, latest, stands }) => ({ kind, name: words.acts[kind], stands, latest: latest && actView(latest) })),
    history: stored.acts.map((act) => ({ ...actView(act), kind: act.kind, name: words.acts[act.kind] })),
    flow: stored.matter && { id: stored.matter.flow.id, node: nodeTitle(stored.matter, language), outcome: stored.matter.flow.outcome },
    exceptions: exceptions.map((one) => exceptionView(one, language)),
    exceptable: PAPER_KINDS.filter((paper) => !NEVER_EXCEPTED.includes(paper)).map((paper) => ({ paper, name: words.papers[paper] })),
    records: records.filter((record) => people.includes(record.person)),
    papers: tripPaperNames(one),
    targets: year.targets,
    ...{ mayRevise, mayExcept },
  };
}

function actView({ n, agreed, byName, on, document, opinion, amount, votes }: TripAct) {
  return { n, agreed, byName, on, document, opinion, amount, votes };
}

export function exceptionView(one: RegisteredException, language: Language): TripExceptionView {
  const words = tripWording(language);
  const { n, kind, clause, grounds, document, until, papers, missing, state, byName, on } = one;
  return {
    ...{ n, kind, kindName: words.exceptionKinds[kind], clause, grounds, document, until, state, byName, on },
    papers: papers.map((paper) => ({ paper, name: words.papers[paper], there: !missing.includes(paper) })),
  };
}

function nodeTitle({ flow, definition }: TripMatter, language: Language): string {
  const place = findNode(definition.rule, flow.node) ?? findEnd(definition.rule, flow.node);
  return place ? (language === "en" ? place.titleEn : place.title) : flow.node;
}
