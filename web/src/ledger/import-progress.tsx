// How far an import is, as a bar where its length is known, and in words.
import type { LedgerImportView } from "../../../src/app/http/contract-ledger-imports.ts";
import { useLedgerWords } from "./ledger-queries.ts";

export function ImportProgress({ one }: { readonly one: LedgerImportView }) {
  const words = useLedgerWords();
  const { progress, status, rows, refused } = one;
  if (progress === null && status !== "staging") return null;
  const all = rows + refused;
  const row = progress?.row ?? 0;
  const text =
    progress === null || progress.step === "waiting"
      ? words.waiting
      : progress.step === "posting"
        ? words.postingRows(Math.min(row, all), all)
        : words.staging(row);
  return (
    <div className="import-progress" role="status" data-testid="import-progress">
      {progress?.step === "posting" ? (
        <progress className="progress-bar" max={all} value={Math.min(row, all)} aria-label={text} />
      ) : (
        <progress className="progress-bar" aria-label={text} />
      )}
      <span className="small">{text}</span>
    </div>
  );
}
