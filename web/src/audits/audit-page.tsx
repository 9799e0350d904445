// A batch: its numbers, what is wrong most often and where, and every document with the way to it.
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useMemo } from "react";
import type { AuditBatchView, AuditView } from "../../../src/app/http/contract-audits.ts";
import { apiUrl } from "../api/api-client.ts";
import { auditPath, auditQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Chart } from "../parts/chart.tsx";
import { SeverityCounts } from "../parts/severity.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { barsChart, codeRows, departmentRows } from "./audit-charts.ts";
import { type AuditSearch, questionOf } from "./audit-search.ts";
import "./audits.css";
import { BatchProgress } from "./batch-progress.tsx";
import { codeName } from "./code-name.ts";
import { DocumentsTable } from "./documents-table.tsx";
import { localTime } from "./local-time.ts";

const route = getRouteApi("/auditing/audits/$id");

export function AuditPage() {
  const { language } = useLanguage();
  const { id } = route.useParams();
  const search = route.useSearch();
  return (
    <Loaded query={useQuery(auditQuery(id, questionOf(search), language))} lines={10}>
      {(view) => <Batch view={view} search={search} />}
    </Loaded>
  );
}

function Batch({ view, search }: { readonly view: AuditView; readonly search: AuditSearch }) {
  const { words, language } = useLanguage();
  const { batch } = view;
  usePageTitle(batch.name);
  return (
    <>
      <nav className="crumb" aria-label={words.audit.breadcrumb}>
        <Link to="/audits">{words.audit.breadcrumb}</Link>
      </nav>
      <div className="page-head">
        <div>
          <h1>{batch.name}</h1>
          <p>{words.audits.created(localTime(batch.createdAt, language))}</p>
        </div>
        {batch.done + batch.failed === 0 ? null : (
          <div className="actions no-print">
            <SheetButton id={batch.id} name="sheet.docx" label={words.audit.summaryWord} />
            <SheetButton id={batch.id} name="sheet.xlsx" label={words.audit.summaryExcel} />
          </div>
        )}
      </div>
      {batch.waiting + batch.running > 0 ? (
        <div className="card batch-running">
          <BatchProgress batch={batch} />
        </div>
      ) : null}
      <Figures batch={batch} />
      <Charts view={view} search={search} />
      <DocumentsTable view={view} search={search} />
    </>
  );
}

function SheetButton({ id, name, label }: { readonly id: string; readonly name: string; readonly label: string }) {
  const { language } = useLanguage();
  return (
    <Button
      icon={<DownloadOutlined />}
      href={apiUrl(`${auditPath(id)}/${name}`, { lang: language })}
      download
      data-testid={`download-${name}`}
    >
      {label}
    </Button>
  );
}

function Figures({ batch }: { readonly batch: AuditBatchView }) {
  const words = useWords();
  const { figures } = words.audit;
  return (
    <dl className="card figures">
      <Figure label={figures.documents} value={batch.documents}>
        {batch.failed > 0 ? <span className="figure-failed">{words.audits.failedCount(batch.failed)}</span> : null}
      </Figure>
      <Figure label={figures.passRate} value={batch.passRate ?? words.none}>
        <span title={figures.passRateNote}>{batch.done > 0 ? `${batch.passed} / ${batch.done}` : null}</span>
      </Figure>
      <Figure
        label={figures.findings}
        value={batch.done === 0 ? words.none : batch.findings.error + batch.findings.warning + batch.findings.hint}
      >
        {batch.done > 0 ? <SeverityCounts counts={batch.findings} /> : null}
      </Figure>
      <Figure label={figures.amount} value={batch.amountWithErrors === null ? words.none : figures.wan(batch.amountWithErrors)}>
        {batch.done === 0 ? null : batch.amount === null ? figures.amountNone : figures.amountNote(figures.wan(batch.amount))}
      </Figure>
    </dl>
  );
}

function Figure({ label, value, children }: { readonly label: string; readonly value: string | number; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong>
        <small>{children}</small>
      </dd>
    </div>
  );
}

const BAR_HEIGHT = 30;
const FRAME_HEIGHT = 66;

function Charts({ view, search }: { readonly view: AuditView; readonly search: AuditSearch }) {
  const { words, language } = useLanguage();
  const codes = useMemo(() => codeRows(view, (code) => codeName(code, language)), [view, language]);
  const departments = useMemo(() => departmentRows(view, words), [view, words]);
  const codeOption = useMemo(() => barsChart(codes, words), [codes, words]);
  const departmentOption = useMemo(() => barsChart(departments, words), [departments, words]);
  if (view.batch.done === 0) return null;
  return (
    <div className="charts">
      <section className="card chart-card">
        <h2>{words.audit.byCode}</h2>
        {codes.length === 0 ? (
          <p className="muted">{words.audit.noFindings}</p>
        ) : (
          <Chart option={codeOption} height={codes.length * BAR_HEIGHT + FRAME_HEIGHT} label={words.audit.byCodeLabel} />
        )}
        <CodeTable view={view} search={search} />
      </section>
      <section className="card chart-card">
        <h2>{words.audit.byDepartment}</h2>
        {departments.length === 0 ? (
          <p className="muted">{words.audit.noFindings}</p>
        ) : (
          <Chart option={departmentOption} height={departments.length * BAR_HEIGHT + FRAME_HEIGHT} label={words.audit.byDepartmentLabel} />
        )}
        <DepartmentTable view={view} search={search} />
      </section>
    </div>
  );
}

function CodeTable({ view, search }: { readonly view: AuditView; readonly search: AuditSearch }) {
  const { words, language } = useLanguage();
  if (view.byCode.length === 0) return null;
  return (
    <details className="chart-table">
      <summary>{words.audit.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.audit.filterCode}</th>
            <th scope="col" className="number">
              {words.audit.errors}
            </th>
            <th scope="col" className="number">
              {words.audit.warnings}
            </th>
            <th scope="col" className="number">
              {words.audit.countDocuments}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.byCode.map(({ code, errors, warnings, documents }) => (
            <tr key={code}>
              <th scope="row">
                <Link to="/audits/$id" params={{ id: view.batch.id }} search={{ ...search, code, page: undefined }} resetScroll={false}>
                  {codeName(code, language)}
                </Link>
              </th>
              <td className="number">{errors}</td>
              <td className="number">{warnings}</td>
              <td className="number">{documents}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function DepartmentTable({ view, search }: { readonly view: AuditView; readonly search: AuditSearch }) {
  const words = useWords();
  if (view.byDepartment.length === 0) return null;
  return (
    <details className="chart-table">
      <summary>{words.audit.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.audit.filterDepartment}</th>
            <th scope="col" className="number">
              {words.audit.countDocuments}
            </th>
            <th scope="col" className="number">
              {words.audit.withErrors}
            </th>
            <th scope="col" className="number">
              {words.audit.errors}
            </th>
            <th scope="col" className="number">
              {words.audit.columns.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.byDepartment.map(({ department, documents, withErrors, errors, amountWithErrors }) => (
            <tr key={department ?? ""}>
              <th scope="row">
                <Link
                  to="/audits/$id"
                  params={{ id: view.batch.id }}
                  search={{ ...search, department: department ?? "-", page: undefined }}
                  resetScroll={false}
                >
                  {department ?? words.audit.noDepartment}
                </Link>
              </th>
              <td className="number">{documents}</td>
              <td className="number">{withErrors}</td>
              <td className="number">{errors}</td>
              <td className="number">{amountWithErrors ?? words.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
