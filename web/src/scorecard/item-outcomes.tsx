// What the trips of a case brought about for one of its indicators: how far each outcome has come, what counts, what else helped. From the
// register of the year of trips, as it was on the day of the evaluation.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CaseOutcomesView } from "../../../src/app/http/contract-trips.ts";
import { caseOutcomesQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { grouped } from "../trips/money.ts";
import { useTripWords } from "../trips/use-trip-words.ts";

export function ItemOutcomes({ id, item }: { readonly id: string; readonly item: string }) {
  const words = useWords().itemOutcomes;
  const { language } = useLanguage();
  const { data } = useQuery(caseOutcomesQuery(id, language));
  const outcomes = data?.outcomes.filter(({ indicator }) => indicator === item) ?? [];
  const sum = data?.indicators.find(({ indicator }) => indicator === item);
  if (!data || outcomes.length === 0) return null;
  return (
    <section aria-label={words.title} data-testid="item-outcomes">
      <h3>{words.title}</h3>
      <p className="muted small">{words.on(data.on)}</p>
      {sum === undefined ? null : <Factors sum={sum} />}
      <ul>
        {outcomes.map((one) => (
          <OutcomeLine key={`${one.yearId} ${one.id}`} outcome={one} />
        ))}
      </ul>
    </section>
  );
}

function Factors({ sum }: { readonly sum: CaseOutcomesView["indicators"][number] }) {
  const words = useWords().itemOutcomes;
  const { reached } = sum;
  return (
    <dl className="pairs">
      <dt>{words.counted}</dt>
      <dd>
        {words.sum(sum.outcomes, sum.leftOut)}
        {sum.outcomes === 0
          ? null
          : ` · ${words.reached(reached["agreement"] ?? 0, reached["realised"] ?? 0, reached["amount"] ?? 0, grouped(sum.realised, ""))}`}
      </dd>
      {sum.factors.length === 0 ? null : (
        <>
          <dt>{words.factors}</dt>
          <dd>{sum.factors.map(({ name, outcomes, realised }) => words.factor(name, outcomes, grouped(realised, ""))).join(" · ")}</dd>
          <dt>{words.others}</dt>
          <dd>{sum.others.join(" · ") || words.noOthers}</dd>
        </>
      )}
    </dl>
  );
}

function OutcomeLine({ outcome }: { readonly outcome: CaseOutcomesView["outcomes"][number] }) {
  const words = useWords().itemOutcomes;
  const trips = useTripWords();
  const mark = outcome.example !== null ? words.example : outcome.later ? words.later : outcome.counted ? words.counts : words.countsNot;
  return (
    <li className="claim">
      <p>
        {outcome.title} <span className={outcome.counted ? "tag tag-teal" : "tag"}>{mark}</span>
      </p>
      <div className="marks">
        <span>
          {outcome.stageName}
          {outcome.realised === null ? "" : ` ${trips.yuan(grouped(outcome.realised, ""))}`}
        </span>
        {outcome.contribution === null ? null : <span>{outcome.contribution}</span>}
        {outcome.marks.map(({ mark: code, text }) => (
          <span key={code} className="missing">
            {text}
          </span>
        ))}
        {outcome.tripId === null ? null : (
          <Link to="/trips/$id" params={{ id: outcome.tripId }}>
            {outcome.tripTitle}
          </Link>
        )}
        <Link to="/trips/years/$id" params={{ id: outcome.yearId }} search={{ view: "outcomes" }}>
          {words.register(String(outcome.year))}
        </Link>
      </div>
    </li>
  );
}
