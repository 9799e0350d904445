// The article that governs a matter: 第二十六条 of one instrument is 第二十八条 of another, so others ask by matter.
import type { LegalCitation } from "../kernel/index.ts";
import type { Matter } from "./pack-schema.ts";
import type { Rulebook } from "./rulebook.ts";

/** The nearest article of the rulebook's chain on this matter, or null where no pack names one. */
export function articleOn(rulebook: Rulebook, matter: Matter): LegalCitation | null {
  const clause = rulebook.clauses.find((one) => one.about?.includes(matter));
  return clause ? { kind: "law", pack: clause.pack, instrument: clause.instrument, article: clause.article } : null;
}
