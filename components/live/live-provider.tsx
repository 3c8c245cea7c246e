"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  startTransition,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import type { LiveTopic } from "@/lib/live/notify";
import { browserDeps } from "./browser-deps";
import { LiveConnection, type LiveState } from "./connection";

type Live = { connection: LiveConnection; refresh: () => void };
const LiveContext = createContext<Live | undefined>(undefined);

const HIDDEN_BEFORE_PAUSE_MS = 30_000;
const REFRESH_GAP_MS = 1_000;
const FIRST_REFRESH_MS = 100;

/** Holds the tab's one connection. Place once, in the shell. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [connection] = useState(() => new LiveConnection(browserDeps));

  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastRefresh = useRef(0);
  const live = useMemo<Live>(
    () => ({
      connection,
      refresh() {
        if (pending.current) return;
        const wait = Math.max(FIRST_REFRESH_MS, lastRefresh.current + REFRESH_GAP_MS - performance.now());
        pending.current = setTimeout(() => {
          pending.current = undefined;
          lastRefresh.current = performance.now();
          startTransition(() => router.refresh());
        }, wait);
      },
    }),
    [connection, router],
  );

  useEffect(() => {
    let hiding: ReturnType<typeof setTimeout> | undefined;
    const onVisibility = () => {
      clearTimeout(hiding);
      if (document.visibilityState === "hidden") hiding = setTimeout(() => connection.pause(), HIDDEN_BEFORE_PAUSE_MS);
      else connection.resume();
    };
    // React may run effects twice in development: a paused connection is the one that can come back.
    connection.resume();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(hiding);
      clearTimeout(pending.current);
      pending.current = undefined;
      connection.pause();
    };
  }, [connection]);

  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLiveContext(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("live updates are used outside of LiveProvider");
  return live;
}

/**
 * Follows topics (e.g. `["messages"]`) while the component is mounted. Without `onChange`, the page's server data is fetched
 * again (at most once a second, shared by all who follow).
 */
export function useLive(topics: readonly LiveTopic[], onChange?: (topic: string) => void): void {
  const { connection, refresh } = useLiveContext();
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const key = topics.join(",");
  useEffect(() => {
    if (key === "") return undefined;
    return connection.subscribe(key.split(","), (topic) => (latest.current ? latest.current(topic) : refresh()));
  }, [connection, refresh, key]);
}

/** How fresh the screen is, for an indicator. */
export function useLiveState(): LiveState {
  const { connection } = useLiveContext();
  return useSyncExternalStore(
    (listener) => connection.onState(listener),
    () => connection.state,
    () => "connecting",
  );
}
