"use client";

import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { FirstStep } from "@/lib/help/first-steps";

type Props = { steps: readonly FirstStep[]; putAway: (input: Record<string, never>) => Promise<ActionResult<unknown>> };

/** [ADM-05] The way of a new clinic to its first reminder. */
export function FirstSteps({ steps, putAway }: Props) {
  const [pending, start] = useTransition();
  const done = steps.filter((step) => step.done).length;
  const hide = (): void =>
    start(async () => {
      const result = await putAway({});
      if (result.ok) toast.done("The first steps are put away.", "The setting “Show the first steps on Today” brings them back.");
      else toast.failed("They stay", result.message);
    });
  return (
    <section aria-labelledby="first-steps" className="mb-6 flex flex-col gap-3 rounded-md border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="first-steps" className="text-lg font-semibold">
            Your first reminder
          </h2>
          <p className="text-ink-muted">
            {done} of {steps.length} steps are done.
          </p>
        </div>
        <Button look="quiet" size="sm" pending={pending} onClick={hide}>
          Put these away
        </Button>
      </div>
      <ol className="flex flex-col gap-2">
        {steps.map((step) => (
          <li key={step.id} className="flex items-start gap-2">
            {step.done ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
            ) : (
              <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted" />
            )}
            <p className="min-w-0">
              {step.done ? (
                <span className="text-ink-muted">{step.label}: done</span>
              ) : (
                <>
                  {step.href ? (
                    <Link href={step.href} className="font-medium text-accent underline underline-offset-2">
                      {step.label}
                    </Link>
                  ) : (
                    <span className="font-medium">{step.label}</span>
                  )}
                  <span className="block text-sm text-ink-muted">{step.why}</span>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
