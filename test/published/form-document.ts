// A form laid out and not yet a file: paragraphs and ruled tables with merged cells, and what a careful reader makes of them.

/** A cell begins in its row and covers `across` × `down` places; `path` names the value of the truth that it holds. */
export type FormCell = {
  readonly text: string;
  readonly across: number;
  readonly down: number;
  readonly path?: string;
  /** Began on a part of the page that was cut off: a ruled table shows an empty cell, running text nothing. */
  readonly cutOff?: true;
};

export type FormTable = { readonly kind: "table"; readonly columns: number; readonly rows: readonly (readonly FormCell[])[] };

export type FormText = {
  readonly kind: "text";
  readonly text: string;
  readonly style: "title" | "subtitle" | "heading" | "subheading" | "paragraph" | "right" | "note";
};

export type FormBlock = FormTable | FormText;

export type TruthFund = {
  readonly row: string;
  readonly initial: string | null;
  readonly revised: string | null;
  readonly executed: string | null;
  readonly weight: string | null;
  readonly rate: string | null;
  readonly score: string | null;
};

export type TruthIndicator = {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly target: string | null;
  readonly actual: string | null;
  readonly weight: string | null;
  readonly score: string | null;
  readonly reason: string | null;
};

export type TruthTable = {
  readonly project: string | null;
  readonly department: string | null;
  readonly unit: string | null;
  readonly year: number | null;
  readonly moneyUnit: "元" | "万元" | null;
  readonly funds: readonly TruthFund[];
  readonly indicators: readonly TruthIndicator[];
  readonly total: { readonly weight: string | null; readonly score: string | null };
  readonly grade: string | null;
};

export type TruthDetail = {
  readonly title: string;
  readonly rows: readonly {
    readonly no: string;
    readonly name: string;
    readonly division: string;
    readonly budget: string;
    readonly spent: string;
    readonly rate: string | null;
  }[];
  readonly totals: { readonly budget: string; readonly spent: string; readonly rate: string | null };
};

export type TruthScoreTable = {
  readonly rows: readonly { readonly level1: string; readonly level2: string; readonly weight: string; readonly score: string }[];
  readonly total: { readonly weight: string; readonly score: string };
};

export type Truth = {
  readonly tables: readonly TruthTable[];
  readonly details: readonly TruthDetail[];
  readonly scoreTables: readonly TruthScoreTable[];
  /** `2023-03-20`; null where the document is not signed. */
  readonly signedOn: string | null;
  /** Paths whose characters were changed: `tables.0.indicators.3.target`. */
  readonly damaged: readonly string[];
};

export type FormDocument = { readonly title: string; readonly blocks: readonly FormBlock[]; readonly truth: Truth };

/** A cell; most cover one place. */
export function cell(text: string | null, options: { across?: number; down?: number; path?: string } = {}): FormCell {
  const { across = 1, down = 1, path } = options;
  return { text: text ?? "", across, down, ...(path === undefined ? {} : { path }) };
}

export function text(style: FormText["style"], content: string): FormText {
  return { kind: "text", text: content, style };
}

/** A cell with the place of the grid it begins at, counted from 0. */
export type PlacedCell = FormCell & { readonly row: number; readonly column: number };

/**
 * Cells at their places; each row's cells fill the places that those above leave free.
 * @throws when a row does not fill the grid exactly: the layout is then wrong.
 */
export function placeCells(table: FormTable): readonly PlacedCell[] {
  const taken = table.rows.map(() => Array.from({ length: table.columns }, () => false));
  const placed: PlacedCell[] = [];
  for (const [row, cells] of table.rows.entries()) {
    let column = 0;
    for (const entry of cells) {
      while (taken[row]?.[column]) column++;
      placed.push({ ...entry, row, column });
      for (let down = 0; down < entry.down; down++)
        for (let across = 0; across < entry.across; across++) {
          const line = taken[row + down];
          if (line?.[column + across] !== false)
            throw new Error(`row ${row + 1} does not fit: ${cells.map(({ text: words }) => words).join("|")}`);
          line[column + across] = true;
        }
    }
    if (taken[row]?.includes(false))
      throw new Error(`row ${row + 1} leaves places free: ${cells.map(({ text: words }) => words).join("|")}`);
  }
  return placed;
}

/** Whole widths with the shares given that add up to `total`, each at least 1. */
export function spread(shares: readonly number[], total: number): readonly number[] {
  const widths = shares.map(() => 1);
  for (let rest = total - shares.length; rest > 0; rest--) {
    let widest = 0;
    for (let index = 1; index < shares.length; index++)
      if ((shares[index] ?? 1) / (widths[index] ?? 1) > (shares[widest] ?? 1) / (widths[widest] ?? 1)) widest = index;
    widths[widest] = (widths[widest] ?? 1) + 1;
  }
  return widths;
}
