"use client";

import { useOptimistic, useState } from "react";
import { ReminderList } from "@/components/appointments/reminder-list";
import { VisitStatus } from "@/components/appointments/status-cell";
import { useAct } from "@/components/appointments/use-act";
import { VisitFacts } from "@/components/appointments/visit-facts";
import { DetailSheet, type SheetNeighbour } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { SwitchField } from "@/components/ui/switch";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { VisitDetail } from "@/lib/schedule/find-visit";
import type { BookingOptions } from "@/lib/schedule/queries";
import { blockVisitReminders, confirmVisit, sendReminderNow, settleUncertain } from "../actions";
import { CancelDialog } from "./cancel-dialog";
import { MoveForm } from "./move-form";

type Props = { visit: VisitDetail; options: BookingOptions; previous?: SheetNeighbour; next?: SheetNeighbour; closeHref?: string };

/** One visit beside its list: what it is, what was and will be said about it, and everything staff do with it. */
export function VisitSheet({ visit, options, ...sheet }: Props) {
  const { pending, act } = useAct();
  const [moving, setMoving] = useState(false);
  const [status, setStatus] = useOptimistic(visit.status);
  const [blocked, setBlocked] = useOptimistic(visit.remindersBlocked);
  const appointmentId = visit.id;

  const confirm = (confirmed: boolean, offerUndo = true) =>
    act(() => confirmVisit({ appointmentId, confirmed }), {
      failed: confirmed ? "The visit could not be confirmed" : "The confirmation could not be taken back",
      optimistic: () => setStatus(confirmed ? "confirmed" : "unconfirmed"),
      done: () =>
        offerUndo ? toast.undo(confirmed ? "Confirmed" : "Confirmation taken back", () => confirm(!confirmed, false)) : undefined,
    });
  const block = (next: boolean) =>
    act(() => blockVisitReminders({ appointmentId, blocked: next }), {
      failed: next ? "The reminders could not be blocked" : "The reminders could not be unblocked",
      optimistic: () => setBlocked(next),
    });

  const open = visit.booked && !visit.past;
  return (
    <DetailSheet
      rowId={visit.id}
      title={<bdi>{visit.patient.name}</bdi>}
      description={`${visit.type}, ${visit.provider}`}
      {...sheet}
      footer={
        visit.booked && !moving ? (
          <>
            {status === "confirmed" ? (
              <Button pending={pending} onClick={() => confirm(false)}>
                Take back confirmation
              </Button>
            ) : status === "unconfirmed" ? (
              <Button look="primary" pending={pending} onClick={() => confirm(true)}>
                Confirm
              </Button>
            ) : null}
            <Button onClick={() => setMoving(true)}>Move</Button>
            <CancelDialog visit={visit} />
          </>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-col gap-1">
          <div>
            <VisitStatus visit={{ status, late: visit.late, lateMinutes: visit.lateMinutes }} />
          </div>
          {visit.statusText && status === visit.status ? <p className="text-sm text-ink-muted">{visit.statusText}</p> : null}
          {visit.wantsEarlierSince ? (
            <p className="text-sm text-ink-muted">
              Wants an earlier time, since <Time time={visit.wantsEarlierSince} />. This one is kept.
            </p>
          ) : null}
        </div>
        {moving ? <MoveForm visit={visit} options={options} onDone={() => setMoving(false)} /> : <VisitFacts visit={visit} />}
        <section aria-label="Reminders" className="flex flex-col gap-3">
          <h3 className="text-lg font-semibold">Reminders</h3>
          {open ? (
            <SwitchField
              label="Send reminders for this visit"
              hint={
                blocked
                  ? "Blocked by staff: nothing goes out, also nothing that is due."
                  : "Turn off to hold back everything that is planned."
              }
              checked={!blocked}
              disabled={pending}
              onCheckedChange={(on) => block(!on)}
            />
          ) : null}
          <ReminderList
            reminders={visit.reminders}
            handlers={{
              pending,
              sendNow: (row) =>
                act(() => sendReminderNow({ plannedMessageId: row.id }), {
                  failed: "The reminder could not be sent",
                  done: () => toast.done("On its way", "It is checked once more against opt-outs and legal hours."),
                }),
              settle: (row, arrived) =>
                act(() => settleUncertain({ plannedMessageId: row.id, arrived }), {
                  failed: "This could not be saved",
                  done: () => toast.done(arrived ? "Recorded as sent" : "It goes out again"),
                }),
            }}
          />
        </section>
        {visit.answers.length > 0 ? (
          <section aria-label="Answers">
            <h3 className="mb-2 text-lg font-semibold">What the patient said</h3>
            <ul className="flex flex-col gap-2">
              {visit.answers.map((answer) => (
                <li key={answer.id} className="rounded-md bg-sunken px-3 py-2">
                  <p dir="auto" className="wrap-long">
                    {answer.text}
                  </p>
                  <p className="text-sm text-ink-muted">
                    {answer.channel}, <Time time={answer.at} />
                    {answer.meaning ? ` · Understood as: ${answer.meaning.toLowerCase()}` : null}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </DetailSheet>
  );
}
