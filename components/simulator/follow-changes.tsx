"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect } from "react";
import { ErrorState } from "@/components/ui/error-state";

const RETRY_MS = 3_000;
const TICK_MS = 30_000;

/** Follows the stand-ins: the page's data is fetched again when something happened, and twice a minute for the clock. */
export function FollowChanges({ cursor }: { cursor: number }) {
  const router = useRouter();
  useEffect(() => {
    const stop = new AbortController();
    const refresh = () => startTransition(() => router.refresh());
    const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    void (async () => {
      let since = cursor;
      let lost = false;
      while (!stop.signal.aborted) {
        try {
          const answer = await fetch(`/api/simulator/changes?since=${since}`, { signal: stop.signal, cache: "no-store" });
          if (!answer.ok) throw new Error(`status ${answer.status}`);
          const said: { cursor: number; changed: boolean } = await answer.json();
          since = said.cursor;
          if (said.changed || lost) refresh();
          lost = false;
        } catch {
          if (stop.signal.aborted) return;
          if (!lost) refresh();
          lost = true;
          await pause();
        }
      }
    })();
    const tick = setInterval(refresh, TICK_MS);
    return () => {
      stop.abort();
      clearInterval(tick);
    };
    // The cursor moves on inside; a later render's must not restart it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [router]);
  return null;
}

/** In place of the phones while the stand-ins are not there; comes back by itself. */
export function NotRunning({ className }: { className?: string }) {
  const router = useRouter();
  useEffect(() => {
    const again = setInterval(() => startTransition(() => router.refresh()), RETRY_MS);
    return () => clearInterval(again);
  }, [router]);
  return (
    <div className={className}>
      <div className="rounded-md border border-line bg-surface">
        <ErrorState title="The simulator is not running" onRetry={() => startTransition(() => router.refresh())}>
          It starts together with Luma (npm start). Until it answers, messages wait and are tried again; nothing is lost. This screen comes
          back by itself.
        </ErrorState>
      </div>
    </div>
  );
}
