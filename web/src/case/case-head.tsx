// The head of a case: what it is, under which rules, what it scored and how far the next grade is.
import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import type { CaseView, EvaluationView } from "../../../src/app/http/contract-cases.ts";
import { casePath, packsQuery } from "../api/queries.ts";
import { UploadDialog } from "../cases/upload-dialog.tsx";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { GradeRuler } from "../parts/grade-ruler.tsx";
import { Seal } from "../parts/seal.tsx";
import { type Severity, SeverityCounts } from "../parts/severity.tsx";
import { Term } from "../parts/term.tsx";
import { useMay } from "../session/use-session.ts";
import type { CaseSearch } from "./case-search.ts";

type HeadProps = { readonly one: CaseView; readonly scored: EvaluationView; readonly search: CaseSearch };

export function CaseHead({ one, scored, search }: HeadProps) {
  const words = useWords();
  const { pathname } = useLocation();
  return (
    <>
      <header className={pathname.endsWith("/scorecard") ? "card case-head" : "card case-head brief"}>
        <div className="crumb">
          <Link to="/">{words.caseHead.breadcrumb}</Link>
          <span aria-hidden="true">/</span>
          <span>{words.year(one.project.year)}</span>
          {one.origin === "example" ? (
            <span className="tag">{words.cases.example}</span>
          ) : (
            <span className="tag">{words.cases.version(one.version)}</span>
          )}
          <CaseActions one={one} />
        </div>
        <div className="case-title">
          <h1>{one.project.name}</h1>
          <div className="meta">
            <span>{one.project.unit}</span>
            <span>
              {one.evaluation.signedBy === one.project.unit
                ? words.caseHead.signedOn(one.evaluation.signedOn)
                : words.caseHead.signed(one.evaluation.signedOn, one.evaluation.signedBy)}
            </span>
            {one.corrections.length > 0 ? <span className="tag tag-teal">{words.cases.corrected(one.corrections.length)}</span> : null}
          </div>
          <KeyFacts one={one} scored={scored} />
          <Controls one={one} scored={scored} search={search} />
        </div>
        <ScoreBlock scored={scored} />
      </header>
      <Notices scored={scored} search={search} />
    </>
  );
}

function KeyFacts({ one, scored }: { readonly one: CaseView; readonly scored: EvaluationView }) {
  const words = useWords();
  const total = one.funds.rows.find((row) => row.id === "total");
  const count = (severity: Severity) => scored.findings.filter((finding) => finding.severity === severity).length;
  return (
    <dl className="key-facts">
      <div>
        <dt>
          <Term id="revised" />
        </dt>
        <dd>
          {total?.revised ?? words.none} <small>{one.moneyUnit}</small>
        </dd>
      </div>
      <div>
        <dt>
          <Term id="executed" />
        </dt>
        <dd>
          {total?.executed ?? words.none} <small>{one.moneyUnit}</small>
        </dd>
      </div>
      <div>
        <dt>
          <Term id="executionRate" />
        </dt>
        <dd>{total?.rate ?? words.none}</dd>
      </div>
      <div>
        <dt>{words.findings.title}</dt>
        <dd className="counts-line">
          <SeverityCounts counts={{ error: count("error"), warning: count("warning"), hint: count("hint") }} />
        </dd>
      </div>
    </dl>
  );
}

function CaseActions({ one }: { readonly one: CaseView }) {
  const words = useWords();
  const [replacing, setReplacing] = useState(false);
  const mayRevise = useMay("case.revise");
  return (
    <span className="actions no-print">
      <Button size="small" type="text" icon={<DownloadOutlined />} href={`${casePath(one.id)}/files/dossier.xlsx`} download>
        {words.caseHead.dossier}
      </Button>
      {mayRevise ? (
        <>
          <Button size="small" type="text" icon={<UploadOutlined />} onClick={() => setReplacing(true)}>
            {words.caseHead.replace}
          </Button>
          <UploadDialog open={replacing} onClose={() => setReplacing(false)} replaces={{ id: one.id, version: one.version }} />
        </>
      ) : null}
    </span>
  );
}

function Controls({ one, scored, search }: HeadProps) {
  const { words, language } = useLanguage();
  const packs = useQuery(packsQuery(language));
  const navigate = useNavigate();
  const go = (change: Partial<CaseSearch>) =>
    void navigate({ to: ".", search: (before: CaseSearch) => withoutUndefined({ ...before, item: undefined, ...change }), replace: true });
  const options = (packs.data ?? []).map((pack) => ({
    value: pack.id,
    label:
      pack.id === one.pack
        ? `${pack.number} · ${words.caseHead.ownPack}`
        : pack.illustration
          ? `${pack.number} · ${words.caseHead.illustration}`
          : pack.number,
  }));
  const stated = scored.completedInDossier === null ? words.caseHead.completedUnknown : scored.completedInDossier ? words.yes : words.no;
  return (
    <div className="case-controls no-print">
      <div className="control">
        <span id="pack-label">{words.caseHead.pack}</span>
        <Select
          aria-labelledby="pack-label"
          value={scored.pack}
          options={options}
          loading={packs.isPending}
          popupMatchSelectWidth={false}
          style={{ width: language === "zh" ? 264 : 310, maxWidth: "100%" }}
          onChange={(pack) => go({ pack: pack === one.pack ? undefined : pack })}
        />
      </div>
      {scored.asksCompleted || search.completed !== undefined ? (
        <div className="control">
          <span>{words.caseHead.completed}</span>
          <Segmented
            aria-label={words.caseHead.completed}
            value={search.completed ?? "as-is"}
            options={[
              { value: "as-is", label: words.caseHead.completedAsIs(stated) },
              { value: "true", label: words.caseHead.completedYes },
              { value: "false", label: words.caseHead.completedNo },
            ]}
            onChange={(value) => go({ completed: value === "true" || value === "false" ? value : undefined })}
          />
        </div>
      ) : null}
    </div>
  );
}

function ScoreBlock({ scored }: { readonly scored: EvaluationView }) {
  const words = useWords();
  const near = scored.sensitivity;
  const worst = near?.losses[0];
  const worstName = scored.items.find((item) => item.id === worst?.id)?.level3;
  return (
    <div className="case-score">
      <div className="figures">
        <Link
          to="."
          search={(before: CaseSearch) => ({ ...before, item: "total" })}
          className="plain-button total"
          style={{ textDecoration: "none", color: "inherit" }}
          data-testid="total"
        >
          <strong>{scored.score ?? words.none}</strong>
          <small>{scored.score === null ? words.caseHead.noScore : words.caseHead.outOf}</small>
        </Link>
        <Link
          to="."
          search={(before: CaseSearch) => ({ ...before, item: "grade" })}
          className="grade"
          aria-label={`${words.terms.grade} ${scored.grade ?? words.unknown}`}
          data-testid="grade"
        >
          <Seal grade={scored.grade} />
        </Link>
      </div>
      {scored.score === null ? (
        <p className="muted">{words.caseHead.noScoreWhy}</p>
      ) : (
        <GradeRuler bands={scored.bands} score={scored.score} />
      )}
      <div className="distance">
        {near?.margin && scored.grade ? <span>{words.caseHead.margin(scored.grade, near.margin)}</span> : null}
        {near ? (
          <span>{near.nextGrade ? words.caseHead.next(near.nextGrade.grade, near.nextGrade.distance) : words.caseHead.top}</span>
        ) : null}
        {worst && worstName ? <span>{words.caseHead.lost(worstName, worst.lost)}</span> : null}
        {scored.suggestedTotal !== null && scored.suggestedTotal !== scored.score ? (
          <span>{words.caseHead.suggestedTotal(scored.suggestedTotal)}</span>
        ) : null}
      </div>
    </div>
  );
}

function Notices({ scored, search }: { readonly scored: EvaluationView; readonly search: CaseSearch }) {
  const words = useWords();
  const navigate = useNavigate();
  const reset = () =>
    void navigate({
      to: ".",
      search: (before: CaseSearch) => withoutUndefined({ ...before, pack: undefined, completed: undefined, item: undefined }),
      replace: true,
    });
  const answer = search.completed === "true" ? words.yes : words.no;
  return (
    <div className="notices">
      {scored.replay ? (
        <div className="notice" data-testid="replay">
          <b>{words.pair(words.caseHead.replay, scored.packTitle)}</b>
          {scored.inForce ? null : <span className="tag tag-amber">{words.caseHead.notInForce}</span>}
          <span>{words.caseHead.replayNote}</span>
          <button type="button" className="plain-button" onClick={reset}>
            {words.caseHead.reset}
          </button>
        </div>
      ) : null}
      {scored.replay && scored.note !== null ? (
        <div className="notice notice-quiet">
          {scored.illustration ? <span className="tag tag-teal">{words.caseHead.illustration}</span> : null}
          <span>{scored.note}</span>
        </div>
      ) : null}
      {search.completed === undefined ? null : (
        <div className="notice">
          <b>{words.caseHead.whatIf}</b>
          <span>{words.caseHead.whatIfNote(answer)}</span>
          <button
            type="button"
            className="plain-button"
            onClick={() =>
              void navigate({
                to: ".",
                search: (before: CaseSearch) => withoutUndefined({ ...before, completed: undefined }),
                replace: true,
              })
            }
          >
            {words.caseHead.reset}
          </button>
        </div>
      )}
    </div>
  );
}

function withoutUndefined(search: CaseSearch): CaseSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
