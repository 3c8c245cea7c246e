"use client";

import { useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time, type TimeText } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";

type SessionView = { id: string; device: string; ip: string; opened: TimeText; seen: TimeText; current: boolean };

type Props = {
  sessions: readonly SessionView[];
  endOne: (input: { sessionId: string }) => Promise<ActionResult<unknown>>;
  endOthers: (input: Record<string, never>) => Promise<ActionResult<{ ended: number }>>;
};

/** Where one is signed in, and the way out of it. */
export function SessionList({ sessions, endOne, endOthers }: Props) {
  const [busy, startTransition] = useTransition();
  const [failed, setFailed] = useState<string>();
  const run = (work: () => Promise<ActionResult<unknown>>, done: string): void =>
    startTransition(async () => {
      const result = await work();
      setFailed(result.ok ? undefined : result.message);
      if (result.ok) toast.done(done);
    });
  return (
    <div className="flex flex-col gap-3">
      {failed ? (
        <p role="alert" className="font-medium text-bad">
          {failed}
        </p>
      ) : null}
      <ul className="divide-y divide-line rounded-md border border-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {session.device}
                {session.current ? <Badge tone="info">This device</Badge> : null}
              </p>
              <p className="text-sm text-ink-muted">
                <span className="wrap-long">From {session.ip}</span> · last used <Time time={session.seen} /> · signed in{" "}
                <Time time={session.opened} />
              </p>
            </div>
            {session.current ? null : (
              <Button
                size="sm"
                disabled={busy}
                aria-label={`Sign out ${session.device}`}
                onClick={() => run(() => endOne({ sessionId: session.id }), "That device is signed out.")}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <div>
          <Button disabled={busy} onClick={() => run(() => endOthers({}), "Your other devices are signed out.")}>
            Sign out all other devices
          </Button>
        </div>
      ) : null}
    </div>
  );
}
