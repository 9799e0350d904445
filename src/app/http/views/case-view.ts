// A case as a page shows it: its facts as text, totals and rates computed, every rate with its denominator.
import {
  type Dossier,
  executionRate,
  FUND_SOURCES,
  type FundColumn,
  fundAmount,
  fundTotal,
  type Indicator,
  rateOf,
  sourceRate,
  subprojectTotal,
  unallocated,
} from "../../../dossier/index.ts";
import {
  type Money,
  type Points,
  printExact,
  printMoneyColumn,
  printPercent,
  printPoints,
  printTotal,
  type Ratio,
  subtractMoney,
} from "../../../kernel/index.ts";
import type { Pack } from "../../../rules/index.ts";
import { factTable, fillNarrative, type Scorecard } from "../../../scoring/index.ts";
import { actualText, targetText } from "../../messages/indicator-values.ts";
import type { Language } from "../../messages/language.ts";
import type { StoredCase } from "../../store/case-repository.ts";
import type { ListedCase } from "../../usecases/list-cases.ts";
import type { CaseSummaryView, CaseView } from "../contract-cases.ts";

/** `packs` give the number of the pack's instrument, whose id stands where there is none. */
export function caseSummaryView({ stored, score }: ListedCase, packs: ReadonlyMap<string, Pack>): CaseSummaryView {
  const { listed, total } = score;
  return {
    ...{ id: stored.id, name: stored.name, year: stored.year, unit: listed?.unit ?? "", department: score.department ?? "" },
    ...{ pack: stored.pack, packNumber: packs.get(stored.pack)?.instrument.number ?? stored.pack },
    ...{ origin: stored.origin, version: stored.version, updatedAt: stored.updatedAt },
    ...{ score: total === null ? null : printTotal(BigInt(total) as Points), grade: score.grade },
    ...{ executionRate: listed?.executionRate ?? null, corrections: listed?.corrections ?? null },
    findings: listed?.findings ?? null,
  };
}

export function caseView(stored: StoredCase, dossier: Dossier, scorecard: Scorecard, language: Language): CaseView {
  const facts = factTable(dossier, scorecard);
  const filled = (text: string | null) => (text === null ? null : fillNarrative(text, facts));
  return {
    id: stored.id,
    version: stored.version,
    origin: stored.origin,
    updatedAt: stored.updatedAt,
    project: dossier.project,
    pack: dossier.pack,
    moneyUnit: dossier.moneyUnit,
    evaluation: {
      kind: dossier.evaluation.kind,
      signedOn: dossier.evaluation.signedOn,
      signedBy: dossier.evaluation.signedBy,
      methods: dossier.evaluation.methods,
      standards: dossier.evaluation.standards,
    },
    basis: dossier.basis,
    goals: dossier.goals
      ? { overall: filled(dossier.goals.overall), achieved: filled(dossier.goals.achieved), stages: dossier.goals.stages }
      : null,
    funds: fundsView(dossier, filled),
    subprojects: subprojectsView(dossier),
    indicators: dossier.indicators.map((indicator) => indicatorView(dossier, indicator, filled, language)),
    surveys: dossier.surveys.map(({ indicator, respondents, relation, population, issued, returned, valid, satisfied, score, source }) => ({
      indicator,
      respondents,
      relation,
      population,
      issued,
      returned,
      valid,
      satisfied,
      score: score && printExact(score),
      source,
    })),
    corrections: dossier.corrections,
    hasPublished: dossier.published !== undefined,
  };
}

function fundsView(dossier: Dossier, filled: (text: string | null) => string | null): CaseView["funds"] {
  const amount = (value: Money | null) => money(dossier, value);
  const total = {
    id: "total" as const,
    initial: amount(fundTotal(dossier, "initial")),
    revised: amount(fundTotal(dossier, "revised")),
    executed: amount(fundTotal(dossier, "executed")),
    rate: percent(executionRate(dossier)),
    sources: { initial: null, revised: null, executed: null },
  };
  const parts = FUND_SOURCES.filter((id) => dossier.funds[id] !== undefined).map((id) => {
    const column = (name: FundColumn) => amount(fundAmount(dossier, id, name));
    const source = (name: FundColumn) => dossier.funds[id]?.[name].source ?? null;
    return {
      id,
      initial: column("initial"),
      revised: column("revised"),
      executed: column("executed"),
      rate: percent(sourceRate(dossier, id)),
      sources: { initial: source("initial"), revised: source("revised"), executed: source("executed") },
    };
  });
  return {
    rows: [total, ...parts],
    received: amount(dossier.funds.received.value),
    explanation: filled(dossier.funds.explanation),
    corrective: filled(dossier.funds.corrective),
    rates: namedRates(dossier),
  };
}

// Several rates go by one name in practice; here each is shown with what it divides by what.
function namedRates(dossier: Dossier): CaseView["funds"]["rates"] {
  const executed = fundTotal(dossier, "executed");
  const candidates: readonly (readonly [string, Money | null, Money | null])[] = [
    ["execution", executed, fundTotal(dossier, "revised")],
    ["subprojects", subprojectTotal(dossier, "spent"), subprojectTotal(dossier, "budget")],
    ["current", fundAmount(dossier, "current", "executed"), fundAmount(dossier, "current", "revised")],
    ["carryOver", fundAmount(dossier, "carryOver", "executed"), fundAmount(dossier, "carryOver", "revised")],
    ["received", executed, dossier.funds.received.value],
  ];
  return candidates.flatMap(([id, part, whole]) => {
    const rate = rateOf(part, whole);
    return rate && part !== null && whole !== null
      ? [
          {
            id,
            rate: printPercent(rate),
            part: printMoneyColumn(part, dossier.moneyUnit),
            whole: printMoneyColumn(whole, dossier.moneyUnit),
          },
        ]
      : [];
  });
}

function subprojectsView(dossier: Dossier): CaseView["subprojects"] {
  const spent = subprojectTotal(dossier, "spent");
  const budget = subprojectTotal(dossier, "budget");
  return {
    rows: dossier.subprojects.map((row) => {
      const over =
        row.spent.value !== null && row.budget.value !== null && row.spent.value > row.budget.value
          ? subtractMoney(row.spent.value, row.budget.value)
          : null;
      return {
        no: row.no,
        name: row.name,
        division: row.division,
        budget: money(dossier, row.budget.value),
        spent: money(dossier, row.spent.value),
        rate: percent(rateOf(row.spent.value, row.budget.value)),
        over: money(dossier, over),
        forYear: row.forYear,
        forYearReason: row.forYearReason,
        exception: row.exception
          ? { reason: row.exception.reason, approvedBy: row.exception.approvedBy, document: row.exception.document }
          : null,
        sources: { budget: row.budget.source, spent: row.spent.source },
      };
    }),
    budget: money(dossier, budget),
    spent: money(dossier, spent),
    rate: percent(rateOf(spent, budget)),
    unallocated: money(dossier, unallocated(dossier)),
  };
}

function indicatorView(
  dossier: Dossier,
  indicator: Indicator,
  filled: (text: string | null) => string | null,
  language: Language,
): CaseView["indicators"][number] {
  return {
    id: indicator.id,
    level1: indicator.level1,
    level2: indicator.level2,
    level3: indicator.level3,
    weight: indicator.weight === null ? null : printPoints(indicator.weight),
    target: targetText(indicator, language),
    actual: actualText(indicator, language),
    source: indicator.actual?.source ?? null,
    grounds: indicator.actual?.grounds ?? null,
    deviation: filled(indicator.deviation),
    corrective: filled(indicator.corrective),
    notApplicable: indicator.notApplicable,
    owner: indicator.owner,
    evidence: indicator.evidence.flatMap((id) => {
      const paper = dossier.evidence.find((one) => one.id === id);
      return paper ? [{ id, title: paper.title, kind: paper.kind }] : [];
    }),
    claims: indicator.claims.map(({ text, amount, baseline, date, linkedTo, source }) => ({
      text,
      amount,
      baseline,
      date,
      linkedTo,
      source,
    })),
  };
}

function money(dossier: Dossier, amount: Money | null): string | null {
  return amount === null ? null : printMoneyColumn(amount, dossier.moneyUnit);
}

function percent(rate: Ratio | null): string | null {
  return rate && printPercent(rate);
}
