// When the server last answered this person, in any tab of this browser: from it follows when the session runs out.
const CHANNEL = "hengxiao.activity";

let last = Date.now();
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
channel?.addEventListener("message", () => {
  last = Date.now();
});

/** The server answered just now. */
export function markActive(): void {
  last = Date.now();
  channel?.postMessage(last);
}

/** Milliseconds since then. */
export function idleFor(): number {
  return Date.now() - last;
}
