// What the audit looks at first: what was refused lately, and releases that wait.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { useMay } from "../session/use-session.ts";
import { useEventWords } from "../trail/event-words.ts";
import { releasesQuery, trailQuery } from "../trail/trail-queries.ts";
import { useWorkbenchWords } from "./use-workbench-words.ts";

const SHOWN = 6;

export function TrailCard() {
  const words = useWorkbenchWords().trail;
  const { language } = useLanguage();
  const { actionOf, whoOf } = useEventWords();
  const refused = useInfiniteQuery(trailQuery({ result: "refused" }));
  const releases = useQuery({ ...releasesQuery(), enabled: useMay("trail.releases") });
  const waiting = (releases.data ?? []).filter(({ state }) => state === "waiting").length;
  const events = refused.data?.pages[0]?.events ?? [];
  return (
    <section className="card workbench-card" aria-labelledby="workbench-trail">
      <h2 id="workbench-trail">{words.title}</h2>
      {waiting > 0 ? (
        <p>
          <Link to="/trail/releases">{words.waiting(waiting)}</Link>
        </p>
      ) : null}
      <h3>{words.refused}</h3>
      {events.length === 0 && refused.data !== undefined ? <p className="muted">{words.noneRefused}</p> : null}
      <ul className="workbench-list">
        {events.slice(0, SHOWN).map((event) => (
          <li key={event.seq} className="due-row">
            <div>
              {actionOf(event.action)}
              <p className="muted small">{whoOf(event)}</p>
            </div>
            <time className="muted small" dateTime={event.at}>
              {localTime(event.at, language)}
            </time>
          </li>
        ))}
      </ul>
      <p className="workbench-more">
        <Link to="/trail">{words.open}</Link>
      </p>
    </section>
  );
}
