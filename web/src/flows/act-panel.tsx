// What one may do with a matter: the act that is meant most, its opinion, and the others behind it. On a phone it stays in reach below.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Input, Radio, Select } from "antd";
import { useId, useState } from "react";
import type { FlowView } from "../../../src/app/http/contract-flows.ts";
import { sendJson } from "../api/api-client.ts";
import { Faults } from "../parts/faults.tsx";
import { askAgain, flowPath, useFlowWords } from "./flow-queries.ts";
import { UnlockForm } from "./unlock-form.tsx";

type Kind = FlowView["acts"]["kinds"][number];

/** Each act in the words of a button. */
function useActNames(flow: FlowView): Readonly<Record<Kind, string>> {
  const words = useFlowWords();
  return { ...words.acts, agree: flow.acts.needsOpinion ? words.agree : words.handIn };
}

export function ActPanel({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { acts, summary, nodes } = flow;
  const names = useActNames(flow);
  const [chosen, setChosen] = useState<Kind | null>(null);
  const waitsFor = nodes.find(({ state }) => state === "current")?.people ?? [];
  const main = acts.kinds.filter((kind) => ["agree", "return", "disagree", "reject", "unlock"].includes(kind));
  const others = acts.kinds.filter((kind) => !main.includes(kind));
  if (acts.kinds.length === 0 || !(acts.kinds.includes("agree") || chosen !== null || main.length > 0)) {
    return (
      <section className="card flow-act" aria-label={words.act}>
        <h2>{summary.outcome === null ? words.notYours : words.finished}</h2>
        {waitsFor.length > 0 ? <p>{words.waitsFor(words.names(waitsFor))}</p> : null}
        {acts.hindrances.length > 0 ? <Hindrances texts={acts.hindrances} /> : null}
        {others.length > 0 ? <OtherActs kinds={others} names={names} onChoose={setChosen} /> : null}
        {chosen === null ? null : <ActForm flow={flow} kind={chosen} name={names[chosen]} onDone={() => setChosen(null)} />}
      </section>
    );
  }
  return (
    <section className="card flow-act" aria-label={words.act}>
      <h2>{acts.onBehalfOf ? `${words.act} · ${words.onBehalf(acts.onBehalfOf.name)}` : words.act}</h2>
      {acts.missingPapers.length > 0 ? (
        <p className="flow-missing">{words.missing(words.names(acts.missingPapers.map(({ name }) => name)))}</p>
      ) : null}
      {acts.hindrances.length > 0 ? <Hindrances texts={acts.hindrances} /> : null}
      {chosen === "unlock" && acts.unlock ? (
        <UnlockForm flow={flow} plan={acts.unlock} onDone={() => setChosen(null)} />
      ) : chosen === null ? (
        <>
          <div className="flow-buttons">
            {main.map((kind) => (
              <Button
                key={kind}
                type={kind === "agree" ? "primary" : "default"}
                danger={kind === "reject"}
                size="large"
                onClick={() => setChosen(kind)}
              >
                {names[kind]}
              </Button>
            ))}
          </div>
          {others.length > 0 ? <OtherActs kinds={others} names={names} onChoose={setChosen} /> : null}
        </>
      ) : (
        <ActForm key={chosen} flow={flow} kind={chosen} name={names[chosen]} onDone={() => setChosen(null)} />
      )}
    </section>
  );
}

function Hindrances({ texts }: { readonly texts: readonly string[] }) {
  const words = useFlowWords();
  return (
    <div className="flow-hindrances">
      <strong>{words.hindered}</strong>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function OtherActs({
  kinds,
  names,
  onChoose,
}: {
  readonly kinds: readonly Kind[];
  readonly names: Readonly<Record<Kind, string>>;
  readonly onChoose: (kind: Kind) => void;
}) {
  const words = useFlowWords();
  return (
    <div className="flow-others">
      <span className="muted">{words.more}</span>
      {kinds.map((kind) => (
        <Button key={kind} type="link" size="small" onClick={() => onChoose(kind)}>
          {names[kind]}
        </Button>
      ))}
    </div>
  );
}

function ActForm({
  flow,
  kind,
  name,
  onDone,
}: {
  readonly flow: FlowView;
  readonly kind: Kind;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const words = useFlowWords();
  const client = useQueryClient();
  const id = useId();
  const { acts, summary, content } = flow;
  const [text, setText] = useState("");
  const [to, setTo] = useState(acts.returnsTo[0]?.id ?? "");
  const [straight, setStraight] = useState(acts.straightBack);
  const [person, setPerson] = useState<string | undefined>(undefined);
  const [facts, setFacts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(acts.facts.flatMap((fact) => (fact.value === null ? [] : [[fact.id, fact.value]]))),
  );
  const act = () => {
    const behalf = acts.onBehalfOf ? { onBehalfOf: acts.onBehalfOf.id } : {};
    switch (kind) {
      case "agree":
        return { kind, opinion: text, seen: content.hash, ...(acts.facts.length > 0 ? { facts } : {}), ...behalf };
      case "disagree":
        return { kind, opinion: text, seen: content.hash, ...behalf };
      case "return":
        return { kind, to, reason: text, straightBack: straight, seen: content.hash, ...behalf };
      case "reject":
        return { kind, reason: text, seen: content.hash, ...behalf };
      case "add-signer":
      case "transfer":
        return { kind, person: person ?? "", reason: text };
      default:
        return { kind, reason: text };
    }
  };
  const sent = useMutation({
    mutationFn: () => sendJson("POST", `${flowPath(summary.id)}/acts`, {}, { version: summary.version, act: act() }),
    onSuccess: async () => {
      await askAgain(client);
      onDone();
    },
  });
  const people = kind === "transfer" ? acts.transferable : acts.addable;
  const needsText = kind !== "agree" || acts.needsOpinion;
  const ready = (!needsText || text.trim() !== "") && (!["add-signer", "transfer"].includes(kind) || person !== undefined);
  return (
    <form
      className="flow-form"
      onSubmit={(event) => {
        event.preventDefault();
        sent.mutate();
      }}
    >
      <h3>{name}</h3>
      {kind === "return" ? (
        <fieldset>
          <legend>{words.returnTo}</legend>
          <Radio.Group
            value={to}
            onChange={(event) => setTo(String(event.target.value))}
            options={acts.returnsTo.map((place) => ({ value: place.id, label: place.name }))}
            vertical
          />
          {acts.straightBack ? (
            <Checkbox checked={straight} onChange={(event) => setStraight(event.target.checked)}>
              {words.straightBack}
            </Checkbox>
          ) : null}
        </fieldset>
      ) : null}
      {kind === "add-signer" || kind === "transfer" ? (
        <label htmlFor={`${id}-person`}>
          {words.person}
          <Select
            id={`${id}-person`}
            value={person}
            placeholder={words.choose}
            onChange={setPerson}
            options={people.map((one) => ({ value: one.id, label: one.name }))}
            showSearch
            optionFilterProp="label"
          />
        </label>
      ) : null}
      {kind === "agree" ? <Facts flow={flow} facts={facts} onChange={setFacts} /> : null}
      <label htmlFor={`${id}-text`}>
        {kind === "agree" || kind === "disagree" ? (needsText ? words.opinionNeeded : words.opinion) : words.reasonNeeded}
        <Input.TextArea id={`${id}-text`} value={text} onChange={(event) => setText(event.target.value)} rows={4} maxLength={4000} />
      </label>
      {["agree", "disagree", "return", "reject"].includes(kind) ? (
        <p className="muted small mono">{words.seen(content.version, content.hash.slice(0, 12))}</p>
      ) : null}
      {sent.isError ? <Faults error={sent.error} /> : null}
      <div className="flow-buttons">
        <Button
          type="primary"
          danger={kind === "reject" || kind === "cancel"}
          htmlType="submit"
          size="large"
          loading={sent.isPending}
          disabled={!ready}
        >
          {words.confirm}
        </Button>
        <Button size="large" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

function Facts({
  flow,
  facts,
  onChange,
}: {
  readonly flow: FlowView;
  readonly facts: Readonly<Record<string, string>>;
  readonly onChange: (facts: Readonly<Record<string, string>>) => void;
}) {
  const words = useFlowWords();
  if (flow.acts.facts.length === 0) return null;
  return (
    <fieldset>
      <legend>{words.facts}</legend>
      {flow.acts.facts.map((fact) => (
        <div key={fact.id} className="flow-fact">
          <span>{fact.title}</span>
          {fact.kind === "yes-no" ? (
            <Radio.Group
              aria-label={fact.title}
              {...(facts[fact.id] === undefined ? {} : { value: facts[fact.id] })}
              onChange={(event) => onChange({ ...facts, [fact.id]: String(event.target.value) })}
              options={[
                { value: "true", label: words.yes },
                { value: "false", label: words.no },
              ]}
            />
          ) : (
            <Input
              aria-label={fact.title}
              suffix={words.yuan}
              inputMode="decimal"
              value={facts[fact.id] ?? ""}
              onChange={(event) => onChange({ ...facts, [fact.id]: event.target.value })}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}
