// The audit trail: how its chain stands, filters, the events from the newest to the first, and one of them at the side.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { TrailEventView } from "../../../src/app/http/contract-trail.ts";
import { EmptyView, ErrorView, Skeleton } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { ChainCard } from "./chain-card.tsx";
import { EventPanel } from "./event-panel.tsx";
import { EventTable } from "./event-table.tsx";
import "../parts/records.css";
import "./trail.css";
import { TrailFilters } from "./trail-filters.tsx";
import { trailPeopleQuery, trailQuery, useTrailWords } from "./trail-queries.ts";
import type { TrailSearch } from "./trail-search.ts";

const route = getRouteApi("/trailing/trail");

export function TrailPage() {
  const words = useTrailWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const maySeeReleases = useMay("trail.releases");
  const people = useQuery(trailPeopleQuery()).data ?? [];
  const [open, setOpen] = useState<TrailEventView | null>(null);
  usePageTitle(words.title);
  const choose = (next: TrailSearch) => {
    setOpen(null);
    void navigate({ search: next, replace: true });
  };
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p>{words.intro}</p>
        </div>
        {maySeeReleases ? (
          <div className="actions no-print">
            <Link to="/trail/releases" className="button-link">
              {words.releases.nav}
            </Link>
          </div>
        ) : null}
      </div>
      <ChainCard />
      <TrailFilters search={search} people={people} onChange={choose} />
      <Events search={search} onOpen={setOpen} />
      {open === null ? null : <EventPanel event={open} people={people} onNarrow={choose} onClose={() => setOpen(null)} />}
    </>
  );
}

function Events({ search, onOpen }: { readonly search: TrailSearch; readonly onOpen: (event: TrailEventView) => void }) {
  const words = useTrailWords();
  const found = useInfiniteQuery(trailQuery(search));
  if (found.data === undefined)
    return found.isError ? <ErrorView error={found.error} onRetry={() => void found.refetch()} /> : <Skeleton lines={8} />;
  const events = found.data.pages.flatMap((page) => page.events);
  if (events.length === 0) return <EmptyView title={words.none} hint={words.noneHint} />;
  return (
    <>
      <EventTable events={events} onOpen={onOpen} />
      <p className="trail-older">
        {found.hasNextPage ? (
          <Button onClick={() => void found.fetchNextPage()} loading={found.isFetchingNextPage}>
            {words.older}
          </Button>
        ) : (
          <span className="muted">{words.end}</span>
        )}
      </p>
    </>
  );
}
