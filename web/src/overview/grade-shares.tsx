// How many projects have which grade: one bar, and the same in words.
import type { OverviewView } from "../../../src/app/http/contract-overview.ts";
import { useOverviewWords } from "./overview-queries.ts";

const SHADES = ["#0f5c66", "#5f99a0", "#a9c6c9", "#d6e0e0"];
const NO_GRADE = "#eee7dd";

export function GradeShares({ groups }: { readonly groups: OverviewView["groups"] }) {
  const words = useOverviewWords();
  const shades = new Map(
    groups.filter(({ names: [grade] }) => grade).map(({ names: [grade] }, index) => [grade, SHADES[index] ?? NO_GRADE]),
  );
  const parts = groups.map(({ names: [grade], projects, share }) => ({
    grade: grade ?? words.noGrade,
    projects,
    share,
    shade: shades.get(grade ?? null) ?? NO_GRADE,
  }));
  return (
    <section className="card overview-grades" aria-label={words.grades}>
      <h2>{words.grades}</h2>
      <div className="overview-bar" aria-hidden="true">
        {parts.map(({ grade, share, shade }) => (
          <span key={grade} style={{ width: share, background: shade }} />
        ))}
      </div>
      <ul>
        {parts.map(({ grade, projects, share, shade }) => (
          <li key={grade}>
            <i style={{ background: shade }} aria-hidden="true" />
            <b>{grade}</b> {words.count(projects)} <span className="muted">{words.share(share)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
