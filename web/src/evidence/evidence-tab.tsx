// The evidence of a case: what is missing, a form to hand it in, the archive by its steps, and every piece there is.
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { EvidenceView } from "../../../src/app/http/contract-evidence.ts";
import { casePath } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import "./evidence.css";
import { HandIn } from "./hand-in.tsx";
import { PieceList } from "./piece-list.tsx";
import { evidenceQuery, useEvidenceWords } from "./use-evidence.ts";

const route = getRouteApi("/cases/$id");

export function EvidenceTab() {
  const { language } = useLanguage();
  const { id } = route.useParams();
  const evidence = useQuery(evidenceQuery(id, language));
  return <Loaded query={evidence}>{(data) => <Evidence id={id} evidence={data} />}</Loaded>;
}

function Evidence({ id, evidence }: { readonly id: string; readonly evidence: EvidenceView }) {
  const words = useEvidenceWords();
  // What a click on something missing puts into the form.
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const mayAdd = useMay("evidence.add");
  const pick = mayAdd ? (link: string) => setWanted([link]) : null;
  return (
    <div className="evidence">
      <p className="muted">{words.intro}</p>
      <div className="evidence-columns">
        <div>
          <Missing evidence={evidence} onPick={pick} />
          <Archive id={id} evidence={evidence} onPick={pick} />
        </div>
        <div>
          {mayAdd ? <HandIn key={wanted.join(" ")} id={id} evidence={evidence} wanted={wanted} /> : null}
          <PieceList id={id} evidence={evidence} />
        </div>
      </div>
      <footer className="muted small">
        <p>{words.label(words.basis, words.list(evidence.basis.map(({ instrument, article }) => `${instrument} ${article}`)))}</p>
        <p>{words.label(words.sources, words.list(evidence.sources))}</p>
      </footer>
    </div>
  );
}

/** `onPick` where the reader may hand in. */
type PartProps = { readonly evidence: EvidenceView; readonly onPick: ((link: string) => void) | null };

function Missing({ evidence, onPick }: PartProps) {
  const words = useEvidenceWords();
  return (
    <section className="card">
      <h2>{words.missing.title}</h2>
      {evidence.missing.length === 0 ? <p className="muted">{words.missing.none}</p> : null}
      {evidence.moreVouchers > 0 ? <p className="muted small">{words.missing.moreVouchers(evidence.moreVouchers)}</p> : null}
      {evidence.missing.map(({ division, overdue, pieces }) => (
        <details key={division ?? ""} open={evidence.missing.length === 1}>
          <summary>
            <strong>{division ?? words.missing.wholeUnit}</strong> <span className="count-note">{pieces.length}</span>
            {overdue > 0 ? <span className="evidence-late">{words.missing.overdue(overdue)}</span> : null}
          </summary>
          <ul className="evidence-list">
            {pieces.map(({ link, title, due, overdue: late }) => (
              <li key={`${link.kind}:${link.id}`}>
                <span>{title}</span>
                <span className={late ? "evidence-late small" : "muted small"}>{words.missing.due(due)}</span>
                {onPick === null ? null : (
                  <button type="button" className="link-button" onClick={() => onPick(`${link.kind}:${link.id}`)}>
                    {words.missing.handIn}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function Archive({ id, evidence, onPick }: PartProps & { readonly id: string }) {
  const words = useEvidenceWords();
  const titles = new Map(evidence.pieces.map((piece) => [piece.id, piece.title]));
  return (
    <section className="card">
      <div className="evidence-head">
        <h2>{words.archive.title}</h2>
        <a href={`${casePath(id)}/hand-over.zip`} download>
          <DownloadOutlined /> {words.archive.handOver}
        </a>
      </div>
      <ol className="evidence-steps">
        {evidence.steps.map((step) => (
          <li key={step.id}>
            <div className="evidence-step">
              <strong>{step.title}</strong>
              <span className={step.gaps > 0 ? "evidence-late small" : "evidence-complete small"}>
                {step.gaps > 0 ? words.archive.gaps(step.gaps) : words.archive.complete}
              </span>
            </div>
            <ul className="evidence-list">
              {step.papers.map((paper) => (
                <li key={paper.id}>
                  <span>{paper.title}</span>
                  <span className="muted small">
                    {paper.pieces.length > 0
                      ? words.list(paper.pieces.map((piece) => titles.get(piece) ?? piece))
                      : paper.required
                        ? words.archive.missing
                        : words.archive.optional}
                  </span>
                  {paper.pieces.length === 0 && onPick !== null ? (
                    <button type="button" className="link-button" onClick={() => onPick(`paper:${paper.id}`)}>
                      {words.missing.handIn}
                    </button>
                  ) : null}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
