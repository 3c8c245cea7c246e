"use client";

import { useState } from "react";
import { useAct } from "@/components/appointments/use-act";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { VisitDetail } from "@/lib/schedule/find-visit";
import { cancelVisit } from "../actions";

/** Cancels a visit, with a reason for the record; says how many reminders end with it. */
export function CancelDialog({ visit }: { visit: VisitDetail }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { pending, act } = useAct();
  const waiting = visit.reminders.filter((r) => !r.earlier && (r.state.value === "planned" || r.state.value === "held")).length;
  const cancel = () =>
    act(() => cancelVisit({ appointmentId: visit.id, reason: reason || undefined }), {
      failed: "The visit could not be cancelled",
      done: () => {
        setOpen(false);
        toast.done(
          "Visit cancelled",
          waiting > 0 ? `${waiting === 1 ? "1 reminder was" : `${waiting} reminders were`} skipped.` : undefined,
        );
      },
    });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Cancel visit</Button>
      </DialogTrigger>
      <DialogContent
        title="Cancel this visit?"
        description={`${visit.when.text} ${visit.when.zone}. ${
          waiting === 0
            ? "No reminder was planned."
            : waiting === 1
              ? "1 planned reminder will not go out."
              : `${waiting} planned reminders will not go out.`
        } This cannot be undone; a new visit can be booked.`}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={pending}>Keep it</Button>
            </DialogClose>
            <Button look="danger" pending={pending} onClick={cancel}>
              {pending ? "Cancelling…" : "Cancel the visit"}
            </Button>
          </>
        }
      >
        <Field label="Reason" hint="For the record; the patient does not see it." optional>
          {(control) => <Input {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
        </Field>
      </DialogContent>
    </Dialog>
  );
}
