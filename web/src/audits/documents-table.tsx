// The documents of a batch: filtered, sorted and page by page; what could not be read stands among them with its reason.
import { CaretDownFilled, CaretUpFilled, SearchOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { Input, Pagination, Segmented, Select } from "antd";
import { useEffect, useState } from "react";
import type { AuditRow, AuditView } from "../../../src/app/http/contract-audits.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { SeverityCounts } from "../parts/severity.tsx";
import { EmptyView } from "../parts/states.tsx";
import { AUDIT_PAGE_SIZE, type AuditSearch, type AuditSort, VERDICTS } from "./audit-search.ts";
import { codeName } from "./code-name.ts";

type TableProps = { readonly view: AuditView; readonly search: AuditSearch };

export function DocumentsTable({ view, search }: TableProps) {
  const words = useWords();
  const change = useSearchChange();
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.audit.list}</h2>
        <p>{words.audit.page(view.total)}</p>
      </div>
      <Filters view={view} search={search} />
      {view.documents.length === 0 ? (
        <EmptyView title={words.audit.noMatch} hint={words.audit.noMatchHint} />
      ) : (
        <div className="card">
          <table className="documents-table">
            <thead>
              <tr>
                <SortHead by="n" search={search} />
                <SortHead by="document" sort="file" search={search} />
                <SortHead by="department" search={search} />
                <SortHead by="total" search={search} number />
                <SortHead by="errors" search={search} />
                <SortHead by="amount" search={search} number />
              </tr>
            </thead>
            <tbody>
              {view.documents.map((row) => (
                <DocumentRow key={row.n} id={view.batch.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {view.total > AUDIT_PAGE_SIZE ? (
        <Pagination
          className="documents-pages"
          current={Number(search.page ?? "1")}
          total={view.total}
          pageSize={AUDIT_PAGE_SIZE}
          showSizeChanger={false}
          onChange={(page) => change({ page: page === 1 ? undefined : String(page) })}
        />
      ) : null}
    </section>
  );
}

function useSearchChange(): (changes: AuditSearch) => void {
  const navigate = useNavigate();
  return (changes) =>
    void navigate({
      to: ".",
      search: (before: AuditSearch) => ({ ...before, page: undefined, ...changes }),
      replace: true,
      resetScroll: false,
    });
}

function Filters({ view, search }: TableProps) {
  const { words, language } = useLanguage();
  const change = useSearchChange();
  return (
    <div className="documents-filters no-print">
      <Segmented
        aria-label={words.audit.filterVerdict}
        value={search.verdict ?? "all"}
        onChange={(verdict) => change({ verdict: verdict === "all" ? undefined : verdict })}
        options={VERDICTS.map((verdict) => ({ value: verdict, label: words.audit.verdicts[verdict] }))}
      />
      <Select
        aria-label={words.audit.filterCode}
        value={search.code ?? ""}
        onChange={(code) => change({ code: code === "" ? undefined : code })}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: "", label: words.audit.allCodes },
          ...view.byCode.map(({ code, documents }) => ({ value: code, label: words.bracket(codeName(code, language), String(documents)) })),
        ]}
      />
      <Select
        aria-label={words.audit.filterDepartment}
        value={search.department ?? ""}
        onChange={(department) => change({ department: department === "" ? undefined : department })}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: "", label: words.audit.allDepartments },
          ...view.byDepartment.map(({ department, documents }) => ({
            value: department ?? "-",
            label: words.bracket(department ?? words.audit.noDepartment, String(documents)),
          })),
        ]}
      />
      <SearchField value={search.q ?? ""} onChange={(q) => change({ q: q === "" ? undefined : q })} />
    </div>
  );
}

const TYPING_MS = 250;

/** Asks the server when the typing pauses. */
function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const words = useWords();
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) return;
    const wait = setTimeout(() => onChange(text.trim()), TYPING_MS);
    return () => clearTimeout(wait);
  });
  return (
    <Input
      prefix={<SearchOutlined aria-hidden="true" />}
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={words.audit.search}
      aria-label={words.audit.search}
    />
  );
}

type HeadProps = {
  readonly by: keyof ReturnType<typeof useWords>["audit"]["columns"];
  readonly sort?: AuditSort;
  readonly search: AuditSearch;
  readonly number?: boolean;
};

function SortHead({ by, sort, search, number = false }: HeadProps) {
  const words = useWords();
  const change = useSearchChange();
  const key = sort ?? (by === "document" ? "file" : by);
  const isSorted = (search.sort ?? "n") === key;
  const isDescending = search.order === "desc";
  // The worst come first where more is worse; a second click turns the order round.
  const first = key === "errors" || key === "amount" ? "desc" : "asc";
  const next = isSorted ? (isDescending ? "asc" : "desc") : first;
  return (
    <th scope="col" className={number ? "number" : undefined} aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : "none"}>
      <button
        type="button"
        className="plain-button sort-button"
        title={words.audit.sortBy(words.audit.columns[by])}
        onClick={() => change({ sort: key === "n" ? undefined : key, order: next === "asc" ? undefined : next })}
      >
        {words.audit.columns[by]}
        {isSorted ? isDescending ? <CaretDownFilled aria-hidden="true" /> : <CaretUpFilled aria-hidden="true" /> : null}
      </button>
    </th>
  );
}

function DocumentRow({ id, row }: { readonly id: string; readonly row: AuditRow }) {
  const words = useWords();
  const file = row.file.split("/").at(-1) ?? row.file;
  return (
    <tr data-testid="document-row" data-status={row.status}>
      <td className="muted n">{row.n}</td>
      <td className="name">
        <Link to="/audits/$id/documents/$n" params={{ id, n: String(row.n) }}>
          {row.project ?? file}
        </Link>
        <div className="meta">
          {row.project === null ? null : <span>{file}</span>}
          {row.kind === null ? null : <span>{words.audit.kinds[row.kind]}</span>}
          {row.year === null ? null : <span>{words.year(row.year)}</span>}
          {row.corrections > 0 ? <span className="tag tag-teal">{words.audit.corrected(row.corrections)}</span> : null}
        </div>
        {row.problem === null ? null : (
          <p className="document-problem">
            {row.problem.message}
            {row.problem.remedy === "" ? null : <small>{row.problem.remedy}</small>}
          </p>
        )}
      </td>
      <td className="department">{row.department ?? (row.status === "done" ? <span className="muted">{words.none}</span> : null)}</td>
      <td className="number" data-label={words.audit.columns.total}>
        {row.total ?? (row.status === "done" ? words.none : "")}
        {row.grade === null ? null : <span className="document-grade"> {row.grade}</span>}
      </td>
      <td>
        {row.status === "done" ? (
          <SeverityCounts counts={row.findings} />
        ) : (
          <span className={`tag ${row.status === "failed" ? "tag-red" : ""}`}>{words.audit.status[row.status]}</span>
        )}
      </td>
      <td className="number" data-label={words.audit.columns.amount}>
        {row.amount ?? (row.status === "done" ? words.none : "")}
      </td>
    </tr>
  );
}
