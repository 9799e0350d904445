// What the checks found: how many of each weight, each with its working, its remedy and the way to its place.
import { ArrowRightOutlined, SearchOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { useState } from "react";
import type { FindingView } from "../../../src/app/http/contract.ts";
import type { CaseView, EvaluationView } from "../../../src/app/http/contract-cases.ts";
import type { CaseSearch } from "../case/case-search.ts";
import { placeOfFinding } from "../case/place-of-finding.ts";
import { useCase } from "../case/use-case.ts";
import { useWords } from "../language/language-provider.tsx";
import { Citations } from "../parts/citation.tsx";
import { SEVERITIES, type Severity, SeverityTag } from "../parts/severity.tsx";
import { EmptyView, Skeleton } from "../parts/states.tsx";
import "./findings.css";

export function FindingsTab() {
  const found = useCase();
  return found ? <Findings one={found.one} scored={found.scored} search={found.search} /> : <Skeleton lines={8} />;
}

function Findings({ one, scored, search }: { readonly one: CaseView; readonly scored: EvaluationView; readonly search: CaseSearch }) {
  const words = useWords();
  const [wanted, setWanted] = useState("");
  if (scored.findings.length === 0) {
    return (
      <section className="section">
        <EmptyView title={words.findings.clean} hint={words.findings.cleanHint} />
      </section>
    );
  }
  const about = scored.findings.filter(
    (finding) => search.focus === undefined || placeOfFinding(finding.where.subject, one).focus === search.focus,
  );
  const scope = about.length === 0 ? scored.findings : about;
  const shown = scope.filter(
    (finding) =>
      (search.severity === undefined || finding.severity === search.severity) && textOf(finding).includes(wanted.trim().toLowerCase()),
  );
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.findings.title}</h2>
        <p>{words.findings.intro}</p>
      </div>
      <div className="finding-tools no-print">
        <Filter findings={scope} chosen={search.severity} narrowed={search.focus !== undefined && about.length > 0} />
        <Input
          prefix={<SearchOutlined aria-hidden="true" />}
          allowClear
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={words.findings.search}
          aria-label={words.findings.search}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyView title={words.findings.none} />
      ) : (
        <ol className="finding-list">
          {shown.map((finding, index) => (
            <FindingCard key={`${finding.code}-${finding.where.subject}-${index}`} one={one} finding={finding} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Filter({
  findings,
  chosen,
  narrowed,
}: {
  readonly findings: readonly FindingView[];
  readonly chosen: Severity | undefined;
  readonly narrowed: boolean;
}) {
  const words = useWords();
  const navigate = useNavigate();
  const go = (severity: Severity | undefined) =>
    void navigate({
      to: ".",
      search: ({ severity: _before, focus, ...rest }: CaseSearch) => ({
        ...rest,
        ...(severity ? { severity } : {}),
        ...(focus !== undefined && severity ? { focus } : {}),
      }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="finding-filter">
      <button type="button" aria-pressed={chosen === undefined && !narrowed} onClick={() => go(undefined)}>
        <strong>{findings.length}</strong>
        {words.findings.all}
      </button>
      {SEVERITIES.map((severity) => (
        <button key={severity} type="button" aria-pressed={chosen === severity} onClick={() => go(severity)}>
          <strong>{findings.filter((finding) => finding.severity === severity).length}</strong>
          <SeverityTag severity={severity} />
        </button>
      ))}
    </div>
  );
}

function FindingCard({ one, finding }: { readonly one: CaseView; readonly finding: FindingView }) {
  const words = useWords();
  const spot = placeOfFinding(finding.where.subject, one);
  const place = [finding.where.table, finding.where.row, finding.where.column, finding.where.place].filter((part) => part !== null);
  return (
    <li className={`card finding finding-${finding.severity}`} data-testid="finding" data-code={finding.code}>
      <SeverityTag severity={finding.severity} />
      <div>
        <p className="message">{finding.message}</p>
        <p className="where">
          {place.length > 0 ? <span>{place.join(" · ")}</span> : null}
          {finding.where.quote === null ? null : <span>{words.findings.quote(finding.where.quote)}</span>}
        </p>
        <Values finding={finding} />
      </div>
      <div className="aside">
        {finding.remedy === "" ? null : (
          <p className="remedy">
            <small>{words.findings.remedy}</small>
            {finding.remedy}
          </p>
        )}
        <Citations basis={finding.basis} />
        <div className="foot-line">
          <span className="code mono" title={words.findings.code}>
            {finding.code}
          </span>
          <Link
            to={`/cases/$id/${spot.tab}`}
            params={{ id: one.id }}
            search={({ pack, completed }: CaseSearch) => ({
              ...(pack ? { pack } : {}),
              ...(completed ? { completed } : {}),
              focus: spot.focus,
            })}
            resetScroll={false}
            className="jump no-print"
          >
            {words.findings.jump} <ArrowRightOutlined aria-hidden="true" />
          </Link>
        </div>
      </div>
    </li>
  );
}

function Values({ finding }: { readonly finding: FindingView }) {
  const words = useWords();
  const { printed, expected, formula } = finding;
  if (printed === null && expected === null && formula === null) return null;
  return (
    <div className="values">
      {printed === null ? null : (
        <span className="printed">
          <small>{words.findings.printed}</small>
          {expected === null ? <span>{printed}</span> : <b>{printed}</b>}
        </span>
      )}
      {expected === null ? null : (
        <span className="expected">
          <small>{words.findings.expected}</small>
          <b>{expected}</b>
        </span>
      )}
      {formula === null ? null : (
        <span className="formula mono">
          <small>{words.findings.formula}</small>
          {formula}
        </span>
      )}
    </div>
  );
}

function textOf(finding: FindingView): string {
  const { table, row, column, place, quote } = finding.where;
  return [finding.code, finding.message, finding.remedy, table, row, column, place, quote, finding.printed, finding.expected]
    .join(" ")
    .toLowerCase();
}
