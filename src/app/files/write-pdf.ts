// ReportDocument → PDF through Typst: the page of GB/T 9704-2012, embedded faces, text that can be searched and copied.
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { ReportDocument } from "../../report/index.ts";
import {
  describeChain,
  type FaceChain,
  type FontMode,
  OFFICIAL_FAMILIES,
  officialChain,
  officialFontFolders,
  PACKAGED_CHAIN,
  packagedFontFolders,
} from "./document-fonts.ts";
import { pdfDocument } from "./pdf-document.ts";
import { typstTemplate } from "./pdf-template.ts";

/**
 * Writes a report as a PDF.
 * With the packaged fonts, which are the default, the same document gives the same bytes on every machine; with the
 * official ones it depends on what the machine has, and the file's keywords say which faces were taken.
 */
export async function writePdf(document: ReportDocument, options: { readonly fonts?: FontMode } = {}): Promise<Uint8Array> {
  const mode = options.fonts ?? "packaged";
  const { template, keywords } = settingFor(mode);
  const input = JSON.stringify(pdfDocument(document, keywords));
  // Results of the compiler are freed by the event loop: a batch that never yields would keep them all.
  await new Promise((resolve) => setImmediate(resolve));
  const typst = typstCompiler();
  try {
    return new Uint8Array(typst.pdf({ mainFileContent: template, inputs: { document: input } }));
  } catch (defect) {
    throw new Error(`the PDF template does not compile: ${diagnosticsOf(defect)}`, { cause: defect });
  } finally {
    typst.evictCache(KEPT_COMPILATIONS);
  }
}

/** The faces a PDF would be set in now, such as "fang: FandolFang", for the log. */
export function pdfFaces(mode: FontMode): readonly string[] {
  return describeChain(settingFor(mode).chain);
}

type Setting = { readonly chain: FaceChain; readonly template: string; readonly keywords: readonly string[] };

// How long what was laid out stays in memory for later documents that share it, counted in documents.
const KEPT_COMPILATIONS = 3;

// One compiler for the process: opening the fonts costs more than a document.
let compiler: NodeCompiler | undefined;
const settings = new Map<FontMode, Setting>();

function typstCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: [...packagedFontFolders(), ...officialFontFolders()] }] });
  return compiler;
}

function settingFor(mode: FontMode): Setting {
  const known = settings.get(mode);
  if (known) return known;
  const chain = mode === "packaged" ? PACKAGED_CHAIN : officialChain(familiesOnMachine());
  const setting = { chain, template: typstTemplate(chain), keywords: [`fonts: ${mode}`, ...describeChain(chain)] };
  settings.set(mode, setting);
  return setting;
}

/** Asks the compiler which families it can find: it warns of each it cannot. */
function familiesOnMachine(): (family: string) => boolean {
  const families = Object.values(OFFICIAL_FAMILIES).flat();
  const probe = families.map((family) => `#text(font: ${JSON.stringify(family)}, fallback: false)[x]`).join("\n");
  const warnings = typstCompiler().compile({ mainFileContent: probe }).takeWarnings()?.shortDiagnostics ?? [];
  const missing = new Set(
    warnings.flatMap(({ message }: { readonly message?: unknown }) => /^unknown font family: (.+)$/.exec(String(message))?.[1] ?? []),
  );
  return (family) => !missing.has(family.toLowerCase());
}

function diagnosticsOf(defect: unknown): string {
  if (!Array.isArray(defect)) return String(defect);
  return defect
    .map((entry: unknown) => (typeof entry === "object" && entry !== null && "message" in entry ? String(entry.message) : String(entry)))
    .join("; ");
}
