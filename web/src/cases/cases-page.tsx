// The list of cases, and the way to a new one.
import { DownloadOutlined, ImportOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Pagination } from "antd";
import { useState } from "react";
import type { CaseSummaryView } from "../../../src/app/http/contract-cases.ts";
import { projectListPagesWording } from "../../../src/app/messages/project-list-pages.ts";
import { casesQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Seal } from "../parts/seal.tsx";
import { SeverityCounts } from "../parts/severity.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { Term } from "../parts/term.tsx";
import { useMay } from "../session/use-session.ts";
import { usePageTitle } from "../shell/page-title.ts";
import "./cases.css";
import { UploadDialog } from "./upload-dialog.tsx";

const PAGE_SIZE = 50;

export function CasesPage() {
  const { words, language } = useLanguage();
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay("case.import");
  const navigate = useNavigate();
  usePageTitle(words.cases.title);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.cases.title}</h1>
          <p>{words.cases.intro}</p>
        </div>
        <div className="actions no-print">
          <TemplateButton />
          {mayAdd ? (
            <Button icon={<ImportOutlined />} onClick={() => void navigate({ to: "/cases/import" })}>
              {projectListPagesWording(language).nav}
            </Button>
          ) : null}
          {mayAdd ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {words.cases.add}
            </Button>
          ) : null}
        </div>
      </div>
      <Loaded query={useQuery(casesQuery(language))}>
        {(cases) => <CaseList cases={cases} onAdd={mayAdd ? () => setAdding(true) : null} />}
      </Loaded>
      <UploadDialog open={adding} onClose={() => setAdding(false)} replaces={null} />
    </>
  );
}

function TemplateButton() {
  const words = useWords();
  return (
    <Button icon={<DownloadOutlined />} href="/api/template.xlsx" download>
      {words.cases.template}
    </Button>
  );
}

function CaseList({ cases, onAdd }: { readonly cases: readonly CaseSummaryView[]; readonly onAdd: (() => void) | null }) {
  const words = useWords();
  const [search, setSearch] = useState("");
  const [page, setPage] = useState(1);
  if (cases.length === 0) {
    return (
      <EmptyView title={words.cases.emptyTitle} hint={onAdd === null ? words.cases.emptyHintReading : words.cases.emptyHint}>
        {onAdd === null ? null : (
          <>
            <TemplateButton />
            <Button type="primary" onClick={onAdd}>
              {words.cases.add}
            </Button>
          </>
        )}
      </EmptyView>
    );
  }
  const wanted = search.trim().toLowerCase();
  const shown = cases.filter((one) => `${one.name} ${one.unit} ${one.year}`.toLowerCase().includes(wanted));
  return (
    <>
      <div className="cases-tools no-print">
        <Input
          prefix={<SearchOutlined aria-hidden="true" />}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setPage(1);
          }}
          placeholder={words.cases.search}
          aria-label={words.cases.search}
          allowClear
        />
        <span className="muted">{words.cases.count(shown.length)}</span>
      </div>
      {shown.length === 0 ? (
        <EmptyView title={words.cases.noMatch} hint={words.cases.noMatchHint} />
      ) : (
        <div className="card">
          <table className="cases-table">
            <thead>
              <tr>
                <th scope="col">{words.cases.name}</th>
                <th scope="col" className="number">
                  <Term id="executionRate" />
                </th>
                <th scope="col">{words.cases.findings}</th>
                <th scope="col" className="number">
                  {words.cases.score}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((one) => (
                <CaseRow key={one.id} summary={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length > PAGE_SIZE ? (
        <Pagination
          className="documents-pages"
          current={page}
          total={shown.length}
          pageSize={PAGE_SIZE}
          showSizeChanger={false}
          onChange={setPage}
        />
      ) : null}
    </>
  );
}

function CaseRow({ summary }: { readonly summary: CaseSummaryView }) {
  const words = useWords();
  return (
    <tr>
      <td className="name">
        <Link to="/cases/$id/scorecard" params={{ id: summary.id }}>
          {summary.name}
        </Link>
        <div className="meta">
          <span>{words.year(summary.year)}</span>
          <span>{summary.unit}</span>
          <span>{summary.packNumber}</span>
          {summary.origin === "example" ? (
            <span className="tag">{words.cases.example}</span>
          ) : (
            <span>{words.cases.version(summary.version)}</span>
          )}
          {summary.corrections ? <span className="tag tag-teal">{words.cases.corrected(summary.corrections)}</span> : null}
        </div>
      </td>
      <td className="number" data-label={words.cases.rate}>
        {summary.executionRate ?? words.none}
      </td>
      <td>{summary.findings === null ? words.none : <SeverityCounts counts={summary.findings} />}</td>
      <td>
        <div className="score">
          <strong>{summary.score ?? words.none}</strong>
          <Seal grade={summary.grade} small />
        </div>
      </td>
    </tr>
  );
}
