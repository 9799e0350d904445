// Where the approval stands: a step below the other, with who decided and on what; large enough to decide on a phone.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, InputNumber } from "antd";
import { useState } from "react";
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { ApiError, sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { grouped } from "./money.ts";
import { TextField } from "./text-field.tsx";
import { useTripWords } from "./use-trip-words.ts";

type Step = TripView["acts"][number];

export function ApprovalSteps({ view }: { readonly view: TripView }) {
  const words = useTripWords();
  return (
    <>
      <ol className="trip-approval">
        {view.acts.map((step) => (
          <StepCard key={step.kind} step={step} view={view} />
        ))}
      </ol>
      <section className="card">
        <h2>{words.approval.history}</h2>
        <ol className="trip-history">
          {view.history.map((act) => (
            <li key={act.n}>
              <strong>{act.name}</strong>
              <span>{act.agreed ? words.approval.agree : words.approval.refuse}</span>
              <span className="muted small">{words.approval.by(act.byName, act.on)}</span>
              {act.document === null ? null : <span className="small">{act.document}</span>}
              {act.opinion === null ? null : <span className="small">{act.opinion}</span>}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function stateOf({ latest, stands }: Step): "standing" | "refused" | "lapsed" | "waiting" {
  if (stands) return "standing";
  if (latest === null) return "waiting";
  return latest.agreed ? "lapsed" : "refused";
}

function StepCard({ step, view }: { readonly step: Step; readonly view: TripView }) {
  const words = useTripWords();
  const { approval } = words;
  const state = stateOf(step);
  const { latest } = step;
  const isOpen = step.mine && !step.stands;
  return (
    <li className={`card trip-step trip-step-${state}`}>
      <header>
        <h2>{step.name}</h2>
        <span className="trip-step-state">{approval[state]}</span>
        {isOpen && step.blocks.length === 0 ? <span className="tag tag-teal">{approval.mine}</span> : null}
      </header>
      {latest === null ? null : (
        <p>
          {approval.by(latest.byName, latest.on)}
          {latest.document === null ? "" : ` · ${latest.document}`}
          {latest.amount === null ? "" : ` · ${approval.amount(grouped(latest.amount, ""))}`}
          {latest.votes === null ? "" : ` · ${approval.votes(latest.votes.agreed, latest.votes.against, latest.votes.abstained)}`}
        </p>
      )}
      {latest?.opinion ? <blockquote>{latest.opinion}</blockquote> : null}
      {latest?.exception ? (
        <p className="small">
          {latest.exception.clause}
          {latest.exception.until === null ? "" : ` · ${approval.until} ${latest.exception.until}`}
          {latest.exception.missing === null ? "" : ` · ${latest.exception.missing}`}
        </p>
      ) : null}
      {!step.stands && step.blocks.length > 0 ? (
        <ul className="trip-blocks small">
          {step.blocks.map((block) => (
            <li key={block.text}>{block.text}</li>
          ))}
        </ul>
      ) : null}
      {isOpen ? <ActForm step={step} view={view} /> : null}
    </li>
  );
}

function ActForm({ step, view }: { readonly step: Step; readonly view: TripView }) {
  const { approval } = useTripWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [opinion, setOpinion] = useState("");
  const [document, setDocument] = useState("");
  const [clause, setClause] = useState("");
  const [until, setUntil] = useState("");
  const [missing, setMissing] = useState("");
  const [votes, setVotes] = useState({ agreed: 0, against: 0, abstained: 0 });
  const filled = (text: string) => (text.trim() === "" ? null : text.trim());
  const send = useMutation({
    networkMode: "always",
    mutationFn: (agreed: boolean) =>
      sendJson(
        "POST",
        `/api/trips/${encodeURIComponent(view.id)}/acts/${step.kind}`,
        { lang: language },
        {
          ...{ version: view.version, agreed, opinion: filled(opinion), document: filled(document) },
          votes: step.kind === "meeting" && votes.agreed + votes.against + votes.abstained > 0 ? votes : null,
          exception:
            step.kind === "exception" && agreed && filled(clause) !== null
              ? { clause, until: filled(until), missing: filled(missing) }
              : null,
        },
      ),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ["trips"] }), queries.invalidateQueries({ queryKey: ["trip-years"] })]);
    },
  });
  const needsDocument = step.kind === "bureau-approval" || step.kind === "meeting" || step.kind === "exception";
  const problem = send.error instanceof ApiError ? send.error.problem : null;
  return (
    <form className="trip-act" onSubmit={(event) => event.preventDefault()}>
      <TextField name={approval.opinion} kind="lines" value={opinion} onChange={setOpinion} />
      {needsDocument ? <TextField name={approval.document} value={document} onChange={setDocument} /> : null}
      {step.kind === "meeting" ? (
        <fieldset className="trip-votes">
          <legend>{approval.votesLabel}</legend>
          {(["agreed", "against", "abstained"] as const).map((one) => (
            <InputNumber
              key={one}
              min={0}
              max={1000}
              value={votes[one]}
              aria-label={approval[one]}
              onChange={(count) => setVotes({ ...votes, [one]: count ?? 0 })}
            />
          ))}
        </fieldset>
      ) : null}
      {step.kind === "exception" ? (
        <>
          <TextField name={approval.clause} value={clause} onChange={setClause} />
          <TextField name={approval.until} kind="date" value={until} onChange={setUntil} />
          <TextField name={approval.missing} value={missing} onChange={setMissing} />
        </>
      ) : null}
      {problem === null ? null : (
        <ul className="trip-findings" role="alert">
          {problem.faults.map((one) => (
            <li key={`${one.code} ${one.message}`} className="finding-error">
              {one.message} {one.remedy}
            </li>
          ))}
        </ul>
      )}
      <div className="trip-act-buttons">
        <Button type="primary" size="large" disabled={step.blocks.length > 0} loading={send.isPending} onClick={() => send.mutate(true)}>
          {step.kind === "settlement" ? approval.settle : approval.agree}
        </Button>
        <Button size="large" danger loading={send.isPending} onClick={() => send.mutate(false)}>
          {approval.refuse}
        </Button>
      </div>
    </form>
  );
}
