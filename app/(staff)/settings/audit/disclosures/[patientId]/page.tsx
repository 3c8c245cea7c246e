import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccountingList, PrintButton } from "@/components/audit/accounting";
import { DisclosureForm } from "@/components/audit/disclosure-form";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { accountingOf } from "@/lib/audit/disclosures";
import { record, withdraw } from "../../actions";

export const metadata: Metadata = { title: "Accounting of disclosures" };

export default async function DisclosuresPage({ params }: { params: Promise<{ patientId: string }> }) {
  const { patientId } = await params;
  const accounting = await withStaff((ctx) => accountingOf(ctx, patientId), "manager");
  if (!accounting) notFound();
  const { patient } = accounting;
  return (
    <>
      <PageHeader
        title="Accounting of disclosures"
        crumbs={[
          { label: "Patients", href: "/patients" },
          { label: patient.name, href: `/patients/${patient.id}` },
        ]}
        actions={
          <span className="flex gap-2 print:hidden">
            <PrintButton />
            <DisclosureForm patientId={patient.id} record={record} />
          </span>
        }
      >
        <span>
          {accounting.organization}: what was disclosed about <bdi>{patient.name}</bdi>
          {patient.birthDate ? `, born ${patient.birthDate}` : ""}, from {accounting.from} to {accounting.to}.
        </span>
      </PageHeader>
      <AccountingList accounting={accounting} withdraw={withdraw} />
    </>
  );
}
