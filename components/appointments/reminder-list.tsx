"use client";

import { addressWords } from "@/components/contacts/address-words";
import { ChevronRight } from "lucide-react";
import { Trail } from "@/components/trail/trail";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { ReminderRow } from "@/lib/schedule/find-visit";

export type ReminderHandlers = {
  pending: boolean;
  sendNow: (row: ReminderRow) => void;
  settle: (row: ReminderRow, arrived: boolean) => void;
};

/** A visit's reminders, each with its state; unfolding one shows what was said and why it went out, moves or waits. */
export function ReminderList({ reminders, handlers }: { reminders: readonly ReminderRow[]; handlers: ReminderHandlers }) {
  const current = reminders.filter((r) => !r.earlier);
  const earlier = reminders.filter((r) => r.earlier);
  return (
    <>
      {current.length === 0 ? (
        <p className="text-ink-muted">No reminder is planned for this visit.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {current.map((row) => (
            <Reminder key={row.id} row={row} handlers={handlers} />
          ))}
        </ul>
      )}
      {earlier.length > 0 ? (
        <details className="mt-3">
          <summary className="text-ink-muted">Reminders of earlier times ({earlier.length})</summary>
          <ul className="mt-2 flex flex-col gap-2">
            {earlier.map((row) => (
              <Reminder key={row.id} row={row} handlers={handlers} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Reminder({ row, handlers }: { row: ReminderRow; handlers: ReminderHandlers }) {
  return (
    <li className="rounded-md border border-line">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 pt-2">
        <h4 className="font-medium">{row.title}</h4>
        <Status kind={row.state.kind} value={row.state.value} />
      </div>
      <div className="px-3 pb-2 text-sm text-ink-muted">
        <p>
          {row.atLabel} <Time time={row.at} />
          {row.channel ? ` · ${row.channel}` : ""}
          {row.address ? (
            <>
              {" "}
              to <span dir="ltr">{addressWords(row.address)}</span>
            </>
          ) : null}
        </p>
        {row.reason ? <p>{row.reason}</p> : null}
      </div>
      <div className="flex flex-wrap items-start gap-2 border-t border-line px-3 py-2">
        <details className="group min-w-0 flex-1 basis-40">
          <summary className="flex list-none items-center gap-1 rounded-sm py-1 text-sm font-medium text-accent [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
            Why<span className="sr-only"> – {row.title}</span>
          </summary>
          <div className="pt-2">
            {row.body ? (
              <blockquote dir="auto" className="wrap-long mb-3 rounded-md bg-sunken px-3 py-2 whitespace-pre-wrap">
                {row.body}
              </blockquote>
            ) : null}
            {row.trail.steps.length > 0 ? (
              <Trail label={`Why – ${row.title}`} steps={row.trail.steps}>
                {row.trail.forecast ? "This is the plan as of now. It is decided again when the time comes." : undefined}
              </Trail>
            ) : (
              <p className="text-ink-muted">Nothing has been decided yet.</p>
            )}
          </div>
        </details>
        {row.canSettle ? (
          <>
            <Button size="sm" pending={handlers.pending} onClick={() => handlers.settle(row, true)}>
              It arrived
            </Button>
            <Button size="sm" pending={handlers.pending} onClick={() => handlers.settle(row, false)}>
              Send it again
            </Button>
          </>
        ) : null}
        {row.canSendNow ? (
          <Button size="sm" pending={handlers.pending} onClick={() => handlers.sendNow(row)}>
            Send now<span className="sr-only"> – {row.title}</span>
          </Button>
        ) : null}
      </div>
    </li>
  );
}
