// A dossier from its files: a folder (dossier.yaml, ledger.csv, survey.csv, evidence/), a single .yaml or a workbook. Reading
// writes nothing; the faults of all files come at once.
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, extname, isAbsolute, join, sep } from "node:path";
import { type DossierSources, nearestNames, readDossier } from "../../dossier/index.ts";
import { type Fault, failure, fault, isUnknownText, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { csvInKeys } from "./dossier-workbook/csv-headings.ts";
import { refusalFault, refuse, refusing } from "./file-refusal.ts";
import { readCsv } from "./read-csv.ts";
import { readDossierWorkbook } from "./read-dossier-workbook.ts";
import { readFlawedYaml } from "./read-yaml.ts";

/** A file that belongs to the dossier. `path` as it can be opened from where the program runs. */
export type DossierFile = { readonly role: "dossier" | "ledger" | "answers" | "evidence"; readonly path: string };

export type DossierFiles = DossierSources & { readonly files: readonly DossierFile[] };

/** What is read of a dossier folder. */
const FOLDER = { dossier: "dossier.yaml", ledger: "ledger.csv", answers: "survey.csv" } as const;
const SUPPORTED = `${FOLDER.dossier} + ${FOLDER.ledger} + ${FOLDER.answers} + evidence/, .yaml, .xlsx`;
const LARGEST_FILE = 128 * 2 ** 20;

/**
 * The parsed files of a dossier without faults, or every fault: of finding and reading the files, and of what they say.
 * Evidence that a folder or .yaml lists must be there; a workbook travels without its evidence.
 */
export async function readDossierFiles(path: string): Promise<Result<DossierFiles>> {
  const found = await kindOf(path);
  if (found === "missing") return failure(fault("file-missing", { found: path }, { file: path }));
  if (found === "folder") return readFolder(path);
  if (found !== "file") return failure(refusalFault(path, "file-unreadable", { reason: found, found: path }));
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const sources = readDossierBytes(path, bytes.value);
  if (!sources.ok || extname(path).toLowerCase() === ".xlsx") return withFiles(sources, path, []);
  const evidence = await findEvidence(sources.value.dossier, dirname(path));
  return evidence.faults.length > 0 ? failure(...evidence.faults) : withFiles(sources, path, evidence.files);
}

/** A single file's dossier by its extension: .yaml, .yml or .xlsx. `name` stands in the places of its faults. */
export function readDossierBytes(name: string, bytes: Uint8Array): Result<DossierSources> {
  switch (extname(name).toLowerCase()) {
    case ".xlsx":
      return readDossierWorkbook(name, bytes);
    case ".yaml":
    case ".yml": {
      const { sources, faults } = validated({ dossier: readYamlBytes(name, bytes) });
      return sources ? success(sources) : failure(...faults);
    }
    default:
      return failure(refusalFault(name, "file-kind-unknown", { reason: "wrong-kind", found: basename(name), expected: SUPPORTED }));
  }
}

function withFiles(sources: Result<DossierSources>, path: string, evidence: readonly DossierFile[]): Result<DossierFiles> {
  return sources.ok ? success({ ...sources.value, files: [{ role: "dossier", path }, ...evidence] }) : sources;
}

async function readFolder(folder: string): Promise<Result<DossierFiles>> {
  const names = await readdir(folder);
  const faults: Fault[] = strayFiles(folder, names);
  const files: DossierFile[] = [];
  const parts: Partial<Record<keyof typeof FOLDER, Parsed>> = {};
  for (const [role, name] of Object.entries(FOLDER) as [keyof typeof FOLDER, string][]) {
    const path = join(folder, name);
    if (!names.includes(name)) continue;
    files.push({ role, path });
    const bytes = await readBytes(path);
    if (!bytes.ok) faults.push(...bytes.faults);
    else parts[role] = role === "dossier" ? readYamlBytes(path, bytes.value) : readCsvBytes(role, path, bytes.value);
  }
  if (!names.includes(FOLDER.dossier)) faults.push(fault("file-missing", { found: join(folder, FOLDER.dossier) }, { file: folder }));
  const { sources, faults: more } = validated(parts);
  const evidence = parts.dossier?.source ? await findEvidence(parts.dossier.source, folder) : { faults: [], files: [] };
  faults.push(...more, ...evidence.faults);
  if (!sources || faults.length > 0) return failure(...faults);
  return success({ ...sources, files: [...files, ...evidence.files] });
}

/** A parsed file; a flawed one may still be searched for more faults. */
type Parsed = { readonly source: SourceFile | null; readonly faults: readonly Fault[] };

function readYamlBytes(name: string, bytes: Uint8Array): Parsed {
  const text = refusing(name, "yaml-broken", () => {
    if (bytes.length === 0) refuse("empty-file");
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) refuse("misnamed-file", basename(name), ".xlsx");
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      // The decoder knows no more than that these are no UTF-8 bytes.
      return refuse("text-encoding");
    }
  });
  return text.ok ? readFlawedYaml(name, text.value) : { source: null, faults: text.faults };
}

function readCsvBytes(role: "ledger" | "answers", name: string, bytes: Uint8Array): Parsed {
  const rows = readCsv(name, bytes);
  return rows.ok ? { source: csvInKeys(role, rows.value), faults: [] } : { source: null, faults: rows.faults };
}

// What can be read is looked through although something else could not be: a dossier's faults come all at once.
function validated(parts: Readonly<Partial<Record<keyof typeof FOLDER, Parsed>>>): {
  readonly sources: DossierSources | null;
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = Object.values(parts).flatMap((part) => part.faults);
  const { dossier, ledger, answers } = parts;
  if (!dossier?.source) return { sources: null, faults };
  const sources: DossierSources = {
    dossier: dossier.source,
    ...(ledger?.source ? { ledger: ledger.source } : {}),
    ...(answers?.source ? { answers: answers.source } : {}),
  };
  const read = readDossier(sources);
  if (!read.ok) faults.push(...read.faults);
  return { sources: faults.length === 0 ? sources : null, faults };
}

// A file whose name is nearly one of ours was meant to be read; others are none of our business.
function strayFiles(folder: string, names: readonly string[]): Fault[] {
  const known = Object.values(FOLDER);
  return names.flatMap((name) => {
    if (known.some((one) => one === name) || !/\.(?:ya?ml|csv|xlsx)$/i.test(name)) return [];
    const near = nearestNames(name, [...known, "dossier.xlsx"], 1)[0];
    const expected = near === "dossier.xlsx" ? FOLDER.dossier : near;
    return expected === undefined
      ? []
      : [refusalFault(join(folder, name), "file-kind-unknown", { reason: "misnamed-file", found: name, expected })];
  });
}

async function findEvidence(
  dossier: SourceFile,
  folder: string,
): Promise<{ readonly faults: readonly Fault[]; readonly files: readonly DossierFile[] }> {
  const data = dossier.data as { readonly evidence?: unknown } | null;
  const papers: readonly unknown[] = Array.isArray(data?.evidence) ? data.evidence : [];
  const faults: Fault[] = [];
  const files: DossierFile[] = [];
  for (const [index, paper] of papers.entries()) {
    const file = typeof paper === "object" && paper !== null && "file" in paper ? paper.file : undefined;
    if (typeof file !== "string" || isUnknownText(file)) continue;
    const place = dossier.locate(["evidence", index, "file"]);
    const path = join(folder, file.trim());
    const state = await stateOfEvidence(folder, file.trim());
    if (state === "there") files.push({ role: "evidence", path });
    else if (state === "missing") faults.push(fault("file-missing", { found: path }, place));
    else faults.push({ ...refusalFault(path, "file-unreadable", { reason: state, found: file }), place });
  }
  return { faults, files };
}

// A dossier may be somebody else's: what it lists must lie inside its folder, links included.
async function stateOfEvidence(
  folder: string,
  file: string,
): Promise<"there" | "missing" | "outside-folder" | "not-a-file" | "no-permission"> {
  if (isAbsolute(file) || file.split(/[\\/]/).includes("..")) return "outside-folder";
  const kind = await kindOf(join(folder, file));
  if (kind === "folder") return "not-a-file";
  if (kind !== "file") return kind;
  const [root, target] = await Promise.all([realpath(folder), realpath(join(folder, file))]);
  return target.startsWith(root + sep) ? "there" : "outside-folder";
}

async function readBytes(path: string): Promise<Result<Uint8Array>> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE)
      return failure(refusalFault(path, "file-too-large", { reason: "file-size", found: String(size), expected: String(LARGEST_FILE) }));
    return success(new Uint8Array(await readFile(path)));
  } catch (error) {
    return failure(
      refusalFault(path, "file-unreadable", { reason: codeOf(error) === "EISDIR" ? "not-a-file" : "no-permission", found: path }),
    );
  }
}

async function kindOf(path: string): Promise<"file" | "folder" | "missing" | "not-a-file" | "no-permission"> {
  try {
    const found = await stat(path);
    return found.isFile() ? "file" : found.isDirectory() ? "folder" : "not-a-file";
  } catch (error) {
    return ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(codeOf(error)) ? "missing" : "no-permission";
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
