"use client";

import { Sun } from "lucide-react";
import Link from "next/link";
import { visitColumns } from "@/components/appointments/visit-columns";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { statusLook } from "@/components/ui/status-map";
import { APPOINTMENT_STATUSES } from "@/lib/appointments/status";
import type { PlaceOption, VisitPage } from "@/lib/schedule/queries";

const columns = visitColumns({ day: false });
const statuses = [
  ...APPOINTMENT_STATUSES.map((value) => ({ value: value as string, label: statusLook("appointment", value).word })),
  { value: "late", label: "Running late" },
];

/** The visits of the day in order of time. */
export function TodayVisits({ page, query, facilities }: { page: VisitPage; query: TableQuery; facilities: readonly PlaceOption[] }) {
  const several = facilities.length > 1;
  return (
    <DataTable
      label="Visits today"
      columns={several ? columns : columns.filter((c) => c.id !== "facility")}
      rows={page.rows}
      rowId={(v) => v.id}
      rowName={(v) => v.patient}
      query={query}
      page={{ previous: page.previous, next: page.next }}
      rowHref="sheet"
      search="Search by patient"
      filters={[
        { kind: "choice", id: "status", label: "Status", options: statuses },
        ...(several
          ? [
              {
                kind: "choice" as const,
                id: "facility",
                label: "Facility",
                options: facilities.map((f) => ({ value: f.id, label: f.name })),
              },
            ]
          : []),
      ]}
      empty={
        <EmptyState
          icon={Sun}
          title="No visits today"
          action={
            <>
              <Button asChild look="primary">
                <Link href="/schedule?open=new">Book a visit</Link>
              </Button>
              <Button asChild>
                <Link href="/import">Import a schedule</Link>
              </Button>
            </>
          }
        >
          The day&apos;s visits show here, with who has confirmed. Reminders go out by themselves once visits are booked or imported.
        </EmptyState>
      }
    />
  );
}
