// A line or a table of the original, each with its address; what is not clear in the file says so.
import { memo } from "react";
import type { SourcePageView, SourceSpot } from "../../../src/app/http/contract-audits.ts";
import { useWords } from "../language/language-provider.tsx";

type Block = SourcePageView["blocks"][number];
type TableBlock = Extract<Block, { kind: "table" }>;
type TextBlock = Extract<Block, { kind: "text" }>;
type BlockProps = { readonly block: Block; readonly before: Block | null; readonly spot: SourceSpot | null };

export const OriginalBlock = memo(function OriginalBlock({ block, before, spot }: BlockProps) {
  const words = useWords();
  const newPage = block.printedPage !== null && block.printedPage !== (before?.printedPage ?? 1);
  return (
    <>
      {newPage ? <p className="printed-page">{words.audit.printedPage(block.printedPage ?? 0)}</p> : null}
      {block.kind === "text" ? <Line block={block} spot={spot} /> : <Grid block={block} />}
    </>
  );
});

function Line({ block, spot }: { readonly block: TextBlock; readonly spot: SourceSpot | null }) {
  const words = useWords();
  const { text, address, heading, doubtful } = block;
  if (text.trim() === "" && !spot) return <p className="source-line source-blank" data-address={address} />;
  const classes = ["source-line", heading === null ? "" : "source-heading", doubtful ? "source-doubtful" : ""];
  return (
    <p
      className={classes.filter((name) => name !== "").join(" ")}
      data-address={address}
      title={doubtful ? words.audit.uncertain : undefined}
    >
      {spot?.from === null || spot === null ? (
        text
      ) : (
        <>
          {text.slice(0, spot.from)}
          <mark>{text.slice(spot.from, spot.to ?? undefined)}</mark>
          {spot.to === null ? null : text.slice(spot.to)}
        </>
      )}
    </p>
  );
}

/** Cells that a pane cannot hold side by side. */
const WIDE = 10;

function Grid({ block }: { readonly block: TableBlock }) {
  const words = useWords();
  const { sheet, fromRow, toRow, rows, address } = block;
  const isPart = fromRow > 0 || toRow < rows;
  const grid = rowsOf(block);
  // Merged cells hide how many columns there are: what counts is what stands in a row.
  const most = Math.max(0, ...grid.map(({ places }) => places.length));
  return (
    <div className={most > WIDE ? "source-table source-table-wide" : "source-table"} data-address={address}>
      {sheet === null && !isPart ? null : (
        <p className="source-caption">
          {sheet === null ? null : <span>{words.audit.sheet(sheet)}</span>}
          {isPart ? <span>{words.audit.rowsOf(fromRow + 1, toRow, rows)}</span> : null}
        </p>
      )}
      <table>
        <tbody>
          {grid.map(({ row, places }) => (
            <tr key={row}>
              {places.map(({ column, cell }) =>
                cell === null ? (
                  <td key={column} />
                ) : (
                  <td
                    key={column}
                    data-address={cell.address}
                    rowSpan={cell.rowSpan > 1 ? cell.rowSpan : undefined}
                    colSpan={cell.columnSpan > 1 ? cell.columnSpan : undefined}
                    className={cell.doubtful ? "source-doubtful" : undefined}
                    title={cell.doubtful ? words.audit.uncertain : undefined}
                  >
                    {cell.text}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Cell = TableBlock["cells"][number];
type Row = { readonly row: number; readonly places: readonly { readonly column: number; readonly cell: Cell | null }[] };

/** Row by row, with an empty place wherever neither a cell stands nor one reaches; columns behind the last cell are left out. */
function rowsOf({ cells, fromRow, toRow }: TableBlock): readonly Row[] {
  const width = cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0);
  const byRow = new Map<number, Map<number, Cell>>();
  for (const cell of cells) byRow.set(cell.row, (byRow.get(cell.row) ?? new Map<number, Cell>()).set(cell.column, cell));
  const reach: number[] = [];
  return Array.from({ length: toRow - fromRow }, (_, index) => fromRow + index).map((row) => {
    const places: { column: number; cell: Cell | null }[] = [];
    for (let column = 0; column < width; column++) {
      const cell = byRow.get(row)?.get(column);
      if (cell) {
        places.push({ column, cell });
        for (let at = column; at < column + cell.columnSpan; at++) reach[at] = row + cell.rowSpan;
      } else if ((reach[column] ?? 0) <= row) places.push({ column, cell: null });
    }
    return { row, places };
  });
}
