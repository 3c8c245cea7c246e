import type { TableSpec } from "@/components/data-table/query";

/** What the list of visits can be asked. */
export const SCHEDULE_SPEC: TableSpec = {
  sortable: ["time"],
  defaultSort: { id: "time", desc: false },
  filters: ["days", "status", "facility", "provider", "type"],
};
