// The years of delegations.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { inWan } from "../../../src/app/messages/trip-pages.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { BeginYear } from "./begin-year.tsx";
import { openWithoutConnection } from "./open-without-connection.ts";
import { textOf } from "./trip-data.ts";
import { tripDrafts, yearDrafts } from "./trip-draft.ts";
import { tripYearsQuery } from "./trip-queries.ts";
import "./trips.css";
import { useTripWords } from "./use-trip-words.ts";

openWithoutConnection();

export function TripYearsPage() {
  const { language } = useLanguage();
  const words = useTripWords();
  usePageTitle(words.title);
  const wan = (amount: string | null) => (amount === null ? words.unknown : words.wan(inWan(amount)));
  return (
    <>
      <header className="page-head">
        <h1>{words.title}</h1>
        <p className="muted">{words.intro}</p>
      </header>
      <Drafts />
      <Loaded query={useQuery(tripYearsQuery(language))}>
        {(years) => (
          <>
            <BeginYear key={years.length} next={Math.max(new Date().getFullYear(), ...years.map(({ year }) => year + 1))} />
            {years.length === 0 ? (
              <EmptyView title={words.none} hint={words.noneHint} />
            ) : (
              <ul className="trip-years">
                {years.map((year) => (
                  <li key={year.id} className="card">
                    <Link to="/trips/years/$id" params={{ id: year.id }}>
                      <h2>{words.year(year.year)}</h2>
                    </Link>
                    <p className="muted">{year.unit ?? words.unreadable}</p>
                    {year.example === null ? null : <p className="tag tag-example">{words.exampleWhy(year.example)}</p>}
                    <dl className="trip-figures">
                      <Figure
                        name={words.figures.delegations}
                        value={year.delegations === null ? words.unknown : String(year.delegations)}
                      />
                      <Figure name={words.figures.budget} value={wan(year.budget)} />
                      <Figure name={words.figures.spent} value={wan(year.spent)} />
                      <Figure name={words.figures.heldBack} value={wan(year.heldBack)} warn={(year.heldBack ?? "0.00") !== "0.00"} />
                    </dl>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

// What is unsaved on this machine is found even where the server is not.
function Drafts() {
  const words = useTripWords();
  const trips = tripDrafts.list();
  const years = yearDrafts.list();
  if (trips.length + years.length === 0) return null;
  return (
    <section className="card trip-block" aria-labelledby="trip-drafts">
      <h2 id="trip-drafts">{words.drafts}</h2>
      <ul className="trip-draft-list">
        {years.map(({ id, draft: { yearId, year, part } }) => (
          <li key={id}>
            <Link to="/trips/years/$id" params={{ id: yearId }} search={part === "plan" ? {} : { view: part }}>
              {words.year(year)} {words.views[part === "plan" ? "board" : part]}
            </Link>
          </li>
        ))}
        {trips.map(({ id, draft: { content } }) => (
          <li key={id}>
            <Link to="/trips/$id" params={{ id }}>
              {textOf(content, "title") || id}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Figure({ name, value, warn = false }: { readonly name: string; readonly value: string; readonly warn?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={warn ? "warn" : undefined}>{value}</dd>
    </div>
  );
}
