// Every figure of a case by name: what the dossier states and what follows from it. Narrative binds to these names, so a
// number in a report cannot disagree with its source.

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
} from "../dossier/index.ts";
import {
  absolute,
  divide,
  type Money,
  moneyAsRatio,
  type Points,
  pointsAsRatio,
  printExact,
  printMoneyColumn,
  printPercent,
  printPoints,
  printTotal,
  type Ratio,
  ratio,
  subtract,
} from "../kernel/index.ts";
import { bandBounds } from "./methods/band.ts";
import type { Scorecard } from "./scorecard.ts";

export type FactKind = "money" | "rate" | "points" | "count" | "quantity" | "text";

/** A figure as a report prints it, with its exact value where it is a number, and where it comes from. */
export type BoundFact = {
  readonly ref: string;
  readonly text: string;
  readonly kind: FactKind;
  readonly value: Ratio | null;
  readonly unit: string | null;
  readonly source: string;
};

const UNKNOWN_TEXT = "—";

/** All names a narrative may bind to under this scorecard. An unknown fact is there too, and prints as "—". */
export function factTable(dossier: Dossier, scorecard: Scorecard): ReadonlyMap<string, BoundFact> {
  const facts = [
    ...projectFacts(dossier),
    ...fundFacts(dossier),
    ...subprojectFacts(dossier),
    ...dossier.indicators.flatMap(indicatorFacts),
    ...surveyFacts(dossier),
    ...figureFacts(dossier),
    ...scoreFacts(scorecard),
  ];
  return new Map(facts.map((fact) => [fact.ref, fact]));
}

function projectFacts(dossier: Dossier): BoundFact[] {
  const { name, year, department, unit } = dossier.project;
  return [
    text("project.name", name, "project.name"),
    { ref: "project.year", text: String(year), kind: "count", value: ratio(BigInt(year)), unit: "年", source: "project.year" },
    text("project.department", department, "project.department"),
    text("project.unit", unit, "project.unit"),
    count("indicators.count", dossier.indicators.filter((indicator) => indicator.notApplicable === null).length, "indicators"),
  ];
}

function fundFacts(dossier: Dossier): BoundFact[] {
  const columns: readonly FundColumn[] = ["initial", "revised", "executed"];
  const totals = columns.map((column) => money(dossier, `funds.total.${column}`, fundTotal(dossier, column), `funds.*.${column}`));
  const parts = FUND_SOURCES.flatMap((source) =>
    columns.map((column) =>
      money(
        dossier,
        `funds.${source}.${column}`,
        fundAmount(dossier, source, column),
        dossier.funds[source]?.[column].source ?? `funds.${source}.${column}`,
      ),
    ),
  );
  return [
    ...totals,
    ...parts,
    rate("rate.execution", executionRate(dossier), "funds.total.executed ÷ funds.total.revised"),
    ...FUND_SOURCES.map((source) =>
      rate(`rate.${source}`, sourceRate(dossier, source), `funds.${source}.executed ÷ funds.${source}.revised`),
    ),
  ];
}

function subprojectFacts(dossier: Dossier): BoundFact[] {
  const rows = dossier.subprojects.flatMap((subproject) => [
    money(
      dossier,
      `subproject.${subproject.no}.budget`,
      subproject.budget.value,
      subproject.budget.source ?? `subprojects.${subproject.no}`,
    ),
    money(dossier, `subproject.${subproject.no}.spent`, subproject.spent.value, subproject.spent.source ?? `subprojects.${subproject.no}`),
    rate(
      `subproject.${subproject.no}.rate`,
      rateOf(subproject.spent.value, subproject.budget.value),
      `subproject.${subproject.no}.spent ÷ budget`,
    ),
  ]);
  const budget = subprojectTotal(dossier, "budget");
  const spent = subprojectTotal(dossier, "spent");
  return [
    ...rows,
    count("subprojects.count", dossier.subprojects.length, "subprojects"),
    money(dossier, "subprojects.budget", budget, "subprojects.*.budget"),
    money(dossier, "subprojects.spent", spent, "subprojects.*.spent"),
    money(dossier, "subprojects.unallocated", unallocated(dossier), "funds.total.revised − subprojects.budget"),
    rate("rate.subprojects", rateOf(spent, budget), "subprojects.spent ÷ subprojects.budget"),
  ];
}

function indicatorFacts(indicator: Indicator): BoundFact[] {
  const at = `indicator.${indicator.id}`;
  const { target, actual } = indicator;
  const facts: BoundFact[] = [points(`${at}.weight`, indicator.weight, `${at}.weight`)];
  if (target && "value" in target) {
    const isRate = target.kind === "satisfaction";
    facts.push(
      isRate
        ? rate(`${at}.target`, target.value, `${at}.target`, true)
        : quantity(`${at}.target`, target.value, target.unit, `${at}.target`),
    );
  }
  if (actual?.value != null) facts.push(quantity(`${at}.actual`, actual.value, actual.unit, actual.source ?? `${at}.actual`));
  if (actual?.rate != null) facts.push(rate(`${at}.actual`, actual.rate, actual.source ?? `${at}.actual`, true));
  if (target?.kind === "band") {
    const { low, high } = bandBounds(target);
    facts.push(
      quantity(`${at}.low`, low, target.unit, `${at}.target`),
      quantity(`${at}.high`, high, target.unit, `${at}.target`),
      rate(`${at}.tolerance`, target.tolerance, `${at}.target`, true),
    );
    if (actual?.value != null && target.value.n !== 0n) {
      const deviation = divide(subtract(actual.value, target.value), target.value);
      facts.push(
        rate(`${at}.deviation`, deviation, `(${at}.actual − ${at}.target) ÷ ${at}.target`),
        rate(`${at}.deviation.size`, absolute(deviation), `${at}.deviation`),
      );
    }
  }
  if (target?.kind === "periods") {
    target.periods.forEach((period, index) => {
      const done = actual?.periods?.find((entry) => entry.name === period.name)?.value ?? null;
      facts.push(
        quantity(`${at}.period.${index + 1}.target`, period.value, target.unit, `${at}.target`),
        quantity(`${at}.period.${index + 1}.actual`, done, target.unit, actual?.source ?? `${at}.actual`),
      );
    });
  }
  return facts;
}

function surveyFacts(dossier: Dossier): BoundFact[] {
  return dossier.surveys.flatMap((survey) => {
    const at = `survey.${survey.indicator}`;
    const source = survey.source ?? at;
    const rateOfReturn = survey.issued && survey.returned !== null ? ratio(BigInt(survey.returned), BigInt(survey.issued)) : null;
    const satisfied = survey.valid && survey.satisfied !== null ? ratio(BigInt(survey.satisfied), BigInt(survey.valid)) : null;
    return [
      count(`${at}.issued`, survey.issued, source),
      count(`${at}.returned`, survey.returned, source),
      count(`${at}.valid`, survey.valid, source),
      count(`${at}.satisfied`, survey.satisfied, source),
      rate(`${at}.return`, rateOfReturn, `${at}.returned ÷ ${at}.issued`),
      rate(`${at}.rate`, satisfied, `${at}.satisfied ÷ ${at}.valid`),
      quantity(`${at}.score`, survey.score, "分", source),
    ];
  });
}

function figureFacts(dossier: Dossier): BoundFact[] {
  return dossier.figures.map((figure) => ({
    ref: `figure.${figure.id}`,
    text: figure.value,
    kind: "text",
    value: null,
    unit: figure.unit,
    source: figure.source,
  }));
}

function scoreFacts(scorecard: Scorecard): BoundFact[] {
  return [
    ...scorecard.items.flatMap((item) => [
      points(`score.${item.id}`, item.score, `receipt:${item.id}`),
      points(`weight.${item.id}`, item.weight, `receipt:${item.id}`),
      points(`suggested.${item.id}`, item.suggested, `receipt:${item.id}`),
    ]),
    ...scorecard.levels.flatMap((level) => [
      points(`score.level.${level.level1Id}`, level.score, "scorecard"),
      points(`weight.level.${level.level1Id}`, level.weight, "scorecard"),
    ]),
    {
      ref: "score.total",
      text: scorecard.total === null ? UNKNOWN_TEXT : printTotal(scorecard.total),
      kind: "points",
      value: scorecard.total === null ? null : pointsAsRatio(scorecard.total),
      unit: "分",
      source: "receipt:total",
    },
    text("grade", scorecard.grade ?? UNKNOWN_TEXT, "receipt:grade"),
  ];
}

function money(dossier: Dossier, ref: string, amount: Money | null, source: string): BoundFact {
  const unit = dossier.moneyUnit;
  return {
    ref,
    text: amount === null ? UNKNOWN_TEXT : printMoneyColumn(amount, unit),
    kind: "money",
    value: amount === null ? null : moneyAsRatio(amount, unit),
    unit,
    source,
  };
}

function rate(ref: string, share: Ratio | null, source: string, short = false): BoundFact {
  const shown = share === null ? UNKNOWN_TEXT : short ? `${printExact({ n: share.n * 100n, d: share.d }, 2)}%` : printPercent(share);
  return { ref, text: shown, kind: "rate", value: share, unit: "%", source };
}

function points(ref: string, amount: Points | null, source: string): BoundFact {
  return {
    ref,
    text: amount === null ? UNKNOWN_TEXT : printPoints(amount),
    kind: "points",
    value: amount === null ? null : pointsAsRatio(amount),
    unit: "分",
    source,
  };
}

function count(ref: string, amount: number | null, source: string): BoundFact {
  return {
    ref,
    text: amount === null ? UNKNOWN_TEXT : String(amount),
    kind: "count",
    value: amount === null ? null : ratio(BigInt(amount)),
    unit: null,
    source,
  };
}

function quantity(ref: string, amount: Ratio | null, unit: string | null, source: string): BoundFact {
  return { ref, text: amount === null ? UNKNOWN_TEXT : printExact(amount), kind: "quantity", value: amount, unit, source };
}

function text(ref: string, shown: string, source: string): BoundFact {
  return { ref, text: shown, kind: "text", value: null, unit: null, source };
}
