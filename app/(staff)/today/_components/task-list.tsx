"use client";

import { HandHelping } from "lucide-react";
import { useOptimistic, useRef, type KeyboardEvent } from "react";
import { setTaskDone, startSendingAgain } from "@/app/(staff)/today/actions";
import { settleUncertain } from "@/app/(staff)/schedule/actions";
import { useAct } from "@/components/appointments/use-act";
import { useHeldRows } from "@/components/data-table/use-held-rows";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { toast } from "@/components/ui/toast";
import type { TaskRow } from "@/lib/tasks/queries";
import { TaskCard } from "./task-card";

/**
 * What needs a person. Keys inside the list: j and k (or arrows) go down and up, e says that it is done. What arrives while it is
 * read is announced and waits, unless it may be urgent.
 */
export function TaskList({ tasks, total }: { tasks: readonly TaskRow[]; total: number }) {
  const { act } = useAct();
  const list = useRef<HTMLUListElement>(null);
  const urgentKey = tasks
    .filter((t) => t.tone === "urgent")
    .map((t) => t.id)
    .join();
  const held = useHeldRows(tasks, urgentKey, (t) => t.id);
  const [done, markDone] = useOptimistic<ReadonlySet<string>, string>(new Set(), (ids, id) => new Set([...ids, id]));
  const shown = held.rows.filter((t) => !held.gone.has(t.id) && !done.has(t.id));

  const focusAt = (index: number) => list.current?.querySelectorAll<HTMLElement>("[data-task]")[index]?.focus();
  const finish = (task: TaskRow) => {
    const index = shown.indexOf(task);
    const hadFocus = list.current?.contains(document.activeElement);
    act(() => setTaskDone({ taskId: task.id, done: true }), {
      failed: "This could not be marked as done",
      optimistic: () => markDone(task.id),
      done: () =>
        toast.undo(`Done: ${task.title.toLowerCase()}`, () => {
          held.showNext();
          act(() => setTaskDone({ taskId: task.id, done: false }), { failed: "It could not be brought back" });
        }),
    });
    if (hadFocus) setTimeout(() => focusAt(Math.min(index, shown.length - 2)));
  };
  const settle = (task: TaskRow, arrived: boolean) =>
    act(() => settleUncertain({ plannedMessageId: task.plannedMessageId!, arrived }), {
      failed: "This could not be saved",
      optimistic: () => markDone(task.id),
      done: () => toast.done(arrived ? "Recorded as sent" : "It goes out again"),
    });

  const restart = (task: TaskRow) =>
    act(() => startSendingAgain({}), {
      failed: "Sending was not started again",
      optimistic: () => markDone(task.id),
      done: () => toast.done("Sending again; what waited goes out"),
    });

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cards = [...(list.current?.querySelectorAll<HTMLElement>("[data-task]") ?? [])];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const task = shown[at];
    if (event.key === "j" || event.key === "ArrowDown") focusAt(Math.min(cards.length - 1, at + 1));
    else if (event.key === "k" || event.key === "ArrowUp") focusAt(Math.max(0, at - 1));
    else if (event.key === "e" && task) finish(task);
    else return;
    event.preventDefault();
    // The table below listens for j and k on the page.
    event.nativeEvent.stopImmediatePropagation();
  };

  return (
    <>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="needs-a-person-title" className="text-lg font-semibold">
          Needs a person <span className="font-normal text-ink-muted">{Math.max(0, total - done.size)}</span>
        </h2>
        <output>
          {held.fresh > 0 ? (
            <Button size="sm" look="primary" onClick={held.show}>
              Show {held.fresh} new
            </Button>
          ) : shown.length > 0 ? (
            <span className="text-sm text-ink-muted max-md:hidden">
              <Kbd>j</Kbd> <Kbd>k</Kbd> move, <Kbd>e</Kbd> done
            </span>
          ) : null}
        </output>
      </div>
      {shown.length === 0 ? (
        <div className="rounded-md border border-line bg-surface">
          <EmptyState icon={HandHelping} title="Nothing needs a person" className="py-6">
            Replies that only a person can answer, and messages that could not be delivered, wait here.
          </EmptyState>
        </div>
      ) : (
        // Keys go to the card that has the focus; its buttons and links are the controls.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul
          ref={list}
          onKeyDown={onKeyDown}
          className="max-h-[26rem] overflow-y-auto rounded-md border border-line bg-surface 2xl:max-h-[calc(100dvh-12rem)]"
        >
          {shown.map((task, index) => (
            <TaskCard
              key={task.id}
              task={task}
              first={index === 0}
              onDone={() => finish(task)}
              onSettle={(arrived) => settle(task, arrived)}
              onRestart={() => restart(task)}
            />
          ))}
        </ul>
      )}
      {total > tasks.length ? (
        <p className="mt-2 text-sm text-ink-muted">
          The newest {tasks.length} of {total.toLocaleString("en")}; more follow as these are done.
        </p>
      ) : null}
    </>
  );
}
