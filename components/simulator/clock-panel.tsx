"use client";

import { FastForward } from "lucide-react";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Time, type TimeText } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { Panel } from "./panel";

const STEPS = [
  { label: "+10 minutes", minutes: 10 },
  { label: "+1 hour", minutes: 60 },
  { label: "+1 day", minutes: 1_440 },
  { label: "+1 week", minutes: 10_080 },
] as const;

type Props = {
  now: TimeText;
  /** e.g. "2 days, 3 hours"; empty where the clock was never moved. */
  ahead: string;
  next: TimeText | null;
  dueNow: boolean;
  move: (input: { minutes: number }) => Promise<ActionResult<void>>;
  moveToNext: (input: Record<string, never>) => Promise<ActionResult<void>>;
};

/** Product time, and the ways to move it ahead; it never goes back. */
export function ClockPanel({ now, ahead, next, dueNow, move, moveToNext }: Props) {
  const [pending, startTransition] = useTransition();
  const run = (call: () => Promise<ActionResult<void>>) =>
    startTransition(async () => {
      const result = await call();
      if (!result.ok) toast.failed("The clock was not moved", result.message);
    });
  return (
    <Panel title="Clock">
      <div aria-live="polite">
        <p className="text-lg font-semibold">
          <Time time={now} />
        </p>
        <p className="text-sm text-ink-muted">
          {ahead ? `Moved ahead by ${ahead}. The phones show the real time.` : "Not moved: this is the real time"}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {STEPS.map((step) => (
          <Button key={step.minutes} size="sm" disabled={pending} onClick={() => run(() => move({ minutes: step.minutes }))}>
            {step.label}
          </Button>
        ))}
      </div>
      <div className="flex flex-col gap-1.5">
        <Button size="sm" disabled={pending || !next || dueNow} onClick={() => run(() => moveToNext({}))}>
          <FastForward aria-hidden />
          {pending ? "Moving…" : "To the next planned message"}
        </Button>
        <p className="text-sm text-ink-muted">
          {dueNow ? (
            "Messages that are due go out just now."
          ) : next ? (
            <>
              Due <Time time={next} />
            </>
          ) : (
            "Nothing is planned."
          )}
        </p>
      </div>
    </Panel>
  );
}
