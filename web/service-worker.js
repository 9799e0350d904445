// Lets the pages open without a connection. The build puts in the version and the files that the itinerary editor needs; everything is of
// this very server. What the server answers is never kept: without a connection a question has no answer, and the page says so.
const VERSION = "__VERSION__";
const SHELL = /** @type {readonly string[]} */ (JSON.parse("__SHELL__"));
const CACHE = `hengxiao-${VERSION}`;
const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...SHELL, "/"].map((path) => new Request(path, { cache: "reload", credentials: "omit" }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name.startsWith("hengxiao-") && name !== CACHE).map((name) => caches.delete(name))),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept("/")));
  else if (url.pathname.startsWith("/assets/") || SHELL.includes(url.pathname)) event.respondWith(keptFirst(request, url.pathname));
});

/** @param {string} path */
async function kept(path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? Response.error();
}

// Files named after what they hold never change; one that was asked for once is there the next time.
/**
 * @param {Request} request
 * @param {string} path
 */
async function keptFirst(request, path) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(path);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(path, answer.clone());
  return answer;
}
