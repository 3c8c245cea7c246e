import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { IncidentDesk } from "@/components/status/incident-desk";
import { shownIncident } from "@/components/status/shown";
import { COMPONENTS } from "@/lib/health/components";
import { requireOperator } from "@/lib/operator/session";
import { readStatus } from "@/lib/ops/status-page";
import { postIncidentForAll, updateIncidentForAll } from "./actions";

export const metadata: Metadata = { title: "Status page" };

export default async function OperatorStatusPage() {
  await requireOperator();
  const { open } = await readStatus();
  return (
    <>
      <PageHeader title="Status page">What everyone reads at /status about incidents. The parts are watched by themselves.</PageHeader>
      <IncidentDesk
        open={open.map((one) => shownIncident(one))}
        components={COMPONENTS}
        post={postIncidentForAll}
        update={updateIncidentForAll}
      />
    </>
  );
}
