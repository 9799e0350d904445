// Audits: the place to drop published documents, and the batches there are.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AuditBatchView } from "../../../src/app/http/contract-audits.ts";
import { auditsQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { SeverityCounts } from "../parts/severity.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import "../cases/cases.css";
import "./audits.css";
import { BatchProgress } from "./batch-progress.tsx";
import { localTime } from "./local-time.ts";
import { UploadArea } from "./upload-area.tsx";

export function AuditsPage() {
  const { words, language } = useLanguage();
  usePageTitle(words.audits.title);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.audits.title}</h1>
          <p>{words.audits.intro}</p>
        </div>
      </div>
      <UploadArea />
      <section className="section">
        <div className="section-head">
          <h2>{words.audits.batches}</h2>
        </div>
        <Loaded query={useQuery(auditsQuery(language))}>{(batches) => <BatchList batches={batches} />}</Loaded>
      </section>
    </>
  );
}

function BatchList({ batches }: { readonly batches: readonly AuditBatchView[] }) {
  const words = useWords();
  if (batches.length === 0) return <EmptyView title={words.audits.emptyTitle} hint={words.audits.emptyHint} />;
  return (
    <div className="card">
      <table className="cases-table batches-table">
        <thead>
          <tr>
            <th scope="col">{words.audits.batch}</th>
            <th scope="col">{words.audits.progressLabel}</th>
            <th scope="col">{words.audits.findings}</th>
            <th scope="col" className="number">
              {words.audits.passRate}
            </th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BatchRow({ batch }: { readonly batch: AuditBatchView }) {
  const { words, language } = useLanguage();
  return (
    <tr>
      <td className="name">
        <Link to="/audits/$id" params={{ id: batch.id }}>
          {batch.name}
        </Link>
        <div className="meta">
          <span>{words.audits.documents(batch.documents)}</span>
          <span>{words.audits.created(localTime(batch.createdAt, language))}</span>
          {batch.pack === null ? null : <span className="tag">{batch.pack}</span>}
        </div>
      </td>
      <td className="progress-cell">
        <BatchProgress batch={batch} />
      </td>
      <td>{batch.done > 0 ? <SeverityCounts counts={batch.findings} /> : <span className="muted">{words.none}</span>}</td>
      <td className="number" data-label={words.audits.passRate}>
        <strong className="pass-rate">{batch.passRate ?? words.none}</strong>
      </td>
    </tr>
  );
}
