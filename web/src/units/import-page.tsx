// Units and people from a workbook: the empty one out, the filled one in, looked at, then written at once.
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ImportedOrganisationView, OrganisationPlanView } from "../../../src/app/http/contract-people.ts";
import { UploadFaults } from "../cases/upload-dialog.tsx";
import { useWords } from "../language/language-provider.tsx";
import { useWorkbook } from "../parts/use-workbook.ts";
import { WorkbookStep } from "../parts/workbook-step.tsx";
import { linkOf } from "../people/one-time-link-panel.tsx";
import "../people/people.css";
import { usePageTitle } from "../shell/page-title.ts";

const PATH = "/api/organisation/workbook";

export function ImportPage() {
  const words = useWords();
  const { import: text } = words.people;
  usePageTitle(text.title);
  const workbook = useWorkbook<OrganisationPlanView, ImportedOrganisationView>(PATH);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.title}</h1>
          <p>{text.intro}</p>
        </div>
        <div className="actions">
          <Link to="/units">{words.people.units.title}</Link>
        </div>
      </div>
      <div className="import-steps">
        <WorkbookStep
          templatePath={`${PATH}/template.xlsx`}
          accept=".xlsx"
          words={text}
          fileName={workbook.fileName}
          isReading={workbook.isReading}
          error={workbook.unread}
          onChoose={workbook.choose}
          testId="organisation-file"
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
  readonly plan: OrganisationPlanView;
  readonly error: unknown;
  readonly isWriting: boolean;
  readonly onWrite: () => void;
};

function Preview({ plan, error, isWriting, onWrite }: PreviewProps) {
  const words = useWords();
  const { people, units, kinds, import: text } = words.people;
  const nothing = plan.units.length + plan.accounts.length === 0;
  return (
    <section className="card import-step" data-testid="organisation-preview">
      <h2>{nothing ? text.nothing : text.preview(plan.units.length, plan.accounts.length)}</h2>
      {plan.units.length === 0 ? null : (
        <section aria-label={units.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{units.kind}</th>
                <th scope="col">{units.name}</th>
                <th scope="col">{units.code}</th>
                <th scope="col">{text.below}</th>
              </tr>
            </thead>
            <tbody>
              {plan.units.map((unit, index) => (
                <tr key={`${index}`}>
                  <td>{kinds[unit.kind]}</td>
                  <td>{unit.name}</td>
                  <td className="mono">{unit.code}</td>
                  <td>{unit.below}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {plan.accounts.length === 0 ? null : (
        <section aria-label={people.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{people.login}</th>
                <th scope="col">{people.name}</th>
                <th scope="col">{people.unit}</th>
                <th scope="col">{people.roles}</th>
              </tr>
            </thead>
            <tbody>
              {plan.accounts.map((account) => (
                <tr key={account.login}>
                  <td className="mono">{account.login}</td>
                  <td>{account.name}</td>
                  <td>{account.unitName}</td>
                  <td>
                    <span className="tags">
                      {account.roles.map(({ role, unitName }) => (
                        <span key={role} className="tag tag-amber">
                          {words.session.roleAt(words.roles[role], unitName)}
                        </span>
                      ))}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {error === null ? null : <UploadFaults error={error} />}
      {nothing ? null : (
        <div className="form-actions">
          <Button type="primary" loading={isWriting} onClick={onWrite}>
            {text.confirm}
          </Button>
        </div>
      )}
    </section>
  );
}

function Written({ written }: { readonly written: ImportedOrganisationView }) {
  const { import: text } = useWords().people;
  const lines = [text.linksHead, ...written.accounts.map(({ login, name, token }) => [login, name, linkOf(token)].map(csvCell).join(","))];
  // The mark tells spreadsheets that it is UTF-8.
  const csv = `\uFEFF${lines.join("\r\n")}\r\n`;
  return (
    <section className="card import-step" role="status" data-testid="organisation-written">
      <h2>{text.written(written.units, written.accounts.length)}</h2>
      {written.accounts.length === 0 ? null : (
        <>
          <p className="hint-box">{text.linksHint}</p>
          <div className="form-actions">
            <Button type="primary" href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`} download={text.linksName}>
              {text.links}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

// What a spreadsheet would take for a formula stays a text.
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
