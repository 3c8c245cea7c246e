import type { TableSpec } from "@/components/data-table/query";

/** What the day's list can be asked. `late` is offered among the states, because that is how people ask for it. */
export const TODAY_SPEC: TableSpec = {
  sortable: ["time"],
  defaultSort: { id: "time", desc: false },
  filters: ["status", "facility"],
};
