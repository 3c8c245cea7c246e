import type { DataColumn } from "@/components/data-table/types";
import type { VisitRow } from "@/lib/schedule/rows";
import { LastMessage, VisitStatus } from "./status-cell";

const dayAndTime = (v: VisitRow): string => `${v.day}, ${v.time}`;

/** The columns of a list of visits. `day`: lists that span several days say which. */
export function visitColumns(options: { day: boolean; patient?: boolean }): readonly DataColumn<VisitRow>[] {
  const when: DataColumn<VisitRow> = {
    id: "time",
    header: options.day ? "When" : "Time",
    sortable: true,
    width: options.day ? "w-56" : "w-24 sm:w-34",
    ...(options.day && { from: "sm" as const }),
    cell: (v) => (
      <span dir="ltr" className="whitespace-nowrap">
        {options.day ? dayAndTime(v) : v.time} <span className="text-ink-muted max-sm:hidden">{v.zone}</span>
      </span>
    ),
  };
  // A phone has no room for the day beside the name: it goes below.
  const withDay = (text: string, v: VisitRow) =>
    options.day ? (
      <>
        {text}
        <span dir="ltr" className="block truncate text-sm font-normal text-ink-muted sm:hidden">
          {dayAndTime(v)}
        </span>
      </>
    ) : (
      text
    );
  return [
    options.patient === false
      ? { id: "visit", header: "Visit", cell: (v) => withDay(v.type, v) }
      : { id: "patient", header: "Patient", cell: (v) => withDay(v.patient, v) },
    when,
    { id: "status", header: "Status", width: "w-32 md:w-60", cell: (v) => <VisitStatus visit={v} /> },
    { id: "message", header: "Last message", from: "md", width: "w-36", cell: (v) => <LastMessage visit={v} /> },
    { id: "provider", header: "Provider", from: "lg", cell: (v) => v.provider },
    ...(options.patient === false ? [] : [{ id: "type", header: "Visit", from: "xl", cell: (v: VisitRow) => v.type } as const]),
    { id: "facility", header: "Facility", from: "lg", cell: (v) => v.facility },
  ];
}
