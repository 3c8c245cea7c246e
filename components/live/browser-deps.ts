import { goToSignIn } from "@/components/auth/session-channel";
import type { LiveDeps } from "./connection";

/** The real browser for `LiveConnection`. */
export const browserDeps: LiveDeps = {
  openStream(url, handlers) {
    const source = new EventSource(url);
    source.addEventListener("open", handlers.onOpen);
    source.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (typeof event.data === "string") handlers.onMessage(event.data);
    });
    source.addEventListener("signed-out", () => goToSignIn("ended"));
    source.addEventListener("error", () => handlers.onError(source.readyState === EventSource.CLOSED));
    return source;
  },
  async fetchJson(url) {
    const response = await fetch(url, { headers: { accept: "application/json" }, cache: "no-store" });
    if (!response.ok) throw new Error(`poll answered ${response.status}`);
    return response.json();
  },
  later(then, ms) {
    const id = setTimeout(then, ms);
    return () => clearTimeout(id);
  },
  random: Math.random,
};
