// A numbered step of the schema. Once released it never changes; what it got wrong is mended by the next one.

export type Migration = {
  /** 1, 2, 3 … without gaps. */
  readonly number: number;
  /** As in the file's name: "0001-cases". */
  readonly name: string;
  /** Run one by one, in one transaction. */
  readonly statements: readonly string[];
};
