// 计划: every delegation with its state and its money; a card each on a phone.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { sendJson } from "../api/api-client.ts";
import { askAgain } from "../flows/flow-queries.ts";
import { Faults } from "../parts/faults.tsx";
import { grouped } from "./money.ts";
import { useTripFormWords, useTripWords } from "./use-trip-words.ts";

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
              <BoardRow key={row.id} year={year} row={row} />
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

// The delegation's trip begins with what the plan knows of it.
function DraftTrip({ year, row }: { readonly year: TripYearView; readonly row: Row }) {
  const { plan } = useTripFormWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const sent = useMutation({
    mutationFn: () => {
      const day = row.month === null ? `${year.year}-01-01` : `${row.month}-01`;
      const stay = { country: row.countries[0] ?? "", days: "1", nights: "0" };
      const content = {
        ...{ trip: "1", title: row.title, unit: year.unit, departs: day, returns: day },
        members: [{ id: "1", rank: "other", leader: "yes" }],
        legs: (row.countries.length > 0 ? row.countries : [plan.countries]).map((country) => ({ ...stay, country })),
      };
      return sendJson<{ readonly id: string }>(
        "POST",
        `/api/trip-years/${encodeURIComponent(year.id)}/trips`,
        {},
        { itemId: row.id, content },
      );
    },
    onSuccess: async ({ id }) => {
      await askAgain(client);
      await navigate({ to: "/trips/$id", params: { id } });
    },
  });
  return (
    <div className="trip-draft-new">
      <Button size="small" loading={sent.isPending} onClick={() => sent.mutate()}>
        {plan.draft}
      </Button>
      {sent.isError ? <Faults error={sent.error} /> : null}
    </div>
  );
}

function BoardRow({ year, row }: { readonly year: TripYearView; readonly row: Row }) {
  const words = useTripWords();
  const { board } = words;
  const none = "—";
  return (
    <tr>
      <td className="number trip-no">{row.id}</td>
      <td className="trip-name">
        {row.trip === null ? (
          <>
            {row.title}
            {year.mayRevise && row.state !== "cancelled" ? <DraftTrip year={year} row={row} /> : null}
          </>
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
            <span key={`${chase.what} ${chase.due}`} className="trip-warn">
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
