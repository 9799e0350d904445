// Programs of the machine that the writers' tests read files back with. A missing one fails the test by its name.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";

const PACKAGES = {
  pdftotext: "poppler-utils",
  pdfinfo: "poppler-utils",
  pdffonts: "poppler-utils",
  soffice: "libreoffice-writer libreoffice-calc",
} as const;

/** Text of a PDF as a reader would copy it; pages end with a form feed. */
export function readPdfText(pdf: Uint8Array): string {
  return withFile("document.pdf", pdf, (path) => run("pdftotext", ["-layout", path, "-"]));
}

/** The properties pdfinfo prints, by name: "Pages" → "13". */
export function readPdfProperties(pdf: Uint8Array): ReadonlyMap<string, string> {
  const printed = withFile("document.pdf", pdf, (path) => run("pdfinfo", [path]));
  const lines = printed.split("\n").filter((line) => line.includes(":"));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
}

/** Names of the fonts in a PDF with whether each is embedded. */
export function readPdfFonts(pdf: Uint8Array): readonly { readonly name: string; readonly embedded: boolean }[] {
  const lines = withFile("document.pdf", pdf, (path) => run("pdffonts", [path]))
    .trim()
    .split("\n")
    .slice(2);
  return lines.map((line) => ({
    name: line.slice(0, 36).trim(),
    embedded: /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.exec(line)?.[1] === "yes",
  }));
}

/** Opens an office file in LibreOffice, has it compute every formula anew, and saves it as a PDF, as the first sheet's CSV, or as a workbook of its own making. */
export function convertWithLibreOffice(name: string, content: Uint8Array, extension: "pdf" | "csv" | "xlsx"): Uint8Array {
  return withFile(name, content, (path, folder) => {
    // A profile of its own: two LibreOffices cannot share one.
    const profile = join(folder, "profile");
    mkdirSync(join(profile, "user"), { recursive: true });
    writeFileSync(join(profile, "user", "registrymodifications.xcu"), ALWAYS_RECALCULATE);
    const target = extension === "csv" ? CSV_AS_SHOWN : extension;
    // Apart from the original, which may have the same name.
    const saved = join(folder, "saved");
    run("soffice", [`-env:UserInstallation=file://${profile}`, "--headless", "--convert-to", target, "--outdir", saved, path]);
    return new Uint8Array(readFileSync(join(saved, `${basename(name, extname(name))}.${extension}`)));
  });
}

/** Opens tables one after another, has every formula computed (in a CSV whatever looks like one), and saves each as a workbook, in the same order. */
export function recalculateWithLibreOffice(
  tables: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): readonly Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), "tables-"));
  try {
    const profile = join(folder, "profile");
    mkdirSync(join(profile, "user"), { recursive: true });
    writeFileSync(join(profile, "user", "registrymodifications.xcu"), ALWAYS_RECALCULATE);
    const paths = tables.map(({ name, bytes }, index) => {
      const path = join(folder, `${index}${extname(name)}`);
      writeFileSync(path, bytes);
      return path;
    });
    for (const [kind, options] of [
      [paths.filter((path) => path.endsWith(".csv")), [`--infilter=${CSV_WITH_FORMULAS}`]],
      [paths.filter((path) => !path.endsWith(".csv")), []],
    ] as const)
      if (kind.length > 0) {
        const saving = ["--convert-to", "xlsx", "--outdir", join(folder, "saved")];
        run("soffice", [`-env:UserInstallation=file://${profile}`, "--headless", ...options, ...saving, ...kind]);
      }
    return paths.map((_, index) => new Uint8Array(readFileSync(join(folder, "saved", `${index}.xlsx`))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Comma, quotation mark, UTF-8, from the first line; whatever looks like a formula is one.
const CSV_WITH_FORMULAS = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0,true";
// Comma, quotation mark, UTF-8, from the first line, cells as they are shown.
const CSV_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true";
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

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
