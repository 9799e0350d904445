// The pages on delegations open without a connection once they were open with one: where they are built pages, and the browser lets it.

export function openWithoutConnection(): void {
  const isBuilt = document.querySelector('script[src^="/assets/"]') !== null;
  if (isBuilt && "serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => undefined);
}
