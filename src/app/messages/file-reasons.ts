// Why a file was refused, as a closed list: faults about files carry one as `reason`, and each language words it.

const FILE_REASONS = [
  // the file as a whole
  "empty-file",
  "not-a-file",
  "no-permission",
  "wrong-kind",
  "is-old-xls",
  "is-html",
  "is-text",
  "is-binary-workbook",
  "is-open-document",
  "has-macros",
  "is-encrypted",
  "is-archive",
  "misnamed-file",
  "file-size",
  "too-much-text",
  "ole-damaged",
  "pdf-damaged",
  "is-scan",
  "needs-office",
  "not-converted",
  "text-encoding",
  "outside-folder",
  // the zip around a workbook
  "zip-truncated",
  "zip-not-plain",
  "zip-entries",
  "zip-entry-size",
  "zip-total-size",
  "zip-ratio",
  "zip-name",
  "zip-duplicate",
  "zip-mismatch",
  "zip-overlap",
  "zip-damaged",
  "zip-method",
  // the XML inside
  "xml-doctype",
  "xml-syntax",
  "xml-encoding",
  "xml-nesting",
  "xml-attributes",
  // the workbook
  "part-missing",
  "sheet-name",
  "cell-address",
  "cell-order",
  "cell-value",
  "cell-text-length",
  "string-missing",
  "merge-range",
  "too-many-rows",
  "too-many-cells",
  "too-many-strings",
  "too-many-merges",
  // formulas and cells of a dossier workbook
  "formula-unsupported",
  "formula-stale",
  "formula-endless",
  "formula-cycle",
  "formula-value",
  "error-cell",
  "merged-cells",
  "heading-missing",
  "outside-table",
  "not-for-kind",
  // CSV
  "csv-control",
  "csv-open-quote",
  "csv-stray-quote",
  "csv-columns",
  "csv-no-header",
  "csv-separator",
  // the child process that reads an upload
  "child-memory",
  "child-time",
  "child-result",
  "child-crash",
  "child-queue",
] as const;

export type FileReason = (typeof FILE_REASONS)[number];

export function isFileReason(text: string | undefined): text is FileReason {
  return (FILE_REASONS as readonly (string | undefined)[]).includes(text);
}
