// Programs of the machine that the writers' tests read files back with. A missing one fails the test by its name.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const PACKAGES = { pdftotext: "poppler-utils", pdfinfo: "poppler-utils", pdffonts: "poppler-utils", soffice: "libreoffice-writer libreoffice-calc" } as const;

/** Text of a PDF as a reader would copy it; pages end with a form feed. */
export function readPdfText(pdf: Uint8Array): string {
  return withFile("document.pdf", pdf, (path) => run("pdftotext", ["-layout", path, "-"]));
}

/** The properties pdfinfo prints, by name: "Pages" → "13". */
export function readPdfProperties(pdf: Uint8Array): ReadonlyMap<string, string> {
  const printed = withFile("document.pdf", pdf, (path) => run("pdfinfo", [path]));
  return new Map(printed.split("\n").flatMap((line) => (/^([^:]+):\s*(.*)$/.exec(line) ?? []).slice(1, 3).length === 2 ? [pairOf(line)] : []));
}

/** Names of the fonts in a PDF with whether each is embedded. */
export function readPdfFonts(pdf: Uint8Array): readonly { readonly name: string; readonly embedded: boolean }[] {
  const lines = withFile("document.pdf", pdf, (path) => run("pdffonts", [path])).trim().split("\n").slice(2);
  return lines.map((line) => ({ name: line.slice(0, 36).trim(), embedded: /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.exec(line)?.[1] === "yes" }));
}

/** Opens an office file in LibreOffice and saves it as `extension`. */
export function convertWithLibreOffice(name: string, content: Uint8Array, extension: string): Uint8Array {
  return withFile(name, content, (path, folder) => {
    // A profile of its own: two LibreOffices cannot share one.
    run("soffice", [`-env:UserInstallation=file://${join(folder, "profile")}`, "--headless", "--convert-to", extension, "--outdir", folder, path]);
    return new Uint8Array(readFileSync(join(folder, `${basename(name).replace(/\.[^.]+$/, "")}.${extension}`)));
  });
}

function pairOf(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function run(program: keyof typeof PACKAGES, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 * 1024 * 1024 });
  } catch (problem) {
    const missing = typeof problem === "object" && problem !== null && "code" in problem && problem.code === "ENOENT";
    throw missing ? new Error(`this test needs ${program}: install ${PACKAGES[program]}`, { cause: problem }) : problem;
  }
}

function withFile<T>(name: string, content: Uint8Array, use: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "writer-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, content);
    return use(path, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
