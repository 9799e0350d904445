// Processes as data: who may do what next, and what happened.
export type { Act, ActKind } from "./acts/act.ts";
export * from "./acts/change-content.ts";
export * from "./acts/decide-step.ts";
export * from "./acts/open-acts.ts";
export * from "./definition/calendar.ts";
export * from "./definition/process.ts";
export * from "./definition/process-book.ts";
export * from "./definition/vocabulary.ts";
export * from "./state/apply-event.ts";
export type * from "./state/flow-state.ts";
export * from "./state/place-relations.ts";
export { routeFrom } from "./state/route.ts";
export type * from "./state/situation.ts";
