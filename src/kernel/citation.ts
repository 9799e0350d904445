// Where a value comes from: an instrument's article, or a default of ours that says it is not law.

/** An article of an instrument. `instrument` is the official number (财预〔2020〕10号), `pack` the folder it is kept in. */
export type LegalCitation = {
  readonly kind: "law";
  readonly pack: string;
  readonly instrument: string;
  readonly article: string;
};

/** A declared default, not law: who uses it and where that is written down. */
export type DefaultCitation = {
  readonly kind: "default";
  readonly pack: string;
  readonly instrument: string;
  readonly source: string;
};

export type Citation = LegalCitation | DefaultCitation;
