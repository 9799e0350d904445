// The receipt of one score: formula in words, inputs with sources, steps with the numbers put in, rounding, result, articles.
import { useNavigate } from "@tanstack/react-router";
import type { Basis, Receipt } from "../../../src/app/http/contract.ts";
import type { CaseView, EvaluationView, Item } from "../../../src/app/http/contract-cases.ts";
import type { CaseSearch } from "../case/case-search.ts";
import { placeOfFinding } from "../case/place-of-finding.ts";
import { useWords } from "../language/language-provider.tsx";
import { ItemVouchers } from "../ledger/item-vouchers.tsx";
import { Citations } from "../parts/citation.tsx";
import { Panel } from "../parts/panel.tsx";
import { SeverityTag } from "../parts/severity.tsx";
import { ItemOutcomes } from "./item-outcomes.tsx";
import "./scorecard.css";

type DrawerProps = { readonly one: CaseView; readonly scored: EvaluationView; readonly item: string | null };

export function ReceiptDrawer({ one, scored, item }: DrawerProps) {
  const words = useWords();
  const navigate = useNavigate();
  const close = () => void navigate({ to: ".", search: ({ item: _item, ...rest }: CaseSearch) => rest, resetScroll: false });
  const shown = scored.items.find((line) => line.id === item);
  const title = shown ? shown.level3 : item === "grade" ? words.receipt.gradeTitle : words.receipt.totalTitle;
  const open = shown !== undefined || item === "total" || item === "grade";
  return (
    <Panel open={open} onClose={close} place="side" title={`${words.receipt.title} · ${title}`}>
      <div className="receipt" data-testid="receipt">
        {shown ? <ItemReceipt one={one} scored={scored} item={shown} /> : <TotalReceipt scored={scored} grade={item === "grade"} />}
      </div>
    </Panel>
  );
}

function ItemReceipt({ one, scored, item }: { readonly one: CaseView; readonly scored: EvaluationView; readonly item: Item }) {
  const words = useWords();
  const note =
    item.answer === "missing"
      ? words.receipt.missing
      : item.answer === "silent"
        ? words.receipt.silent
        : item.answer === "bounded"
          ? words.receipt.bounded
          : null;
  return (
    <>
      <div className="receipt-result">
        <strong>{item.score ?? words.none}</strong>
        <span className="of">{words.receipt.of(item.weight ?? words.none)}</span>
        <span className={item.origin === "override" ? "origin tag tag-amber" : "origin tag"}>{words.scorecard.origins[item.origin]}</span>
      </div>
      {note === null ? null : <p className="muted">{note}</p>}
      <Working trace={item.trace} />
      <Recorded item={item} />
      <Articles basis={item.basis} />
      <RowFacts one={one} id={item.id} />
      <ItemOutcomes id={one.id} item={item.id} />
      <ItemVouchers id={one.id} item={item.id} />
      <RowFindings one={one} scored={scored} id={item.id} />
    </>
  );
}

function TotalReceipt({ scored, grade }: { readonly scored: EvaluationView; readonly grade: boolean }) {
  const words = useWords();
  return (
    <>
      <div className="receipt-result">
        <strong>{(grade ? scored.grade : scored.score) ?? words.none}</strong>
        {grade ? null : <span className="of">{words.receipt.of("100")}</span>}
      </div>
      <Working trace={grade ? scored.gradeTrace : scored.totalTrace} />
      <Articles basis={grade ? scored.gradeBasis : scored.totalBasis} />
    </>
  );
}

function Working({ trace }: { readonly trace: Receipt }) {
  const words = useWords();
  return (
    <>
      <section>
        <h3>{words.receipt.formula}</h3>
        <p className="receipt-formula">{trace.formula}</p>
      </section>
      {trace.inputs.length === 0 ? null : (
        <section>
          <h3>{words.receipt.inputs}</h3>
          <ul className="receipt-inputs">
            {trace.inputs.map((input, index) => (
              <li key={`${input.name}-${index}`}>
                <span>{input.name}</span>
                <span className="value">
                  {input.value}
                  {input.unit === null ? "" : ` ${input.unit}`}
                </span>
                {input.source === null ? null : <span className="source">{words.pair(words.receipt.inputSource, input.source)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {trace.steps.length === 0 ? null : (
        <section>
          <h3>{words.receipt.steps}</h3>
          <ol className="receipt-steps">
            {trace.steps.map((step, index) => (
              <li key={`${step.what}-${index}`}>
                <span>{step.what}</span>
                <span className="working">
                  {step.expression} {stepSign(step.expression)} <b>{step.result}</b>
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {trace.rounding === null ? null : (
        <section>
          <h3>{words.receipt.rounding}</h3>
          <p>{trace.rounding}</p>
        </section>
      )}
    </>
  );
}

function Recorded({ item }: { readonly item: Item }) {
  const words = useWords();
  const { recorded } = item;
  if (!recorded) return null;
  const difference = item.suggested === null ? null : Math.round((Number(recorded.score) - Number(item.suggested)) * 100) / 100;
  const field = (value: string | null) => value ?? <span className="tag tag-amber">{words.receipt.missingField}</span>;
  return (
    <section>
      <h3>{words.receipt.recorded}</h3>
      <div className={item.origin === "override" ? "receipt-recorded override" : "receipt-recorded"}>
        <div className="compare">
          <span>
            {item.suggested === null ? words.receipt.ruleAllows : words.receipt.ruleGives}
            <b>{item.suggested ?? (item.allowed ? words.scorecard.within(item.allowed.min, item.allowed.max) : words.none)}</b>
          </span>
          <span>
            {words.receipt.recordedScore}
            <b>{recorded.score}</b>
          </span>
          {difference === null || difference === 0 ? null : (
            <span>
              {words.receipt.difference}
              <b>{difference > 0 ? `+${difference}` : `−${Math.abs(difference)}`}</b>
            </span>
          )}
        </div>
        <dl className="pairs">
          <dt>{words.receipt.by}</dt>
          <dd>{field(recorded.by)}</dd>
          <dt>{words.receipt.reason}</dt>
          <dd>{field(recorded.reason)}</dd>
          <dt>{words.receipt.paper}</dt>
          <dd>{field(recorded.paper)}</dd>
        </dl>
      </div>
    </section>
  );
}

function Articles({ basis }: { readonly basis: readonly Basis[] }) {
  const words = useWords();
  if (basis.length === 0) return null;
  return (
    <section>
      <h3>{words.receipt.basis}</h3>
      <Citations basis={basis} />
    </section>
  );
}

function RowFacts({ one, id }: { readonly one: CaseView; readonly id: string }) {
  const words = useWords();
  const row = one.indicators.find((indicator) => indicator.id === id);
  if (!row) return null;
  const pairs = [
    [words.terms.target, row.target],
    [words.terms.actual, row.actual],
    [words.receipt.grounds, row.grounds],
    [words.receipt.deviation, row.deviation],
    [words.receipt.corrective, row.corrective],
    [words.receipt.owner, row.owner],
  ] as const;
  return (
    <>
      <section>
        <h3>{words.receipt.facts}</h3>
        <dl className="pairs">
          {pairs
            .filter(([, value]) => value !== null)
            .map(([label, value]) => (
              <Pair key={label} label={label} value={value ?? words.none} />
            ))}
          <dt>{words.receipt.evidence}</dt>
          <dd>
            {row.evidence.length === 0 ? (
              <span className="tag tag-amber">{words.receipt.noEvidence}</span>
            ) : (
              <ul className="evidence-list">
                {row.evidence.map((paper) => (
                  <li key={paper.id}>
                    {paper.title} <span className="tag">{paper.kind}</span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </dl>
      </section>
      {row.claims.length === 0 ? null : <Claims claims={row.claims} />}
    </>
  );
}

function Pair({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Claims({ claims }: { readonly claims: CaseView["indicators"][number]["claims"] }) {
  const words = useWords();
  const mark = (label: string, value: string | null) => (
    <span className={value === null ? "missing" : ""}>{words.pair(label, value ?? words.receipt.claimMissing)}</span>
  );
  return (
    <section>
      <h3>{words.receipt.claims}</h3>
      <ul>
        {claims.map((claim) => (
          <li key={claim.text} className="claim">
            <p>{claim.text}</p>
            <div className="marks">
              {mark(words.receipt.claimBaseline, claim.baseline)}
              {mark(words.receipt.claimDate, claim.date)}
              {mark(words.receipt.claimLinked, claim.linkedTo.length === 0 ? null : claim.linkedTo.join(", "))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RowFindings({ one, scored, id }: { readonly one: CaseView; readonly scored: EvaluationView; readonly id: string }) {
  const words = useWords();
  const about = scored.findings.filter((finding) => {
    const spot = placeOfFinding(finding.where.subject, one);
    return spot.tab === "scorecard" && spot.focus === id;
  });
  if (about.length === 0) return null;
  return (
    <section>
      <h3>{words.receipt.findings}</h3>
      <ul>
        {about.map((finding, index) => (
          <li key={`${finding.code}-${index}`} className="receipt-finding">
            <SeverityTag severity={finding.severity} />
            <span>{finding.message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

// A working equals its result; what was compared, found in an interval or awarded leads to it.
function stepSign(expression: string): "=" | "→" {
  return /[×÷+−]|^min\(/.test(expression) && !/[<>≤≥∈]/.test(expression) ? "=" : "→";
}
