// The lines of a scorecard grouped by their first level, each score a way into its receipt.
import { Link } from "@tanstack/react-router";
import type { CaseView, EvaluationView, Item } from "../../../src/app/http/contract-cases.ts";
import type { CaseSearch } from "../case/case-search.ts";
import { placeOfFinding } from "../case/place-of-finding.ts";
import { useWords } from "../language/language-provider.tsx";
import { Light } from "../parts/light.tsx";
import { OfficialTerm, Term } from "../parts/term.tsx";
import { ReceiptLink } from "./receipt-link.tsx";

type TableProps = { readonly one: CaseView; readonly scored: EvaluationView };

export function ScoreTable({ one, scored }: TableProps) {
  const words = useWords();
  const largest = Math.max(...scored.items.map((item) => Number(item.weight ?? "0")));
  const totalWeight = scored.items.reduce((sum, item) => sum + Number(item.weight ?? "0"), 0);
  return (
    <div className="card">
      <table className="score-table">
        <thead>
          <tr>
            <th scope="col" className="indicator">
              {words.scorecard.indicator}
            </th>
            <th scope="col">
              <Term id="target" />
            </th>
            <th scope="col">
              <Term id="actual" />
            </th>
            <th scope="col" className="number">
              <Term id="weight" />
            </th>
            <th scope="col" className="number">
              {words.scorecard.suggested}
            </th>
            <th scope="col" className="number">
              {words.scorecard.recorded}
            </th>
            <th scope="col" className="number">
              {words.scorecard.awarded}
            </th>
            <th scope="col">{words.scorecard.light}</th>
          </tr>
        </thead>
        {scored.levels.map((level) => (
          <tbody key={level.id}>
            <tr className="group">
              <th scope="rowgroup" colSpan={3}>
                <OfficialTerm name={level.level1}>{level.level1}</OfficialTerm>
              </th>
              <td className="number blank">{level.weight ?? words.none}</td>
              <td className="blank" />
              <td className="blank" />
              <td className="number">{level.score ?? words.none}</td>
              <td className="of">
                <OfWeight score={level.score} weight={level.weight} />
              </td>
            </tr>
            {scored.items
              .filter((item) => item.level1 === level.level1)
              .map((item) => (
                <ScoreRow
                  key={item.id}
                  one={one}
                  scored={scored}
                  item={item}
                  share={largest === 0 ? 0 : Number(item.weight ?? "0") / largest}
                />
              ))}
          </tbody>
        ))}
        <tfoot>
          <tr data-subject="total">
            <th scope="row" colSpan={3}>
              {words.scorecard.total}
            </th>
            <td className="number blank">{plain(totalWeight)}</td>
            <td className="number blank">{scored.suggestedTotal ?? words.none}</td>
            <td className="blank" />
            <td className="number">
              <ReceiptLink id="total" label={words.scorecard.openReceipt(words.caseHead.total, scored.score ?? words.unknown)}>
                {scored.score ?? words.none}
              </ReceiptLink>
            </td>
            <td className="of">
              <OfWeight score={scored.score} weight={plain(totalWeight)} />
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="legend">{words.scorecard.legend}</p>
    </div>
  );
}

/** On a wide page the share that was earned, on a narrow one the weight it was earned of. */
function OfWeight({ score, weight }: { readonly score: string | null; readonly weight: string | null }) {
  const share = score === null || weight === null || Number(weight) === 0 ? null : (Number(score) / Number(weight)) * 100;
  return (
    <>
      <span className="wide">{share === null ? "" : `${plain(share)}%`}</span>
      <span className="narrow">/ {weight ?? "—"}</span>
    </>
  );
}

function ScoreRow({ one, scored, item, share }: TableProps & { readonly item: Item; readonly share: number }) {
  const words = useWords();
  const row = one.indicators.find((indicator) => indicator.id === item.id);
  const total = one.funds.rows.find((fund) => fund.id === "total");
  const target = row?.target ?? total?.revised ?? words.none;
  const actual = row?.actual ?? (total?.executed ? words.bracket(total.executed, total.rate ?? words.none) : words.none);
  const findings = scored.findings.filter((finding) => {
    const spot = placeOfFinding(finding.where.subject, one);
    return spot.tab === "scorecard" && spot.focus === item.id;
  });
  const earned = item.score === null || Number(item.weight ?? "0") === 0 ? 0 : Number(item.score) / Number(item.weight);
  const lost = item.score === null || item.weight === null ? 0 : hundredths(item.weight) - hundredths(item.score);
  return (
    <tr className="row" data-subject={item.id}>
      <td className="indicator">
        <strong>{row ? item.level3 : <Term id="executionRate" />}</strong>
        <span className="row-notes">
          {row ? <small>{item.level2}</small> : null}
          {item.origin === "override" ? <span className="tag tag-amber">{words.scorecard.override}</span> : null}
          {findings.length > 0 ? (
            <Link
              to="/cases/$id/findings"
              params={{ id: one.id }}
              search={({ pack, completed }: CaseSearch) => ({
                ...(pack ? { pack } : {}),
                ...(completed ? { completed } : {}),
                focus: item.id,
              })}
              className="tag tag-red"
            >
              {words.scorecard.rowFindings(findings.length)}
            </Link>
          ) : null}
        </span>
      </td>
      <td className="fact" data-label={words.terms.target}>
        {target}
      </td>
      <td className="fact" data-label={words.terms.actual}>
        {actual}
      </td>
      <td className="number weight-cell" data-label={words.terms.weight}>
        {item.weight ?? words.none}
        <span
          className={item.score === null ? "weight-bar unknown" : "weight-bar"}
          style={{ width: `${Math.max(4, 64 * share)}px` }}
          title={words.scorecard.share}
          aria-hidden="true"
        >
          <i style={{ width: `${earned * 100}%` }} />
        </span>
      </td>
      <td className="number" data-label={words.scorecard.suggested}>
        {item.suggested ??
          (item.allowed ? (
            words.scorecard.within(item.allowed.min, item.allowed.max)
          ) : (
            <span className="muted">{words.scorecard.lights[item.answer === "silent" ? "silent" : "unknown"]}</span>
          ))}
      </td>
      <td className="number" data-label={words.scorecard.recorded}>
        {item.recorded?.score ?? words.none}
      </td>
      <td className="number" data-label={words.scorecard.awarded}>
        <ReceiptLink id={item.id} label={words.scorecard.openReceipt(item.level3, item.score ?? words.unknown)}>
          {item.score ?? words.none}
        </ReceiptLink>
        {lost > 0 ? <span className="score-lost">−{plain(lost / 100)}</span> : null}
      </td>
      <td className="light-cell">
        <Light item={item} />
      </td>
    </tr>
  );
}

// Points are exact text; whole hundredths are safe as numbers on a page.
function hundredths(points: string): number {
  return Math.round(Number(points) * 100);
}

function plain(value: number): string {
  return String(Math.round(value * 100) / 100);
}
