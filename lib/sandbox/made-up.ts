import { timesInZone } from "@/lib/appointments/times";
import { upsertAppointments } from "@/lib/appointments/upsert-appointments";
import type { Ctx } from "@/lib/context";
import { upsertPatients } from "@/lib/patients/upsert-patients";
import { addDays, toWall, weekdayOf } from "@/lib/time";
import { FIRST_NAMES, LAST_NAMES } from "@/db/seed/people";

const PATIENTS = 24;
const DAYS = 10;

/** [ADM-05] Patients who do not exist, on numbers of the 555-01xx family, which belong to nobody, with visits on the weekdays to come. */
export async function makeUpPatients(ctx: Ctx): Promise<void> {
  const facilities = await ctx.sql<{ id: string; zone: string }>(
    "select id, zone from facility where organization_id = $1 and archived_at is null and zone is not null order by id",
    [ctx.organizationId],
  );
  const idsOf = async (table: "provider" | "appointment_type"): Promise<string[]> =>
    (
      await ctx.sql<{ id: string }>(`select id from ${table} where organization_id = $1 and archived_at is null order by id`, [
        ctx.organizationId,
      ])
    ).map((row) => row.id);
  const [providers, types] = [await idsOf("provider"), await idsOf("appointment_type")];
  const patients = await upsertPatients(
    ctx,
    Array.from({ length: PATIENTS }, (_, i) => {
      const phone = `+120255501${String(i + 10).padStart(2, "0")}`;
      return {
        system: "sandbox",
        externalId: `S${1000 + i}`,
        firstName: FIRST_NAMES[(i * 3) % FIRST_NAMES.length]!,
        lastName: LAST_NAMES[(i * 7 + 2) % LAST_NAMES.length]!,
        birthDate: `${1940 + i * 2}-0${1 + (i % 9)}-1${i % 10}`,
        language: i % 5 === 1 ? "es" : "en",
        contacts: [
          { kind: "phone" as const, address: phone, channel: "sms" as const, role: "self" as const, rank: 0 },
          { kind: "phone" as const, address: phone, channel: "voice" as const, role: "self" as const, rank: 1 },
          { kind: "email" as const, address: `sandbox${i}@mail.example`, channel: "email" as const, role: "self" as const, rank: 2 },
        ],
        slots: ["phone:self" as const, "email:self" as const],
        preferredChannel: i % 6 === 5 ? ("email" as const) : ("sms" as const),
        ...(facilities.length > 0 && { facilityId: facilities[i % facilities.length]!.id }),
      };
    }),
  );
  await ctx.sql("update endpoint set line_type = 'mobile' where organization_id = $1 and kind = 'phone'", [ctx.organizationId]);
  if (facilities.length === 0) return;
  let at = 0;
  const visits = patients.flatMap(({ id: patientId }, i) =>
    [1, 4].flatMap((ahead) => {
      const facility = facilities[i % facilities.length]!;
      const date = addDays(toWall(facility.zone, ctx.now).date, ahead + ((i * 3) % DAYS));
      if (weekdayOf(date) % 6 === 0) return [];
      const minutes = 9 * 60 + (i % 14) * 30;
      const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
      at += 1;
      return [
        {
          externalId: `S${at}`,
          patientId,
          facilityId: facility.id,
          ...(providers.length > 0 && { providerId: providers[i % providers.length]! }),
          ...(types.length > 0 && { typeId: types[at % types.length]! }),
          ...timesInZone(facility.zone, date, time, 30),
          state: { lifecycle: "booked" as const, confirmed: false, arrival: "none" as const },
        },
      ];
    }),
  );
  await upsertAppointments(ctx, visits);
}
