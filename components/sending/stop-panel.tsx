"use client";

import { OctagonPause, Play } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { exactTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { StopState } from "@/lib/delivery/stop-state";

type Props = {
  state: StopState;
  /** Counted to here; more is said as "more than". */
  mostCounted: number;
  mayStop: boolean;
  halt: (input: Record<string, never>) => Promise<ActionResult<unknown>>;
  resume: (input: { piled: "send" | "skip" }) => Promise<ActionResult<{ skipped: number }>>;
};

/** [DLV-14] Stops everything that goes out, and resumes it with a choice about what piled up. */
export function StopPanel({ state, mostCounted, mayStop, halt, resume }: Props) {
  const count = (n: number): string => (n >= mostCounted ? `more than ${mostCounted.toLocaleString("en")}` : n.toLocaleString("en"));
  const messages = (n: number): string => `${count(n)} message${n === 1 ? "" : "s"}`;
  const done = async (result: ActionResult<unknown>, said: string): Promise<void> => {
    if (!result.ok) throw new Error(result.message);
    toast.done(said);
  };
  if (!state.stop)
    return (
      <section aria-labelledby="stop-title" className="flex flex-col items-start gap-3">
        <h2 id="stop-title" className="text-lg font-semibold">
          Emergency stop
        </h2>
        <p>
          Messages go out. A stop holds back everything at once: reminders, answers to patients, and what staff send.{" "}
          {upper(messages(state.nextDay))} {state.nextDay === 1 ? "is" : "are"} due within the next day.
        </p>
        {mayStop ? (
          <ConfirmDialog
            trigger={
              <Button look="danger">
                <OctagonPause aria-hidden /> Stop all outgoing messages
              </Button>
            }
            title="Stop all outgoing messages?"
            description={`Nothing goes to any patient until somebody resumes. ${upper(messages(state.nextDay))} due within the next day will wait. What a carrier already has cannot be taken back.`}
            action="Stop everything"
            onConfirm={async () => done(await halt({}), "All outgoing messages are stopped.")}
          />
        ) : (
          <p className="text-ink-muted">A manager or an admin can stop them.</p>
        )}
      </section>
    );
  const useful = state.piled - state.useless;
  return (
    <section aria-labelledby="stop-title" className="flex flex-col items-start gap-3">
      <h2 id="stop-title" className="text-lg font-semibold">
        Everything is stopped
      </h2>
      <p className="wrap-long">
        Since {exactTime(state.stop.since)}
        {state.stop.by ? (
          <>
            , by <bdi>{state.stop.by}</bdi>
          </>
        ) : null}
        .
      </p>
      <p>
        {upper(messages(state.piled))} piled up
        {state.useless ? `; ${count(state.useless)} of them about visits that have begun, which are skipped in any case` : ""}.
      </p>
      {mayStop ? (
        <div className="flex flex-wrap gap-2">
          <ConfirmDialog
            trigger={
              <Button look="primary">
                <Play aria-hidden /> Resume and send what piled up
              </Button>
            }
            title="Resume and send what piled up?"
            description={`Up to ${messages(useful)} will go out now, each only as far as the rules still allow it: hours, do-not-contact, a visit that was cancelled or has a newer reminder.`}
            action={`Resume and send up to ${count(useful)}`}
            onConfirm={async () => done(await resume({ piled: "send" }), "Messages go out again.")}
          />
          <ConfirmDialog
            trigger={<Button>Resume and skip what piled up</Button>}
            title="Resume and skip what piled up?"
            description={`${upper(messages(state.piled))} will never go out. Each keeps the reason in its trail. What becomes due from now on goes out as planned.`}
            action={`Resume and skip ${count(state.piled)}`}
            onConfirm={async () => done(await resume({ piled: "skip" }), "Messages go out again; what piled up was skipped.")}
          />
        </div>
      ) : (
        <p className="text-ink-muted">A manager or an admin can resume.</p>
      )}
    </section>
  );
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
