// Who went where in the two years before.
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { EmptyView } from "../parts/states.tsx";
import { useTripWords } from "./use-trip-words.ts";

export function TravellersView({ year }: { readonly year: TripYearView }) {
  const words = useTripWords();
  if (year.records.length === 0) return <EmptyView title={words.travellers.none} />;
  return <RecordTable records={year.records} />;
}

export function RecordTable({ records }: { readonly records: TripYearView["records"] }) {
  const { travellers } = useTripWords();
  return (
    <div className="card trip-scroll">
      <table className="trip-table trip-cards">
        <thead>
          <tr>
            <th>{travellers.person}</th>
            <th>{travellers.departs}</th>
            <th>{travellers.title}</th>
            <th>{travellers.countries}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={`${record.person} ${record.departs} ${record.title}`}>
              <td className="trip-name">{record.person}</td>
              <td data-label={travellers.departs}>{record.departs}</td>
              <td data-label={travellers.title}>{record.title}</td>
              <td data-label={travellers.countries}>{record.countries.join(" · ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
