// Formats that only an office program reads (.doc, .xls, .wps, .et, .rtf, .odt, .ods): LibreOffice, where the machine has it,
// turns the file into .docx or .xlsx, which our own readers read; where it has none the file is refused by its format.
import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Result } from "../../kernel/index.ts";
import type { SourceDocument, SourceFormat } from "../../reading/index.ts";
import { refuse, refusing } from "../files/file-refusal.ts";
import { makePassingFolder } from "./passing-folder.ts";
import { readDocxSource } from "./read-docx-source.ts";
import { readXlsxSource } from "./read-xlsx-source.ts";

export type OfficeFormat = Extract<SourceFormat, "doc" | "wps" | "rtf" | "odt" | "xls" | "et" | "ods">;

/** Less than a child process has for a file: who is ended in the middle leaves the program behind, and its folder. */
const LONGEST = 17_000;
const TARGETS: Readonly<Record<OfficeFormat, "docx" | "xlsx">> = {
  doc: "docx",
  wps: "docx",
  rtf: "docx",
  odt: "docx",
  xls: "xlsx",
  et: "xlsx",
  ods: "xlsx",
};
// What each format is called in a file's name, for the program to know it by.
const ENDINGS: Readonly<Record<OfficeFormat, string>> = {
  doc: "doc",
  wps: "doc",
  rtf: "rtf",
  odt: "odt",
  xls: "xls",
  et: "xls",
  ods: "ods",
};

/** The document after conversion, with a note that it was converted, or the fault that it could not be. */
export async function readByOffice(name: string, bytes: Uint8Array, format: OfficeFormat): Promise<Result<SourceDocument>> {
  const folder = await makePassingFolder("office");
  try {
    const given = join(folder, `given.${ENDINGS[format]}`);
    await writeFile(given, bytes, { mode: 0o600 });
    const target = TARGETS[format];
    const ended = await runOffice(["--convert-to", target, "--outdir", join(folder, "made"), given], join(folder, "profile"));
    const made = ended === "done" ? await readFile(join(folder, "made", `given.${target}`)).catch(() => null) : null;
    if (ended === "absent") return refusing(name, "file-kind-unknown", () => refuse("needs-office", `.${format}`));
    if (made === null) return refusing(name, "file-unreadable", () => refuse("not-converted", `.${format}`));
    const read = target === "docx" ? readDocxSource(name, new Uint8Array(made)) : readXlsxSource(name, new Uint8Array(made));
    if (!read.ok) return read;
    const notes = [{ code: "converted-by-office", address: null, found: format } as const, ...read.value.notes];
    return { ok: true, value: { ...read.value, format, notes } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// A profile of its own: two of them at a time cannot share one, and a file must not meet another's settings.
function runOffice(words: readonly string[], profile: string): Promise<"done" | "failed" | "absent"> {
  return new Promise((resolve) => {
    const office = spawn("soffice", [`-env:UserInstallation=file://${profile}`, "--headless", "--norestore", ...words], {
      stdio: "ignore",
      detached: true,
    });
    // The program is a script with children of its own: the whole group is ended.
    const watch = setTimeout(() => {
      if (office.pid !== undefined) process.kill(-office.pid, "SIGKILL");
    }, LONGEST);
    office.on("error", () => {
      clearTimeout(watch);
      resolve("absent");
    });
    office.on("close", (code) => {
      clearTimeout(watch);
      resolve(code === 0 ? "done" : "failed");
    });
  });
}
