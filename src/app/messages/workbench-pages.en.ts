// The workbench, the first page after signing in, in English.
import type { Words } from "./words.ts";
import type { WORKBENCH_PAGES_ZH } from "./workbench-pages.zh.ts";

export const WORKBENCH_PAGES_EN: Words<typeof WORKBENCH_PAGES_ZH> = {
  nav: "Workbench",
  title: "Workbench",
  hello: (name, unit) => `${name}, ${unit}`,
  due: {
    title: "Due",
    intro: "within your reach, in the next seven days or late",
    none: "Nothing is due soon",
    late: (days) => `${days} days late`,
    left: (days) => (days === 0 ? "due today" : `${days} days left`),
    report: "Report on the delegation",
    passports: "Passports to be handed in",
    exception: "Papers of an exception to be handed in",
    followUp: (month) => `Follow-up of an outcome: month ${month}`,
    all: (count) => `${count} in all, the most urgent shown`,
  },
  lights: { red: "errors", amber: "look at it", green: "in order" },
  cases: {
    title: "Projects",
    none: "No project to be seen",
    all: (count) => `All ${count} projects`,
    missing: "Data is missing, no score yet",
    noProcess: "no process yet",
  },
  trips: {
    title: "Delegations",
    none: "No delegation to look at",
    others: (count) => `${count} others are in order`,
    all: (year) => `All of ${year}`,
    stopped: (amount) => `${amount} yuan held back`,
  },
  decide: {
    title: "For you to decide",
    none: "Nothing waits for your decision",
    grant: (person, role) => `${person}: ${role}`,
    grantBy: (who) => `proposed by ${who}`,
    toPeople: "Decide under People",
    release: (range) => `Release of contents: ${range}`,
    toReleases: "Decide under Releases",
  },
  accounts: {
    title: "Accounts",
    all: "accounts",
    waiting: "roles waiting",
    noPassword: "no password yet",
    locked: "locked",
    disabled: "disabled",
    open: "All people",
  },
  trail: {
    title: "Audit trail",
    refused: "Refused lately",
    noneRefused: "Nothing was refused",
    open: "Whole trail",
    waiting: (count) => `${count} releases wait for a decision`,
  },
};
