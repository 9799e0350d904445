// A case's own history, for whoever may see the case: who did what to it, from the first saving on.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { TrailEventView } from "../../../src/app/http/contract-trail.ts";
import { exactTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { ResultTag } from "./event-table.tsx";
import { useEventWords } from "./event-words.ts";
import "./trail.css";
import { historyQuery, useTrailWords } from "./trail-queries.ts";

const route = getRouteApi("/cases/$id");

export function HistoryTab() {
  const words = useTrailWords().history;
  const { id } = route.useParams();
  return (
    <section className="trail-history" aria-labelledby="case-history">
      <div className="section-head">
        <h2 id="case-history">{words.title}</h2>
        <p>{words.intro}</p>
      </div>
      <Loaded query={useQuery(historyQuery(id))}>
        {(events) =>
          events.length === 0 ? (
            <EmptyView title={words.none} />
          ) : (
            <ol className="card history-list" data-testid="history">
              {events.map((event) => (
                <HistoryRow key={event.seq} event={event} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

function HistoryRow({ event }: { readonly event: TrailEventView }) {
  const { language } = useLanguage();
  const { actionOf, rolesOf, whoOf, reasonOf } = useEventWords();
  const who = whoOf(event);
  return (
    <li>
      <time className="muted" dateTime={event.at}>
        {exactTime(event.at, language)}
      </time>
      <div>
        <p className="history-what">
          <strong>{actionOf(event.action)}</strong>
          {event.result === "done" ? null : <ResultTag result={event.result} />}
        </p>
        <p className="history-who">
          {who}
          {event.accountId === null
            ? null
            : rolesOf(event.roles).map((role) => (
                <span key={role} className="tag">
                  {role}
                </span>
              ))}
        </p>
        {event.reason === null ? null : <p>{reasonOf(event.reason)}</p>}
        <p className="mono muted history-link">
          {event.seq} · {event.link}
        </p>
      </div>
    </li>
  );
}
