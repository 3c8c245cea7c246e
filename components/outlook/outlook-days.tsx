import { Send } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Outlook, OutlookDay, OutlookRow } from "@/lib/delivery/outlook";

const count = (n: number): string => `${n.toLocaleString("en")} message${n === 1 ? "" : "s"}`;

/** [DLV-11] What goes out by day: how many of what, and the first of it one by one. */
export function OutlookDays({ outlook, most }: { outlook: Outlook; most: number }) {
  if (outlook.total === 0)
    return (
      <EmptyState icon={Send} title="Nothing goes out in these days">
        Messages are planned as soon as a visit is on the schedule.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-8">
      <p>
        {count(outlook.total)} planned.
        {outlook.stopped ? " All outgoing messages are stopped now: none of this goes out before they are resumed." : ""}
        {outlook.total > outlook.explained
          ? ` The first ${most.toLocaleString("en")} are listed with their reasons; the others are only counted.`
          : ""}
      </p>
      {outlook.days.map((day) => (
        <Day key={day.date} day={day} />
      ))}
    </div>
  );
}

function Day({ day }: { day: OutlookDay }) {
  const title = `day-${day.date}`;
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className="text-lg font-semibold">
        {day.label}: {count(day.total)}
      </h2>
      {day.parts.length ? (
        <p className="text-ink-muted">
          {day.parts
            .map((part) => `${part.count.toLocaleString("en")} × ${part.template}${part.channel ? ` (${part.channel})` : ""}`)
            .join(", ")}
        </p>
      ) : null}
      {day.rows.length ? (
        <ol aria-label={`Messages of ${day.label}`} className="mt-2 flex flex-col">
          {day.rows.map((row) => (
            <Message key={row.id} row={row} />
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function Message({ row }: { row: OutlookRow }) {
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-line py-2 md:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1.6fr)]">
      <div className="flex flex-col items-start gap-1">
        <Time time={row.at} />
        {row.outcome === "planned" ? null : <Status kind="trail" value={row.outcome} />}
      </div>
      <div className="min-w-0">
        <p className="font-medium wrap-long">{row.patient ? <bdi>{row.patient}</bdi> : "No patient on record"}</p>
        <p className="text-sm text-ink-muted wrap-long">
          {[row.channel, row.template].filter(Boolean).join(" · ")}
          {row.visitAt ? (
            <>
              {", visit on "}
              <Time time={row.visitAt} />
            </>
          ) : null}
        </p>
      </div>
      <ul className="min-w-0 text-sm wrap-long text-ink-muted">
        {row.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </li>
  );
}
