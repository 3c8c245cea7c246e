"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { IdleWatch } from "./idle-watch";
import { announceEnd, goToSignIn, lastActive, noteActive, onEnd } from "./session-channel";

const SETTLE_MS = 1_500;
const USE = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

async function beat(): Promise<void> {
  const answer = await fetch("/api/auth/active", { method: "POST" }).catch(() => undefined);
  if (answer?.status === 401) goToSignIn("ended");
}

async function leave(): Promise<void> {
  await fetch("/api/auth/leave", { method: "POST", keepalive: true }).catch(() => undefined);
  announceEnd("idle");
  goToSignIn("idle");
}

/** [SEC-01] Signs out after `minutes` without use of any tab, and asks a minute before. Place once, in the staff shell. */
export function IdleGuard({ minutes }: { minutes: number }) {
  const [secondsLeft, setSecondsLeft] = useState<number>();
  const watch = useRef<IdleWatch>(undefined);
  useEffect(() => {
    const watching = new IdleWatch(minutes * 60_000, {
      now: () => Date.now(),
      lastActive,
      noteActive,
      beat: () => void beat(),
      leave: () => void leave(),
      ask: setSecondsLeft,
    });
    watch.current = watching;
    const used = () => watching.used();
    const check = () => watching.check();
    for (const name of USE) addEventListener(name, used, { passive: true, capture: true });
    document.addEventListener("visibilitychange", check);
    const timer = setInterval(check, 1_000);
    // A moment later: the tab that signs out tells so while it does.
    const stopListening = onEnd((why) => setTimeout(goToSignIn, SETTLE_MS, why));
    return () => {
      for (const name of USE) removeEventListener(name, used, { capture: true });
      document.removeEventListener("visibilitychange", check);
      clearInterval(timer);
      stopListening();
    };
  }, [minutes]);
  const open = secondsLeft !== undefined;
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : watch.current?.stay())}>
      {open ? (
        <DialogContent
          title="Are you still there?"
          description="Nobody has used Luma here for a while."
          footer={
            <>
              <Button onClick={() => void leave()}>Sign out now</Button>
              <Button look="primary" onClick={() => watch.current?.stay()}>
                Stay signed in
              </Button>
            </>
          }
        >
          <p>
            You are signed out in{" "}
            <span role="timer" className="font-medium tabular-nums">
              {secondsLeft} {secondsLeft === 1 ? "second" : "seconds"}
            </span>
            . What was not saved would be lost.
          </p>
        </DialogContent>
      ) : null}
    </Dialog>
  );
}
