// What leaders look at: limits and how far they are used, what it costs, what is late, what is to be checked.
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { grouped } from "./money.ts";
import { useTripWords } from "./use-trip-words.ts";
import { Figure } from "./years-page.tsx";

export function YearOverview({ year }: { readonly year: TripYearView }) {
  const words = useTripWords();
  const { costs } = year;
  const chased = year.rows.flatMap((row) => row.chases.map((chase) => ({ row, chase })));
  return (
    <div className="trip-overview">
      <section className="card">
        <h2>{words.limits.title}</h2>
        <ul className="trip-limits">
          {year.limits.map((limit) => (
            <li key={limit.limit}>
              <div>
                <span>{limit.name}</span>
                <strong>{limit.most === null ? limit.used : words.limits.of(grouped(limit.used, ""), grouped(limit.most, ""))}</strong>
              </div>
              <meter min={0} max={Number(limit.most ?? limit.used)} value={Number(limit.used)} aria-label={limit.name} />
              <span className="muted small">
                {limit.left === null ? words.limits.none : words.limits.left(grouped(limit.left, ""))}
                {limit.unknown > 0 ? ` · ${words.limits.unknown(limit.unknown)}` : ""}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="card">
        <h2>{words.costs.title}</h2>
        {year.example === null ? null : <p className="tag tag-example">{words.exampleWhy(year.example)}</p>}
        <dl className="trip-figures">
          <Figure name={words.costs.perDelegation} value={words.yuan(grouped(costs.perDelegation, "—"))} />
          <Figure name={words.costs.perPersonDay} value={words.yuan(grouped(costs.perPersonDay, "—"))} />
          <Figure
            name={words.costs.perAgreement}
            value={costs.perAgreement === null ? words.costs.noAgreements : words.yuan(grouped(costs.perAgreement, ""))}
          />
        </dl>
        <p className="muted small">{words.costs.personDays(costs.personDays)}</p>
        <table className="trip-table">
          <thead>
            <tr>
              <th>{words.board.title}</th>
              <th className="number">{words.costs.perPersonDay}</th>
            </tr>
          </thead>
          <tbody>
            {year.rows
              .filter((row) => row.costs?.perPersonDay != null)
              .map((row) => (
                <tr key={row.id}>
                  <td>{row.title}</td>
                  <td className="number">{grouped(row.costs?.perPersonDay ?? null, "—")}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      {chased.length === 0 ? null : (
        <section className="card">
          <ul className="trip-findings">
            {chased.map(({ row, chase }) => (
              <li key={`${row.id} ${chase.what} ${chase.due}`} className="finding-warning">
                {row.title} · {words.board.chase(words.board[chase.what], chase.due, chase.daysLate)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
