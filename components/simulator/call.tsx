"use client";

import { Phone, PhoneOff, Voicemail } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ThreadItem } from "@/lib/simulator/screen";
import { useAct } from "./use-act";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

const STATUS_WORDS: Record<string, string> = {
  queued: "Calling…",
  ringing: "Ringing…",
  "in-progress": "On the phone",
  completed: "Call ended",
  busy: "Declined or busy",
  "no-answer": "Nobody answered",
  failed: "Could not be connected",
  canceled: "Called off",
};

const SPEAKERS = { practice: "Practice", patient: "Keys", line: "Line" } as const;

/** A call: rings until someone answers, then shows what is said and takes keys. */
export function Call({ call }: { call: Extract<ThreadItem, { kind: "call" }> }) {
  const { act, pending } = useAct();
  const rings = call.status === "ringing" || call.status === "queued";
  const talks = call.status === "in-progress";
  return (
    <section
      aria-label={`Call, ${call.at}`}
      className={cn(
        "flex w-full max-w-md flex-col gap-2 self-center rounded-md border bg-raised p-3",
        rings || talks ? "border-accent" : "border-line",
      )}
    >
      <output className="flex items-center gap-2 font-medium">
        <Phone aria-hidden className="size-4" />
        {STATUS_WORDS[call.status] ?? call.status}
        {call.answeredBy?.startsWith("machine") ? " (voicemail)" : ""}
        <span className="ms-auto text-xs font-normal text-ink-muted">{call.at}</span>
      </output>
      {call.lines.length > 0 ? (
        <ul aria-live="polite" className="flex flex-col gap-1">
          {call.lines.map((line, index) => (
            <li key={index} dir="auto" className={cn("wrap-long", line.who === "practice" ? "" : "text-ink-muted")}>
              <span className="text-sm text-ink-muted">{SPEAKERS[line.who]}: </span>
              {line.text}
            </li>
          ))}
        </ul>
      ) : null}
      {rings ? (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" size="sm" disabled={pending} onClick={() => act({ act: "answer", sid: call.id })}>
            <Phone aria-hidden />
            Answer
          </Button>
          <Button size="sm" disabled={pending} onClick={() => act({ act: "voicemail", sid: call.id })}>
            <Voicemail aria-hidden />
            To voicemail
          </Button>
          <Button size="sm" disabled={pending} onClick={() => act({ act: "hang-up", sid: call.id })}>
            <PhoneOff aria-hidden />
            Decline
          </Button>
        </div>
      ) : null}
      {talks ? (
        <>
          <fieldset className="grid max-w-48 grid-cols-3 gap-1.5">
            <legend className="sr-only">Keys</legend>
            {KEYS.map((key) => (
              <Button
                key={key}
                aria-label={`Key ${key === "*" ? "star" : key === "#" ? "hash" : key}`}
                disabled={pending || !call.waiting}
                onClick={() => act({ act: "press", sid: call.id, digits: key })}
              >
                {key}
              </Button>
            ))}
          </fieldset>
          <div>
            <Button size="sm" look="danger" disabled={pending} onClick={() => act({ act: "hang-up", sid: call.id })}>
              <PhoneOff aria-hidden />
              Hang up
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
