// What was read: the self-evaluation tables as forms whose cells can be picked and corrected, then the other tables.
import { EditOutlined, QuestionCircleOutlined, WarningOutlined } from "@ant-design/icons";
import { useEffect, useRef } from "react";
import type { AuditTableView } from "../../../src/app/http/contract-audits.ts";
import { useWords } from "../language/language-provider.tsx";
import { EmptyView } from "../parts/states.tsx";
import { useDocument } from "./document-state.ts";
import { MakeCase } from "./make-case.tsx";
import { OtherTables } from "./other-tables.tsx";
import { PickedBar } from "./picked-bar.tsx";
import { findCell, scrollToPlace } from "./scroll-to-place.ts";
import { Value } from "./value-cell.tsx";

export function TablesPane() {
  const words = useWords();
  const { view, picked } = useDocument();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const pane = body.current;
    if (!pane || !picked) return;
    const place = findCell(pane, picked.table, picked.path);
    if (!place) return;
    place.setAttribute("data-marked", "");
    // A cell that was clicked is in sight, and must not move under a second click.
    if (!place.contains(document.activeElement)) scrollToPlace(pane, place);
    return () => place.removeAttribute("data-marked");
  }, [picked]);
  const doubtful = view.tables.reduce((sum, { cells }) => sum + cells.filter(({ confidence }) => confidence === "doubtful").length, 0);
  return (
    <section className="pane pane-tables" aria-label={words.audit.panes.tables}>
      <header className="pane-head">
        <h2>{words.audit.panes.tables}</h2>
        {doubtful > 0 ? <span className="tag tag-amber">{words.audit.doubtfulCount(doubtful)}</span> : null}
        <Legend />
      </header>
      <div ref={body} className="pane-body" data-testid="tables">
        {view.tables.length === 0 && view.details.length + view.scoreTables.length + view.statements.length === 0 ? (
          <EmptyView title={words.audit.noTables} hint={words.audit.noTablesHint} />
        ) : null}
        {view.tables.map((table, index) => (
          <FormTable key={`${table.title}-${index}`} table={table} index={index} />
        ))}
        <OtherTables />
      </div>
      {view.tables.length > 0 ? <PickedBar /> : null}
    </section>
  );
}

function Legend() {
  const words = useWords();
  return (
    <ul className="mark-legend" aria-label={words.audit.legend}>
      <li>
        <QuestionCircleOutlined className="mark-doubtful" aria-hidden="true" /> {words.audit.confidence.doubtful}
      </li>
      <li>
        <EditOutlined className="mark-corrected" aria-hidden="true" /> {words.audit.legendCorrected}
      </li>
      <li>
        <WarningOutlined className="mark-warning" aria-hidden="true" /> {words.audit.legendFinding}
      </li>
    </ul>
  );
}

const HEAD = ["project", "department", "unit", "year", "moneyUnit"] as const;
const FUND_COLUMNS = ["initial", "revised", "executed", "weight", "rate", "score"] as const;
const INDICATOR_COLUMNS = ["level1", "level2", "level3", "target", "actual", "weight", "score", "reason"] as const;

function FormTable({ table, index }: { readonly table: AuditTableView; readonly index: number }) {
  const words = useWords();
  // Money that sentences name makes no form.
  const hasRows = table.indicators.length > 0;
  return (
    <article className="form-table" data-table={index}>
      <header className="form-head">
        <h3>{table.title ?? words.audit.tableTitle(index + 1)}</h3>
        {hasRows ? <MakeCase table={index} /> : null}
      </header>
      <dl className="form-facts">
        {HEAD.filter((field) => table[field] !== null).map((field) => (
          <div key={field}>
            <dt>{words.audit.head[field]}</dt>
            <dd>{field === "moneyUnit" ? table.moneyUnit : <Value table={index} path={field} />}</dd>
          </div>
        ))}
      </dl>
      {table.funds.length > 0 ? <Funds table={table} index={index} /> : null}
      {table.goal === null && table.goalAchieved === null ? null : (
        <dl className="form-goals">
          <div>
            <dt>{words.audit.goal}</dt>
            <dd>
              <Value table={index} path="goal" />
            </dd>
          </div>
          <div>
            <dt>{words.audit.goalAchieved}</dt>
            <dd>
              <Value table={index} path="goalAchieved" />
            </dd>
          </div>
        </dl>
      )}
      {hasRows || table.total.score !== null || table.total.weight !== null ? <Indicators table={table} index={index} /> : null}
    </article>
  );
}

function Funds({ table, index }: { readonly table: AuditTableView; readonly index: number }) {
  const words = useWords();
  const columns = FUND_COLUMNS.filter((column) => table.columns.funds.includes(column) || table.funds.some((row) => row[column] !== null));
  return (
    <table className="form-grid form-funds">
      <thead>
        <tr>
          <th scope="col">{words.audit.fundRow}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {words.audit.fundColumns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.funds.map((row, at) => (
          <tr key={`${row.row}-${at}`}>
            <th scope="row">
              <Value table={index} path={`funds.${at}.row`} />
            </th>
            {columns.map((column) => (
              <td key={column} className="figure">
                <Value table={index} path={`funds.${at}.${column}`} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Indicators({ table, index }: { readonly table: AuditTableView; readonly index: number }) {
  const words = useWords();
  const columns = INDICATOR_COLUMNS.filter(
    (column) =>
      column === "level3" || table.columns.indicators.includes(column) || table.indicators.some((row) => (row[column] ?? "") !== ""),
  );
  const before = columns.filter((column) => !["weight", "score", "reason"].includes(column)).length;
  return (
    <table className="form-grid form-indicators">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={`column-${column}`}>
              {words.audit.indicatorColumns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.indicators.map((row, at) => (
          <tr key={`${row.level3}-${at}`}>
            {columns.map((column) => (
              <td key={column} className={cellClass(column, row, table.indicators[at - 1])}>
                <Value table={index} path={`indicators.${at}.${column}`} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={before}>
            {words.audit.total}
          </th>
          {columns.slice(before).map((column) => (
            <td key={column} className={column === "reason" ? undefined : "figure"}>
              {column === "weight" || column === "score" ? <Value table={index} path={`total.${column}`} /> : null}
            </td>
          ))}
        </tr>
        {table.grade === null ? null : (
          <tr>
            <th scope="row" colSpan={before}>
              {words.audit.grade}
            </th>
            <td colSpan={columns.length - before}>
              <Value table={index} path="grade" />
            </td>
          </tr>
        )}
      </tfoot>
    </table>
  );
}

type Row = AuditTableView["indicators"][number];

/** A level's name that stands in the row above already is repeated quietly. */
function cellClass(column: (typeof INDICATOR_COLUMNS)[number], row: Row, above: Row | undefined): string {
  if (column === "weight" || column === "score") return "figure";
  const repeats =
    above !== undefined &&
    ((column === "level1" && row.level1 === above.level1) ||
      (column === "level2" && row.level2 === above.level2 && row.level1 === above.level1));
  return repeats ? "repeated" : `column-${column}`;
}
