// Everything known of an evaluated case → ReportDocument.
export * from "./compose-report.ts";
export type * from "./report-document.ts";
export type { ReportInput, ReportWording } from "./report-input.ts";
