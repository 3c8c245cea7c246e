import type { Metadata } from "next";
import { LiveRefresh } from "@/components/live/live-refresh";
import { StopPanel } from "@/components/sending/stop-panel";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { loadStopState, MOST_COUNTED } from "@/lib/delivery/stop-state";
import { haltAllSends, resumeAllSends } from "./actions";

export const metadata: Metadata = { title: "Sending" };

export default async function SendingPage() {
  const { state, mayStop } = await withStaff(async (ctx, user) => ({
    state: await loadStopState(ctx),
    mayStop: user.role !== "staff" && ctx.access.facilities === null,
  }));
  return (
    <>
      <PageHeader title="Sending">Whether messages go out at all.</PageHeader>
      <div className="flex max-w-2xl flex-col gap-8">
        <StopPanel state={state} mostCounted={MOST_COUNTED} mayStop={mayStop} halt={haltAllSends} resume={resumeAllSends} />
      </div>
      <LiveRefresh topics={["messages", "practice"]} />
    </>
  );
}
