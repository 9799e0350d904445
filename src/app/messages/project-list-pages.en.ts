// The page that brings in projects by the hundred, in English.
import type { PROJECT_LIST_PAGES_ZH } from "./project-list-pages.zh.ts";
import type { Words } from "./words.ts";

export const PROJECT_LIST_PAGES_EN: Words<typeof PROJECT_LIST_PAGES_ZH> = {
  nav: "Import many",
  title: "Import projects and their targets",
  intro:
    "Download the empty list, fill in a row for each project and one for each indicator, and upload it; a zip of filled-in dossiers will do as well. Look at the preview first; all is written at once, or nothing where anything is wrong.",
  back: "Projects",
  template: "Download the empty list",
  choose: "Choose a list or a zip",
  again: "Upload again when mended",
  reading: "Reading…",
  preview: (projects) => `${projects} projects to be made`,
  nothing: "No project to be made",
  skipped: (count) => `${count} there already and skipped`,
  skippedHint:
    "A project of the same name and year in the same unit is neither made again nor changed; to change it, upload a new version there.",
  columns: {
    number: "Number",
    name: "Project",
    year: "Year",
    unit: "Unit",
    indicators: "Indicators",
    budget: "Revised budget (10,000 yuan)",
    errors: "Errors",
  },
  unknown: "not given",
  errorsHint: (count) => `${count} projects still have errors under their rules; each shows them under Findings once written`,
  confirm: "Write all",
  written: (projects) => `${projects} projects made`,
  open: "Open",
  all: "All projects",
};
