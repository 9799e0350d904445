// What is wrong with the document; a click shows the place in the original and in the table read.
import type { AuditFindingView } from "../../../src/app/http/contract-audits.ts";
import { codeName } from "../audits/code-name.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Citations } from "../parts/citation.tsx";
import { SeverityCounts, SeverityTag } from "../parts/severity.tsx";
import { useDocument } from "./document-state.ts";

export function FindingsPane() {
  const words = useWords();
  const { view } = useDocument();
  return (
    <section className="pane pane-findings" aria-label={words.audit.panes.findings}>
      <header className="pane-head">
        <h2>{words.audit.panes.findings}</h2>
        {view.findings.length > 0 ? <SeverityCounts counts={view.row.findings} /> : null}
        {view.packNumber === null ? null : <span className="tag pane-pack">{view.packNumber}</span>}
      </header>
      <div className="pane-body">
        {view.findings.length === 0 ? (
          <div className="findings-clean">
            <strong>{words.audit.noFindings2}</strong>
            <span className="muted">{words.audit.noFindingsHint}</span>
          </div>
        ) : (
          <ol className="audit-findings">
            {view.findings.map((finding, index) => (
              <FindingLine key={`${finding.code}-${finding.where.subject}-${index}`} finding={finding} index={index} />
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}

function FindingLine({ finding, index }: { readonly finding: AuditFindingView; readonly index: number }) {
  const { words, language } = useLanguage();
  const { finding: chosen, pickFinding } = useDocument();
  const isChosen = chosen === index;
  const { where, printed, expected, formula, remedy } = finding;
  const place = [where.table, where.row, where.column].filter((part) => part !== null);
  return (
    <li className={`audit-finding finding-${finding.severity}`} data-testid="audit-finding" data-code={finding.code}>
      <button type="button" className="plain-button finding-button" aria-pressed={isChosen} onClick={() => pickFinding(index)}>
        <span className="finding-line">
          <SeverityTag severity={finding.severity} />
          <span className="finding-name">{codeName(finding.code, language)}</span>
          <span className="muted small">{place.length > 0 ? place.join(" · ") : where.quote === null ? words.audit.noPlace : ""}</span>
        </span>
        <span className="finding-message">{finding.message}</span>
        {printed === null && expected === null ? null : (
          <span className="finding-values">
            {printed === null ? null : (
              <span>
                <small>{words.findings.printed}</small>
                <b className="was">{printed}</b>
              </span>
            )}
            {expected === null ? null : (
              <span>
                <small>{words.findings.expected}</small>
                <b className="should">{expected}</b>
              </span>
            )}
          </span>
        )}
      </button>
      {isChosen ? (
        <div className="finding-more">
          {formula === null ? null : <p className="mono">{formula}</p>}
          {where.quote === null ? null : <p className="muted">{words.findings.quote(where.quote)}</p>}
          {remedy === "" ? null : <p>{words.pair(words.audit.remedy, remedy)}</p>}
          <Citations basis={finding.basis} />
        </div>
      ) : null}
    </li>
  );
}
