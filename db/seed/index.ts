import { createHash } from "node:crypto";
import pg from "pg";
import { configureDatabase, closeDatabase } from "@/db/client";
import type { AppointmentRow } from "@/lib/appointments/imported";
import { upsertAppointments } from "@/lib/appointments/upsert-appointments";
import { timesInZone } from "@/lib/appointments/times";
import { DEMO_OPERATOR, DEMO_PASSWORD, DEMO_USERS } from "@/lib/auth/demo-users";
import { hashPassword } from "@/lib/auth/passwords";
import { withContext, type Ctx } from "@/lib/context";
import { seal } from "@/lib/crypto/keyring";
import { env, isLocalDatabase } from "@/lib/env";
import { newId } from "@/lib/ids";
import { upsertPatients, type PatientRow } from "@/lib/patients/upsert-patients";
import { STANDARD_TEMPLATES } from "@/lib/templates";
import { addDays, toWall, weekdayOf } from "@/lib/time";
import { FIRST_NAMES, LAST_NAMES, RIGHT_TO_LEFT, seeded } from "./people";
import { FACILITIES, ORGANIZATION, PROVIDERS, TYPES } from "./practice";

const PATIENTS = 80;
const DAYS_BACK = 3;
const DAYS_AHEAD = 16;

/**
 * Makes the demo clinic: one organization with two facilities in two zones, its people, its patients and a schedule around today. The same every
 * time but for the dates. `ownerUrl` connects as the owner of the tables; refuses a database that is not on this machine.
 */
export async function seedDemo(options: { ownerUrl: string; now: Date }): Promise<{ summary: string }> {
  if (!isLocalDatabase(options.ownerUrl))
    throw new Error("The demo clinic is only ever made in a database on this machine. Nothing was changed.");
  const e = env();
  configureDatabase({ app: e.DATABASE_URL, worker: e.DATABASE_WORKER_URL ?? e.DATABASE_URL });
  const organizationId = await makeOrganization(options.ownerUrl);
  const scope = { organizationId, actor: { kind: "workflow", name: "seed" } as const };
  const practice = await withContext(scope, makePractice);
  const people = demoPatients(practice.facilities.map((f) => f.id));
  const patients = await withContext(scope, (ctx) => upsertPatients(ctx, people));
  await withContext(scope, (ctx) => labelLines(ctx));
  const visits = await withContext(scope, (ctx) =>
    makeSchedule(
      ctx,
      patients.map((p) => p.id),
      practice,
    ),
  );
  await closeDatabase();
  return { summary: `${patients.length} patients, ${visits} visits` };
}

async function makeOrganization(ownerUrl: string): Promise<string> {
  const id = newId();
  const password = await hashPassword(DEMO_PASSWORD);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("insert into organization (id, name, slug, zone, phone, website) values ($1, $2, $3, $4, $5, $6)", [
      id,
      ORGANIZATION.name,
      ORGANIZATION.slug,
      ORGANIZATION.zone,
      ORGANIZATION.phone,
      ORGANIZATION.website,
    ]);
    await client.query(
      "insert into operator_account (id, email, name, password_hash, demo) values ($1, $2, $3, $4, true) on conflict (email) do nothing",
      [newId(), DEMO_OPERATOR.email, DEMO_OPERATOR.name, password],
    );
    for (const user of DEMO_USERS) {
      const userId = newId();
      await client.query("insert into app_user (id, email, name, password_hash, demo) values ($1, $2, $3, $4, true)", [
        userId,
        user.email,
        user.name,
        password,
      ]);
      await client.query("insert into membership (organization_id, user_id, role) values ($1, $2, $3)", [id, userId, user.role]);
    }
    await client.query("commit");
    return id;
  } finally {
    await client.end();
  }
}

type Practice = {
  facilities: { id: string; zone: string }[];
  providers: { id: string; facility: number; weekends: boolean }[];
  types: { id: string; minutes: number }[];
};

async function makePractice(ctx: Ctx): Promise<Practice> {
  const insert = async (table: string, values: Record<string, unknown>): Promise<string> => {
    const row: Record<string, unknown> = { organization_id: ctx.organizationId, id: newId(), ...values };
    const names = Object.keys(row);
    await ctx.sql(`insert into ${table} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")})`, Object.values(row));
    return row.id as string;
  };
  const practice: Practice = { facilities: [], providers: [], types: [] };
  for (const f of FACILITIES) practice.facilities.push({ id: await insert("facility", f), zone: f.zone });
  for (const { facility, weekends, ...p } of PROVIDERS) practice.providers.push({ id: await insert("provider", p), facility, weekends });
  // The demo shows every language that there are words in; a new organization has its translations reviewed first.
  for (const language of Object.keys(STANDARD_TEMPLATES))
    await ctx.sql(
      `insert into template_review (organization_id, language, reviewed, decided_by, decided_at)
       values ($1, $2, true, (select user_id from membership where organization_id = $1 and role = 'manager' limit 1), $3)`,
      [ctx.organizationId, language, ctx.now],
    );
  for (const t of TYPES) practice.types.push({ id: await insert("appointment_type", t), minutes: t.minutes });
  // The simulator's accounts: made up per database, sealed like real ones.
  const token = createHash("sha256").update(`${ctx.organizationId} twilio`).digest("hex").slice(0, 32);
  const twilio = seal(token);
  const key = seal(`re_demo_${token}`);
  const hook = seal(`whsec_${Buffer.from(createHash("sha256").update(`${ctx.organizationId} resend`).digest()).toString("base64")}`);
  const twilioId = await insert("carrier_account", {
    carrier: "twilio",
    account_ref: `AC${createHash("sha256").update(ctx.organizationId).digest("hex").slice(0, 32)}`,
    secret_sealed: twilio.sealed,
    secret_key_id: twilio.keyId,
  });
  const resendId = await insert("carrier_account", {
    carrier: "resend",
    account_ref: "demo",
    secret_sealed: key.sealed,
    webhook_secret_sealed: hook.sealed,
    secret_key_id: key.keyId,
  });
  await insert("sender", { carrier_account_id: twilioId, channel: "sms", address: ORGANIZATION.sender });
  await insert("sender", { carrier_account_id: twilioId, channel: "voice", address: ORGANIZATION.sender });
  await insert("sender", { carrier_account_id: resendId, channel: "email", address: "reminders@harbor.example", kind: "email" });
  return practice;
}

/** Phones of the 555-01xx family, which belong to nobody. Households share one; some patients are reached by e-mail or voice only. */
function demoPatients(facilityIds: readonly string[]): PatientRow[] {
  const random = seeded(2026);
  const rows: PatientRow[] = [];
  for (let i = 0; i < PATIENTS; i++) {
    const rtl = RIGHT_TO_LEFT[i - 10];
    const first = rtl?.first ?? FIRST_NAMES[i % FIRST_NAMES.length]!;
    const last = rtl?.last ?? LAST_NAMES[(i * 7 + Math.floor(i / 40) * 3) % LAST_NAMES.length]!;
    const west = i % 4 === 3;
    const area = west ? ["415", "510", "604"][i % 3]! : ["212", "646", "718", "917"][i % 4]!;
    // Every ninth patient shares the phone of the one before: a household.
    const n = i % 9 === 8 ? i - 1 : i;
    const phone = `+1${i % 9 === 8 ? rows[i - 1]!.contacts[0]!.address.slice(2, 5) : area}55501${String(n).padStart(2, "0")}`;
    const by = i % 11 === 5 ? "email" : i % 13 === 6 ? "voice" : "sms";
    const year = i % 9 === 8 ? 2014 + (i % 6) : 1938 + Math.floor(random() * 66);
    rows.push({
      system: "demo",
      externalId: `H${String(1000 + i)}`,
      firstName: first,
      lastName: last,
      birthDate: `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, "0")}-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}`,
      language: rtl?.language ?? (i % 5 === 1 ? "es" : "en"),
      zip: west ? "94110" : "10011",
      state: west ? "CA" : "NY",
      status: i === 71 ? "deceased" : i === 72 ? "inactive" : "active",
      contacts: [
        { kind: "phone", address: phone, channel: "sms", role: "self", rank: 0 },
        { kind: "phone", address: phone, channel: "voice", role: "self", rank: 1 },
        { kind: "email", address: `patient${i}@mail.example`, channel: "email", role: "self", rank: 2 },
      ],
      slots: ["phone:self", "email:self"],
      preferredChannel: by,
      facilityId: facilityIds[west ? 1 : 0]!,
    });
  }
  return rows;
}

async function labelLines(ctx: Ctx): Promise<void> {
  await ctx.sql("update endpoint set line_type = 'mobile' where organization_id = $1 and kind = 'phone'", [ctx.organizationId]);
}

const WEEKEND_SLOTS = 4;

/** The days around today, a visit every hour or so for each provider, on weekends only mornings and where the provider works then; some patients have two on a day. */
async function makeSchedule(ctx: Ctx, patients: readonly string[], practice: Practice): Promise<number> {
  const random = seeded(7);
  const today = toWall(ORGANIZATION.zone, ctx.now).date;
  const rows: AppointmentRow[] = [];
  let next = 0;
  for (let d = -DAYS_BACK; d <= DAYS_AHEAD; d++) {
    const date = addDays(today, d);
    const weekend = weekdayOf(date) % 6 === 0;
    for (const [p, provider] of practice.providers.entries()) {
      if (weekend && !provider.weekends) continue;
      const { id: facilityId, zone } = practice.facilities[provider.facility]!;
      for (let slot = 0; slot < (weekend ? WEEKEND_SLOTS : 8); slot++) {
        if (random() < 0.45) continue;
        const type = practice.types[Math.floor(random() * practice.types.length)]!;
        const minutes = 9 * 60 + slot * 60 + (p % 2) * 30;
        const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
        const lifecycle = d < 0 ? (random() < 0.85 ? "completed" : "no-show") : random() < 0.06 ? "cancelled" : "booked";
        rows.push({
          externalId: `V${date}-${p}-${slot}`,
          patientId: patients[(next++ * 3 + p * 17) % patients.length]!,
          facilityId,
          providerId: provider.id,
          typeId: type.id,
          ...timesInZone(zone, date, time, type.minutes),
          state: { lifecycle, confirmed: lifecycle === "completed" || (d >= 0 && d < 3 && random() < 0.5), arrival: "none" },
        });
      }
    }
  }
  for (let i = 0; i < rows.length; i += 500) await upsertAppointments(ctx, rows.slice(i, i + 500));
  return rows.length;
}
