// What waits for the second person: roles proposed, releases asked for.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { accountsQuery } from "../people/people-queries.ts";
import { useMay } from "../session/use-session.ts";
import { releasesQuery, useTrailWords } from "../trail/trail-queries.ts";
import { useWorkbenchWords } from "./use-workbench-words.ts";

const SHOWN = 6;

export function DecideCard() {
  const words = useWorkbenchWords().decide;
  const { range } = useTrailWords().releases;
  const { words: all, language } = useLanguage();
  const accounts = useQuery({ ...accountsQuery(), enabled: useMay("grant.decide") });
  const releases = useQuery({ ...releasesQuery(), enabled: useMay("trail.decide-release") });
  const grants = (accounts.data ?? []).flatMap(({ name, grants: all }) =>
    all.filter(({ mayDecide, state }) => state === "waiting" && mayDecide).map((grant) => ({ name, grant })),
  );
  const asked = (releases.data ?? []).filter(({ mayDecide }) => mayDecide);
  return (
    <section className="card workbench-card" aria-labelledby="workbench-decide" data-testid="decide">
      <h2 id="workbench-decide">{words.title}</h2>
      {grants.length + asked.length === 0 ? <p className="muted">{words.none}</p> : null}
      <ul className="workbench-list">
        {grants.slice(0, SHOWN).map(({ name, grant }) => (
          <li key={grant.id} className="due-row">
            <div>
              <strong>{words.grant(name, all.session.roleAt(all.roles[grant.role], grant.unitName))}</strong>
              <p className="muted small">
                {words.grantBy(grant.proposedBy ?? all.people.people.byFirstRun)} · {localTime(grant.proposedAt, language)}
              </p>
            </div>
            <Link to="/people">{words.toPeople}</Link>
          </li>
        ))}
        {asked.slice(0, SHOWN).map((one) => (
          <li key={one.id} className="due-row">
            <div>
              <strong>{words.release(range(one.first, one.last))}</strong>
              <p className="muted small">
                {words.grantBy(one.proposedBy)} · {one.reason}
              </p>
            </div>
            <Link to="/trail/releases">{words.toReleases}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
