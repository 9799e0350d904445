// A table whose cells hold what was printed and what follows.
import type { ReactNode } from "react";
import type { ComparedText } from "../../../src/app/http/contract-cases.ts";
import { useWords } from "../language/language-provider.tsx";

type ComparedRow = {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly cells: Readonly<Record<string, ComparedText>>;
  readonly marks: ReactNode;
};

type ComparedTableProps = {
  readonly caption: string;
  readonly place?: string | null;
  /** Column keys of the cells with their headings, in order. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly ComparedRow[];
  readonly totals?: ComparedRow;
  readonly onlyDiffers: boolean;
};

export function ComparedTable({ caption, place = null, columns, rows, totals, onlyDiffers }: ComparedTableProps) {
  const words = useWords();
  const printedColumns = Object.fromEntries(
    Object.entries(columns).filter(([key]) =>
      [...rows, ...(totals ? [totals] : [])].some((row) => row.cells[key] !== undefined && row.cells[key].printed !== null),
    ),
  );
  const shown = rows.filter((row) => !onlyDiffers || differs(row));
  const showTotals = totals && (!onlyDiffers || differs(totals)) ? totals : null;
  return (
    <table className="published-table">
      <caption>
        {caption}
        {place === null ? null : <small>{place}</small>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.published.row}</th>
          {Object.entries(printedColumns).map(([key, heading]) => (
            <th key={key} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <Row key={row.key} row={row} columns={printedColumns} />
        ))}
        {shown.length === 0 && !showTotals ? (
          <tr>
            <td colSpan={Object.keys(printedColumns).length + 1} className="muted">
              {words.published.same}
            </td>
          </tr>
        ) : null}
      </tbody>
      {showTotals ? (
        <tfoot>
          <Row row={showTotals} columns={printedColumns} />
        </tfoot>
      ) : null}
    </table>
  );
}

function Row({ row, columns }: { readonly row: ComparedRow; readonly columns: Readonly<Record<string, string>> }) {
  return (
    <tr>
      <th scope="row" className="name">
        {row.name} {row.marks}
        {row.note === "" ? null : <small>{row.note}</small>}
      </th>
      {Object.entries(columns).map(([key, heading]) => (
        <td key={key} data-label={heading}>
          {row.cells[key] ? <Compared value={row.cells[key]} /> : null}
        </td>
      ))}
    </tr>
  );
}

function Compared({ value }: { readonly value: ComparedText }) {
  const words = useWords();
  const { printed, follows, verdict } = value;
  if (printed === null && follows === null) return <span className="muted">{words.none}</span>;
  return (
    <span className={`compared compared-${verdict}`}>
      <span className="printed">
        <span className="visually-hidden">{words.published.printed} </span>
        {printed ?? <span className="muted">{words.none}</span>}
      </span>
      {verdict === "same" || verdict === "absent" || follows === null ? null : (
        <>
          <span className="arrow" aria-hidden="true">
            →
          </span>
          <span className="follows">
            <span className="visually-hidden">{words.published.follows} </span>
            {follows}
          </span>
        </>
      )}
    </span>
  );
}

function differs(row: ComparedRow): boolean {
  return Object.values(row.cells).some((cell) => cell.verdict === "differs");
}
