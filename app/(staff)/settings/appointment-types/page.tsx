import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { TYPE_FIELDS } from "@/components/settings/practice/fields";
import { TypesTable } from "@/components/settings/practice/practice-tables";
import { ResourceSheet } from "@/components/settings/practice/resource-sheet";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { listTypes } from "@/lib/practice/queries";
import { archiveResource, changeResources, saveOneType } from "../actions";
import { bulkFieldViews, instructionLanguages, readPractice } from "../practice-page";

export const metadata: Metadata = { title: "Appointment types" };

export default async function AppointmentTypesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, filter } = await readPractice(searchParams);
  const { rows, mayEdit } = await withStaff(async (ctx, user) => ({ rows: await listTypes(ctx, filter), mayEdit: user.role !== "staff" }));
  const row = rows.find((one) => one.id === query.open);
  return (
    <>
      <PageHeader title="Appointment types">What visits are for, how long they take, and what patients are told about them.</PageHeader>
      <TypesTable rows={rows} query={query} mayEdit={mayEdit} bulkFields={bulkFieldViews("appointment_type")} change={changeResources} />
      {row || (query.open === "new" && mayEdit) ? (
        <ResourceSheet
          key={query.open}
          table="appointment_type"
          thing="appointment type"
          title={row?.name ?? "New appointment type"}
          sections={TYPE_FIELDS}
          row={row}
          zones={[]}
          mayEdit={mayEdit}
          save={saveOneType as never}
          archive={archiveResource}
          {...instructionLanguages()}
        />
      ) : null}
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
