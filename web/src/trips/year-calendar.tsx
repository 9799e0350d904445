// The year as months: each delegation a bar over the days it is abroad. Those that left in the year before stand at the beginning.
import { Link } from "@tanstack/react-router";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { useTripWords } from "./use-trip-words.ts";

type Row = TripYearView["rows"][number];

const DAYS_IN_YEAR = 366;

export function YearCalendar({ year }: { readonly year: TripYearView }) {
  const words = useTripWords();
  const rows = year.rows.toSorted((a, b) => ((a.departs ?? "9") < (b.departs ?? "9") ? -1 : 1));
  const first = year.year - (rows.some(({ departs }) => departs !== null && departs < `${year.year}-01-01`) ? 1 : 0);
  // A year that began before shows its last quarter, so that what was settled later is in sight.
  const from = first < year.year ? Date.UTC(first, 9, 1) : Date.UTC(year.year, 0, 1);
  const until = Date.UTC(year.year + 1, 0, 1);
  const months = monthsBetween(from, until);
  const place = (day: string) => ((Date.parse(`${day}T00:00:00Z`) - from) / (until - from)) * 100;
  return (
    <section className="card trip-calendar" aria-label={words.calendar.title}>
      <div className="trip-months" aria-hidden="true">
        {months.map(({ at, month, year: of }) => (
          <span key={`${of}-${month}`} style={{ left: `${((at - from) / (until - from)) * 100}%` }}>
            {words.calendar.month(month)}
          </span>
        ))}
      </div>
      <ol>
        {rows.map((row) => (
          <li key={row.id}>
            <CalendarName row={row} />
            <div className="trip-lane">
              {months.map(({ at, month, year: of }) => (
                <i key={`${of}-${month}`} style={{ left: `${((at - from) / (until - from)) * 100}%` }} />
              ))}
              {row.departs === null || row.days === null ? null : (
                <b
                  className={`trip-bar trip-bar-${row.state}`}
                  style={{ left: `${place(row.departs)}%`, width: `max(7px, ${(row.days / DAYS_IN_YEAR) * 100}%)` }}
                  title={`${row.departs} – ${row.returns ?? ""}`}
                />
              )}
            </div>
            <span className="muted small trip-when">
              {row.departs === null ? words.calendar.noDates : `${row.departs} – ${row.returns ?? ""}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function CalendarName({ row }: { readonly row: Row }) {
  const words = useTripWords();
  const places = row.countries.join(" · ");
  return (
    <div className="trip-lane-name">
      {row.trip === null ? (
        row.title
      ) : (
        <Link to="/trips/$id" params={{ id: row.trip }}>
          {row.title}
        </Link>
      )}
      <span className="muted small">{places === "" ? words.calendar.noDates : places}</span>
    </div>
  );
}

function monthsBetween(from: number, until: number) {
  const months: { readonly at: number; readonly month: number; readonly year: number }[] = [];
  for (let day = new Date(from); day.getTime() < until; day = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1)))
    months.push({ at: day.getTime(), month: day.getUTCMonth() + 1, year: day.getUTCFullYear() });
  return months;
}
