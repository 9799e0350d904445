// The report in the page, as it will be printed, with its downloads.
import { FileExcelOutlined, FilePdfOutlined, FileTextOutlined, FileWordOutlined, PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Switch } from "antd";
import { useState } from "react";
import type { CaseView } from "../../../src/app/http/contract-cases.ts";
import type { ReportView } from "../../../src/app/http/contract-report.ts";
import { apiUrl } from "../api/api-client.ts";
import { casePath, comparisonQuery, reportQuery, type Supposition, settingsOf } from "../api/queries.ts";
import { useCase } from "../case/use-case.ts";
import { useFocus } from "../case/use-focus.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Loaded, Skeleton } from "../parts/states.tsx";
import "./report.css";
import { ReportSheets } from "./report-sheets.tsx";

const FILES = [
  { name: "report.docx", key: "word", Icon: FileWordOutlined },
  { name: "report.pdf", key: "pdf", Icon: FilePdfOutlined },
  { name: "self-evaluation.xlsx", key: "form", Icon: FileExcelOutlined },
  { name: "self-evaluation.docx", key: "formWord", Icon: FileWordOutlined },
  { name: "score.json", key: "json", Icon: FileTextOutlined },
] as const;

export function ReportTab() {
  const words = useWords();
  const found = useCase();
  if (!found) return <Skeleton lines={12} />;
  return (
    <section className="section">
      <h2 className="visually-hidden">{words.report.title}</h2>
      <Report one={found.one} pack={found.scored.pack} supposed={found.search} focus={found.search.focus} />
    </section>
  );
}

function Report({
  one,
  pack,
  supposed,
  focus,
}: {
  readonly one: CaseView;
  readonly pack: string;
  readonly supposed: Supposition;
  readonly focus: string | undefined;
}) {
  const { words, language } = useLanguage();
  const { id } = one;
  const [compared, setCompared] = useState(false);
  const columns = useQuery({ ...comparisonQuery(id, "both", language), enabled: compared });
  const others = [...new Set((columns.data?.columns ?? []).map((column) => column.pack))].filter((one) => one !== pack);
  const packs = compared && columns.data ? [pack, ...others].join(",") : pack;
  const report = useQuery(reportQuery(id, packs, settingsOf(supposed), language));
  useFocus(focus, report.data !== undefined);
  return (
    <>
      <div className="card report-tools no-print">
        {FILES.map(({ name, key, Icon }, index) => (
          <Button
            key={name}
            type={index === 0 ? "primary" : "default"}
            icon={<Icon />}
            href={apiUrl(`${casePath(id)}/files/${name}`, { pack: packs, set: settingsOf(supposed) })}
            download
            data-testid={`download-${name}`}
          >
            {words.report[key]}
          </Button>
        ))}
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {words.print}
        </Button>
        <span className="control">
          <Switch aria-label={words.report.comparison} checked={compared} onChange={setCompared} loading={compared && columns.isPending} />
          <span>{words.report.comparison}</span>
        </span>
      </div>
      <p className="muted small no-print" style={{ marginBottom: 16 }}>
        {words.report.boundHint}
      </p>
      <Loaded query={report} lines={14}>
        {(view) => (
          <div className="report-layout">
            <Contents view={view} />
            <ReportSheets one={one} view={view} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Contents({ view }: { readonly view: ReportView }) {
  const words = useWords();
  const entries = view.document.blocks.flatMap((block, index) => {
    if (block.kind === "heading" && block.level <= 2) return [{ id: `block-${index}`, text: block.text, deeper: block.level === 2 }];
    if (block.kind === "annex-start") return [{ id: `block-${index}`, text: `${block.label} ${block.title}`, deeper: false }];
    return [];
  });
  return (
    <nav className="report-contents no-print" aria-label={words.report.contents}>
      <h3>{words.report.contents}</h3>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id} className={entry.deeper ? "deeper" : ""}>
            <a href={`#${entry.id}`}>{entry.text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
