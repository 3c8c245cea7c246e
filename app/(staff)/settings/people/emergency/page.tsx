import type { Metadata } from "next";
import { LiveRefresh } from "@/components/live/live-refresh";
import { EmergencyUses } from "@/components/people/emergency-uses";
import { PeopleTabs } from "@/components/people/people-tabs";
import { PageHeader } from "@/components/shell/page-header";
import { emergencyChoices, listEmergencyUses } from "@/lib/access/emergency-queries";
import { withStaff } from "@/lib/actions/with-staff";
import { endEmergency } from "../../../emergency-access/actions";

export const metadata: Metadata = { title: "Emergency access" };

export default async function EmergencyReportPage() {
  const { uses, choices } = await withStaff(
    async (ctx) => ({ uses: await listEmergencyUses(ctx), choices: await emergencyChoices(ctx) }),
    "admin",
  );
  return (
    <>
      <PageHeader title="Emergency access">
        {choices.allowed
          ? `Whoever does not see a facility or patient can open it for ${choices.minutes} minutes with a reason. Each use is here.`
          : "Switched off for your organization. Earlier uses stay here."}
      </PageHeader>
      <PeopleTabs at="/settings/people/emergency" />
      <EmergencyUses uses={uses} end={endEmergency} />
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
