// One matter: the process drawn with where it stands, what one may do, its papers and its record.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { FlowView } from "../../../src/app/http/contract-flows.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { FlowPanels } from "./flow-panels.tsx";
import "./flows.css";
import { flowQuery, useFlowWords } from "./flow-queries.ts";

const route = getRouteApi("/flowing/flows/$id");

export function FlowPage() {
  const { language } = useLanguage();
  const { id } = route.useParams();
  return <Loaded query={useQuery(flowQuery(id, language))}>{(flow) => <FlowBody flow={flow} />}</Loaded>;
}

function FlowBody({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { language } = useLanguage();
  const { summary } = flow;
  usePageTitle(summary.title);
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
          ) : summary.subject.kind === "trip" && flow.subjectKept ? (
            <Link to="/trips/$id" params={{ id: summary.subject.id }} search={{ tab: "approval" }}>
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
      <FlowPanels flow={flow} />
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
