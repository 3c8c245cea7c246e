import { parseDayRange } from "@/components/data-table/day-range";
import type { SearchParams, TableQuery, TableSpec } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import type { AuditFilter } from "@/lib/audit/list-entries";
import { isId } from "@/lib/ids";
import { addDays, dayRange } from "@/lib/time";

const SPEC: TableSpec = {
  sortable: [],
  defaultSort: { id: "at", desc: true },
  filters: ["who", "action", "kind", "days", "patient"],
};

export const readAuditQuery = (params: SearchParams): Promise<TableQuery> => readListQuery(params, SPEC);

/** The table's question as the query takes it; days are those of the organization's zone. */
export function toFilter(query: TableQuery, zone: string): AuditFilter {
  const days = parseDayRange(query.filters.days?.[0]);
  const [who, patientId] = [query.filters.who?.[0], query.filters.patient?.[0]];
  return {
    q: query.q,
    action: query.filters.action?.[0],
    kind: query.filters.kind?.[0],
    after: query.after,
    before: query.before,
    ...(isId(who) && { who }),
    ...(patientId && { patientId }),
    ...(days.from && { from: dayRange(zone, days.from).from }),
    ...(days.to && { to: dayRange(zone, addDays(days.to, 1)).from }),
  };
}
