import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { signOut } from "@/app/(auth)/actions";
import { AgreementBanner } from "@/components/agreements/agreement-banner";
import { IdleGuard } from "@/components/auth/idle-guard";
import { AllowListBanner } from "@/components/contact-lists/allow-list-banner";
import { Document } from "@/components/document";
import { aheadText } from "@/components/shell/ahead";
import { LiveRefresh } from "@/components/live/live-refresh";
import { EmergencyBanner } from "@/components/people/emergency-banner";
import { StopBanner } from "@/components/sending/stop-banner";
import { SameOrganization } from "@/components/sandbox/same-organization";
import { SandboxBanner } from "@/components/sandbox/sandbox-banner";
import { StaffShell } from "@/components/shell/staff-shell";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { withStaff } from "@/lib/actions/with-staff";
import { pendingAgreements } from "@/lib/agreements/queries";
import { hiddenByAreas } from "@/lib/areas/registry";
import { requestNonce } from "@/lib/auth/request";
import { isAllowListOnly } from "@/lib/consent/contact-lists/list-entries";
import { env } from "@/lib/env";
import { findableSettings } from "@/lib/settings/find-settings";
import { loadShell } from "@/lib/shell/queries";
import { chooseFacility, searchPatients } from "./actions";
import { endEmergency } from "./emergency-access/actions";
import { moveTo } from "./settings/sandbox/actions";
import { chosenFacility } from "./facility-cookie";

const ROLE_WORDS = { admin: "Admin", manager: "Manager", staff: "Staff" } as const;

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const wished = await chosenFacility();
  const { facts, agreements, allowListOnly, user } = await withStaff(async (ctx, user) => ({
    facts: await loadShell(ctx, wished),
    agreements: await pendingAgreements(ctx),
    allowListOnly: await isAllowListOnly(ctx),
    user,
  }));
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const facilityId = facts.facilities.some((facility) => facility.id === wished) ? wished : null;
  return (
    <Document theme={theme} accent={facts.accent} nonce={await requestNonce()}>
      <StaffShell
        organization={facts.organization}
        user={{ name: user.name, email: user.email, role: ROLE_WORDS[user.role] }}
        demo={env().mode === "demo"}
        admin={user.role === "admin"}
        hidden={[
          ...hiddenByAreas(facts.areasOff),
          ...(facts.seesEverything ? ["emergency-access"] : ["import", "senders"]),
          ...(user.role === "staff" ? ["senders"] : []),
        ]}
        banner={
          <>
            <AllowListBanner on={allowListOnly} />
            {facts.sandbox ? <SandboxBanner moveTo={moveTo} /> : null}
            <AgreementBanner pending={agreements} />
            <StopBanner stop={facts.stop} mayResume={user.role !== "staff"} />
            <EmergencyBanner open={facts.emergencies} end={endEmergency} />
          </>
        }
        clockAhead={aheadText(facts.clockAheadMs)}
        facilities={facts.facilities}
        facilityId={facilityId}
        needsPerson={{ count: facts.needsPerson, href: "/today#needs-a-person" }}
        chooseFacility={chooseFacility}
        signOut={signOut}
        searchPatients={searchPatients}
        settings={findableSettings(facts.areasOff)}
      >
        {children}
        <LiveRefresh topics={["practice"]} />
        <SameOrganization mark={user.organizationId} />
        <IdleGuard minutes={user.idleMinutes} />
      </StaffShell>
    </Document>
  );
}
