// ledger.csv and survey.csv may carry the workbook's Chinese headings and choices: they are brought to the keys of the format.
import type { SourceFile } from "../../../kernel/index.ts";
import { labelsOf } from "./cell-values.ts";
import { type ColumnSpec, SHEETS } from "./dossier-sheets.ts";
import { bareHeading, columnWords } from "./sheet-words.ts";

/** The same rows under the format's keys. A heading that is no column's stays as it is, and is a fault when the rows are read. */
export function csvInKeys(file: "ledger" | "answers", source: SourceFile): SourceFile {
  const spec = SHEETS.find((sheet) => sheet.layout === "rows" && sheet.file === file);
  if (!spec || !Array.isArray(source.data)) return source;
  const rows: readonly Readonly<Record<string, string>>[] = source.data;
  const columns = new Map<string, ColumnSpec>();
  const headings = new Map<string, string>();
  for (const heading of new Set(rows.flatMap((row) => Object.keys(row)))) {
    const column = spec.columns.find((one) => one.key === heading || columnWords(spec, one).heading === bareHeading(heading));
    // Of two headings for one column the second stays as it is, and is refused.
    if (!column || headings.has(column.key)) continue;
    columns.set(heading, column);
    headings.set(column.key, heading);
  }
  return {
    name: source.name,
    data: rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([heading, text]) => [columns.get(heading)?.key ?? heading, behindLabel(columns.get(heading), text)]),
      ),
    ),
    locate: (path) => {
      const [index, key, ...rest] = path;
      const heading = key === undefined ? undefined : headings.get(String(key));
      const place = source.locate(heading === undefined ? path : [index ?? 0, heading, ...rest]);
      return path.length > 0 ? { ...place, path: path.join(".") } : place;
    },
  };
}

function behindLabel(column: ColumnSpec | undefined, text: string): string {
  if (!column?.choices) return text;
  return [...labelsOf(column.choices)].find(([, label]) => label === text.trim())?.[0] ?? text;
}
