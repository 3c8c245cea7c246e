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
import { lateWords } from "./status-cell";

const HOUR_PX = 88;
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

const variables = (values: Record<`--${string}`, string>): CSSProperties => values;

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
      style={variables({ "--day": `${hours.length * HOUR_PX}px` })}
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
            style={variables({
              "--top": `${(visit.startMinute - from * 60) * MINUTE_PX}px`,
              "--height": `${Math.max(LOWEST_PX, visit.minutes * MINUTE_PX)}px`,
              "--width": `${100 / all}%`,
              "--start": `${(100 / all) * lane}%`,
            })}
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
  // What fits: one line in a quarter of an hour, two in half an hour, three above.
  const lines = visit.minutes < 25 ? 1 : visit.minutes < 40 ? 2 : 3;
  return (
    <Link
      href={href}
      scroll={false}
      data-row-link
      onClick={() => markOpened(visit.id)}
      className={cn(
        "flex h-full min-h-10 flex-col overflow-hidden rounded-sm border border-s-4 border-line-strong/60 bg-sunken px-1.5 py-1 text-sm leading-4 -outline-offset-2 hover:bg-hover md:min-h-0 md:py-0.5",
        lines === 1 && "md:flex-row md:items-center md:gap-2",
        visit.status === "confirmed" && "border-s-good",
        visit.status === "unconfirmed" && "border-s-line-strong",
        over && "border-s-bad bg-surface text-ink-muted",
        open && "bg-accent-soft",
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5">
        <StatusShape shape={shape} />
        <bdi className={cn("truncate font-medium", over && "line-through")}>{visit.patient}</bdi>
      </span>
      <span className="shrink-0 truncate text-ink-muted">
        {visit.time} · {word}
        {visit.late ? <span className="font-medium text-warn"> · {lateWords(visit)}</span> : null}
      </span>
      {lines === 3 ? <span className="truncate text-ink-muted max-md:hidden">{visit.type}</span> : null}
    </Link>
  );
}
