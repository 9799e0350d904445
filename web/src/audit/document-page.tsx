// One audited document: the original beside what was read of it, and what is wrong with it.
import { DownloadOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { AuditDocumentView } from "../../../src/app/http/contract-audits.ts";
import { apiUrl } from "../api/api-client.ts";
import { auditDocumentPath, auditDocumentQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { EmptyView, Loaded, Skeleton } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import "../case/case.css";
import "./document.css";
import { DocumentContext, type Pane, useDocumentState } from "./document-state.ts";
import { FindingsPane } from "./findings-pane.tsx";
import { OriginalPane } from "./original-pane.tsx";
import { TablesPane } from "./tables-pane.tsx";

const route = getRouteApi("/auditing/audits/$id/documents/$n");

export function DocumentPage() {
  const { language } = useLanguage();
  const { id, n } = route.useParams();
  return (
    <Loaded query={useQuery(auditDocumentQuery(id, Number(n), language))} lines={12}>
      {(view) => <Document key={`${view.batch.id}-${view.row.n}`} view={view} />}
    </Loaded>
  );
}

function Document({ view }: { readonly view: AuditDocumentView }) {
  const words = useWords();
  const name = view.row.project ?? view.row.file.split("/").at(-1) ?? view.row.file;
  usePageTitle(name);
  return (
    <div className="audit-document">
      <Head view={view} name={name} />
      {view.row.status === "done" ? (
        <Panes key={view.pages} view={view} />
      ) : view.row.status === "failed" ? (
        <EmptyView title={words.audit.failedTitle} hint={[view.row.problem?.message, view.row.problem?.remedy].filter(Boolean).join("\n")}>
          <Button href={`${auditDocumentPath(view.batch.id, view.row.n)}/original`} download icon={<DownloadOutlined />}>
            {words.audit.original}
          </Button>
        </EmptyView>
      ) : (
        <div role="status">
          <p className="muted">
            {words.audit.waitingTitle} {words.audit.waitingHint}
          </p>
          <Skeleton lines={8} />
        </div>
      )}
    </div>
  );
}

function Head({ view, name }: { readonly view: AuditDocumentView; readonly name: string }) {
  const words = useWords();
  const { batch, row } = view;
  return (
    <header className="document-head">
      <div className="crumb">
        <Link to="/audits">{words.audit.breadcrumb}</Link>
        <span aria-hidden="true">/</span>
        <Link to="/audits/$id" params={{ id: batch.id }}>
          {batch.name}
        </Link>
        <span aria-hidden="true">/</span>
        <span>{row.file.split("/").at(-1)}</span>
        <span className="document-neighbours">
          <Neighbour id={batch.id} n={view.previous} label={words.audit.previous} icon={<LeftOutlined aria-hidden="true" />} />
          <Neighbour id={batch.id} n={view.next} label={words.audit.next} icon={<RightOutlined aria-hidden="true" />} />
        </span>
      </div>
      <div className="document-title">
        <div>
          <h1>{name}</h1>
          <div className="meta">
            {row.kind === null ? null : <span>{words.audit.kinds[row.kind]}</span>}
            {row.department === null ? null : <span>{row.department}</span>}
            {row.year === null ? null : <span>{words.year(row.year)}</span>}
            {row.total === null ? null : (
              <span>
                {words.pair(words.audit.columns.total, row.total)} {row.grade}
              </span>
            )}
            {row.corrections > 0 ? <span className="tag tag-teal">{words.audit.corrected(row.corrections)}</span> : null}
          </div>
        </div>
        {row.status === "done" ? <Downloads view={view} /> : null}
      </div>
    </header>
  );
}

function Neighbour({
  id,
  n,
  label,
  icon,
}: {
  readonly id: string;
  readonly n: number | null;
  readonly label: string;
  readonly icon: React.ReactNode;
}) {
  if (n === null) return null;
  return (
    <Link to="/audits/$id/documents/$n" params={{ id, n: String(n) }} aria-label={label} title={label} className="neighbour">
      {icon}
    </Link>
  );
}

function Downloads({ view }: { readonly view: AuditDocumentView }) {
  const { words, language } = useLanguage();
  const path = auditDocumentPath(view.batch.id, view.row.n);
  const files = [
    ["sheet.docx", words.audit.sheetWord],
    ["sheet.xlsx", words.audit.sheetExcel],
    ["original", words.audit.original],
  ] as const;
  return (
    <div className="document-actions no-print">
      {files.map(([file, label]) => (
        <Button
          key={file}
          icon={<DownloadOutlined />}
          href={apiUrl(`${path}/${file}`, { lang: language })}
          download
          data-testid={`download-${file}`}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

const PANES = ["original", "tables", "findings"] as const satisfies readonly Pane[];

function Panes({ view }: { readonly view: AuditDocumentView }) {
  const words = useWords();
  const state = useDocumentState(view);
  return (
    <DocumentContext value={state}>
      <fieldset className="pane-tabs no-print" aria-label={words.audit.panes.label}>
        {PANES.map((pane) => (
          <button key={pane} type="button" aria-pressed={state.pane === pane} onClick={() => state.show(pane)}>
            {words.audit.panes[pane]}
            {pane === "findings" && view.findings.length > 0 ? <span className="count">{view.findings.length}</span> : null}
          </button>
        ))}
      </fieldset>
      <div className="audit-panes" data-pane={state.pane}>
        <OriginalPane />
        <TablesPane />
        <FindingsPane />
      </div>
    </DocumentContext>
  );
}
