// What is wrong or doubtful: article, evidence, expected value, remedy.
export * from "./examine.ts";
export * from "./examine-document.ts";
export * from "./find-copied-text.ts";
export * from "./finding.ts";
