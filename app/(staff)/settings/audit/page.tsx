import type { Metadata } from "next";
import Link from "next/link";
import { AuditSheet } from "@/components/audit/audit-sheet";
import { AuditTable } from "@/components/audit/audit-table";
import { SealPanel } from "@/components/audit/seal-panel";
import type { SearchParams } from "@/components/data-table/query";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { withStaff } from "@/lib/actions/with-staff";
import { sealStatus } from "@/lib/audit/check-seals";
import { namesOf } from "@/lib/audit/export-entries";
import { auditChoices, findAuditEntry, listAuditEntries } from "@/lib/audit/list-entries";
import { noteAuditView } from "@/lib/audit/note-view";
import { findPickedPatient } from "@/lib/patients/queries";
import { proceedCheck, startCheck } from "./actions";
import { readAuditQuery, toFilter } from "./filters";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readAuditQuery(await searchParams);
  const { choices, page, entry, status, patient } = await withStaff(async (ctx) => {
    const choices = await auditChoices(ctx);
    const filter = toFilter(query, choices.zone);
    await noteAuditView(ctx, { filters: namesOf(filter), patientId: filter.patientId });
    return {
      choices,
      page: await listAuditEntries(ctx, filter),
      entry: query.open ? ((await findAuditEntry(ctx, query.open)) ?? null) : null,
      status: await sealStatus(ctx),
      patient: filter.patientId ? ((await findPickedPatient(ctx, filter.patientId)) ?? null) : null,
    };
  }, "admin");
  return (
    <>
      <PageHeader
        title="Audit log"
        actions={
          patient ? (
            <Button asChild>
              <Link href={`/settings/audit/disclosures/${patient.id}`}>Accounting of disclosures</Link>
            </Button>
          ) : null
        }
      >
        Who looked at what and who changed what: every view of a patient’s record, every change, every export.
      </PageHeader>
      <SealPanel status={status} start={startCheck} proceed={proceedCheck} />
      <AuditTable query={query} page={page} choices={choices} patient={patient && { id: patient.id, name: patient.name }} />
      {query.open ? <AuditSheet key={query.open} id={query.open} entry={entry} /> : null}
    </>
  );
}
