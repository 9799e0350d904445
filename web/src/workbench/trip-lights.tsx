// The delegations of the latest year that are to be looked at, the worst first.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { grouped } from "../trips/money.ts";
import "../trips/trips.css";
import { tripYearQuery, tripYearsQuery } from "../trips/trip-queries.ts";
import { useTripWords } from "../trips/use-trip-words.ts";
import { toneOfTrip, worstFirst } from "./tone.ts";
import { ToneLight } from "./tone-light.tsx";
import { useWorkbenchWords } from "./use-workbench-words.ts";

const SHOWN = 6;

export function TripLights() {
  const words = useWorkbenchWords().trips;
  const { language } = useLanguage();
  return (
    <section className="card workbench-card" aria-labelledby="workbench-trips">
      <h2 id="workbench-trips">{words.title}</h2>
      <Loaded query={useQuery(tripYearsQuery(language))} lines={4}>
        {(years) => {
          const latest = years.toSorted((one, other) => other.year - one.year)[0];
          return latest === undefined ? <p className="muted">{words.none}</p> : <Year id={latest.id} />;
        }}
      </Loaded>
    </section>
  );
}

function Year({ id }: { readonly id: string }) {
  const { language } = useLanguage();
  return (
    <Loaded query={useQuery(tripYearQuery(id, language))} lines={4}>
      {(year) => <Rows year={year} />}
    </Loaded>
  );
}

function Rows({ year }: { readonly year: TripYearView }) {
  const words = useWorkbenchWords().trips;
  const trips = year.rows.map((row) => ({ row, tone: toneOfTrip(row) }));
  const shown = worstFirst(trips.filter(({ tone }) => tone !== "green")).slice(0, SHOWN);
  const green = trips.filter(({ tone }) => tone === "green").length;
  return (
    <>
      {shown.length === 0 ? <p className="muted">{words.none}</p> : null}
      <ul className="workbench-list">
        {shown.map(({ row, tone }) => (
          <li key={row.id}>
            <ToneLight tone={tone} />
            <TripLine row={row} />
            <span className={`trip-state trip-state-${row.state}`}>{row.stateName}</span>
          </li>
        ))}
      </ul>
      <p className="workbench-more">
        {green > 0 ? <span className="muted">{words.others(green)}</span> : null}
        <Link to="/trips/years/$id" params={{ id: year.id }}>
          {words.all(year.year)}
        </Link>
      </p>
    </>
  );
}

function TripLine({ row }: { readonly row: TripYearView["rows"][number] }) {
  const words = useWorkbenchWords().trips;
  const { board, example } = useTripWords();
  const { error, warning } = row.findings;
  return (
    <div>
      {row.trip === null ? (
        row.title
      ) : (
        <Link to="/trips/$id" params={{ id: row.trip }}>
          {row.title}
        </Link>
      )}
      <p className="workbench-meta">
        {row.example ? <span className="tag tag-example">{example}</span> : null}
        {error + warning > 0 ? <span className="muted small">{board.findings(error, warning)}</span> : null}
        {row.state === "stopped" && row.heldBack !== null ? (
          <span className="muted small">{words.stopped(grouped(row.heldBack, ""))}</span>
        ) : null}
        {row.chases.map((chase) => (
          <span key={`${chase.what} ${chase.due}`} className="muted small">
            {board.chase(board[chase.what], chase.due, chase.daysLate)}
          </span>
        ))}
      </p>
    </div>
  );
}
