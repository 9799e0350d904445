// One delegation: its itinerary with the live price, where its approval stands, its claim, its papers.
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { apiUrl } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Citations } from "../parts/citation.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { ApplicationEditor } from "./application-editor.tsx";
import { ApprovalView } from "./approval-view.tsx";
import { ClaimEditor } from "./claim-editor.tsx";
import { ClaimView } from "./claim-view.tsx";
import { ItineraryEditor } from "./itinerary-editor.tsx";
import { grouped } from "./money.ts";
import { openWithoutConnection } from "./open-without-connection.ts";
import { RecordTable } from "./travellers-view.tsx";
import { tripQuery } from "./trip-queries.ts";
import "./trips.css";
import { useTripWords } from "./use-trip-words.ts";
import { TRIP_TABS, type TripTab } from "./year-search.ts";

openWithoutConnection();

export function TripPage() {
  const { language } = useLanguage();
  const { id } = useParams({ from: "/trips/$id" });
  const { tab = "itinerary" } = useSearch({ from: "/trips/$id" });
  return <Loaded query={useQuery(tripQuery(id, language))}>{(view) => <TripBody view={view} tab={tab} />}</Loaded>;
}

function TripBody({ view, tab }: { readonly view: TripView; readonly tab: TripTab }) {
  const words = useTripWords();
  const { trip } = view;
  usePageTitle(trip.title);
  return (
    <>
      <header className="page-head trip-head">
        <div>
          <Link to="/trips/years/$id" params={{ id: view.yearId }} className="small">
            {words.trip.back}
          </Link>
          <h1>{trip.title}</h1>
          <p className="muted">
            {words.trip.head(trip.departs, trip.returns, trip.days, trip.people)} · {words.trip.version(view.version)}
          </p>
          {trip.example === null ? null : <p className="tag tag-example">{words.exampleWhy(trip.example)}</p>}
        </div>
        <p className="trip-total">
          <span className="muted">{words.trip.total}</span>
          <strong>{trip.total === null ? words.trip.open : words.yuan(grouped(trip.total, ""))}</strong>
        </p>
      </header>
      <nav className="trip-tabs" aria-label={trip.title}>
        {TRIP_TABS.map((one) => (
          <Link
            key={one}
            to="/trips/$id"
            params={{ id: view.id }}
            search={one === "itinerary" ? {} : { tab: one }}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {words.trip.tabs[one]}
          </Link>
        ))}
      </nav>
      <TripSection view={view} tab={tab} />
      {tab === "papers" ? null : <Findings view={view} />}
    </>
  );
}

function TripSection({ view, tab }: { readonly view: TripView; readonly tab: TripTab }) {
  switch (tab) {
    case "itinerary":
      return <ItineraryEditor view={view} key={view.id} />;
    case "application":
      return <ApplicationEditor view={view} key={view.id} />;
    case "approval":
      return <ApprovalView view={view} />;
    case "claim":
      return (
        <>
          {view.mayRevise ? <ClaimEditor view={view} key={view.id} /> : null}
          <ClaimView view={view} />
        </>
      );
    case "papers":
      return <Papers view={view} />;
  }
}

function Findings({ view }: { readonly view: TripView }) {
  const words = useTripWords();
  const { findings } = view.trip;
  return (
    <section className="card">
      <h2>{words.trip.findings}</h2>
      {findings.length === 0 ? <p className="muted">{words.trip.noFindings}</p> : null}
      <ul className="trip-findings">
        {findings.map((one) => (
          <li key={`${one.code} ${one.where.place.path} ${one.message}`} className={`finding-${one.severity}`}>
            <strong>{one.message}</strong>
            <span className="muted small">
              {words.trip.remedy} · {one.remedy}
            </span>
            <Citations basis={one.basis} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Papers({ view }: { readonly view: TripView }) {
  const words = useTripWords();
  const { language } = useLanguage();
  const kinds = (["opinion-form", "request", "agenda", "minutes", "claim"] as const).filter((kind) =>
    view.papers.some((name) => name.startsWith(kind)),
  );
  return (
    <>
      <section className="card">
        <p className="muted">{words.trip.papersIntro}</p>
        <ul className="trip-papers">
          {kinds.map((kind) => (
            <li key={kind}>
              <strong>{words.trip.papers[kind]}</strong>
              <span>
                {view.papers
                  .filter((name) => name.startsWith(kind))
                  .map((name) => (
                    <a key={name} href={apiUrl(`/api/trips/${encodeURIComponent(view.id)}/papers/${name}`, { lang: language })} download>
                      {name.split(".").at(-1)}
                    </a>
                  ))}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {view.records.length === 0 ? null : (
        <section>
          <h2>{words.trip.records}</h2>
          <RecordTable records={view.records} />
        </section>
      )}
    </>
  );
}
