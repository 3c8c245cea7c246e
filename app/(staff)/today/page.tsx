import type { Metadata } from "next";
import { chosenFacility } from "@/app/(staff)/facility-cookie";
import { VisitSheet } from "@/app/(staff)/schedule/_components/visit-sheet";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { FirstSteps } from "@/components/help/first-steps";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { findFirstSteps } from "@/lib/help/first-steps";
import { isId } from "@/lib/ids";
import { findVisit } from "@/lib/schedule/find-visit";
import { bookingOptions } from "@/lib/schedule/queries";
import { listOpenTasks } from "@/lib/tasks/queries";
import { loadToday } from "@/lib/today/queries";
import { putFirstStepsAway } from "./actions";
import { Counts } from "./_components/counts";
import { TODAY_SPEC } from "./_components/spec";
import { TaskList } from "./_components/task-list";
import { TodayVisits } from "./_components/today-visits";

export const metadata: Metadata = { title: "Today" };

const LATE = "late";

export default async function TodayPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, TODAY_SPEC);
  const wished = await chosenFacility();
  const facilities = (query.filters.facility ?? (wished ? [wished] : [])).filter(isId);
  const statuses = query.filters.status ?? [];
  const { today, tasks, visit, options, steps } = await withStaff(async (ctx) => ({
    today: await loadToday(ctx, {
      facilities,
      statuses: statuses.filter((s) => s !== LATE),
      late: statuses.includes(LATE),
      q: query.q,
      newestFirst: query.sort.desc,
      after: query.after,
      before: query.before,
    }),
    tasks: await listOpenTasks(ctx, { facilityId: facilities.length === 1 ? facilities[0] : null }),
    options: await bookingOptions(ctx),
    visit: await findVisit(ctx, query.open),
    steps: await findFirstSteps(ctx),
  }));
  return (
    <>
      <LiveRefresh topics={["appointments", "tasks", "messages", "clock", "practice"]} />
      <PageHeader title="Today">{today.day}</PageHeader>
      {steps ? <FirstSteps steps={steps} putAway={putFirstStepsAway} /> : null}
      <div className="grid gap-6 2xl:grid-cols-[minmax(0,1fr)_26rem]">
        <section id="needs-a-person" aria-labelledby="needs-a-person-title" className="scroll-mt-16 2xl:order-last">
          <TaskList tasks={tasks.tasks} total={tasks.total} />
        </section>
        <div className="flex min-w-0 flex-col gap-3">
          <Counts counts={today.counts} active={statuses} />
          <TodayVisits page={today.page} query={query} facilities={today.facilities} />
        </div>
      </div>
      {visit ? <VisitSheet key={visit.id} visit={visit} options={options} /> : null}
    </>
  );
}
