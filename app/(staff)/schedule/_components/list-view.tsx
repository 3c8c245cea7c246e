"use client";

import { CalendarDays } from "lucide-react";
import { visitColumns } from "@/components/appointments/visit-columns";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { TableFilter } from "@/components/data-table/types";
import { EmptyState } from "@/components/ui/empty-state";
import { statusLook } from "@/components/ui/status-map";
import { APPOINTMENT_STATUSES } from "@/lib/appointments/status";
import type { BookingOptions, VisitPage } from "@/lib/schedule/queries";
import { formatDate } from "@/lib/time/format";

type Props = { page: VisitPage; query: TableQuery; options: BookingOptions; date: string };

const columns = visitColumns({ day: true });

const choice = (id: string, label: string, all: readonly { id: string; name: string }[]): TableFilter => ({
  kind: "choice",
  id,
  label,
  options: all.map((o) => ({ value: o.id, label: o.name })),
});

/** Visits from the chosen day on, or of any days, filtered and in order of time. */
export function ListView({ page, query, options, date }: Props) {
  const filters: TableFilter[] = [
    { kind: "days", id: "days", label: "Days" },
    {
      kind: "choice",
      id: "status",
      label: "Status",
      options: APPOINTMENT_STATUSES.map((value) => ({ value, label: statusLook("appointment", value).word })),
    },
    choice("facility", "Facility", options.facilities),
    choice("provider", "Provider", options.providers),
    choice("type", "Visit", options.types),
  ];
  const open = !query.q && !query.filters.days;
  return (
    <>
      {open ? (
        <p className="mb-2 text-sm text-ink-muted">From {formatDate(date, "en", "full")} on. Search or choose days to see others.</p>
      ) : null}
      <DataTable
        label="Visits"
        columns={columns}
        rows={page.rows}
        rowId={(v) => v.id}
        rowName={(v) => v.patient}
        query={open ? { ...query, key: `${query.key}${date}` } : query}
        page={{ previous: page.previous, next: page.next }}
        rowHref="sheet"
        search="Search by patient"
        filters={filters}
        empty={
          <EmptyState icon={CalendarDays} title="No visits from here on">
            Visits that are booked or imported for this day or later show here.
          </EmptyState>
        }
      />
    </>
  );
}
