import { createAppointment } from "@/lib/appointments/create-appointment";
import { saveSetting } from "@/lib/settings/save-setting";
import { addDays, toWall } from "@/lib/time";
import {
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeType,
  type TestOrganization,
  type useTestDatabase,
} from "@/tests/support/factories";
import type { Product } from "@/tests/support/product";

const ZONE = "America/New_York";
type Database = ReturnType<typeof useTestDatabase>;

/** Moves product time to an instant; only ever forward. */
export async function moveTo(db: Database, at: Date): Promise<void> {
  await db.query(
    "update product_clock set offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)",
    [at],
  );
}

/** A clinic that has just reminded a patient, and each of `others` who share the phone, of a visit three days ahead, at 10:00, 10:30 … */
export async function reminded(
  db: Database,
  product: Product,
  options: { mode?: "A" | "B"; others?: string[]; alsoSameDay?: ("shown" | "hidden")[]; settings?: Record<string, unknown> } = {},
) {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  const { sms, twilioAccount } = await product.connect(org, { optOutWords: ["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT"] });
  if (options.mode === "B") await org.asWorkflow((ctx) => ctx.sql("update sender set cancel_mode = 'B'"));
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  const { address: phone, endpointId } = await makeContact(org, patientId, { contact: { preferred: true } });
  const date = addDays(toWall(ZONE, await org.asWorkflow(async (ctx) => ctx.now)).date, 3);
  const visits: string[] = [];
  const book = async (patient: string, time: string) =>
    visits.push((await org.asStaff((ctx) => createAppointment(ctx, { patientId: patient, facilityId, date, time, minutes: 30 }))).id);
  await book(patientId, "10:00");
  for (const [i, name] of (options.others ?? []).entries()) {
    const other = await makePatient(org, { first_name: name, last_name: "Delgado" });
    await makeContact(org, other, { address: phone });
    await book(other, i % 2 ? `1${Math.ceil((i + 1) / 2)}:00` : `1${i / 2}:30`);
  }
  // More visits of the same patient on that day; reminders go out for the first only.
  for (const [i, kind] of (options.alsoSameDay ?? []).entries()) {
    const typeId = await makeType(org, { hidden: kind === "hidden" });
    const { id } = await org.asStaff((ctx) =>
      createAppointment(ctx, { patientId, facilityId, typeId, date, time: `1${i + 3}:00`, minutes: 30 }),
    );
    visits.push(id);
  }
  for (const [key, value] of Object.entries(options.settings ?? {}))
    await org.asAdmin((ctx) => saveSetting(ctx, { key, scope: "organization", value }));
  const due = await org.asWorkflow((ctx) =>
    ctx.sql<{ due: Date }>("select max(due_at) as due from planned_message where state = 'planned'"),
  );
  await moveTo(db, due[0]!.due);
  await product.settle(org);
  /** Texts the clinic; gives what the phone received so far, the newest first. */
  const say = async (body: string): Promise<string[]> => {
    await product.simulator.reply({ from: phone, to: sms, body });
    await product.settle(org);
    return (await product.simulator.thread(phone)).filter((t) => t.direction === "in").map((t) => t.body);
  };
  return { org, phone, endpointId, sms, twilioAccount, facilityId, patientId, date, say, visits, id: visits[0]! };
}

export async function visitOf(org: TestOrganization, id: string) {
  const rows = await org.asStaff((ctx) =>
    ctx.sql<{ lifecycle: string; confirmation: string; late: boolean; minutes: number | null }>(
      "select lifecycle, confirmation, running_late as late, late_minutes as minutes from appointment where id = $1",
      [id],
    ),
  );
  return rows[0]!;
}

/** Kinds of the open tasks, oldest first. */
export async function tasksOf(org: TestOrganization): Promise<string[]> {
  const rows = await org.asStaff((ctx) =>
    ctx.sql<{ kind: string }>("select kind from staff_task where state = 'open' order by created_at, id"),
  );
  return rows.map((t) => t.kind);
}

/** Active do-not-contact entries. */
export function stopsOf(org: TestOrganization) {
  return org.asStaff((ctx) =>
    ctx.sql<{ channel: string | null; source: string; how: string; sender_id: string | null }>(
      "select channel, source, how, sender_id from suppression where lifted_at is null order by created_at, id",
    ),
  );
}
