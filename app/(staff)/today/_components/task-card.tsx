"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import type { StatusLook } from "@/components/ui/status-map";
import { Time } from "@/components/ui/time";
import type { TaskRow } from "@/lib/tasks/queries";

const LOOKS: Record<TaskRow["tone"], Omit<StatusLook, "word">> = {
  urgent: { shape: "diamond", tone: "bad" },
  normal: { shape: "dot", tone: "warn" },
  technical: { shape: "square", tone: "neutral" },
};

/** One thing that waits for a person: what happened, in the patient's own words where there are some, and the ways on. */
export function TaskCard({
  task,
  first,
  onDone,
  onSettle,
  onRestart,
}: {
  task: TaskRow;
  first: boolean;
  onDone: () => void;
  onSettle: (arrived: boolean) => void;
  onRestart: () => void;
}) {
  return (
    <li
      data-task={task.kind}
      // One stop for each card; its keys (e for done) are on the list.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={first ? 0 : -1}
      aria-label={`${task.title}: ${task.sentence}`}
      className={cn(
        "flex flex-col gap-2 border-b border-line px-3 py-2 -outline-offset-2 last:border-b-0 lg:flex-row lg:items-start lg:gap-4 2xl:flex-col 2xl:gap-2",
        task.tone === "urgent" && "border-s-4 border-s-bad",
      )}
    >
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Status look={{ ...LOOKS[task.tone], word: task.title }} />
          <span className="text-sm text-ink-muted">
            <Time time={task.at} />
            {task.facility ? ` · ${task.facility}` : ""}
          </span>
        </div>
        <p dir="auto" className="wrap-long mt-1">
          {task.sentence}
        </p>
        {task.quote ? (
          <blockquote className="mt-1.5 border-s-2 border-line-strong ps-3">
            <p dir="auto" className="wrap-long line-clamp-4 font-medium whitespace-pre-wrap">
              {task.quote}
            </p>
            {task.understood ? <p className="text-sm text-ink-muted">Understood as: {task.understood.toLowerCase()}</p> : null}
          </blockquote>
        ) : null}
        <p className="mt-0.5 text-sm text-ink-muted">{task.hint}</p>
      </div>
      <div className="flex shrink-0 flex-wrap gap-2 2xl:w-full">
        {task.choice === "settle-uncertain" && task.plannedMessageId ? (
          <>
            <Button size="sm" onClick={() => onSettle(true)}>
              It arrived
            </Button>
            <Button size="sm" onClick={() => onSettle(false)}>
              Send it again
            </Button>
          </>
        ) : null}
        {task.choice === "restart-senders" ? (
          <Button size="sm" onClick={onRestart}>
            Start sending again
          </Button>
        ) : null}
        {task.patientId ? (
          <Button asChild size="sm">
            <Link href={`/patients/${task.patientId}`}>Open patient</Link>
          </Button>
        ) : null}
        {task.appointmentId ? (
          <Button asChild size="sm">
            <Link href={`/today?open=${task.appointmentId}`} scroll={false}>
              Open visit
            </Link>
          </Button>
        ) : null}
        {(task.messageId ?? task.plannedMessageId) ? (
          <Button asChild size="sm" look="quiet">
            <Link href={`/messages?open=${task.messageId ?? task.plannedMessageId}`}>Message</Link>
          </Button>
        ) : null}
        <Button size="sm" className="2xl:ms-auto" onClick={onDone}>
          Done<span className="sr-only">: {task.sentence}</span>
        </Button>
      </div>
    </li>
  );
}
