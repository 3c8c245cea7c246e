import { seesVisit } from "@/lib/access/scope";
import type { AppointmentStatus } from "@/lib/appointments/status";
import type { Ctx } from "@/lib/context";
import { Params } from "@/lib/messages/sql";
import { bookingOptions, listVisits, visitConditions, type PlaceOption, type VisitPage } from "@/lib/schedule/queries";
import { STATUS_SQL } from "@/lib/schedule/rows";
import { formatDate } from "@/lib/time";

export type TodayCounts = { total: number; confirmed: number; unconfirmed: number; cancelled: number; late: number };

export type Today = {
  /** In words; several days where facilities lie across midnight. */
  day: string;
  facilities: PlaceOption[];
  counts: TodayCounts;
  page: VisitPage;
};

export type TodayFilter = {
  facilities: readonly string[];
  statuses: readonly string[];
  late: boolean;
  q: string;
  newestFirst: boolean;
  after?: string;
  before?: string;
};

/** [RPT-02] The visits of the day it is at each facility, with how many are confirmed, not confirmed and cancelled (before the status filter). */
export async function loadToday(ctx: Ctx, filter: TodayFilter): Promise<Today> {
  const { facilities } = await bookingOptions(ctx);
  const shown = facilities.filter((f) => filter.facilities.length === 0 || filter.facilities.includes(f.id));
  const days = shown.map((f) => ({ facilityId: f.id, date: f.today }));
  const counts = await countToday(ctx, days);
  const { q, statuses, late, newestFirst, after, before } = filter;
  const page = await listVisits(ctx, { days, q, statuses, late, newestFirst, after, before });
  return { day: [...new Set(days.map((d) => d.date))].map((d) => formatDate(d, "en", "full")).join(" and "), facilities, counts, page };
}

async function countToday(ctx: Ctx, days: readonly { facilityId: string; date: string }[]): Promise<TodayCounts> {
  const p = new Params();
  const where = [`a.organization_id = ${p.add(ctx.organizationId)}`, seesVisit(ctx, p, "a"), ...visitConditions(p, { days })];
  const rows = await ctx.sql<{ status: AppointmentStatus; count: number; late: number }>(
    `select ${STATUS_SQL} as status, count(*) as count, count(*) filter (where a.running_late and a.lifecycle = 'booked') as late from appointment a where ${where.join(" and ")} group by 1`,
    p.values,
  );
  const of = (status: AppointmentStatus): number => rows.find((r) => r.status === status)?.count ?? 0;
  return {
    total: rows.reduce((sum, r) => sum + r.count, 0),
    confirmed: of("confirmed"),
    unconfirmed: of("unconfirmed"),
    cancelled: of("cancelled"),
    late: rows.reduce((sum, r) => sum + r.late, 0),
  };
}
