"use client";

import { useAct } from "@/components/appointments/use-act";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Wishes } from "@/lib/consent/wishes/load-wishes";
import { takeBackWishes } from "../../actions";

const WAYS: Record<Wishes["channel"], string> = {
  any: "Reminders as the clinic thinks best",
  sms: "Reminders by text message",
  voice: "Reminders by call",
  email: "Reminders by e-mail",
  none: "No reminders",
};

/** [CON-12] What the patient chose on the preferences page; staff take it back when the patient asks them to. */
export function WishesCard({ patientId, wishes }: { patientId: string; wishes: Wishes }) {
  const { pending, act } = useAct();
  const { hours } = wishes;
  const from = hours && hours.opens !== "00:00" ? `not before ${hours.opens}` : "";
  const to = hours && hours.closes !== "24:00" ? `not after ${hours.closes}` : "";
  return (
    <section aria-labelledby="wishes" className="flex flex-col gap-2">
      <h2 id="wishes" className="text-lg font-semibold">
        The patient chose
      </h2>
      <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border border-line bg-surface p-3">
        <p className="min-w-0">{[WAYS[wishes.channel], from, to].filter(Boolean).join(", ")}</p>
        <Button
          size="sm"
          pending={pending}
          onClick={() =>
            act(() => takeBackWishes({ patientId }), {
              failed: "This could not be saved",
              done: () => toast.done("Taken back", "What is ahead is planned as for everybody."),
            })
          }
        >
          Take back
        </Button>
      </div>
    </section>
  );
}
