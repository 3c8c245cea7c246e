import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PatientTabs } from "@/components/patients/patient-tabs";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { languageName } from "@/lib/i18n/languages";
import { isId } from "@/lib/ids";
import { listPatients } from "@/lib/patients/list-patients";
import { PATIENT_LANGUAGES } from "@/lib/patients/schemas";
import { bookingOptions } from "@/lib/schedule/queries";
import { NewPatientSheet } from "./_components/new-patient-sheet";
import { PatientTable } from "./_components/patient-table";
import { PATIENT_SPEC } from "./_components/spec";

export const metadata: Metadata = { title: "Patients" };

export default async function PatientsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, PATIENT_SPEC);
  const { page, facilities } = await withStaff(async (ctx) => ({
    page: await listPatients(ctx, {
      q: query.q,
      statuses: query.filters.status,
      languages: query.filters.language,
      facilities: (query.filters.facility ?? []).filter(isId),
      descending: query.sort.desc,
      after: query.after,
      before: query.before,
    }),
    facilities: (await bookingOptions(ctx)).facilities,
  }));
  const languages = PATIENT_LANGUAGES.map((value) => ({ value, label: languageName(value) }));
  return (
    <>
      <LiveRefresh topics={["patients", "appointments", "suppressions"]} />
      <PageHeader title="Patients">In order of last name. Find by name, birth date, phone or record number.</PageHeader>
      <PatientTabs at="/patients" />
      <PatientTable page={page} query={query} facilities={facilities} languages={languages} />
      {query.open === "new" ? <NewPatientSheet languages={languages} /> : null}
    </>
  );
}
