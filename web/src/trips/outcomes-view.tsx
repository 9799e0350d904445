// 成效登记: what each trip is said to have brought about, how far it has come, and what keeps it from being counted.
import { Link } from "@tanstack/react-router";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { EmptyView } from "../parts/states.tsx";
import { grouped } from "./money.ts";
import { targetName } from "./target-field.ts";
import { useTripWords } from "./use-trip-words.ts";

type Outcome = TripYearView["outcomes"][number];

export function OutcomesView({ year }: { readonly year: TripYearView }) {
  const words = useTripWords();
  const { outcomes } = words;
  if (year.outcomes.length === 0) return <EmptyView title={outcomes.empty} />;
  const { benefits, caseId } = year;
  return (
    <>
      <p className="card trip-sum">
        {outcomes.sum(benefits.outcomes, benefits.leftOut, grouped(benefits.realised, ""))}
        {caseId === null ? null : " · "}
        {caseId === null ? null : (
          <Link to="/cases/$id" params={{ id: caseId }}>
            {outcomes.toCase}
          </Link>
        )}
      </p>
      <ul className="trip-outcomes">
        {year.outcomes.map((one) => (
          <OutcomeCard
            key={one.id}
            outcome={one}
            trip={year.rows.find((row) => row.id === one.trip)?.title ?? null}
            indicator={one.indicator === null ? null : targetName(one.indicator, year.targets)}
          />
        ))}
      </ul>
    </>
  );
}

type OutcomeCardProps = { readonly outcome: Outcome; readonly trip: string | null; readonly indicator: string | null };

function OutcomeCard({ outcome, trip, indicator }: OutcomeCardProps) {
  const words = useTripWords();
  const { outcomes } = words;
  const none = "—";
  return (
    <li className="card">
      <header>
        <h3>{outcome.title}</h3>
        <span className={outcome.counted ? "tag tag-teal" : "tag"}>{outcome.counted ? outcomes.counted : outcomes.notCounted}</span>
        {outcome.example === null ? null : <span className="tag tag-example">{words.example}</span>}
      </header>
      <p className="muted small">{trip ?? none}</p>
      <ol className="trip-steps">
        {outcome.steps.map((step) => (
          <li key={`${step.stage} ${step.on ?? ""}`}>
            <strong>{step.stage}</strong>
            <span>{step.on ?? outcomes.noDate}</span>
            {step.amount === null ? null : (
              <span>
                {grouped(step.amount, "")} {step.currency}
              </span>
            )}
            <span className="muted small">{step.source ?? outcomes.noSource}</span>
          </li>
        ))}
      </ol>
      <dl className="trip-pairs">
        <dt>{outcomes.indicator}</dt>
        <dd>{indicator ?? none}</dd>
        <dt>{outcomes.baseline}</dt>
        <dd>{outcome.baseline ?? none}</dd>
        <dt>{outcomes.contribution}</dt>
        <dd>{outcome.contribution ?? none}</dd>
        <dt>{outcomes.others}</dt>
        <dd>{outcome.otherFactors.length === 0 ? none : outcome.otherFactors.join(" · ")}</dd>
      </dl>
      {outcome.followUps.length === 0 ? null : (
        <ul className="trip-follow">
          {outcome.followUps.map((one) => (
            <li key={one.month} className={`follow-${one.state}`}>
              <strong>{outcomes.month(one.month)}</strong>
              <span>{one.due}</span>
              <span>{one.found ?? outcomes.states[one.state]}</span>
            </li>
          ))}
        </ul>
      )}
      {outcome.marks.length === 0 ? null : <p className="trip-warn small">{outcome.marks.map((mark) => mark.text).join(" · ")}</p>}
    </li>
  );
}
