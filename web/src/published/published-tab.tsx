// The published report beside what follows from its own facts, cell by cell.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Switch } from "antd";
import { useState } from "react";
import type { CaseView, ComparedText, EvaluationView, PublishedView } from "../../../src/app/http/contract-cases.ts";
import { publishedQuery } from "../api/queries.ts";
import type { CaseSearch } from "../case/case-search.ts";
import { placeOfFinding } from "../case/place-of-finding.ts";
import { useCase } from "../case/use-case.ts";
import { useFocus } from "../case/use-focus.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { EmptyView, Loaded, Skeleton } from "../parts/states.tsx";
import { ComparedTable } from "./compared-table.tsx";
import "./published.css";

export function PublishedTab() {
  const words = useWords();
  const found = useCase();
  if (!found) return <Skeleton lines={8} />;
  return (
    <section className="section">
      {found.one.hasPublished ? (
        <Published one={found.one} scored={found.scored} focus={found.search.focus} />
      ) : (
        <EmptyView title={words.published.none} hint={words.published.noneHint} />
      )}
    </section>
  );
}

function Published({
  one,
  scored,
  focus,
}: {
  readonly one: CaseView;
  readonly scored: EvaluationView;
  readonly focus: string | undefined;
}) {
  const { words, language } = useLanguage();
  const [onlyDiffers, setOnlyDiffers] = useState(false);
  const published = useQuery(publishedQuery(one.id, language));
  useFocus(focus, published.data !== undefined);
  return (
    <>
      <div className="section-head">
        <h2>{words.published.title}</h2>
        <p>{words.published.intro}</p>
        <span className="published-tools no-print">
          <Switch aria-label={words.published.onlyDiffers} checked={onlyDiffers} onChange={setOnlyDiffers} />
          <span>{words.published.onlyDiffers}</span>
        </span>
      </div>
      <Loaded query={published}>{(view) => <PublishedTables one={one} scored={scored} view={view} onlyDiffers={onlyDiffers} />}</Loaded>
    </>
  );
}

type TablesProps = { readonly one: CaseView; readonly scored: EvaluationView; readonly view: PublishedView; readonly onlyDiffers: boolean };

function PublishedTables({ one, scored, view, onlyDiffers }: TablesProps) {
  const words = useWords();
  const columns = { target: words.terms.target, actual: words.terms.actual, weight: words.terms.weight, score: words.published.score };
  const money = {
    initial: words.terms.initial,
    revised: words.terms.revised,
    executed: words.terms.executed,
    rate: words.funds.rate,
    score: words.published.score,
  };
  const detail = { budget: words.funds.budget, spent: words.funds.spent, rate: words.funds.rate };
  return (
    <>
      <Verdicts view={view} />
      <div className="published-legend">
        <span className="legend-differs">{words.published.differs}</span>
        <span className="legend-same">{words.published.same}</span>
        <span className="legend-unchecked">{words.published.unchecked}</span>
      </div>
      <div className="card scroll-x" data-subject="published.table">
        <ComparedTable
          caption={words.published.indicators}
          columns={columns}
          onlyDiffers={onlyDiffers}
          rows={view.indicators.map((row) => ({
            key: row.row,
            name: row.row,
            note: row.level2,
            cells: { target: row.target, actual: row.actual, weight: row.weight, score: row.score },
            marks: <RowFindings one={one} scored={scored} subject={row.subject} />,
          }))}
        />
      </div>
      <div className="card scroll-x section">
        <ComparedTable
          caption={words.published.funds}
          columns={money}
          onlyDiffers={onlyDiffers}
          rows={view.funds.map((row) => ({
            key: row.row,
            name: row.row,
            note: "",
            cells: { initial: row.initial, revised: row.revised, executed: row.executed, rate: row.rate, score: row.score },
            marks: null,
          }))}
        />
      </div>
      {view.details.map((table) => (
        <div key={table.id} className="card scroll-x section" data-subject={table.subject}>
          <ComparedTable
            caption={table.title}
            place={table.place}
            columns={detail}
            onlyDiffers={onlyDiffers}
            rows={table.rows.map((row) => ({
              key: row.no,
              name: `${row.no}  ${row.name}`,
              note: "",
              cells: { budget: row.budget, spent: row.spent, rate: row.rate },
              marks: null,
            }))}
            totals={{
              key: "totals",
              name: words.published.totals,
              note: "",
              cells: table.totals,
              marks: <RowFindings one={one} scored={scored} subject={table.subject} />,
            }}
          />
        </div>
      ))}
      <Statements view={view} />
    </>
  );
}

function Verdicts({ view }: { readonly view: PublishedView }) {
  const words = useWords();
  const card = (label: string, compared: ComparedText) => (
    <div className="card verdict-card">
      <b>{label}</b>
      <dl>
        <div>
          <dt>{words.published.printed}</dt>
          <dd>{compared.printed ?? words.none}</dd>
        </div>
        <div>
          <dt>{words.published.follows}</dt>
          <dd>{compared.follows ?? words.none}</dd>
        </div>
      </dl>
      <span className={compared.verdict === "differs" ? "tag tag-red" : compared.verdict === "same" ? "tag tag-green" : "tag"}>
        {words.published[compared.verdict]}
      </span>
    </div>
  );
  return (
    <div className="verdict-head" data-subject="published">
      <div className="card verdict-card">
        <b>{view.title}</b>
        <p className="muted">{words.published.issued(view.issuer, view.signedOn)}</p>
      </div>
      {card(words.published.total, view.total)}
      {card(words.terms.grade, view.grade)}
    </div>
  );
}

function Statements({ view }: { readonly view: PublishedView }) {
  const words = useWords();
  if (view.statements.length === 0) return null;
  const claims: Readonly<Record<string, string>> = words.published.claims;
  return (
    <section className="section" data-subject="published.conclusion">
      <div className="section-head">
        <h2>{words.published.statements}</h2>
      </div>
      <ul className="card statement-list">
        {view.statements.map((statement) => (
          <li key={statement.subject}>
            <span>
              <span className="tag">{claims[statement.claims] ?? statement.claims}</span>
            </span>
            <div>
              <p>{words.findings.quote(statement.quote)}</p>
              <p className="about">
                {statement.place === null ? null : <span>{statement.place}</span>}
                {statement.findings.map((code) => (
                  <span key={code} className="mono">
                    {code}
                  </span>
                ))}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RowFindings({ one, scored, subject }: { readonly one: CaseView; readonly scored: EvaluationView; readonly subject: string }) {
  const words = useWords();
  if (subject === "") return null;
  const about = scored.findings.filter(
    (finding) => finding.where.subject === subject || placeOfFinding(finding.where.subject, one).focus === subject,
  );
  if (about.length === 0) return null;
  return (
    <Link
      to="/cases/$id/findings"
      params={{ id: one.id }}
      search={({ pack, completed }: CaseSearch) => ({ ...(pack ? { pack } : {}), ...(completed ? { completed } : {}), focus: subject })}
      className="tag tag-red"
    >
      {words.published.findings(about.length)}
    </Link>
  );
}
