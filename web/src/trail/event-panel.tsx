// One event: everything that is chained of it, the way to others of the same person or object, and what it held, sealed until opened.
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import type { TrailEventView, TrailPersonView } from "../../../src/app/http/contract-trail.ts";
import { exactTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Panel } from "../parts/panel.tsx";
import { useMay } from "../session/use-session.ts";
import { ContentPart } from "./content-part.tsx";
import { ResultTag } from "./event-table.tsx";
import { useEventWords } from "./event-words.ts";
import { ReleaseForm } from "./release-form.tsx";
import { useTrailWords } from "./trail-queries.ts";
import type { TrailSearch } from "./trail-search.ts";

type EventPanelProps = {
  readonly event: TrailEventView;
  readonly people: readonly TrailPersonView[];
  readonly onNarrow: (search: TrailSearch) => void;
  readonly onClose: () => void;
};

export function EventPanel({ event, people, onNarrow, onClose }: EventPanelProps) {
  const words = useTrailWords();
  const { detail } = words;
  const { actionOf, kindOf, rolesOf, whoOf, reasonOf } = useEventWords();
  const { language } = useLanguage();
  const [asking, setAsking] = useState(false);
  const { accountId, objectKind: kind, objectId: object } = event;
  const objectName = kind === "account" ? people.find(({ id }) => id === object)?.name : undefined;
  if (asking) return <ReleaseForm first={event.seq} last={event.seq} onClose={() => setAsking(false)} />;
  return (
    <Panel open onClose={onClose} place="side" title={`${detail.title(event.seq)} · ${actionOf(event.action)}`}>
      <dl className="trail-facts" data-testid="trail-event">
        <Fact name={words.columns.at}>{exactTime(event.at, language)}</Fact>
        <Fact name={words.columns.who}>{whoOf(event)}</Fact>
        <Fact name={detail.roles}>
          <span className="tags">
            {rolesOf(event.roles).map((role) => (
              <span key={role} className="tag">
                {role}
              </span>
            ))}
          </span>
        </Fact>
        <Fact name={detail.from}>{event.from === "program" ? words.program : <span className="mono">{event.from}</span>}</Fact>
        <Fact name={words.columns.object}>
          {kindOf(kind)} {objectName ?? <span className="mono">{object}</span>}
        </Fact>
        <Fact name={words.columns.result}>
          <ResultTag result={event.result} />
        </Fact>
        <Fact name={detail.reason}>
          {event.reason === null ? <span className="muted">{detail.noReason}</span> : reasonOf(event.reason)}
        </Fact>
        <Fact name={detail.contentHash}>
          <span className="mono">{event.contentHash}</span>
        </Fact>
        <Fact name={detail.link}>
          <span className="mono">{event.link}</span>
        </Fact>
      </dl>
      <div className="form-actions">
        <Button onClick={() => onNarrow({ kind, object })}>{detail.sameObject}</Button>
        {accountId === null ? null : <Button onClick={() => onNarrow({ account: accountId })}>{detail.samePerson}</Button>}
      </div>
      <h3 className="panel-heading">{words.content.title}</h3>
      {event.hasContent ? <Sealed seq={event.seq} onAsk={() => setAsking(true)} /> : <p className="muted">{words.content.none}</p>}
    </Panel>
  );
}

function Sealed({ seq, onAsk }: { readonly seq: string; readonly onAsk: () => void }) {
  const words = useTrailWords();
  const mayAsk = useMay("trail.propose-release");
  return (
    <>
      <p className="muted">{mayAsk ? words.content.sealedForAdministrator : words.content.sealed}</p>
      <ContentPart key={seq} seq={seq} onAsk={mayAsk ? onAsk : null} />
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
