// A value, or every fault that stands in its way at once.
import type { Fault } from "./fault.ts";

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly Fault[] };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(...faults: readonly Fault[]): { readonly ok: false; readonly faults: readonly Fault[] } {
  return { ok: false, faults };
}

/** Marks a branch the compiler knows to be impossible. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
