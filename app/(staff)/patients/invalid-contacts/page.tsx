import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { InvalidContactsTable } from "@/components/patients/invalid-contacts-table";
import { PatientTabs } from "@/components/patients/patient-tabs";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { listInvalidContacts } from "@/lib/patients/invalid-contacts/list";
import { bookingOptions } from "@/lib/schedule/queries";
import { INVALID_SPEC, toFilter } from "./spec";

export const metadata: Metadata = { title: "Contacts that do not work" };

export default async function InvalidContactsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, INVALID_SPEC);
  const { page, facilities, mayExport } = await withStaff(async (ctx, user) => ({
    page: await listInvalidContacts(ctx, {
      ...toFilter(query),
      ...(query.after && { after: query.after }),
      ...(query.before && { before: query.before }),
    }),
    facilities: (await bookingOptions(ctx)).facilities,
    mayExport: user.role !== "staff",
  }));
  return (
    <>
      <LiveRefresh topics={["patients", "suppressions"]} />
      <PageHeader title="Contacts that do not work">Patients whom some or all messages cannot reach, and why.</PageHeader>
      <PatientTabs at="/patients/invalid-contacts" />
      <InvalidContactsTable query={query} page={page} facilities={facilities} mayExport={mayExport} />
    </>
  );
}
