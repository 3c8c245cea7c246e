"use client";

import { Workflow } from "lucide-react";
import { useTransition, type ReactNode } from "react";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { runLook, stepLook } from "./run-look";
import type { RunView } from "./types";

type Act = (input: { runId: string }) => Promise<ActionResult<void>>;

/** [OPS-04] One run beside the list: its steps, what it waits for, its error, and what can be done about it. */
export function RunSheet({ id, run, retry, cancel }: { id: string; run: RunView | null; retry: Act; cancel: Act }) {
  const [pending, start] = useTransition();
  if (!run)
    return (
      <DetailSheet rowId={id} title="Workflow run">
        <EmptyState icon={Workflow} title="This run is not here">
          Runs are deleted 14 days after they end. It may also concern another organization.
        </EmptyState>
      </DetailSheet>
    );
  const again = (): void =>
    start(async () => {
      const result = await retry({ runId: run.id });
      if (result.ok) toast.done("It goes on.", "Finished steps keep their results; the rest is done again.");
      else toast.failed("It was not started again", result.message);
    });
  const stop = async (): Promise<void> => {
    const result = await cancel({ runId: run.id });
    if (!result.ok) throw new Error(result.message);
    toast.done("The run is cancelled.");
  };
  const facts: [string, ReactNode][] = [
    ["State", <Status key="state" look={runLook(run.status)} />],
    ["Began by", run.trigger],
    ["Began", <Time key="began" time={run.began} />],
    ["Ended", run.ended ? <Time key="ended" time={run.ended} /> : null],
    ["Waits for", run.waitingFor.join(", ")],
    ["Attempt", run.attempt > 0 ? String(run.attempt + 1) : null],
    ["Run", <code key="id">{run.id}</code>],
  ];
  return (
    <DetailSheet
      rowId={run.id}
      title={run.workflow}
      description="Workflow run"
      footer={
        run.status === "running" ? (
          <ConfirmDialog
            trigger={<Button>Cancel the run</Button>}
            title="Cancel this run?"
            description="What it has done stays done; what is left is not. It can be tried again later."
            action="Cancel the run"
            onConfirm={stop}
          />
        ) : run.status === "completed" ? undefined : (
          <Button look="primary" pending={pending} onClick={again}>
            Try again
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-5">
        {run.error ? <p className="wrap-long rounded-md bg-bad-soft p-3 text-bad">{run.error}</p> : null}
        <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
          {facts.map(([label, value]) =>
            value ? (
              <div key={label} className="contents">
                <dt className="text-ink-muted">{label}</dt>
                <dd className="min-w-0 wrap-long">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <section aria-label="Steps" className="flex flex-col gap-2">
          <h3 className="font-semibold">Steps</h3>
          {run.stepList.length === 0 ? (
            <p className="text-ink-muted">None yet.</p>
          ) : (
            <ol className="flex flex-col divide-y divide-line rounded-md border border-line">
              {run.stepList.map((step) => (
                <li key={step.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-2">
                  <span className="min-w-0 wrap-long">{step.name || step.kind}</span>
                  <span className="flex items-center gap-2 text-sm">
                    {step.at ? <Time time={step.at} /> : null}
                    <Status look={stepLook(step.state)} />
                  </span>
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
    </DetailSheet>
  );
}
