// One matter: the process drawn with where it stands, what one may do, its papers and its record.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { FlowView } from "../../../src/app/http/contract-flows.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { ActPanel } from "./act-panel.tsx";
import "./flows.css";
import { flowQuery, useFlowWords } from "./flow-queries.ts";
import { PapersPanel } from "./papers-panel.tsx";
import { ProcessDiagram } from "./process-diagram.tsx";
import { RecordPanel } from "./record-panel.tsx";

const route = getRouteApi("/flowing/flows/$id");

export function FlowPage() {
  const { language } = useLanguage();
  const { id } = route.useParams();
  return <Loaded query={useQuery(flowQuery(id, language))}>{(flow) => <FlowBody flow={flow} />}</Loaded>;
}

function FlowBody({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { language } = useLanguage();
  const { summary, definition } = flow;
  usePageTitle(summary.title);
  const current = flow.nodes.find(({ state }) => state === "current");
  return (
    <>
      <header className="flow-head">
        <p className="muted">
          <Link to="/workbench">{words.nav}</Link>
          {" / "}
          {summary.subject.kind === "evaluation" || summary.subject.kind === "targets" ? (
            <Link to="/cases/$id/scorecard" params={{ id: summary.subject.id }}>
              {summary.processTitle}
            </Link>
          ) : (
            summary.processTitle
          )}
        </p>
        <h1>{summary.title}</h1>
        <p className="flow-facts">
          <FlowState flow={flow} />
          <span>{summary.unit}</span>
          <span className="muted">{words.startedBy(flow.startedBy, localTime(flow.startedAt, language))}</span>
        </p>
        {flow.returning ? (
          <p className="flow-returned">{words.pair(words.returningNote(flow.returning.from, flow.returning.by), flow.returning.reason)}</p>
        ) : null}
      </header>
      <div className="flow-page">
        <section className="card flow-process" aria-labelledby="flow-where">
          <div className="section-head">
            <h2 id="flow-where">{words.where}</h2>
            <p className="small" title={definition.hash}>
              {`${words.processOf(definition.title, definition.version)} · ${definition.instrument} · ${words.kept}`}
            </p>
          </div>
          <ProcessDiagram flow={flow} />
          {current ? (
            <dl className="flow-current">
              <div>
                <dt>{words.who}</dt>
                <dd>{words.clauses([...current.who, ...(current.sign === null ? [] : [current.sign])])}</dd>
              </div>
              {current.papers.length > 0 ? (
                <div>
                  <dt>{words.papers}</dt>
                  <dd>
                    {current.papers.map((paper) => (
                      <span
                        key={paper.id}
                        className={`tag ${paper.present ? "tag-green" : "tag-red"}`}
                      >{`${paper.title} ${paper.present ? words.paperThere : words.paperMissing}`}</span>
                    ))}
                  </dd>
                </div>
              ) : null}
              {current.deadline === null ? null : (
                <div>
                  <dt>{words.deadline}</dt>
                  <dd>
                    {current.deadline}
                    {flow.dueByWeekends ? <span className="muted small">{words.aside(words.dueByWeekends)}</span> : null}
                  </dd>
                </div>
              )}
              <div>
                <dt>{words.basis}</dt>
                <dd>{current.basis}</dd>
              </div>
            </dl>
          ) : null}
        </section>
        <ActPanel key={`${summary.id}-${summary.version}`} flow={flow} />
        <PapersPanel flow={flow} />
        <RecordPanel flow={flow} />
      </div>
    </>
  );
}

function FlowState({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { outcome, nodeTitle, due, overdue } = flow.summary;
  if (outcome !== null) return <span className={`tag ${outcome === "approved" ? "tag-green" : "tag-red"}`}>{words.outcomes[outcome]}</span>;
  return (
    <>
      <span className="tag tag-teal">{nodeTitle}</span>
      {due === null ? null : (
        <span className={`tag ${overdue ? "tag-red" : ""}`}>{`${words.due} ${due}${overdue ? ` ${words.overdue}` : ""}`}</span>
      )}
    </>
  );
}
