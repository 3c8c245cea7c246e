import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { Fact } from "@/components/appointments/visit-facts";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PATIENT_STATUS_LOOKS } from "@/components/patients/status-look";
import { Timeline } from "@/components/patients/timeline";
import { VisitTable } from "@/components/patients/visit-table";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { withStaff } from "@/lib/actions/with-staff";
import { languageName } from "@/lib/i18n/languages";
import { findPatient } from "@/lib/patients/find-patient";
import { PATIENT_LANGUAGES } from "@/lib/patients/schemas";
import { ContactList } from "./_components/contact-list";
import { EditPatient } from "./_components/edit-patient";
import { StatusMenu } from "./_components/status-menu";
import { WishesCard } from "./_components/wishes-card";
import { StopAll } from "./_components/stop-all";

export const metadata: Metadata = { title: "Patient" };

type Props = { params: Promise<{ patientId: string }>; searchParams: Promise<{ before?: string | string[] }> };

export default async function PatientPage({ params, searchParams }: Props) {
  const { patientId } = await params;
  const { before } = await searchParams;
  const { patient, role } = await withStaff(async (ctx, user) => ({
    patient: await findPatient(ctx, patientId, { before: typeof before === "string" ? before : undefined }),
    role: user.role,
  }));
  if (!patient) notFound();
  if (patient.mergedInto) redirect(`/patients/${patient.mergedInto}`);
  const known: readonly string[] = PATIENT_LANGUAGES;
  const languages = [...new Set([...known, patient.language])].map((value) => ({ value, label: languageName(value) }));
  return (
    <>
      <LiveRefresh topics={["patients", "messages", "appointments", "suppressions", "clock"]} />
      <PageHeader
        title={<bdi>{patient.name}</bdi>}
        crumbs={[{ label: "Patients", href: "/patients" }, { label: patient.name }]}
        actions={
          <>
            <StopAll patient={patient} />
            <Button asChild look="primary">
              <Link href={`/schedule?open=new&patient=${patient.id}`}>Book a visit</Link>
            </Button>
          </>
        }
      >
        <span className="flex flex-wrap items-center gap-2">
          <Status look={PATIENT_STATUS_LOOKS[patient.status]} />
          {patient.statusFrom}
        </span>
      </PageHeader>
      {patient.elsewhere ? (
        <p className="mb-4 rounded-md bg-info-soft p-3 text-info">
          Also a patient of a facility that you do not see: its visits and messages are not shown here.
        </p>
      ) : null}
      <div className="grid gap-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <section aria-labelledby="about" className="flex flex-col gap-2">
            <div className="flex items-center justify-between gap-2">
              <h2 id="about" className="text-lg font-semibold">
                About
              </h2>
              <EditPatient patient={patient} languages={languages} />
            </div>
            <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 rounded-md border border-line bg-surface p-3">
              <Fact label="Name">
                <bdi>{`${patient.firstName} ${patient.lastName}`.trim()}</bdi>
              </Fact>
              {patient.preferredName ? (
                <Fact label="Goes by">
                  <bdi>{patient.preferredName}</bdi>
                </Fact>
              ) : null}
              <Fact label="Born">{patient.birthDateText || "Not known"}</Fact>
              <Fact label="Language">
                <bdi>{patient.languageText}</bdi>
              </Fact>
              {patient.zip ? <Fact label="ZIP code">{patient.zip}</Fact> : null}
              {patient.facilities.length > 0 ? <Fact label="Facility">{patient.facilities.join(", ")}</Fact> : null}
              {patient.identifiers.map((i) => (
                <Fact key={`${i.system} ${i.value}`} label="Record">
                  {i.value} <span className="text-ink-muted">({i.system})</span>
                </Fact>
              ))}
              <Fact label="Status">
                <StatusMenu patient={patient} />
              </Fact>
              {role === "staff" ? null : (
                <Fact label="Privacy">
                  <span className="flex flex-col items-start gap-1">
                    <Link href={`/settings/audit/disclosures/${patient.id}`} className="text-accent underline underline-offset-2">
                      Accounting of disclosures
                    </Link>
                    {role === "admin" ? (
                      <Link href={`/settings/audit?patient=${patient.id}`} className="text-accent underline underline-offset-2">
                        Who looked at this record
                      </Link>
                    ) : null}
                  </span>
                </Fact>
              )}
            </dl>
          </section>
          {patient.wishes ? <WishesCard patientId={patient.id} wishes={patient.wishes} /> : null}
          <ContactList patientId={patient.id} contacts={patient.contacts} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <VisitTable title="Visits ahead" page={patient.upcoming} none="No visit is booked." />
          {patient.past.rows.length > 0 ? <VisitTable title="Past visits" page={patient.past} none="" folded /> : null}
          <Timeline page={patient.timeline} patientId={patient.id} newest={before === undefined} />
        </div>
      </div>
    </>
  );
}
