import type { TableQuery, TableSpec } from "@/components/data-table/query";
import { isId } from "@/lib/ids";
import type { InvalidContactFilter } from "@/lib/patients/invalid-contacts/list";

/** What the list of contacts that do not work can be asked. */
export const INVALID_SPEC: TableSpec = { sortable: [], defaultSort: { id: "patient", desc: false }, filters: ["why", "facility"] };

export const toFilter = (query: TableQuery): Pick<InvalidContactFilter, "why" | "facilities"> => ({
  why: query.filters.why,
  facilities: query.filters.facility?.filter(isId),
});
