// What is being looked at on the page of one document: the cell picked, its place in the original, the cell being corrected.
import { createContext, useContext, useMemo, useState } from "react";
import type {
  AuditDocumentView,
  AuditFindingView,
  AuditTableView,
  CorrectionView,
  SourceSpot,
} from "../../../src/app/http/contract-audits.ts";
import type { Severity } from "../parts/severity.tsx";

export type CellKey = { readonly table: number; readonly path: string };
export type ReadCellView = AuditTableView["cells"][number];
export type Pane = "original" | "tables" | "findings";
/** `turn` tells a second click on the same place from the first. */
export type Marked = { readonly spot: SourceSpot; readonly turn: number };
export type Picked = CellKey & { readonly turn: number };

export type DocumentState = {
  readonly view: AuditDocumentView;
  readonly marked: Marked | null;
  readonly picked: Picked | null;
  readonly editing: CellKey | null;
  /** The pane shown where only one has room. */
  readonly pane: Pane;
  readonly finding: number | null;
  readonly cellAt: (key: CellKey) => ReadCellView | undefined;
  readonly correctionAt: (key: CellKey) => CorrectionView | undefined;
  readonly severityAt: (key: CellKey) => Severity | undefined;
  readonly show: (pane: Pane) => void;
  readonly pickCell: (key: CellKey) => void;
  /** The read cell that stands at an address of the original. */
  readonly pickAddress: (address: string) => void;
  readonly pickFinding: (index: number) => void;
  readonly markSpot: (spot: SourceSpot) => void;
  readonly edit: (key: CellKey | null) => void;
};

export const DocumentContext = createContext<DocumentState | null>(null);

export function useDocument(): DocumentState {
  const state = useContext(DocumentContext);
  if (!state) throw new Error("outside of a document's page");
  return state;
}

function keyOf({ table, path }: CellKey): string {
  return `${table}:${path}`;
}

/** Corrections that hold, the last one for each cell. */
function standing(corrections: readonly CorrectionView[]): ReadonlyMap<string, CorrectionView> {
  return new Map(corrections.filter(({ undone }) => undone === null).map((one) => [keyOf(one), one]));
}

export function useDocumentState(view: AuditDocumentView): DocumentState {
  const [marked, setMarked] = useState<Marked | null>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [editing, setEditing] = useState<CellKey | null>(null);
  const [finding, setFinding] = useState<number | null>(null);
  const [pane, setPane] = useState<Pane>(view.tables.length > 0 ? "tables" : "original");
  const known = useMemo(() => knownOf(view), [view]);
  const markSpot = (spot: SourceSpot) => setMarked((before) => ({ spot, turn: (before?.turn ?? 0) + 1 }));
  const pick = (key: CellKey) => setPicked((before) => ({ ...key, turn: (before?.turn ?? 0) + 1 }));
  const pickCell = (key: CellKey) => {
    pick(key);
    setFinding(null);
    if (editing && keyOf(editing) !== keyOf(key)) setEditing(null);
    const spot = known.cells.get(keyOf(key))?.spot;
    if (spot) markSpot(spot);
  };
  return {
    view,
    marked,
    picked,
    editing,
    pane,
    finding,
    cellAt: (key) => known.cells.get(keyOf(key)),
    correctionAt: (key) => known.corrections.get(keyOf(key)),
    severityAt: (key) => known.severities.get(keyOf(key)),
    show: setPane,
    pickCell,
    pickAddress: (address) => {
      const key = known.byAnchor.get(address);
      if (key) pickCell(key);
    },
    pickFinding: (index) => {
      const found = view.findings[index];
      if (!found) return;
      setEditing(null);
      setFinding(index);
      if (found.table !== null) pick({ table: found.table, path: found.path ?? "" });
      if (found.spot) {
        markSpot(found.spot);
        setPane("original");
      } else if (found.table !== null) setPane("tables");
    },
    markSpot,
    edit: setEditing,
  };
}

type Known = {
  readonly cells: ReadonlyMap<string, ReadCellView>;
  readonly byAnchor: ReadonlyMap<string, CellKey>;
  readonly corrections: ReadonlyMap<string, CorrectionView>;
  readonly severities: ReadonlyMap<string, Severity>;
};

function knownOf(view: AuditDocumentView): Known {
  const cells = new Map<string, ReadCellView>();
  const byAnchor = new Map<string, CellKey>();
  for (const [table, { cells: read }] of view.tables.entries()) {
    for (const cell of read) {
      const key = { table, path: cell.path };
      cells.set(keyOf(key), cell);
      if (cell.spot && cell.spot.from === null && !byAnchor.has(cell.spot.anchor)) byAnchor.set(cell.spot.anchor, key);
    }
  }
  const severities = new Map<string, Severity>();
  for (const found of view.findings) {
    const key = findingKey(found);
    if (key !== null && (severities.get(key) === undefined || found.severity === "error")) severities.set(key, found.severity);
  }
  return { cells, byAnchor, corrections: standing(view.corrections), severities };
}

function findingKey({ table, path }: AuditFindingView): string | null {
  return table === null || path === null ? null : keyOf({ table, path });
}
