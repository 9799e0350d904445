// 审批: what was decided and still stands, the matter it is decided in with what one may do there, and the register of exceptions.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { sendJson } from "../api/api-client.ts";
import { FlowPanels } from "../flows/flow-panels.tsx";
import { askAgain, flowQuery, startableQuery } from "../flows/flow-queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Loaded } from "../parts/states.tsx";
import { useSession } from "../session/use-session.ts";
import { ExceptionForm, ExceptionList } from "./exceptions-view.tsx";
import { grouped } from "./money.ts";
import { useTripWords } from "./use-trip-words.ts";

type Step = TripView["acts"][number];

export function ApprovalView({ view }: { readonly view: TripView }) {
  const { approval } = useTripWords();
  const { language } = useLanguage();
  const { actions } = useSession();
  const flow = useQuery({ ...flowQuery(view.flow?.id ?? "", language), enabled: view.flow !== null && actions.includes("flow.read") });
  const isOver = view.flow !== null && (view.flow.outcome === "rejected" || view.flow.outcome === "cancelled");
  const steps = view.acts.filter((step) => step.kind !== "exception" || step.latest !== null);
  return (
    <>
      {flow.data ? <FlowPanels flow={flow.data} /> : null}
      <ol className="trip-approval" aria-label={approval.title}>
        {steps.map((step) => (
          <StepCard key={step.kind} step={step} />
        ))}
      </ol>
      {view.flow === null ? <p className="muted small">{approval.noMatter}</p> : null}
      {(view.flow === null || isOver) && view.mayRevise ? <StartApproval trip={view.id} pack={view.pack} /> : null}
      <section className="card trip-block" aria-labelledby="trip-exceptions">
        <h2 id="trip-exceptions">{approval.register}</h2>
        <p className="muted small">{approval.registerHint}</p>
        <ExceptionList exceptions={view.exceptions} />
        {view.mayExcept ? <ExceptionForm view={view} key={view.exceptions.length} /> : null}
      </section>
    </>
  );
}

function stateOf({ latest, stands }: Step): "standing" | "refused" | "lapsed" | "waiting" {
  if (stands) return "standing";
  if (latest === null) return "waiting";
  return latest.agreed ? "lapsed" : "refused";
}

function StepCard({ step }: { readonly step: Step }) {
  const { approval } = useTripWords();
  const state = stateOf(step);
  const { latest } = step;
  return (
    <li className={`card trip-step trip-step-${state}`}>
      <header>
        <h2>{step.name}</h2>
        <span className="trip-step-state">{approval[state]}</span>
      </header>
      {latest === null ? null : (
        <p className="small">
          {approval.by(latest.byName, latest.on)}
          {latest.document === null ? "" : ` · ${latest.document}`}
          {latest.amount === null ? "" : ` · ${approval.amount(grouped(latest.amount, ""))}`}
          {latest.votes === null ? "" : ` · ${approval.votes(latest.votes.agreed, latest.votes.against, latest.votes.abstained)}`}
        </p>
      )}
      {latest?.opinion ? <blockquote>{latest.opinion}</blockquote> : null}
    </li>
  );
}

function StartApproval({ trip, pack }: { readonly trip: string; readonly pack: string | null }) {
  const { approval } = useTripWords();
  const { language } = useLanguage();
  return (
    <section className="card trip-block">
      <h2>{approval.begin}</h2>
      <Loaded query={useQuery(startableQuery(pack, language))}>
        {(processes) => (
          <ul className="trip-begin">
            {processes
              .filter((one) => one.about === "trip")
              .map((one) => (
                <StartRow key={`${one.pack} ${one.process}`} trip={trip} pack={one.pack} process={one.process}>
                  {`${one.title} · ${one.instrument}`}
                </StartRow>
              ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

type StartRowProps = { readonly trip: string; readonly pack: string; readonly process: string; readonly children: string };

function StartRow({ trip, pack, process, children }: StartRowProps) {
  const { approval } = useTripWords();
  const client = useQueryClient();
  const sent = useMutation({
    mutationFn: () => sendJson("POST", "/api/flows", {}, { process, pack, subject: { kind: "trip", id: trip } }),
    onSuccess: () => askAgain(client),
  });
  return (
    <li>
      <span>{children}</span>
      <Button loading={sent.isPending} onClick={() => sent.mutate()}>
        {approval.beginNow}
      </Button>
      {sent.isError ? <Faults error={sent.error} /> : null}
    </li>
  );
}
