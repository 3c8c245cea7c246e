/*
 * What the tabs of one browser tell each other about the session they share: when somebody last did something, and that it ended.
 */
const ACTIVE_KEY = "luma-active";
const CHANNEL = "luma-session";

/** Milliseconds since 1970 when any tab was last used; 0 where none has said so. */
export function lastActive(): number {
  try {
    return Number(localStorage.getItem(ACTIVE_KEY)) || 0;
  } catch {
    return 0;
  }
}

export function noteActive(now: number): void {
  try {
    localStorage.setItem(ACTIVE_KEY, String(now));
  } catch {
    // Storage is switched off: each tab then counts for itself.
  }
}

/** Tells the other tabs that the session is over. */
export function announceEnd(why: "idle" | "ended"): void {
  if (!("BroadcastChannel" in globalThis)) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(why);
  channel.close();
}

/** Calls `then` when another tab ended the session; gives the way to stop. */
export function onEnd(then: (why: "idle" | "ended") => void): () => void {
  if (!("BroadcastChannel" in globalThis)) return () => {};
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", (event) => then(event.data === "idle" ? "idle" : "ended"));
  return () => channel.close();
}

/** Goes to the sign-in page, which comes back here. */
export function goToSignIn(notice: "idle" | "ended"): void {
  const next = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?${new URLSearchParams({ notice, ...(next === "/" ? {} : { next }) }).toString()}`);
}
