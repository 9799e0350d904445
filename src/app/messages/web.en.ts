// The words of the web pages in English.

import { ACTIONS_EN } from "./actions.ts";
import { ROLES_EN } from "./roles.ts";
import { AUDITS_EN } from "./web/audits.en.ts";
import { CASE_VIEWS_EN } from "./web/case-views.en.ts";
import { CASES_EN } from "./web/cases.en.ts";
import { PACKS_EN } from "./web/packs.en.ts";
import { PEOPLE_EN } from "./web/people.en.ts";
import { SCORED_EN } from "./web/scored.en.ts";
import { SESSION_EN } from "./web/session.en.ts";
import type { WebWording } from "./web.zh.ts";

export const WEB_EN: WebWording = {
  product: "Hengxiao",
  tagline: "Project performance evaluation, every point with its reason",
  footer:
    "Scores follow from rules and facts, and each one opens down to its article. Articles are told in our own words; the published text prevails.",
  skip: "Skip to content",
  nav: { label: "Main", cases: "Projects", audits: "Audit", packs: "Rule packs", glossary: "Glossary" },
  roles: ROLES_EN,
  session: SESSION_EN,
  people: PEOPLE_EN,
  actionNames: ACTIONS_EN,
  language: { label: "Language", zh: "中文", en: "English", short: { zh: "中", en: "EN" }, button: (short, name) => `${short} ${name}` },
  none: "—",
  unknown: "not known",
  yes: "yes",
  no: "no",
  close: "Close",
  loading: "Loading…",
  retry: "Try again",
  print: "Print",
  pair: (label, value) => `${label}: ${value}`,
  bracket: (outer, inner) => `${outer} (${inner})`,
  year: (year) => `${year}`,
  errors: {
    title: "That did not work",
    offline: "The server does not answer",
    offlineRemedy: "make sure it is still running, then try again",
    reference: (reference) => `reference ${reference}`,
    notFound: "There is no such page",
    notFoundRemedy: "the address may have changed; start from the list of projects",
    broken: "The page failed",
    brokenRemedy: "reload it; if it fails again, pass the text above to your administrator",
    home: "Back to the projects",
    showLatest: "Show what it is now",
    latestShown: "This is the newest state; what you typed is still here, look and send again",
  },
  terms: {
    goal: "Performance goal",
    executionRate: "Budget execution rate",
    grade: "Grade",
    carryOver: "Carry-over",
    initial: "Initial budget",
    revised: "Revised budget",
    executed: "Executed",
    weight: "Weight",
    target: "Target",
    actual: "Actual",
  },
  term: { open: (term) => `Meaning of ${term}`, source: (instrument, article) => `${instrument} ${article}` },
  citation: {
    open: (text) => `Open ${text}`,
    notOriginal: "our summary; the published text prevails",
    none: "no summary of this article yet",
    default: "declared default, not law",
    defaultWhy: "The instrument is silent here. The system uses this default, which a pack may override:",
    more: "Open in the glossary",
  },
  severity: { error: "Error", warning: "Doubt", hint: "Hint" },
  severityCount: {
    error: (n) => `${n} ${n === 1 ? "error" : "errors"}`,
    warning: (n) => `${n} ${n === 1 ? "doubt" : "doubts"}`,
    hint: (n) => `${n} ${n === 1 ? "hint" : "hints"}`,
  },
  ...CASES_EN,
  ...SCORED_EN,
  ...CASE_VIEWS_EN,
  ...AUDITS_EN,
  ...PACKS_EN,
};
