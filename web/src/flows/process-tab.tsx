// A case's matters: those there are, and the process that can be begun on it.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import type { StartableView } from "../../../src/app/http/contract-flows.ts";
import { sendJson } from "../api/api-client.ts";
import { caseQuery } from "../api/queries.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import "./flows.css";
import { askAgain, flowsAboutQuery, startableQuery, useFlowWords } from "./flow-queries.ts";

const route = getRouteApi("/cases/$id");

export function ProcessTab() {
  const words = useFlowWords();
  const { language } = useLanguage();
  const { id } = route.useParams();
  const one = useQuery(caseQuery(id, language));
  const flows = useQuery(flowsAboutQuery(id, language));
  const mayStart = useMay("flow.start");
  const running = (flows.data ?? []).filter(({ outcome }) => outcome === null).map(({ process }) => process);
  return (
    <section className="case-matters" aria-labelledby="case-matters">
      <h2 id="case-matters">{words.matters}</h2>
      <Loaded query={flows}>
        {(list) =>
          list.length === 0 ? (
            <EmptyView title={words.noMatters} hint={words.noMattersHint} />
          ) : (
            <ul className="tasks-list">
              {list.map((flow) => (
                <li key={flow.id} className={`card tasks-row${flow.overdue ? " tasks-row-overdue" : ""}`}>
                  <Link to="/flows/$id" params={{ id: flow.id }}>
                    <strong>{flow.title}</strong>
                    <span className="tasks-meta">
                      <span className={`tag ${flow.outcome === null ? "tag-teal" : flow.outcome === "approved" ? "tag-green" : "tag-red"}`}>
                        {flow.nodeTitle}
                      </span>
                      <span className="muted">{flow.processTitle}</span>
                    </span>
                    <span className="tasks-when">
                      {flow.due === null || flow.outcome !== null ? null : (
                        <span className={`tasks-due${flow.overdue ? " tasks-due-over" : ""}`}>{`${words.due} ${flow.due}`}</span>
                      )}
                      <span className="muted small">{`${words.since} ${localTime(flow.since, language)}`}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {one.data && mayStart ? <StartList caseId={id} pack={one.data.pack} running={running} /> : null}
    </section>
  );
}

function StartList({ caseId, pack, running }: { readonly caseId: string; readonly pack: string; readonly running: readonly string[] }) {
  const words = useFlowWords();
  const { language } = useLanguage();
  const startable = useQuery(startableQuery(pack, language));
  const about = (startable.data ?? []).filter(
    (one) => (one.about === "targets" || one.about === "evaluation") && !running.includes(one.process),
  );
  if (about.length === 0) return null;
  return (
    <section className="section" aria-labelledby="case-start">
      <h2 id="case-start">{words.start}</h2>
      <ul className="tasks-list">
        {about.map((one) => (
          <StartRow key={one.process} caseId={caseId} pack={pack} one={one} />
        ))}
      </ul>
    </section>
  );
}

function StartRow({ caseId, pack, one }: { readonly caseId: string; readonly pack: string; readonly one: StartableView }) {
  const words = useFlowWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const sent = useMutation({
    mutationFn: () =>
      sendJson<{ readonly id: string }>("POST", "/api/flows", {}, { process: one.process, pack, subject: { kind: one.about, id: caseId } }),
    onSuccess: async ({ id }) => {
      await askAgain(client);
      await navigate({ to: "/flows/$id", params: { id } });
    },
  });
  return (
    <li className="card flow-start">
      <div>
        <strong>{one.title}</strong>
        <span className="muted small">{`${one.instrument} · ${words.startHint(words.names(one.firstRoles))}`}</span>
        {sent.isError ? <Faults error={sent.error} /> : null}
      </div>
      <Button loading={sent.isPending} onClick={() => sent.mutate()}>
        {words.startNow}
      </Button>
    </li>
  );
}
