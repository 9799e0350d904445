// How far a batch is, as a bar and in words.
import type { AuditBatchView } from "../../../src/app/http/contract-audits.ts";
import { useWords } from "../language/language-provider.tsx";

export function BatchProgress({ batch }: { readonly batch: AuditBatchView }) {
  const words = useWords();
  const finished = batch.done + batch.failed;
  const share = batch.documents === 0 ? 100 : Math.floor((finished * 100) / batch.documents);
  const isFinished = finished === batch.documents;
  return (
    <div className="batch-progress" data-testid="batch-progress" data-finished={isFinished}>
      {isFinished ? null : (
        <progress className="progress-bar" max={batch.documents} value={finished} aria-label={words.audits.progressLabel}>
          {`${share}%`}
        </progress>
      )}
      <span className="small">
        {isFinished ? words.audits.finished : words.audits.progress(finished, batch.documents)}
        {batch.failed > 0 ? <span className="progress-failed"> {words.audits.failedCount(batch.failed)}</span> : null}
      </span>
    </div>
  );
}
