// The format-neutral document drawn as sheets of paper; a figure bound to a fact opens its source.

import { Link } from "@tanstack/react-router";
import { Popover } from "antd";
import { createContext, useContext } from "react";
import type { CaseView } from "../../../src/app/http/contract-cases.ts";
import type { ReportView } from "../../../src/app/http/contract-report.ts";
import type { CaseSearch } from "../case/case-search.ts";
import { useWords } from "../language/language-provider.tsx";
import { ScrollArea } from "../parts/scroll-area.tsx";
import { isToldInWords, placeOfFigure } from "./figure-place.ts";

type Block = ReportView["document"]["blocks"][number];
type Figures = ReportView["figures"];
type TableBlock = Extract<Block, { readonly kind: "table" }>;
type Cell = TableBlock["rows"][number][number];
type Sheet = {
  readonly key: string;
  readonly landscape: boolean;
  readonly blocks: readonly { readonly block: Block; readonly index: number }[];
};

// Every figure of the document asks for the case it comes from; it is the same one for all.
const CaseContext = createContext<CaseView | null>(null);

export function ReportSheets({ one, view }: { readonly one: CaseView; readonly view: ReportView }) {
  return (
    <CaseContext value={one}>
      <div className="sheets" lang="zh-CN" data-testid="report">
        {sheetsOf(view.document.blocks).map((sheet) => (
          <article key={sheet.key} className={sheet.landscape ? "sheet sheet-landscape" : "sheet"}>
            {sheet.blocks.map(({ block, index }) => (
              <BlockView key={index} block={block} id={`block-${index}`} figures={view.figures} />
            ))}
          </article>
        ))}
      </div>
    </CaseContext>
  );
}

// Annexes and page breaks begin a sheet; pages inside a sheet are the writers' business.
function sheetsOf(blocks: readonly Block[]): readonly Sheet[] {
  const sheets: { key: string; landscape: boolean; blocks: { block: Block; index: number }[] }[] = [];
  blocks.forEach((block, index) => {
    const starts = sheets.length === 0 || block.kind === "annex-start" || block.kind === "page-break";
    if (starts) sheets.push({ key: `sheet-${index}`, landscape: block.kind === "annex-start" && block.landscape === true, blocks: [] });
    if (block.kind !== "page-break") sheets.at(-1)?.blocks.push({ block, index });
  });
  return sheets;
}

function BlockView({ block, id, figures }: { readonly block: Block; readonly id: string; readonly figures: Figures }) {
  switch (block.kind) {
    case "title":
      return (
        <header className="document-title">
          {block.lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
          {block.subtitle === undefined ? null : <small>{block.subtitle}</small>}
        </header>
      );
    case "heading": {
      const Tag = `h${block.level + 2}` as "h3" | "h4" | "h5" | "h6";
      return (
        <Tag id={id} className={`level-${block.level}`} data-subject={block.anchor === undefined ? undefined : `narrative.${block.anchor}`}>
          {block.text}
        </Tag>
      );
    }
    case "paragraph":
      return (
        <p className={[block.flush ? "flush" : "", block.note ? "note" : ""].filter((name) => name !== "").join(" ")}>
          {block.runs.map((run, index) => (
            <RunView key={`${index}-${run.text}`} run={run} figures={figures} />
          ))}
        </p>
      );
    case "table":
      return <TableView table={block} figures={figures} />;
    case "annex-note":
      return <AnnexNote names={block.names} />;
    case "signature":
      return (
        <div className="signature">
          <p>{block.unit}</p>
          <p>{block.day}</p>
        </div>
      );
    case "annex-start":
      return (
        <header id={id}>
          <p className="annex-label flush">{block.label}</p>
          <div className="document-title">
            {block.title}
            {block.subtitle === undefined ? null : <small>{block.subtitle}</small>}
          </div>
        </header>
      );
    case "page-break":
      return null;
  }
}

function AnnexNote({ names }: { readonly names: readonly string[] }) {
  const words = useWords();
  return (
    <div className="annex-note">
      {names.map((name, index) => (
        <p key={name}>{words.report.annexName(index === 0, names.length > 1 ? `${index + 1}.${name}` : name)}</p>
      ))}
    </div>
  );
}

function RunView({
  run,
  figures,
}: {
  readonly run: { readonly text: string; readonly bold?: boolean | undefined; readonly ref?: string | undefined };
  readonly figures: Figures;
}) {
  const text = run.bold ? <b>{run.text}</b> : run.text;
  return run.ref === undefined ? text : <BoundFigure name={run.ref} text={run.text} figures={figures} />;
}

function BoundFigure({ name, text, figures }: { readonly name: string; readonly text: string; readonly figures: Figures }) {
  const one = useContext(CaseContext);
  const figure = figures[name];
  return (
    <Popover
      trigger={["hover", "click", "focus"]}
      destroyOnHidden
      content={
        <FigureBody
          one={one}
          name={name}
          text={figure ? `${figure.text}${figure.unit ? ` ${figure.unit}` : ""}` : text}
          source={figure?.source ?? ""}
        />
      }
    >
      <button type="button" className="bound">
        {text}
      </button>
    </Popover>
  );
}

function FigureBody({
  one,
  name,
  text,
  source,
}: {
  readonly one: CaseView | null;
  readonly name: string;
  readonly text: string;
  readonly source: string;
}) {
  const words = useWords();
  const place = one ? placeOfFigure(name, one, words) : { name };
  const kept = ({ pack, completed }: CaseSearch): CaseSearch => ({ ...(pack ? { pack } : {}), ...(completed ? { completed } : {}) });
  return (
    <div className="popover-body" data-testid="figure-source">
      <h3>{text}</h3>
      <p className="brief">{place.name}</p>
      {isToldInWords(source) ? <p>{words.report.bound(source)}</p> : null}
      {one && "item" in place && place.item !== undefined ? (
        <p className="source">
          <Link to="." search={(before: CaseSearch) => ({ ...before, item: place.item })} resetScroll={false}>
            {words.report.openReceipt}
          </Link>
        </p>
      ) : null}
      {one && "tab" in place && place.tab !== undefined ? (
        <p className="source">
          <Link
            to={`/cases/$id/${place.tab}`}
            params={{ id: one.id }}
            search={(before: CaseSearch) => ({ ...kept(before), focus: place.focus })}
            resetScroll={false}
          >
            {words.report.openPlace}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function TableView({ table, figures }: { readonly table: TableBlock; readonly figures: Figures }) {
  const words = useWords();
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  return (
    <figure>
      {table.caption === undefined && table.unitNote === undefined ? null : (
        <figcaption>
          {table.caption ?? ""}
          {table.unitNote === undefined ? null : <small>{table.unitNote}</small>}
        </figcaption>
      )}
      <ScrollArea label={table.caption ?? words.tabs.report}>
        <table className={table.widths.length > 6 ? "wide" : ""}>
          <colgroup>
            {table.widths.map((width, index) => (
              // Columns have no name of their own; their order is their identity.
              <col key={`${table.id}-${index}`} style={{ width: `${(width / total) * 100}%` }} />
            ))}
          </colgroup>
          <tbody>
            {table.rows.map((row, rowIndex) => (
              <tr key={`${table.id}-row-${rowIndex}`}>
                {row.map((cell, cellIndex) => (
                  <CellView key={`${cellIndex}-${cell.text}`} cell={cell} figures={figures} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </figure>
  );
}

function CellView({ cell, figures }: { readonly cell: Cell; readonly figures: Figures }) {
  const Tag = cell.header ? "th" : "td";
  const align = cell.align ?? (cell.number !== undefined ? "right" : undefined);
  const classes = ["cell-text", cell.bold ? "bold" : "", align ? `align-${align}` : ""].filter((name) => name !== "").join(" ");
  return (
    <Tag className={classes} colSpan={cell.colSpan} rowSpan={cell.rowSpan}>
      {cell.ref === undefined ? cell.text : <BoundFigure name={cell.ref} text={cell.text} figures={figures} />}
    </Tag>
  );
}
