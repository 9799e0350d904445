// Reaches for tests.
import type { Reach } from "./may.ts";

/** Everything of a tenant. */
export function everythingOf(tenant: string): Reach {
  return { tenant, everything: true, paths: [], createdBy: null, published: true };
}
