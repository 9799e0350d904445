// A matter's panels: the process drawn, the act, the papers, the record.
import type { FlowView } from "../../../src/app/http/contract-flows.ts";
import { ActPanel } from "./act-panel.tsx";
import "./flows.css";
import { useFlowWords } from "./flow-queries.ts";
import { PapersPanel } from "./papers-panel.tsx";
import { ProcessDiagram } from "./process-diagram.tsx";
import { RecordPanel } from "./record-panel.tsx";

/** Where it stands, what one may do, papers and record: for its own page, and for the page of what it is about. */
export function FlowPanels({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { definition, summary } = flow;
  const current = flow.nodes.find(({ state }) => state === "current");
  return (
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
  );
}
