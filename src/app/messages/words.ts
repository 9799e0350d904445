// The shape of a wording: what one language says, every other must.
export type Words<T> = {
  readonly [Key in keyof T]: T[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : T[Key] extends string
      ? string
      : Words<T[Key]>;
};
