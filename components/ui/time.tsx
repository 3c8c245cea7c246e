"use client";

import { cn } from "./cn";
import { Tooltip } from "./tooltip";

/** A moment, written out by the server in the zones that matter; the browser never computes with zones. */
export type TimeText = {
  /** ISO instant. */
  iso: string;
  /** In the clinic's zone, e.g. "Tue, Nov 24, 2:30 PM". */
  text: string;
  /** The clinic zone's short name, e.g. "CST"; left out where a heading already says it. */
  zone?: string;
  /** The same moment where the patient is, given only when it reads differently. */
  patient?: { text: string; zone: string };
  /** e.g. "in 2 hours"; then the exact time comes on hover and focus. */
  relative?: string;
};

/** Everything that is known about the moment, as one line. */
export function exactTime(time: TimeText): string {
  const clinic = time.zone ? `${time.text} ${time.zone}` : time.text;
  return time.patient ? `${clinic} (${time.patient.text} ${time.patient.zone} for the patient)` : clinic;
}

/**
 * Clinic time first, the patient's beside it when it differs; or relative, with the exact time on hover and focus.
 * `inRow`: inside a table row, where each row is one stop – no tab stop of its own, but still read out in full.
 */
export function Time({ time, inRow, className }: { time: TimeText; inRow?: boolean; className?: string }) {
  if (time.relative) {
    const exact = exactTime(time);
    return (
      <Tooltip content={exact}>
        <button
          type="button"
          tabIndex={inRow ? -1 : undefined}
          className={cn(
            "cursor-default! rounded-sm text-start whitespace-nowrap underline decoration-line-strong decoration-dotted underline-offset-3",
            className,
          )}
        >
          <time dateTime={time.iso}>{time.relative}</time>
          <span className="sr-only">, {exact}</span>
        </button>
      </Tooltip>
    );
  }
  return (
    <time dateTime={time.iso} className={className}>
      <span className="whitespace-nowrap">
        {time.text}
        {time.zone ? <span className="text-ink-muted"> {time.zone}</span> : null}
      </span>
      {time.patient ? (
        <span className="text-ink-muted">
          {" · "}
          <span className="whitespace-nowrap">
            {time.patient.text} {time.patient.zone}
          </span>{" "}
          for the patient
        </span>
      ) : null}
    </time>
  );
}
