import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "@/components/data-table/query";
import { readWords } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { CarriersPanel } from "@/components/simulator/carriers-panel";
import { ClockPanel } from "@/components/simulator/clock-panel";
import { FollowChanges, NotRunning } from "@/components/simulator/follow-changes";
import { OpenEndpoint } from "@/components/simulator/open-endpoint";
import { PhoneList } from "@/components/simulator/phone-list";
import { cn } from "@/components/ui/cn";
import { aheadText } from "@/components/shell/ahead";
import { withStaff } from "@/lib/actions/with-staff";
import { env } from "@/lib/env";
import { findEndpointAddress } from "@/lib/simulator/queries";
import { loadSimulatorScreen } from "@/lib/simulator/screen";
import { moveDemoClock, moveDemoClockToNext } from "./actions";

export const metadata: Metadata = { title: "Simulator" };

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value)?.slice(0, 2_000) ?? "";

export default async function SimulatorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if (env().mode !== "demo") notFound();
  const params = await searchParams;
  const endpointId = one(params.with) || undefined;
  const find = one(params.find);
  const q = await readWords(params);
  const address = endpointId && (await withStaff((ctx) => findEndpointAddress(ctx, endpointId)));
  const screen = await loadSimulatorScreen((work) => withStaff(work), { with: address, email: one(params.email) || undefined, q });
  const { facts, running } = screen;
  return (
    <>
      <PageHeader title="Simulator">Every patient’s phone and inbox. Nothing here reaches anyone.</PageHeader>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[17rem_minmax(0,1fr)] xl:grid-cols-[17rem_minmax(0,1fr)_18rem]">
        {running ? (
          <>
            <FollowChanges cursor={running.cursor} />
            <div className={cn(running.open && "max-lg:hidden")}>
              <PhoneList phones={running.list} open={endpointId} q={q} find={find} />
            </div>
            <OpenEndpoint key={endpointId ?? ""} open={running.open} asked={endpointId !== undefined} find={find} />
          </>
        ) : (
          <NotRunning className="lg:col-span-2" />
        )}
        <div
          className={cn(
            "grid grid-cols-1 items-start gap-4 sm:max-xl:grid-cols-2 lg:max-xl:col-span-2",
            !running?.open && "max-lg:order-first",
          )}
        >
          <ClockPanel
            now={facts.now}
            ahead={aheadText(facts.aheadMs)}
            next={facts.nextDue}
            dueNow={facts.dueNow}
            move={moveDemoClock}
            moveToNext={moveDemoClockToNext}
          />
          {running ? <CarriersPanel modes={running.modes} codes={running.codes} /> : null}
        </div>
      </div>
      <LiveRefresh topics={["messages"]} />
    </>
  );
}
