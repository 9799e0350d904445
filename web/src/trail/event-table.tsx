// Events in rows; a card each on a phone. The row's first words open it.
import type { TrailEventView } from "../../../src/app/http/contract-trail.ts";
import { exactTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { useEventWords } from "./event-words.ts";
import { useTrailWords } from "./trail-queries.ts";

const RESULT_TAGS = { done: "tag tag-green", refused: "tag tag-amber", failed: "tag tag-red" } as const;
/** Enough of a hash to tell two apart by eye. */
const HASH_SHOWN = 12;

type EventTableProps = { readonly events: readonly TrailEventView[]; readonly onOpen: (event: TrailEventView) => void };

export function EventTable({ events, onOpen }: EventTableProps) {
  const words = useTrailWords();
  const { language } = useLanguage();
  const { actionOf, kindOf, whoOf } = useEventWords();
  const { columns } = words;
  return (
    <div className="card">
      <table className="record-table" aria-label={words.table} data-testid="trail">
        <thead>
          <tr>
            <th scope="col" className="number">
              {columns.seq}
            </th>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.object}</th>
            <th scope="col">{columns.result}</th>
            <th scope="col">{columns.link}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.seq}>
              <td className="number muted">{event.seq}</td>
              <td className="record-time">
                <time dateTime={event.at}>{exactTime(event.at, language)}</time>
              </td>
              <td>{whoOf(event)}</td>
              <td className="trail-what">
                <button type="button" className="plain-button trail-open" onClick={() => onOpen(event)}>
                  {actionOf(event.action)}
                </button>
              </td>
              <td>
                {kindOf(event.objectKind)} <span className="mono muted">{event.objectId}</span>
              </td>
              <td>
                <ResultTag result={event.result} />
              </td>
              <td className="mono muted trail-hash" title={event.link}>
                {event.link.slice(0, HASH_SHOWN)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ResultTag({ result }: { readonly result: TrailEventView["result"] }) {
  return <span className={RESULT_TAGS[result]}>{useTrailWords().results[result]}</span>;
}
