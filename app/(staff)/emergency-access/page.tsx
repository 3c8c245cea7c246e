import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { EmergencyForm } from "@/components/people/emergency-form";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { emergencyChoices } from "@/lib/access/emergency-queries";
import { withStaff } from "@/lib/actions/with-staff";
import { lookUpForEmergency, takeEmergency } from "./actions";

export const metadata: Metadata = { title: "Emergency access" };

export default async function EmergencyAccessPage() {
  const choices = await withStaff((ctx) => emergencyChoices(ctx));
  return (
    <>
      <PageHeader title="Emergency access">
        For when somebody needs help now and you do not see their facility or record. Admins are told at once, and everything you look at is
        recorded.
      </PageHeader>
      {choices.seesEverything ? (
        <EmptyState icon={ShieldCheck} title="You see every facility">
          There is nothing that emergency access would open for you.
        </EmptyState>
      ) : choices.allowed ? (
        <EmergencyForm facilities={choices.facilities} minutes={choices.minutes} take={takeEmergency} lookUp={lookUpForEmergency} />
      ) : (
        <EmptyState icon={ShieldCheck} title="Switched off">
          Your organization does not allow emergency access. Ask an admin to put you into the right group.
        </EmptyState>
      )}
    </>
  );
}
