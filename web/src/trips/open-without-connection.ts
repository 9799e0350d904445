// The pages on delegations open without a connection once they were open with one. Only where they were built, and where the browser lets it.

export function openWithoutConnection(): void {
  if (import.meta.env.PROD && "serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => undefined);
}
