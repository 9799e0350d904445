// What else was read: detail tables, score tables and what the sentences say, each line leading to its place.
import type { SourceSpot } from "../../../src/app/http/contract-audits.ts";
import { useWords } from "../language/language-provider.tsx";
import { useDocument } from "./document-state.ts";

export function OtherTables() {
  const words = useWords();
  const { view } = useDocument();
  const detail = words.audit.detailColumns;
  const score = words.audit.indicatorColumns;
  const claims: Readonly<Record<string, string>> = words.published.claims;
  return (
    <>
      {view.details.map((table, index) => (
        <PlainTable
          key={`details-${index}`}
          title={words.bracket(table.title, table.moneyUnit)}
          heads={[detail.no, detail.name, detail.division, detail.budget, detail.spent, detail.rate]}
          rows={table.rows.map(({ no, name, division, budget, spent, rate, spot }) => ({
            cells: [no, name, division, budget, spent, rate],
            spot,
          }))}
          foot={[words.audit.total, null, null, table.totals.budget, table.totals.spent, table.totals.rate]}
        />
      ))}
      {view.scoreTables.map((table, index) => (
        <PlainTable
          key={`scores-${index}`}
          title={table.title}
          heads={[score.level1, score.level2, score.weight, score.score]}
          rows={table.rows.map(({ level1, level2, weight, score: points, spot }) => ({ cells: [level1, level2, weight, points], spot }))}
          foot={[words.audit.total, null, table.total.weight, table.total.score]}
        />
      ))}
      {view.statements.length === 0 ? null : (
        <article className="form-table">
          <h3>{words.audit.statements}</h3>
          <ul className="statements">
            {view.statements.map(({ claims: kind, quote, spot }, index) => (
              <li key={`${kind}-${index}`}>
                <span className="tag">{claims[kind] ?? kind}</span>
                <Jump spot={spot}>{words.findings.quote(quote)}</Jump>
              </li>
            ))}
          </ul>
        </article>
      )}
    </>
  );
}

type PlainProps = {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly cells: readonly (string | null)[]; readonly spot: SourceSpot | null }[];
  readonly foot: readonly (string | null)[];
};

function PlainTable({ title, heads, rows, foot }: PlainProps) {
  const words = useWords();
  return (
    <article className="form-table">
      <h3>{title}</h3>
      <table className="form-grid plain-grid">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, spot }, row) => (
            <tr key={`${cells[0]}-${row}`}>
              {cells.map((text, column) => (
                <td key={heads[column]}>{column === 1 ? <Jump spot={spot}>{text ?? words.none}</Jump> : (text ?? words.none)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            {foot.map((text, column) => (
              <td key={heads[column]}>{text}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </article>
  );
}

function Jump({ spot, children }: { readonly spot: SourceSpot | null; readonly children: string }) {
  const { markSpot, show } = useDocument();
  if (spot === null) return children;
  return (
    <button
      type="button"
      className="plain-button jump-line"
      onClick={() => {
        markSpot(spot);
        show("original");
      }}
    >
      {children}
    </button>
  );
}
