// What the wording of a finding is made of, in every language.

export type FindingParams = Readonly<Record<string, string>>;

/** What is wrong, and how to mend it; both name what the finding's params hold. */
export type FindingWording = { readonly message: (p: FindingParams) => string; readonly remedy: (p: FindingParams) => string };

/** A param by name, empty where the finding does not give it. */
export function of(p: FindingParams, name: string): string {
  return p[name] ?? "";
}

/** A param in quotation marks; marks within it become single ones. */
export function quoted(p: FindingParams, name: string): string {
  return `“${of(p, name).replaceAll("“", "‘").replaceAll("”", "’")}”`;
}

/** A param that lists codes ("by,paper"), each in words. */
export function listed(p: FindingParams, name: string, words: Readonly<Record<string, string>>, join: string): string {
  return of(p, name)
    .split(",")
    .map((code) => words[code] ?? code)
    .join(join);
}
