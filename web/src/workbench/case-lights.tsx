// The cases within one's reach, the worst light first, each with where its process stands.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CaseSummaryView } from "../../../src/app/http/contract-cases.ts";
import type { FlowSummaryView } from "../../../src/app/http/contract-flows.ts";
import { casesQuery } from "../api/queries.ts";
import { runningFlowsQuery } from "../flows/flow-queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Seal } from "../parts/seal.tsx";
import { SeverityCounts } from "../parts/severity.tsx";
import { Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import { toneOfCase, worstFirst } from "./tone.ts";
import { ToneLight } from "./tone-light.tsx";
import { useWorkbenchWords } from "./use-workbench-words.ts";

const SHOWN = 6;

export function CaseLights() {
  const words = useWorkbenchWords().cases;
  const { language } = useLanguage();
  const flows = useQuery({ ...runningFlowsQuery(language), enabled: useMay("flow.read") });
  return (
    <section className="card workbench-card" aria-labelledby="workbench-cases">
      <h2 id="workbench-cases">{words.title}</h2>
      <Loaded query={useQuery(casesQuery(language))} lines={4}>
        {(cases) => (
          <>
            {cases.length === 0 ? <p className="muted">{words.none}</p> : null}
            <ul className="workbench-list">
              {worstFirst(cases.map((one) => ({ one, tone: toneOfCase(one) })))
                .slice(0, SHOWN)
                .map(({ one, tone }) => (
                  <li key={one.id}>
                    <ToneLight tone={tone} />
                    <CaseLine one={one} flow={flows.data?.find(({ subject }) => subject.id === one.id)} />
                    <span className="workbench-score">
                      <strong>{one.score}</strong>
                      <Seal grade={one.grade} small />
                    </span>
                  </li>
                ))}
            </ul>
            <p className="workbench-more">
              <Link to="/">{words.all(cases.length)}</Link>
            </p>
          </>
        )}
      </Loaded>
    </section>
  );
}

function CaseLine({ one, flow }: { readonly one: CaseSummaryView; readonly flow: FlowSummaryView | undefined }) {
  const words = useWorkbenchWords().cases;
  const { year } = useWords();
  return (
    <div>
      <Link to="/cases/$id/scorecard" params={{ id: one.id }}>
        {one.name}
      </Link>
      <p className="workbench-meta">
        <span className="muted">{year(one.year)}</span>
        {flow === undefined ? null : (
          <Link to="/flows/$id" params={{ id: flow.id }} className={flow.overdue ? "tag tag-red" : "tag tag-teal"}>
            {flow.nodeTitle}
          </Link>
        )}
        {one.score === null || one.findings === null ? (
          <span className="muted small">{words.missing}</span>
        ) : (
          <SeverityCounts counts={one.findings} />
        )}
      </p>
    </div>
  );
}
