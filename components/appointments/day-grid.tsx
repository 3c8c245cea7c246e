"use client";

import Link from "next/link";
import type { CSSProperties } from "react";
import { markOpened } from "@/components/detail-sheet/opener";
import { cn } from "@/components/ui/cn";
import { statusLook } from "@/components/ui/status-map";
import { StatusShape } from "@/components/ui/status-shape";
import { hoursToShow, lanesOf } from "@/lib/schedule/lanes";
import type { DayColumn } from "@/lib/schedule/queries";
import type { VisitRow } from "@/lib/schedule/rows";
import { formatTime } from "@/lib/time/format";

const HOUR_PX = 72;
const MINUTE_PX = HOUR_PX / 60;
const LOWEST_PX = 20;

type Props = {
  columns: readonly DayColumn[];
  hrefOf: (visitId: string) => string;
  open: string | undefined;
  /** Several facilities on the screen: columns say theirs. */
  facilities: boolean;
  /** Several zones: columns say theirs. */
  zones: boolean;
};

/** A day with a column per provider on a grid of hours; on a phone one list per provider. Each visit leads to its sheet. */
export function DayGrid({ columns, hrefOf, open, facilities, zones }: Props) {
  const { from, to } = hoursToShow(columns.flatMap((c) => c.visits));
  const hours = Array.from({ length: to - from }, (_, i) => from + i);
  return (
    // A scrolling area is a stop for the keyboard, so that it can be scrolled.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label="Day" tabIndex={0} className="rounded-md border border-line bg-surface md:flex md:overflow-x-auto">
      <div aria-hidden className="sticky start-0 z-10 shrink-0 border-e border-line bg-surface pt-14 max-md:hidden">
        {hours.map((hour) => (
          <div key={hour} className="relative w-16 text-end text-xs text-ink-muted" style={{ height: HOUR_PX }}>
            <span className="pe-2">{formatTime(`${String(hour).padStart(2, "0")}:00`, "en", "spoken")}</span>
          </div>
        ))}
      </div>
      {columns.map((column) => (
        <section
          key={column.key}
          aria-label={`${column.provider}, ${column.facility}`}
          className="min-w-0 border-line max-md:border-b max-md:last:border-b-0 md:min-w-52 md:flex-1 md:border-e md:last:border-e-0"
        >
          <header className="flex flex-col justify-center border-b border-line px-3 py-2 md:h-14">
            <h2 className="truncate font-medium">{column.provider}</h2>
            <p className="truncate text-sm text-ink-muted">
              {[
                facilities ? column.facility : "",
                zones ? column.zone : "",
                `${column.visits.length} ${column.visits.length === 1 ? "visit" : "visits"}`,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </header>
          <Column column={column} from={from} hours={hours} hrefOf={hrefOf} open={open} />
        </section>
      ))}
    </section>
  );
}

function Column({
  column,
  from,
  hours,
  hrefOf,
  open,
}: Pick<Props, "hrefOf" | "open"> & { column: DayColumn; from: number; hours: readonly number[] }) {
  const lanes = lanesOf(column.visits);
  return (
    <ul
      className="relative max-md:flex max-md:flex-col max-md:gap-1 max-md:p-2 md:h-(--day)"
      style={{ "--day": `${hours.length * HOUR_PX}px` } as CSSProperties}
    >
      {hours.map((hour, index) => (
        <li
          key={hour}
          aria-hidden
          className="absolute inset-x-0 border-b border-line max-md:hidden"
          style={{ top: index * HOUR_PX, height: HOUR_PX }}
        />
      ))}
      {column.visits.map((visit, index) => {
        const { lane, lanes: all } = lanes[index]!;
        return (
          <li
            key={visit.id}
            data-row-id={visit.id}
            className="md:absolute md:top-(--top) md:h-(--height) md:w-(--width) md:start-(--start) md:p-px"
            style={
              {
                "--top": `${(visit.startMinute - from * 60) * MINUTE_PX}px`,
                "--height": `${Math.max(LOWEST_PX, visit.minutes * MINUTE_PX)}px`,
                "--width": `${100 / all}%`,
                "--start": `${(100 / all) * lane}%`,
              } as CSSProperties
            }
          >
            <Block visit={visit} href={hrefOf(visit.id)} open={open === visit.id} />
          </li>
        );
      })}
    </ul>
  );
}

function Block({ visit, href, open }: { visit: VisitRow; href: string; open: boolean }) {
  const { word, shape } = statusLook("appointment", visit.status);
  const over = visit.status === "cancelled" || visit.status === "rescheduled" || visit.status === "no-show";
  return (
    <Link
      href={href}
      scroll={false}
      data-row-link
      onClick={() => markOpened(visit.id)}
      className={cn(
        "flex h-full min-h-9 flex-wrap content-start items-center gap-x-2 overflow-hidden rounded-sm border border-s-4 border-line-strong/60 bg-sunken px-2 py-0.5 text-sm -outline-offset-2 hover:bg-hover md:min-h-0",
        visit.status === "confirmed" && "border-s-good",
        visit.status === "unconfirmed" && "border-s-line-strong",
        over && "border-s-bad bg-surface text-ink-muted",
        open && "bg-accent-soft",
      )}
    >
      <span className="flex min-w-0 flex-1 basis-28 items-center gap-1.5">
        <StatusShape shape={shape} />
        <bdi className={cn("truncate font-medium", over && "line-through")}>{visit.patient}</bdi>
      </span>
      <span className="truncate text-ink-muted">
        {visit.time} · {word}
        {visit.late ? <span className="font-medium text-warn"> · Late</span> : null}
      </span>
      <span className="w-full truncate text-ink-muted max-md:hidden">{visit.type}</span>
    </Link>
  );
}
