// Releases of contents: asked for by one, decided by another, standing for a time.
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { ReleaseView } from "../../../src/app/http/contract-trail.ts";
import { sendJson } from "../api/api-client.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { ReleaseForm } from "./release-form.tsx";
import "../parts/records.css";
import "./trail.css";
import { releasesQuery, useTrailWords } from "./trail-queries.ts";

const STATE_TAGS = { waiting: "tag tag-amber", standing: "tag tag-green", expired: "tag", denied: "tag tag-red" } as const;

export function ReleasesPage() {
  const words = useTrailWords().releases;
  const mayAsk = useMay("trail.propose-release");
  const [asking, setAsking] = useState(false);
  usePageTitle(words.title);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p>{words.intro}</p>
        </div>
        {mayAsk ? (
          <div className="actions no-print">
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsking(true)}>
              {words.ask}
            </Button>
          </div>
        ) : null}
      </div>
      <Loaded query={useQuery(releasesQuery())}>
        {(releases) =>
          releases.length === 0 ? (
            <EmptyView title={words.none} hint={words.noneHint} />
          ) : (
            <ul className="card record-list" data-testid="releases">
              {releases.map((release) => (
                <ReleaseRow key={release.id} release={release} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {asking ? <ReleaseForm onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function ReleaseRow({ release }: { readonly release: ReleaseView }) {
  const words = useTrailWords().releases;
  const { language } = useLanguage();
  const client = useQueryClient();
  const mayRead = useMay("trail.read");
  const decide = useMutation({
    mutationFn: (granted: boolean) =>
      sendJson("PUT", `/api/trail/releases/${encodeURIComponent(release.id)}`, { lang: language }, { granted }),
    onSettled: async () => await client.invalidateQueries({ queryKey: releasesQuery().queryKey }),
  });
  return (
    <li>
      <div className="release-body">
        <p className="release-head">
          <strong>{words.range(release.first, release.last)}</strong>
          <span className={STATE_TAGS[release.state]}>{words.states[release.state]}</span>
          {release.state === "standing" && release.expiresAt !== null ? (
            <span className="muted small">{words.until(localTime(release.expiresAt, language))}</span>
          ) : null}
        </p>
        <p>{release.reason}</p>
        <p className="muted small release-by">
          <span>{words.proposed(release.proposedBy, localTime(release.proposedAt, language))}</span>
          {release.decidedBy === null || release.decidedAt === null ? null : (
            <span>{words.decided(release.decidedBy, localTime(release.decidedAt, language))}</span>
          )}
        </p>
        <Faults error={decide.error} />
      </div>
      <div className="release-acts">
        {release.mayDecide ? (
          <>
            <Button
              type="primary"
              loading={decide.isPending && decide.variables}
              disabled={decide.isPending}
              onClick={() => decide.mutate(true)}
            >
              {words.grant}
            </Button>
            <Button loading={decide.isPending && !decide.variables} disabled={decide.isPending} onClick={() => decide.mutate(false)}>
              {words.deny}
            </Button>
          </>
        ) : null}
        {mayRead && release.state === "standing" ? (
          <Link to="/trail" search={{ before: String(BigInt(release.last) + 1n) }} className="button-link">
            {words.show}
          </Link>
        ) : null}
      </div>
    </li>
  );
}
