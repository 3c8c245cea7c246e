"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { showFailure } from "@/components/appointments/show-failure";
import { WhenFields } from "@/components/appointments/when-fields";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { moveAppointmentInput } from "@/lib/appointments/schemas";
import type { VisitDetail } from "@/lib/schedule/find-visit";
import type { MovePreview } from "@/lib/schedule/preview-move";
import type { BookingOptions } from "@/lib/schedule/queries";
import { moveVisit, previewVisitMove } from "../actions";

const PAUSE_MS = 250;
const FIELDS = ["facilityId", "providerId", "date", "time", "minutes"] as const;

/** Another time, facility or provider for a visit; shows what becomes of its reminders before it is done. */
export function MoveForm({ visit, options, onDone }: { visit: VisitDetail; options: BookingOptions; onDone: () => void }) {
  const form = useForm({
    resolver: zodResolver(moveAppointmentInput),
    defaultValues: {
      appointmentId: visit.id,
      facilityId: visit.facilityId,
      providerId: visit.providerId,
      date: visit.date,
      time: visit.time,
      minutes: visit.minutes,
    },
  });
  const { errors, isSubmitting } = form.formState;
  const [problems, setProblems] = useState<SummaryError[]>([]);
  const values = useWatch({ control: form.control });
  const preview = usePreview(JSON.stringify(values));

  const submit = form.handleSubmit(async (input) => {
    const result = await moveVisit(input);
    if (result.ok) {
      toast.done("Visit moved");
      onDone();
      return;
    }
    setProblems(showFailure(form.setError, result, FIELDS));
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4 rounded-md border border-line p-3">
      <h3 className="text-lg font-semibold">Move this visit</h3>
      <ErrorSummary errors={problems} />
      <WhenFields
        register={(name, how) => form.register(name, how)}
        facilityId={values.facilityId}
        noProvider={null}
        options={options}
        errors={errors}
      />
      <Outcome preview={preview} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone} disabled={isSubmitting}>
          Keep as it is
        </Button>
        <Button type="submit" look="primary" pending={isSubmitting}>
          {isSubmitting ? "Moving…" : "Move visit"}
        </Button>
      </div>
    </form>
  );
}

/** Asks the server what the values typed so far would lead to; nothing while they make no date. */
function usePreview(values: string): MovePreview | undefined {
  const [answer, setAnswer] = useState<MovePreview>();
  useEffect(() => {
    let dropped = false;
    const timer = setTimeout(async () => {
      const input = moveAppointmentInput.safeParse(JSON.parse(values));
      const result = input.success ? await previewVisitMove(input.data).catch(() => undefined) : undefined;
      if (!dropped) setAnswer(result?.ok ? result.data : undefined);
    }, PAUSE_MS);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [values]);
  return answer;
}

function Outcome({ preview }: { preview: MovePreview | undefined }) {
  return (
    <output className="block min-h-20 rounded-md bg-sunken px-3 py-2">
      {preview ? (
        <>
          <p>
            The visit will be <Time time={preview.when} className="font-medium" />.
          </p>
          {preview.losesConfirmation ? <p>The confirmation was for the old time and is dropped.</p> : null}
          {preview.dropped > 0 ? (
            <p>
              {preview.dropped === 1 ? "1 planned reminder of the old time is" : `${preview.dropped} planned reminders of the old time are`}{" "}
              skipped.
            </p>
          ) : null}
          {preview.planned.length > 0 ? (
            <>
              <p>Reminders for the new time:</p>
              <ul className="list-disc ps-5">
                {preview.planned.map((step) => (
                  <li key={step.at.iso}>
                    <Time time={step.at} />
                  </li>
                ))}
              </ul>
            </>
          ) : (
            <p>No reminder will go out for the new time. {preview.reasons.join(" ")}</p>
          )}
        </>
      ) : (
        <p className="text-ink-muted">Choose a date and time to see what happens to the reminders.</p>
      )}
    </output>
  );
}
