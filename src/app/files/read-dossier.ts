// A dossier from the disk: a folder (dossier.yaml with ledger.csv, survey.csv and evidence/ beside it), or a single .yaml.
// All faults come at once; reading writes nothing.
import { access, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type { DossierSources } from "../../dossier/index.ts";
import { type Fault, failure, fault, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { readCsv } from "./read-csv.ts";
import { readYaml } from "./read-yaml.ts";

const KINDS = "dossier.yaml, .yaml, .xlsx";

/** The parsed files of the dossier at `path`. Faults: file-missing, file-kind-unknown, and all that the files have. */
export async function readDossierFiles(path: string): Promise<Result<DossierSources>> {
  const found = await stat(path).catch(() => null);
  if (!found) return failure(fault("file-missing", { found: path }, { file: path }));
  if (found.isDirectory()) return readFolder(path);
  const kind = extname(path).toLowerCase();
  if (kind === ".yaml" || kind === ".yml") {
    const dossier = readYaml(basename(path), await readFile(path, "utf8"));
    return dossier.ok ? success({ dossier: dossier.value }) : dossier;
  }
  return failure(fault("file-kind-unknown", { found: path, expected: KINDS }, { file: path }));
}

async function readFolder(folder: string): Promise<Result<DossierSources>> {
  const text = await readFile(join(folder, "dossier.yaml"), "utf8").catch(() => null);
  if (text === null) return failure(fault("file-missing", { found: join(folder, "dossier.yaml") }, { file: join(folder, "dossier.yaml") }));
  const dossier = readYaml(join(folder, "dossier.yaml"), text);
  const ledger = await readTable(join(folder, "ledger.csv"));
  const answers = await readTable(join(folder, "survey.csv"));
  const faults: Fault[] = [dossier, ledger, answers].flatMap((read) => (read === null || read.ok ? [] : read.faults));
  if (dossier.ok) faults.push(...(await missingEvidence(folder, dossier.value)));
  if (!dossier.ok || faults.length > 0) return failure(...faults);
  return success({
    dossier: dossier.value,
    ...(ledger?.ok ? { ledger: ledger.value } : {}),
    ...(answers?.ok ? { answers: answers.value } : {}),
  });
}

async function readTable(path: string): Promise<Result<SourceFile> | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : readCsv(path, bytes);
}

// A paper the dossier lists with a file must lie in evidence/.
async function missingEvidence(folder: string, source: SourceFile): Promise<Fault[]> {
  const data = source.data as Readonly<Record<string, unknown>>;
  const papers = Array.isArray(data["evidence"]) ? data["evidence"] : [];
  const faults: Fault[] = [];
  for (const [index, paper] of papers.entries()) {
    const file = typeof paper === "object" && paper !== null && "file" in paper ? String(paper.file) : "";
    if (file === "") continue;
    const path = join(folder, "evidence", basename(file));
    if (
      !(await access(path).then(
        () => true,
        () => false,
      ))
    )
      faults.push(fault("file-missing", { found: path }, source.locate(["evidence", index, "file"])));
  }
  return faults;
}
