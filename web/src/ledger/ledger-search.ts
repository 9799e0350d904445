// What the address of a ledger's entries says: which of them, and the one that is open.
export type EntriesSearch = {
  readonly rate?: string | undefined;
  readonly slice?: string | undefined;
  readonly class?: string | undefined;
  readonly kinds?: string | undefined;
  readonly text?: string | undefined;
  readonly import?: string | undefined;
  /** "indicator:output.quantity.1" */
  readonly link?: string | undefined;
  readonly first?: "oldest" | undefined;
  /** The entry that is open. */
  readonly entry?: string | undefined;
};

/** Keeps what is known and drops the rest, so that an old or mistyped address still opens. */
export function readEntriesSearch(raw: Record<string, unknown>): EntriesSearch {
  const known = {
    rate: text(raw["rate"]),
    slice: text(raw["slice"]),
    class: text(raw["class"]),
    kinds: text(raw["kinds"]),
    text: text(raw["text"]),
    import: text(raw["import"]),
    link: text(raw["link"]),
    first: raw["first"] === "oldest" ? ("oldest" as const) : undefined,
    entry: text(raw["entry"]),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as EntriesSearch;
}

export type PostingSearch = { readonly kind?: string | undefined };

export function readPostingSearch(raw: Record<string, unknown>): PostingSearch {
  const kind = text(raw["kind"]);
  return kind === undefined ? {} : { kind };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
