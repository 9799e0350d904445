/** What stood before a character: nothing, a blank, a line's end, or the edge of a cell or row that the text marks. */
export const GAP = { none: 0, blank: 1, line: 2, cell: 3, row: 4 } as const;
export type Gap = (typeof GAP)[keyof typeof GAP];
