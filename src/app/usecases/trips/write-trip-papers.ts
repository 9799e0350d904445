// Writes a trip's papers into a folder: opinion form and request, and the claim sheet once something was claimed. All are made
// first, then all are written, so that nothing is left by halves.
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ReportDocument } from "../../../report/index.ts";
import type { TravelRecord } from "../../../trips/index.ts";
import { documentToSheets } from "../../files/table-to-sheet.ts";
import { writeDocx } from "../../files/write-docx.ts";
import { writePdf } from "../../files/write-pdf.ts";
import { writeXlsx } from "../../files/write-xlsx.ts";
import { composeClaimSheet } from "./compose-claim-sheet.ts";
import { type BoundContent, composeAgenda, composeMinutes } from "./compose-meeting-papers.ts";
import { composeOpinionForm } from "./compose-opinion-form.ts";
import { composeRequestLetter } from "./compose-request-letter.ts";
import type { TripCase } from "./price-trip-files.ts";

export type TripPaperName =
  | "opinion-form.docx"
  | "opinion-form.xlsx"
  | "opinion-form.pdf"
  | "request.docx"
  | "request.pdf"
  | "agenda.docx"
  | "agenda.pdf"
  | "minutes.docx"
  | "minutes.pdf"
  | "claim.docx"
  | "claim.xlsx"
  | "claim.pdf";

/** The papers that a trip can have: minutes once a meeting has decided, a claim sheet only once there is a claim. */
export function tripPaperNames({ settlement, both }: Pick<TripCase, "settlement" | "both">): readonly TripPaperName[] {
  const before: readonly TripPaperName[] = [
    ...([
      "opinion-form.docx",
      "opinion-form.xlsx",
      "opinion-form.pdf",
      "request.docx",
      "request.pdf",
      "agenda.docx",
      "agenda.pdf",
    ] as const),
    ...(both.planned.priced.trip.approval?.meeting ? (["minutes.docx", "minutes.pdf"] as const) : []),
  ];
  return settlement ? [...before, "claim.docx", "claim.xlsx", "claim.pdf"] : before;
}

type PaperName = "opinion-form" | "request" | "agenda" | "minutes" | "claim";

/**
 * One paper as bytes. Same trip, same bytes. `records`: where the members were before; null where that is not registered. `bound`: the
 * version that a meeting decides on; null for a file.
 */
export async function makeTripPaper(
  name: TripPaperName,
  one: TripCase,
  records: readonly TravelRecord[] | null,
  bound: BoundContent | null = null,
): Promise<Uint8Array> {
  const [kind, format] = name.split(".") as [PaperName, "docx" | "xlsx" | "pdf"];
  const document = composePaper(kind, one, records, bound);
  switch (format) {
    case "docx":
      return writeDocx(document);
    case "xlsx":
      return writeXlsx(documentToSheets(document), document.meta);
    case "pdf":
      return writePdf(document, { fonts: "packaged" });
  }
}

function composePaper(kind: PaperName, one: TripCase, records: readonly TravelRecord[] | null, bound: BoundContent | null): ReportDocument {
  const { both, settlement, difference, breaches } = one;
  if (kind === "agenda") return composeAgenda(both.planned, bound);
  if (kind === "minutes") return composeMinutes(both.planned, bound);
  if (kind === "opinion-form") return composeOpinionForm(both.planned, breaches);
  if (kind === "request") return composeRequestLetter(both.planned, records);
  if (!settlement) throw new Error("a trip without a claim has no claim sheet");
  return composeClaimSheet({ both, settlement, difference, breaches });
}

/** Writes every paper of every trip and answers with the paths; more than one trip has a folder each, named after its file. */
export async function writeTripPapers(
  folder: string,
  cases: readonly TripCase[],
  records: readonly TravelRecord[] | null,
): Promise<string[]> {
  const made: (readonly [string, Uint8Array])[] = [];
  for (const one of cases) {
    const own = cases.length > 1 ? join(folder, basename(one.path).replace(/\.[^.]+$/, "")) : folder;
    for (const name of tripPaperNames(one)) made.push([join(own, name), await makeTripPaper(name, one, records)]);
    await mkdir(own, { recursive: true });
  }
  const written: string[] = [];
  try {
    for (const [path, bytes] of made) {
      await writeFile(`${path}.partial`, bytes);
      written.push(`${path}.partial`);
    }
    for (const [path] of made) await rename(`${path}.partial`, path);
  } catch (error) {
    await Promise.all(written.map((path) => rm(path, { force: true })));
    throw error;
  }
  return made.map(([path]) => path);
}
