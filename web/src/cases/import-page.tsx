// Projects and their targets by the hundred: the empty list out, the filled one in, looked at, then written at once.
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ImportedProjectsView, ProjectPlanView } from "../../../src/app/http/contract-cases.ts";
import { projectListPagesWording } from "../../../src/app/messages/project-list-pages.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { ScrollArea } from "../parts/scroll-area.tsx";
import { useWorkbook } from "../parts/use-workbook.ts";
import { WorkbookStep } from "../parts/workbook-step.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import "./cases.css";
import { UploadFaults } from "./upload-dialog.tsx";

const PATH = "/api/project-list";

export function ImportPage() {
  const { language } = useLanguage();
  const words = projectListPagesWording(language);
  usePageTitle(words.title);
  const workbook = useWorkbook<ProjectPlanView, ImportedProjectsView>(PATH);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p>{words.intro}</p>
        </div>
        <div className="actions">
          <Link to="/">{words.back}</Link>
        </div>
      </div>
      <div className="import-steps">
        <WorkbookStep
          templatePath={`${PATH}/template.xlsx`}
          accept=".xlsx,.zip"
          words={words}
          fileName={workbook.fileName}
          isReading={workbook.isReading}
          error={workbook.unread}
          onChoose={workbook.choose}
          testId="project-list-file"
        />
        {workbook.plan === null ? null : (
          <Preview plan={workbook.plan} error={workbook.unwritten} isWriting={workbook.isWriting} onWrite={workbook.write} />
        )}
        {workbook.written ? <Written written={workbook.written} /> : null}
      </div>
    </>
  );
}

type PreviewProps = {
  readonly plan: ProjectPlanView;
  readonly error: unknown;
  readonly isWriting: boolean;
  readonly onWrite: () => void;
};

function Preview({ plan: { projects, skipped }, error, isWriting, onWrite }: PreviewProps) {
  const words = projectListPagesWording(useLanguage().language);
  const { columns } = words;
  const flawed = projects.filter(({ errors }) => errors > 0).length;
  return (
    <section className="card import-step" data-testid="project-list-preview">
      <h2>{projects.length === 0 ? words.nothing : words.preview(projects.length)}</h2>
      {flawed === 0 ? null : <p className="hint-box">{words.errorsHint(flawed)}</p>}
      {projects.length === 0 ? null : (
        <ScrollArea label={words.preview(projects.length)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{columns.number}</th>
                <th scope="col">{columns.name}</th>
                <th scope="col">{columns.year}</th>
                <th scope="col">{columns.unit}</th>
                <th scope="col" className="number">
                  {columns.indicators}
                </th>
                <th scope="col" className="number">
                  {columns.budget}
                </th>
                <th scope="col" className="number">
                  {columns.errors}
                </th>
              </tr>
            </thead>
            <tbody>
              {projects.map((one, index) => (
                <tr key={`${index}`}>
                  <td className="mono">{one.number}</td>
                  <td>{one.name}</td>
                  <td>{one.year}</td>
                  <td>{one.unitName}</td>
                  <td className="number">{one.indicators}</td>
                  <td className="number">{one.budget ?? words.unknown}</td>
                  <td className="number">{one.errors}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      {skipped.length === 0 ? null : (
        <details>
          <summary>{words.skipped(skipped.length)}</summary>
          <p className="muted small">{words.skippedHint}</p>
          <ul>
            {skipped.map(({ number, name, year }) => (
              <li key={number}>{`${number} ${year} ${name}`}</li>
            ))}
          </ul>
        </details>
      )}
      {error === null ? null : <UploadFaults error={error} />}
      {projects.length === 0 ? null : (
        <div className="form-actions">
          <Button type="primary" loading={isWriting} onClick={onWrite}>
            {words.confirm}
          </Button>
        </div>
      )}
    </section>
  );
}

function Written({ written: { saved, skipped } }: { readonly written: ImportedProjectsView }) {
  const words = projectListPagesWording(useLanguage().language);
  return (
    <section className="card import-step" role="status" data-testid="project-list-written">
      <h2>{words.written(saved.length)}</h2>
      {skipped === 0 ? null : <p className="muted small">{words.skipped(skipped)}</p>}
      <p>
        <Link to="/">{words.all}</Link>
      </p>
    </section>
  );
}
