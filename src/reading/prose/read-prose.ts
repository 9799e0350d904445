// What a report says in sentences: its own account of money, indicators, total and grade, with its title, sections, signature and
// annexes; and, where it prints no table, the table that its sentences spell out.
import type { PrintedDocument } from "../../dossier/index.ts";
import type { ReadCell, ReadTable } from "../read-table.ts";
import type { SourceDocument } from "../source-document.ts";
import type { Claim } from "./claim.ts";
import { annexesFound, type Found, sectionsFound, signatureFound, titleFound, yearFound } from "./front-and-end.ts";
import { indicatorClaims } from "./indicator-claims.ts";
import { moneyClaims } from "./money-claims.ts";
import { lineAt, type Paragraph, paragraphsOf } from "./paragraphs.ts";
import { readProseTable } from "./read-prose-table.ts";
import { conclusionClaims, instrumentClaims } from "./result-claims.ts";

export type ReadProse = {
  /** Their indicator is a kind (数量指标) until it is linked to a table's row. */
  readonly statements: PrintedDocument["statements"];
  readonly sections: readonly string[];
  readonly annexes: readonly string[];
  readonly title: string | null;
  readonly issuer: string | null;
  /** `2020-05-20`. */
  readonly signedOn: string | null;
  readonly year: number | null;
  readonly cells: readonly ReadCell[];
  /** Made from indicators and scores inside sentences. */
  readonly tables: readonly ReadTable[];
};

/** What the text blocks say; those in `used` were read as tables. */
export function readProse(source: SourceDocument, used: ReadonlySet<number>): ReadProse {
  const paragraphs = paragraphsOf(source, used);
  // A signature stands between the report and its annex, where the reading of a table may already have begun.
  const { signedOn, issuer } = signatureFound(paragraphsOf(source, new Set()));
  const title = titleFound(paragraphs, issuer?.text ?? null);
  const claims = paragraphs.flatMap((paragraph) => claimsOf(paragraph).map((claim) => ({ ...claim, paragraph })));
  const kept = claims.filter(
    ({ statement }, index) =>
      statement.claims !== "instrument" ||
      claims.findIndex((other) => other.statement.claims === "instrument" && other.statement.number === statement.number) === index,
  );
  const year = yearFound(title?.text ?? null, paragraphs);
  const table = readProseTable(paragraphs, { title: title?.text ?? null, year });
  return {
    statements: kept.map(({ statement }) => statement),
    sections: sectionsFound(paragraphs),
    annexes: annexesFound(paragraphs),
    title: title?.text ?? null,
    issuer: issuer?.text ?? null,
    signedOn: signedOn?.text ?? null,
    year,
    cells: [
      ...kept.flatMap(({ at, paragraph }, index) => cellAt(`statements.${index}`, paragraph, at)),
      ...foundCell("title", title),
      ...foundCell("issuer", issuer),
      ...foundCell("signedOn", signedOn),
    ],
    tables: table ? [table] : [],
  };
}

function claimsOf(paragraph: Paragraph): Claim[] {
  const { text, place, heading } = paragraph;
  if (heading !== null) return instrumentClaims(text, place);
  return [
    ...moneyClaims(text, place),
    ...indicatorClaims(paragraph),
    ...conclusionClaims(text, place),
    ...instrumentClaims(text, place),
  ].toSorted((a, b) => a.at - b.at);
}

function cellAt(path: string, paragraph: Paragraph, at: number): ReadCell[] {
  const line = lineAt(paragraph, at);
  return line ? [{ path, address: line.address, confidence: line.doubtful ? "doubtful" : "likely" }] : [];
}

function foundCell(path: string, found: Found | null): ReadCell[] {
  return found?.address ? [{ path, address: found.address, confidence: "likely" }] : [];
}
