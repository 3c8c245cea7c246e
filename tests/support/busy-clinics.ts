import { seal } from "@/lib/crypto/keyring";
import { planThese } from "@/lib/delivery/plan";
import { newId } from "@/lib/ids";
import { toWall, ZONE_DATA_VERSION } from "@/lib/time";
import type { TestDatabase } from "./db";
import { insertRow, makeFacility, makeOrganization, makeProvider, makeType, type TestOrganization } from "./factories";

/*
 * Clinics with thousands of visits, for crash tests and benches: written in bulk, planned by the product's own planner.
 */

const ZONE = "America/New_York";

/** One organization's accounts at the stand-in, made before it starts: each e-mail key has a webhook address of its own. */
export type CarrierAccounts = {
  twilioId: string;
  resendId: string;
  twilio: { accountSid: string; authToken: string };
  resend: { apiKey: string; webhookUrl: string; webhookSecret: string };
};

/** `webhooks` is the address of the product's webhooks; `index` tells organizations apart. */
export function carrierAccounts(webhooks: string, index: number): CarrierAccounts {
  const resendId = newId();
  const number = String(index).padStart(6, "0");
  return {
    twilioId: newId(),
    resendId,
    twilio: { accountSid: `AC${"0".repeat(26)}${number}`, authToken: `token-of-${number}` },
    resend: {
      apiKey: `re_${number}`,
      webhookUrl: `${webhooks}/api/webhooks/resend/${resendId}`,
      webhookSecret: `whsec_${Buffer.from(`secret-of-resend-account-${number}`).toString("base64")}`,
    },
  };
}

export type BusyClinic = { org: TestOrganization; index: number; facilityId: string; providerId: string; typeId: string; sender: string };

/** An organization with a facility, accounts and a sender a channel. */
export async function makeBusyClinic(urls: TestDatabase["urls"], accounts: CarrierAccounts, index: number): Promise<BusyClinic> {
  const org = await makeOrganization(urls, { zone: ZONE, name: `Clinic ${index}` });
  const [facilityId, providerId, typeId] = [await makeFacility(org), await makeProvider(org), await makeType(org)];
  const [token, key, hook] = [seal(accounts.twilio.authToken), seal(accounts.resend.apiKey), seal(accounts.resend.webhookSecret)];
  await insertRow(org, "carrier_account", {
    id: accounts.twilioId,
    carrier: "twilio",
    account_ref: accounts.twilio.accountSid,
    secret_sealed: token.sealed,
    secret_key_id: token.keyId,
  });
  await insertRow(org, "carrier_account", {
    id: accounts.resendId,
    carrier: "resend",
    account_ref: "resend",
    secret_sealed: key.sealed,
    webhook_secret_sealed: hook.sealed,
    secret_key_id: key.keyId,
  });
  const sender = `+1833${String(2_000_000 + index)}`;
  for (const channel of ["sms", "voice"])
    await insertRow(org, "sender", { id: newId(), carrier_account_id: accounts.twilioId, channel, address: sender });
  await insertRow(org, "sender", {
    id: newId(),
    carrier_account_id: accounts.resendId,
    channel: "email",
    address: `clinic${index}@clinics.example`,
    kind: "email",
  });
  return { org, index, facilityId, providerId, typeId, sender };
}

export type BusyVisit = { appointmentId: string; channel: "sms" | "voice" | "email"; address: string };

/**
 * So many patients, each with one contact and one visit. `startsAt` gives the instant of the visit by its number, `channel` the
 * contact's. Numbers that the stand-in treats in a special way are left out.
 */
export async function addBusyVisits(
  clinic: BusyClinic,
  count: number,
  startsAt: (i: number) => Date,
  channel: (i: number) => BusyVisit["channel"] = () => "sms",
  first = 0,
): Promise<BusyVisit[]> {
  const all: BusyVisit[] = [];
  for (let from = 0; from < count; from += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, count - from) }, (_, n) => {
      const i = first + from + n;
      const starts = startsAt(i);
      const wall = toWall(ZONE, starts);
      const kind = channel(i);
      return {
        patientId: newId(),
        endpointId: newId(),
        contactId: newId(),
        appointmentId: newId(),
        starts,
        wall,
        channel: kind,
        address: kind === "email" ? `p${clinic.index}-${i}@patients.example` : phone(clinic.index, i),
      };
    });
    await clinic.org.asWorkflow(async (ctx) => {
      const column = <K extends keyof (typeof rows)[number]>(key: K): (typeof rows)[number][K][] => rows.map((r) => r[key]);
      await ctx.sql(
        `insert into patient (organization_id, id, first_name, last_name, first_norm, last_norm, search_text)
         select $1, v.id, 'Rosa', 'Delgado' || v.n, 'rosa', 'delgado' || v.n, ' rosa delgado' || v.n || ' ' from unnest($2::uuid[]) with ordinality as v (id, n)`,
        [ctx.organizationId, column("patientId")],
      );
      await ctx.sql(
        `insert into endpoint (organization_id, id, kind, address, line_type)
         select $1, v.id, case when v.channel = 'email' then 'email' else 'phone' end, v.address, case v.channel when 'sms' then 'mobile' when 'voice' then 'landline' else 'none' end
         from unnest($2::uuid[], $3::text[], $4::text[]) as v (id, channel, address)`,
        [ctx.organizationId, column("endpointId"), column("channel"), column("address")],
      );
      await ctx.sql(
        `insert into patient_contact (organization_id, id, patient_id, endpoint_id, channel) select $1, v.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) as v`,
        [ctx.organizationId, column("contactId"), column("patientId"), column("endpointId"), column("channel")],
      );
      await ctx.sql(
        `insert into appointment (organization_id, id, patient_id, facility_id, provider_id, type_id, starts_at, ends_at, local_date, local_time, local_hour, zone, zone_version)
         select $1, v.id, v.patient_id, $2, $3, $4, v.starts_at, v.starts_at + interval '30 minutes', v.local_date, v.local_time, v.local_hour, $5, $6
         from unnest($7::uuid[], $8::uuid[], $9::timestamptz[], $10::date[], $11::time[], $12::int[]) as v (id, patient_id, starts_at, local_date, local_time, local_hour)`,
        [
          ctx.organizationId,
          clinic.facilityId,
          clinic.providerId,
          clinic.typeId,
          ZONE,
          ZONE_DATA_VERSION,
          column("appointmentId"),
          column("patientId"),
          column("starts"),
          rows.map((r) => r.wall.date),
          rows.map((r) => r.wall.time),
          rows.map((r) => r.wall.hour),
        ],
      );
    });
    for (const { appointmentId, channel: kind, address } of rows) all.push({ appointmentId, channel: kind, address });
  }
  return all;
}

/** Plans visits with the product's planner, 500 a transaction. `now` is product time. */
export async function planBusyVisits(clinic: BusyClinic, visits: readonly BusyVisit[], now?: Date): Promise<void> {
  for (let from = 0; from < visits.length; from += 500)
    await clinic.org.asWorkflow(
      (ctx) =>
        planThese(
          ctx,
          visits.slice(from, from + 500).map((v) => v.appointmentId),
        ),
      now ? { now } : {},
    );
}

const AREAS = ["212", "646", "718", "917", "347"];

/** A New York number of its own for each visit; none that ends like a carrier code the stand-in acts on (300xx, 302xx, 304xx). */
function phone(clinic: number, i: number): string {
  const block = 20 + Math.floor(clinic / AREAS.length) + 20 * Math.floor(i / 60_000);
  return `+1${AREAS[clinic % AREAS.length]}${block}${31_000 + (i % 60_000)}`;
}
