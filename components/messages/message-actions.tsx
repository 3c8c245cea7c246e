"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { MessageDetail } from "@/lib/messages/detail";

export type MessageVerbs = {
  sendNow: (input: { plannedMessageId: string }) => Promise<ActionResult<void>>;
  settle: (input: { plannedMessageId: string; arrived: boolean }) => Promise<ActionResult<void>>;
};

/** What staff can do about a message: send a planned one now, or say what became of one that nobody could prove. */
export function MessageActions({ message, sendNow, settle }: MessageVerbs & { message: MessageDetail }) {
  const [pending, startTransition] = useTransition();
  const [doing, setDoing] = useState("");
  const plannedMessageId = message.plannedId;
  if (!plannedMessageId) return null;
  const run = (what: string, done: string, call: () => Promise<ActionResult<void>>) => {
    setDoing(what);
    startTransition(async () => {
      const result = await call();
      if (result.ok) toast.done(done);
      else toast.failed("This did not work", result.message);
    });
  };
  return (
    <>
      {message.canSettle ? (
        <>
          <p className="w-full text-sm text-ink-muted">
            The carrier never answered. Ask the patient, or look at the carrier’s log, then say what became of it.
          </p>
          <Button
            pending={pending && doing === "arrived"}
            disabled={pending}
            onClick={() => run("arrived", "Noted: it arrived.", () => settle({ plannedMessageId, arrived: true }))}
          >
            It arrived
          </Button>
          <Button
            pending={pending && doing === "again"}
            disabled={pending}
            onClick={() => run("again", "It goes out again now.", () => settle({ plannedMessageId, arrived: false }))}
          >
            It did not arrive: send again
          </Button>
        </>
      ) : null}
      {message.canSendNow ? (
        <Button
          look="primary"
          pending={pending && doing === "send"}
          disabled={pending}
          onClick={() => run("send", "It goes out now.", () => sendNow({ plannedMessageId }))}
        >
          {pending && doing === "send" ? "Sending…" : "Send now"}
        </Button>
      ) : null}
    </>
  );
}
