// A read export beside the ledger, line by line: what matches, what only one side has, what differs; then it is posted.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import type { ExportRowView, LedgerImportView, ReconciliationView } from "../../../src/app/http/contract-ledger-imports.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Loaded } from "../parts/states.tsx";
import { isNothing, subtract, yuan } from "./amount.ts";
import { ColumnsStep } from "./columns-step.tsx";
import { exportRowsQuery, importPath, reconciliationQuery, refreshLedger, useLedgerWords } from "./ledger-queries.ts";

type StepProps = { readonly ledger: LedgerView; readonly one: LedgerImportView };
const MATCHES = ["missing-here", "amount-differs", "date-differs", "matched"] as const;
type Match = (typeof MATCHES)[number];

export function ReconcileStep({ ledger, one }: StepProps) {
  const { language } = useLanguage();
  const found = useQuery(reconciliationQuery(ledger.caseId, one.id, language));
  return <Loaded query={found}>{(seen) => <Reconciliation ledger={ledger} one={one} seen={seen} />}</Loaded>;
}

function Reconciliation({ ledger, one, seen }: StepProps & { readonly seen: ReconciliationView }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const { caseId: id } = ledger;
  const countOf = (match: Match) => seen.counts.find((count) => count.match === match);
  const [match, setMatch] = useState<Match>(MATCHES.find((name) => countOf(name) !== undefined) ?? "missing-here");
  const [isComplete, setComplete] = useState(false);
  const [isMapping, setMapping] = useState(false);
  const post = useMutation({
    mutationFn: () =>
      sendJson("POST", `${importPath(id, one.id)}/posting`, { lang: language }, { complete: isComplete, version: one.version }),
    onSuccess: async () => await refreshLedger(queries, id),
  });
  const fresh = countOf("missing-here")?.rows ?? 0;
  if (isMapping) return <ColumnsStep id={id} one={one} />;
  return (
    <div className="reconcile" data-testid="reconciliation">
      <div className="section-head">
        <h3>{words.reconciliation}</h3>
        <p className="small">
          {words.rowsOf(one.rows)} · {words.fileSum} {yuan(one.amount)}
          {one.otherProjects > 0 ? ` · ${words.otherProjects(one.otherProjects)}` : ""}
        </p>
        <Button type="link" className="aside" onClick={() => setMapping(true)}>
          {words.changeColumns}
        </Button>
      </div>
      <div className="match-cards">
        {MATCHES.map((name) => {
          const count = countOf(name);
          return (
            <button
              key={name}
              type="button"
              className={`card match-card match-${name}`}
              aria-pressed={name === match}
              disabled={count === undefined}
              onClick={() => setMatch(name)}
            >
              <span>{words.matches[name]}</span>
              <strong>{count?.rows ?? 0}</strong>
              <span className="mono">{yuan(count?.amount ?? "0")}</span>
              <span className="muted small">{words.matchHints[name]}</span>
            </button>
          );
        })}
      </div>
      {countOf(match) === undefined ? null : <Rows key={match} id={id} importId={one.id} match={match} />}
      <Totals one={one} seen={seen} />
      <Refused seen={seen} />
      <MissingThere seen={seen} />
      <div className="card reconcile-post">
        <Checkbox checked={isComplete} onChange={(event) => setComplete(event.target.checked)}>
          {words.isComplete}
        </Checkbox>
        <p className="muted small">{words.resumable}</p>
        <Faults error={post.error} />
        <Button type="primary" size="large" loading={post.isPending} onClick={() => post.mutate()}>
          {fresh > 0 ? words.postImport(fresh) : words.nothingNew}
        </Button>
      </div>
    </div>
  );
}

function Rows({ id, importId, match }: { readonly id: string; readonly importId: string; readonly match: Match }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const [pages, setPages] = useState<readonly number[]>([0]);
  const after = pages.at(-1) ?? 0;
  const rows = useQuery(exportRowsQuery(id, importId, match, after, language));
  const differs = match === "amount-differs" || match === "date-differs";
  return (
    <Loaded query={rows} lines={4}>
      {(data) => (
        <>
          <div className="card scroll-x rows-scroll">
            <table className="ledger-table" data-testid="export-rows">
              <thead>
                <tr>
                  <th scope="col">{words.row}</th>
                  <th scope="col">{words.voucher}</th>
                  <th scope="col">{words.day}</th>
                  <th scope="col">{words.summary}</th>
                  <th scope="col">{words.slice}</th>
                  <th scope="col" className="number">
                    {words.amount}
                  </th>
                  {differs ? (
                    <th scope="col" className="number">
                      {match === "amount-differs" ? words.hereAmount : words.hereDay}
                    </th>
                  ) : null}
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <RowLine key={row.row} row={row} match={match} />
                ))}
              </tbody>
            </table>
          </div>
          {pages.length === 1 && data.next === null ? null : (
            <div className="ledger-more">
              <Button disabled={pages.length === 1} onClick={() => setPages(pages.slice(0, -1))} aria-label={words.newest}>
                ‹
              </Button>
              <span className="muted small">{pages.length}</span>
              <Button
                disabled={data.next === null}
                aria-label={words.loadMore}
                onClick={() => {
                  if (data.next !== null) setPages([...pages, data.next]);
                }}
              >
                ›
              </Button>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

function RowLine({ row, match }: { readonly row: ExportRowView; readonly match: Match }) {
  const words = useLedgerWords();
  return (
    <tr>
      <td data-label={words.row}>{row.row}</td>
      <td data-label={words.voucher}>{row.voucher}</td>
      <td data-label={words.day} className="entry-day">
        {row.day}
      </td>
      <td data-label={words.summary}>
        {row.summary} {row.payee === null ? null : <span className="muted small">{row.payee}</span>}
      </td>
      <td data-label={words.slice}>{row.slice}</td>
      <td data-label={words.amount} className="number">
        {yuan(row.amount)}
      </td>
      {match === "amount-differs" ? (
        <td data-label={words.hereAmount} className="number match-other">
          {row.hereAmount === null ? "" : yuan(row.hereAmount)}
        </td>
      ) : match === "date-differs" ? (
        <td data-label={words.hereDay} className="number match-other">
          {row.hereDay}
        </td>
      ) : null}
    </tr>
  );
}

function Totals({ one, seen }: { readonly one: LedgerImportView; readonly seen: ReconciliationView }) {
  const words = useLedgerWords();
  if (seen.totals.length === 0) return null;
  return (
    <section className="card reconcile-part" aria-label={words.printedTotals}>
      <h4>{words.printedTotals}</h4>
      <ul>
        {seen.totals.map(({ row, label, amount }) => {
          const by = amount === null ? null : subtract(amount, one.amount);
          return (
            <li key={row}>
              <span>
                {row} {label}
              </span>
              <span className="number">{amount === null ? "" : yuan(amount)}</span>
              {by === null ? null : (
                <span className={isNothing(by) ? "tag tag-green" : "tag tag-red"}>
                  {isNothing(by) ? words.totalFits : words.totalDiffers(yuan(by))}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Refused({ seen }: { readonly seen: ReconciliationView }) {
  const words = useLedgerWords();
  if (seen.refused.length === 0) return null;
  return (
    <section className="card reconcile-part" aria-label={words.refusedRows} data-testid="refused-rows">
      <h4>
        {words.refusedRows} <span className="tag tag-red">{seen.refused.length}</span>
      </h4>
      <p className="muted small">{words.refusedHint}</p>
      <ul>
        {seen.refused.map(({ row, faults }) => (
          <li key={row}>
            <span className="mono">{row}</span>
            <span>{words.list(faults)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MissingThere({ seen }: { readonly seen: ReconciliationView }) {
  const words = useLedgerWords();
  if (seen.missingThere.length === 0) return null;
  return (
    <section className="card reconcile-part" aria-label={words.missingThere}>
      <h4>
        {words.missingThere} <span className="tag tag-amber">{seen.missingThere.length}</span>
      </h4>
      <p className="muted small">{words.missingThereHint}</p>
      <ul>
        {seen.missingThere.map(({ seq, voucher, day, amount }) => (
          <li key={seq}>
            <span className="muted">{day}</span>
            <span>{voucher}</span>
            <span className="number">{yuan(amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
