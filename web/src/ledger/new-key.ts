// A writer's own name for a posting: sent twice, it is posted once.
export function newKey(): string {
  // A page served over plain http from another machine has no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
