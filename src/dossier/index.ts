// Everything known of one project-year, each fact with its source.
export * from "./dossier.ts";
export { dossierSchema } from "./dossier-schema.ts";
export * from "./fund-figures.ts";
export * from "./nearest-names.ts";
export type * from "./printed-document.ts";
export * from "./set-fact.ts";
