"use client";

import { CalendarDays } from "lucide-react";
import Link from "next/link";
import { DayGrid } from "@/components/appointments/day-grid";
import { useListUrl } from "@/components/data-table/use-list-url";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { BookingOptions, DayView as Day } from "@/lib/schedule/queries";

/** The chosen day in columns, or what to do on an empty one. */
export function DayView({ day, options, open, date }: { day: Day; options: BookingOptions; open: string | undefined; date: string }) {
  const url = useListUrl();
  if (options.facilities.length === 0)
    return (
      <EmptyState
        icon={CalendarDays}
        title="No facility yet"
        action={
          <Button asChild look="primary">
            <Link href="/settings/facilities">Add a facility</Link>
          </Button>
        }
      >
        Visits belong to a facility, which gives them their time zone. Add one first, or import your schedule.
      </EmptyState>
    );
  if (day.columns.length === 0)
    return (
      <div className="rounded-md border border-line bg-surface">
        <EmptyState
          icon={CalendarDays}
          title="No visits on this day"
          action={
            <>
              <Button asChild look="primary">
                <Link href={url.href({ open: "new" })} scroll={false}>
                  Book one
                </Link>
              </Button>
              <Button asChild>
                <Link href="/import">Import a schedule</Link>
              </Button>
            </>
          }
        >
          Visits that are booked or imported show here, in a column for each provider.
        </EmptyState>
      </div>
    );
  return (
    <>
      <DayGrid
        key={date}
        columns={day.columns}
        hrefOf={(id) => url.href({ open: id })}
        open={open}
        facilities={new Set(day.columns.map((c) => c.facility)).size > 1}
        zones={new Set(day.columns.map((c) => c.zone)).size > 1}
      />
      {day.truncated ? (
        <p className="mt-2 text-ink-muted">This day has more visits than fit here. Choose a facility or provider, or see the list.</p>
      ) : null}
    </>
  );
}
