// 特事特办登记: what was allowed, on which clause, by whom, until when, what is still missing; and the form to allow something.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Radio, Select } from "antd";
import { useId, useState } from "react";
import type { TripExceptionView, TripView, TripYearView } from "../../../src/app/http/contract-trips.ts";
import { sendJson } from "../api/api-client.ts";
import { askAgain } from "../flows/flow-queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { EmptyView } from "../parts/states.tsx";
import { TextField } from "./text-field.tsx";
import { useTripFormWords, useTripWords } from "./use-trip-words.ts";

export function ExceptionList({ exceptions }: { readonly exceptions: readonly (TripExceptionView & { readonly title?: string })[] }) {
  const { approval } = useTripWords();
  if (exceptions.length === 0) return <p className="muted">{approval.noExceptions}</p>;
  return (
    <ul className="trip-exceptions">
      {exceptions.map((one) => (
        <li key={`${one.title ?? ""} ${one.n}`}>
          <header>
            <strong>{one.title === undefined ? one.kindName : `${one.title} · ${one.kindName}`}</strong>
            <span className={`tag ${one.state === "overdue" ? "tag-red" : one.state === "open" ? "tag-amber" : "tag-green"}`}>
              {approval.exceptionStates[one.state]}
            </span>
          </header>
          <p>{one.grounds}</p>
          <p className="muted small">
            {[one.clause, one.document, approval.by(one.byName, one.on), one.until === null ? "" : `${approval.until} ${one.until}`]
              .filter((part) => part !== "")
              .join(" · ")}
          </p>
          {one.papers.length === 0 ? null : (
            <p>
              {one.papers.map((paper) => (
                <span key={paper.paper} className={`tag ${paper.there ? "tag-green" : "tag-red"}`}>
                  {paper.name}
                </span>
              ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** 特事特办登记簿 of a year. */
export function ExceptionsView({ year }: { readonly year: TripYearView }) {
  const { exceptions } = useTripFormWords();
  if (year.exceptions.length === 0) return <EmptyView title={exceptions.none} />;
  return (
    <section className="card trip-block">
      <h2>{exceptions.title}</h2>
      <ExceptionList exceptions={year.exceptions} />
    </section>
  );
}

export function ExceptionForm({ view }: { readonly view: TripView }) {
  const { approval } = useTripWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const id = useId();
  const [kind, setKind] = useState<"papers" | "over-budget">("papers");
  const [fields, setFields] = useState({ clause: "", grounds: "", document: "", until: "" });
  const [papers, setPapers] = useState<readonly string[]>([]);
  const sent = useMutation({
    networkMode: "always",
    mutationFn: () =>
      sendJson(
        "POST",
        `/api/trips/${encodeURIComponent(view.id)}/exceptions`,
        { lang: language },
        { version: view.version, kind, ...fields, until: fields.until === "" || kind !== "papers" ? null : fields.until, papers },
      ),
    onSuccess: () => askAgain(client),
  });
  const isReady = fields.clause.trim() !== "" && fields.grounds.trim() !== "" && fields.document.trim() !== "";
  const field = (key: keyof typeof fields, name: string, type: "text" | "date" | "lines" = "text") => (
    <TextField name={name} kind={type} value={fields[key]} onChange={(text) => setFields({ ...fields, [key]: text })} />
  );
  return (
    <form
      className="trip-act"
      onSubmit={(event) => {
        event.preventDefault();
        sent.mutate();
      }}
    >
      <h3>{approval.allow}</h3>
      <Radio.Group
        aria-label={approval.allow}
        value={kind}
        onChange={(event) => setKind(event.target.value as typeof kind)}
        options={[
          { value: "papers", label: approval.allowPapers },
          { value: "over-budget", label: approval.allowOver },
        ]}
      />
      {field("clause", approval.clause)}
      {field("grounds", approval.grounds, "lines")}
      {field("document", approval.document)}
      {kind === "papers" ? (
        <>
          <div className="trip-field">
            <label htmlFor={`${id}-papers`}>{approval.missing}</label>
            <Select
              id={`${id}-papers`}
              mode="multiple"
              value={[...papers]}
              onChange={setPapers}
              options={view.exceptable.map((one) => ({ value: one.paper, label: one.name }))}
            />
          </div>
          {field("until", approval.until, "date")}
        </>
      ) : null}
      {sent.isError ? <Faults error={sent.error} /> : null}
      <div className="trip-act-buttons">
        <Button type="primary" htmlType="submit" size="large" disabled={!isReady} loading={sent.isPending}>
          {approval.register}
        </Button>
      </div>
    </form>
  );
}
