import type { TableSpec } from "@/components/data-table/query";

/** What the list of patients can be asked. */
export const PATIENT_SPEC: TableSpec = {
  sortable: ["name"],
  defaultSort: { id: "name", desc: false },
  filters: ["status", "language", "facility"],
};
