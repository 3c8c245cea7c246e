import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { FACILITY_FIELDS } from "@/components/settings/practice/fields";
import { FacilitiesTable } from "@/components/settings/practice/practice-tables";
import { ResourceSheet } from "@/components/settings/practice/resource-sheet";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { listFacilities } from "@/lib/practice/queries";
import { listZones } from "@/lib/time";
import { archiveResource, changeResources, saveOneFacility } from "../actions";
import { bulkFieldViews, instructionLanguages, readPractice } from "../practice-page";

export const metadata: Metadata = { title: "Facilities" };

export default async function FacilitiesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, filter } = await readPractice(searchParams);
  const { rows, mayEdit } = await withStaff(async (ctx, user) => ({
    rows: await listFacilities(ctx, filter),
    mayEdit: user.role !== "staff",
  }));
  const row = rows.find((one) => one.id === query.open);
  const zoneless = rows.filter((one) => !one.zone && !one.archived);
  return (
    <>
      <PageHeader title="Facilities">Where visits take place, by whose clock, and whether they are reminded of.</PageHeader>
      {zoneless.length > 0 ? (
        <p className="mb-4 rounded-md bg-warn-soft p-3 text-warn">
          {zoneless.map((one) => one.name).join(", ")} {zoneless.length === 1 ? "has" : "have"} no time zone: no visit can be booked there,
          and nothing is planned, until one is chosen.
        </p>
      ) : null}
      <FacilitiesTable rows={rows} query={query} mayEdit={mayEdit} bulkFields={bulkFieldViews("facility")} change={changeResources} />
      {row || (query.open === "new" && mayEdit) ? (
        <ResourceSheet
          key={query.open}
          table="facility"
          thing="facility"
          title={row?.name ?? "New facility"}
          sections={FACILITY_FIELDS}
          row={row}
          zones={listZones()}
          mayEdit={mayEdit}
          save={saveOneFacility as never}
          archive={archiveResource}
          {...instructionLanguages()}
        />
      ) : null}
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
