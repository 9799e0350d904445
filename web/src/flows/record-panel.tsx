// The record: every signature with the content it was given for, those that count no more among them, and what happened in order.
import type { FlowView } from "../../../src/app/http/contract-flows.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { useFlowWords } from "./flow-queries.ts";

export function RecordPanel({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { language } = useLanguage();
  return (
    <div className="flow-record">
      <section className="card" aria-labelledby="flow-signatures">
        <h2 id="flow-signatures">{words.signatures}</h2>
        <p className="muted small">{words.signaturesHint}</p>
        {flow.signatures.length === 0 ? <p className="muted">{words.noSignatures}</p> : null}
        <ol className="flow-signatures">
          {flow.signatures.map((one) => (
            <li key={one.n} className={one.voided === null ? undefined : "flow-void"}>
              <div className="flow-signature-head">
                <strong>{words.by(one.person, one.onBehalfOf)}</strong>
                <span className="muted">{one.role}</span>
                <span
                  className={`tag ${one.act === "return" || one.act === "reject" ? "tag-red" : one.act === "disagree" ? "tag-amber" : "tag-green"}`}
                >
                  {one.actName}
                </span>
                {one.carried ? <span className="tag">{words.carried}</span> : null}
                {one.late ? <span className="tag tag-amber">{words.late}</span> : null}
                {one.voided === null ? null : <span className="tag">{one.voided}</span>}
              </div>
              {one.opinion === "" ? null : <blockquote>{one.opinion}</blockquote>}
              <p className="muted small">
                {`${one.nodeTitle} · ${localTime(one.at, language)} · `}
                <span className="mono" title={one.contentHash}>{`v${one.contentVersion} ${one.contentHash.slice(0, 12)}`}</span>
              </p>
            </li>
          ))}
        </ol>
      </section>
      <section className="card" aria-labelledby="flow-history">
        <h2 id="flow-history">{words.history}</h2>
        <ol className="flow-events">
          {flow.events.map((event, index) => (
            <li key={`${event.at}-${event.kind}-${index}`}>
              <time className="muted small" dateTime={event.at}>
                {localTime(event.at, language)}
              </time>
              <div>
                <span>{event.text}</span>
                {event.by === null ? null : <span className="muted">{` — ${words.by(event.by, event.onBehalfOf)}`}</span>}
                {event.reason === null || event.kind === "paper-signed" ? null : <blockquote>{event.reason}</blockquote>}
              </div>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
