// The exact kernel: numbers, money, points, days, sources, traces, results. No word of performance evaluation in here.
export * from "./citation.ts";
export * from "./day.ts";
export * from "./decimal-text.ts";
export * from "./fault.ts";
export * from "./money.ts";
export * from "./percent.ts";
export * from "./points.ts";
export * from "./ratio.ts";
export * from "./read-source.ts";
export * from "./result.ts";
export * from "./rounding.ts";
export * from "./source.ts";
export * from "./split.ts";
export * from "./trace.ts";
