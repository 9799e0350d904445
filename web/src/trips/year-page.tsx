// A year of delegations: the plan as a board, a calendar, what leaders look at, outcomes, who was where.
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { inWan } from "../../../src/app/messages/trip-pages.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { BoardTable } from "./board-table.tsx";
import { ExceptionsView } from "./exceptions-view.tsx";
import { OutcomesEditor } from "./outcomes-editor.tsx";
import { OutcomesView } from "./outcomes-view.tsx";
import { PlanEditor } from "./plan-editor.tsx";
import { TravellersView } from "./travellers-view.tsx";
import { tripYearQuery } from "./trip-queries.ts";
import "./trips.css";
import { useTripWords } from "./use-trip-words.ts";
import { YearCalendar } from "./year-calendar.tsx";
import { YearOverview } from "./year-overview.tsx";
import { YEAR_VIEWS, type YearViewName } from "./year-search.ts";
import { Figure } from "./years-page.tsx";

export function TripYearPage() {
  const { language } = useLanguage();
  const { id } = useParams({ from: "/trips/years/$id" });
  const { view = "board" } = useSearch({ from: "/trips/years/$id" });
  return <Loaded query={useQuery(tripYearQuery(id, language))}>{(year) => <YearBody year={year} view={view} />}</Loaded>;
}

function YearBody({ year, view }: { readonly year: TripYearView; readonly view: YearViewName }) {
  const words = useTripWords();
  usePageTitle(words.year(year.year));
  return (
    <>
      <header className="page-head trip-head">
        <div>
          <h1>{words.year(year.year)}</h1>
          <p className="muted">{year.unit}</p>
          {year.example === null ? null : <p className="tag tag-example">{words.exampleWhy(year.example)}</p>}
        </div>
        <dl className="trip-figures">
          <Figure name={words.figures.delegations} value={String(year.delegations)} />
          <Figure name={words.figures.budget} value={words.wan(inWan(year.budget))} />
          <Figure name={words.figures.spent} value={words.wan(inWan(year.spent))} />
          <Figure name={words.figures.payable} value={words.wan(inWan(year.payable))} />
          <Figure name={words.figures.heldBack} value={words.wan(inWan(year.heldBack))} warn={year.heldBack !== "0.00"} />
        </dl>
      </header>
      <nav className="trip-tabs" aria-label={words.title}>
        {YEAR_VIEWS.map((one) => (
          <Link
            key={one}
            to="/trips/years/$id"
            params={{ id: year.id }}
            search={one === "board" ? {} : { view: one }}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {words.views[one]}
          </Link>
        ))}
      </nav>
      <YearView year={year} view={view} />
    </>
  );
}

function YearView({ year, view }: { readonly year: TripYearView; readonly view: YearViewName }) {
  switch (view) {
    case "board":
      return (
        <>
          <BoardTable year={year} />
          <PlanEditor year={year} key={year.id} />
        </>
      );
    case "calendar":
      return <YearCalendar year={year} />;
    case "overview":
      return <YearOverview year={year} />;
    case "outcomes":
      return (
        <>
          <OutcomesView year={year} />
          <OutcomesEditor year={year} key={year.id} />
        </>
      );
    case "travellers":
      return <TravellersView year={year} />;
    case "exceptions":
      return <ExceptionsView year={year} />;
  }
}
