// What is wrong or doubtful: article, evidence, expected value, remedy.
export * from "./examine.ts";
export * from "./finding.ts";
