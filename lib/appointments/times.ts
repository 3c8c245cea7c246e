import type { Ctx } from "@/lib/context";
import { invalid, notFound } from "@/lib/errors";
import { fromWall, isZone, ZONE_DATA_VERSION } from "@/lib/time";

export type AppointmentTimes = {
  startsAt: Date;
  endsAt: Date;
  localDate: string;
  localTime: string;
  localHour: number;
  zone: string;
  zoneVersion: string;
};

/**
 * The stored times of a visit: wall time at the facility, its zone, the instant that follows and the zone data used.
 * A time inside a daylight-saving gap is moved forward by the gap. Throws `invalid` where the facility has no zone.
 */
export async function appointmentTimes(
  ctx: Ctx,
  facilityId: string,
  date: string,
  time: string,
  minutes: number,
): Promise<AppointmentTimes> {
  const [facility] = await ctx.sql<{ zone: string | null; name: string }>(
    "select zone, name from facility where organization_id = $1 and id = $2",
    [ctx.organizationId, facilityId],
  );
  if (!facility) throw notFound("facility");
  if (!facility.zone || !isZone(facility.zone))
    throw invalid(`${facility.name} has no time zone. Set it under Settings → Facilities, then save the appointment again.`, {
      facilityId: "This facility has no time zone yet.",
    });
  return timesInZone(facility.zone, date, time, minutes);
}

/** As appointmentTimes, for a zone already known. */
export function timesInZone(zone: string, date: string, time: string, minutes: number): AppointmentTimes {
  const { instant } = fromWall(zone, date, time);
  return {
    startsAt: instant,
    endsAt: new Date(instant.getTime() + minutes * 60_000),
    localDate: date,
    localTime: time.length === 5 ? `${time}:00` : time,
    localHour: Number(time.slice(0, 2)),
    zone,
    zoneVersion: ZONE_DATA_VERSION,
  };
}
