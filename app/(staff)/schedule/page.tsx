import type { Metadata } from "next";
import { searchPatients } from "@/app/(staff)/actions";
import { chosenFacility } from "@/app/(staff)/facility-cookie";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { parseDayRange } from "@/components/data-table/day-range";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { isId } from "@/lib/ids";
import { findPickedPatient } from "@/lib/patients/queries";
import { findVisit } from "@/lib/schedule/find-visit";
import { bookingOptions, listVisits, loadDay, neighbours, organizationToday } from "@/lib/schedule/queries";
import { formatDate, isDate } from "@/lib/time";
import { BookSheet } from "./_components/book-sheet";
import { DayBar } from "./_components/day-bar";
import { DayView } from "./_components/day-view";
import { ListView } from "./_components/list-view";
import { SCHEDULE_SPEC } from "./_components/spec";
import { VisitSheet } from "./_components/visit-sheet";

export const metadata: Metadata = { title: "Schedule" };

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? "";

/** Nine o'clock, or today the next full hour. */
const firstTime = (hourNow: number): string => `${String(Math.min(23, Math.max(9, hourNow + 1))).padStart(2, "0")}:00`;

export default async function SchedulePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const query = await readListQuery(params, SCHEDULE_SPEC);
  const view = one(params.view) === "list" ? "list" : "day";
  const wished = await chosenFacility();
  const chosen = (query.filters.facility ?? (wished ? [wished] : [])).filter(isId);
  const providers = (query.filters.provider ?? []).filter(isId);
  const data = await withStaff(async (ctx) => {
    const today = await organizationToday(ctx);
    const date = isDate(one(params.date)) ? one(params.date) : today;
    const options = await bookingOptions(ctx);
    // A narrowed-to facility that is gone narrows nothing.
    const facilities = chosen.filter((id) => options.facilities.some((f) => f.id === id));
    const range = parseDayRange(query.filters.days?.[0]);
    const anyDay = Boolean(range.from || range.to);
    return {
      today,
      date,
      options,
      facilities,
      day: view === "day" ? await loadDay(ctx, date, { facilities, providers }) : undefined,
      list:
        view === "list"
          ? await listVisits(ctx, {
              q: query.q,
              from: anyDay ? range.from : query.q ? undefined : date,
              to: anyDay ? range.to : undefined,
              facilities,
              providers,
              types: (query.filters.type ?? []).filter(isId),
              statuses: query.filters.status,
              newestFirst: query.sort.desc,
              after: query.after,
              before: query.before,
            })
          : undefined,
      visit: query.open === "new" ? undefined : await findVisit(ctx, query.open),
      patient: query.open === "new" ? await findPickedPatient(ctx, one(params.patient)) : undefined,
    };
  });
  const { today, date, options, facilities } = data;
  const first = options.facilities.find((f) => f.id === facilities[0]) ?? options.facilities[0];
  return (
    <>
      <LiveRefresh topics={["appointments", "messages", "clock"]} />
      <PageHeader title="Schedule">{view === "day" ? formatDate(date, "en", "full") : "Every visit, in order"}</PageHeader>
      <DayBar
        view={view}
        date={date}
        today={today}
        {...neighbours(date)}
        options={options}
        facility={facilities[0]}
        provider={providers[0]}
        narrowed={wished !== null}
      />
      {data.day ? <DayView day={data.day} options={options} open={query.open} date={date} /> : null}
      {data.list ? <ListView page={data.list} query={query} options={options} date={date} /> : null}
      {data.visit ? <VisitSheet key={data.visit.id} visit={data.visit} options={options} /> : null}
      {query.open === "new" && first ? (
        <BookSheet
          options={options}
          patient={data.patient}
          search={searchPatients}
          start={{
            facilityId: first.id,
            providerId: providers[0],
            date: date < first.today ? first.today : date,
            time: firstTime(date <= first.today ? first.hour : 0),
          }}
        />
      ) : null}
    </>
  );
}
