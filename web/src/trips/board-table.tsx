// 计划: every delegation with its state and its money; a card each on a phone.
import { Link } from "@tanstack/react-router";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { grouped } from "./money.ts";
import { useTripWords } from "./use-trip-words.ts";

type Row = TripYearView["rows"][number];

export function BoardTable({ year }: { readonly year: TripYearView }) {
  const words = useTripWords();
  const { board } = words;
  return (
    <>
      {year.findings.length === 0 ? null : (
        <ul className="card trip-findings">
          {year.findings.map((one) => (
            <li key={`${one.code} ${one.where.place.path}`} className={`finding-${one.severity}`}>
              {one.message}
            </li>
          ))}
        </ul>
      )}
      <div className="card trip-scroll">
        <table className="trip-table trip-cards">
          <thead>
            <tr>
              <th className="number">{board.id}</th>
              <th>{board.title}</th>
              <th>{board.state}</th>
              <th>{board.departs}</th>
              <th className="number">{board.days}</th>
              <th className="number">{board.people}</th>
              <th>{board.countries}</th>
              <th className="number">{board.budget}</th>
              <th className="number">{board.spent}</th>
              <th className="number">{board.payable}</th>
            </tr>
          </thead>
          <tbody>
            {year.rows.map((row) => (
              <BoardRow key={row.id} row={row} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={7}>{board.total}</td>
              <td className="number" data-label={board.budget}>
                {grouped(year.budget, "")}
              </td>
              <td className="number" data-label={board.spent}>
                {grouped(year.spent, "")}
              </td>
              <td className="number" data-label={board.payable}>
                {grouped(year.payable, "")}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}

function BoardRow({ row }: { readonly row: Row }) {
  const words = useTripWords();
  const { board } = words;
  const none = "—";
  return (
    <tr>
      <td className="number trip-no">{row.id}</td>
      <td className="trip-name">
        {row.trip === null ? (
          row.title
        ) : (
          <Link to="/trips/$id" params={{ id: row.trip }}>
            {row.title}
          </Link>
        )}
        <div className="meta">
          {row.division === null ? null : <span>{row.division}</span>}
          {row.outOfPlan ? <span className="tag">{board.outOfPlan}</span> : null}
          {row.example ? <span className="tag tag-example">{words.example}</span> : null}
          {row.findings.error + row.findings.warning > 0 ? (
            <span className="trip-warn">{board.findings(row.findings.error, row.findings.warning)}</span>
          ) : null}
          {row.chases.map((chase) => (
            <span key={chase.what} className="trip-warn">
              {board.chase(board[chase.what], chase.due, chase.daysLate)}
            </span>
          ))}
        </div>
      </td>
      <td>
        <span className={`trip-state trip-state-${row.state}`}>{row.stateName}</span>
      </td>
      <td data-label={board.departs} className="trip-date">
        {row.departs ?? row.month ?? none}
      </td>
      <td className="number" data-label={board.days}>
        {row.days ?? none}
      </td>
      <td className="number" data-label={board.people}>
        {row.people ?? none}
      </td>
      <td data-label={board.countries}>{row.countries.join(" · ")}</td>
      <td className="number" data-label={board.budget}>
        {grouped(row.budget, none)}
      </td>
      <td className="number" data-label={board.spent}>
        {grouped(row.spent, none)}
      </td>
      <td className={row.state === "stopped" ? "number trip-warn" : "number"} data-label={board.payable}>
        {grouped(row.payable, none)}
      </td>
    </tr>
  );
}
