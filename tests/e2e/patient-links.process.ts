import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { type Ctx, withContext } from "@/lib/context";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { closeDatabase } from "@/db/client";
import { ensureLink, type LinkPurpose } from "@/lib/links/create-link";
import { resolveSignIn } from "@/lib/tenancy/resolve";
import { addDays, toWall } from "@/lib/time";

/*
 * Links as patients get them, for the browser tests of patient pages: visits of the demo clinic, made by the product's own verbs in
 * the database of the Luma under test (LUMA_DATA_DIR). Tokens are computed with that demo's own key; nothing stored gives them away.
 * A process of its own, because the tests' loader does not read the product's data files; patient-links.ts speaks to it, a line of
 * JSON each way.
 */

export type PatientLinks = {
  /** A visit of a new patient in twenty days and a link to it. */
  visit: (over?: { sensitive?: boolean; language?: string }) => Promise<{ token: string; appointmentId: string }>;
  /** A link about the first number or address of a demo patient on this channel. */
  contact: (purpose: LinkPurpose, channel: "sms" | "email") => Promise<{ token: string; endpointId: string }>;
  /** Looks at rows of the demo clinic. */
  read: (sql: string, params: unknown[]) => Promise<Record<string, unknown>[]>;
};

type Modules = {
  environment: { demoSecrets: (root: string) => Record<string, string> };
  database: {
    startLocalDatabase: () => Promise<unknown>;
    databaseVariables: (server: unknown) => Record<string, string>;
    dataRoot: () => string;
  };
};

/** Joins the running Luma's database. */
async function patientLinks(): Promise<PatientLinks> {
  const script = (file: string): string => resolve(import.meta.dirname, "../../scripts/lib", file);
  const environment: Modules["environment"] = await import(script("environment.mjs"));
  const database: Modules["database"] = await import(script("local-database.mjs"));
  const server = await database.startLocalDatabase();
  Object.assign(process.env, database.databaseVariables(server), environment.demoSecrets(database.dataRoot()), { LOG_LEVEL: "silent" });
  const user = await resolveSignIn("staff@harbor.example");
  if (!user) throw new Error("This is not a demo: its staff user is missing");
  const { organizationId, userId } = user;
  const staff = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    withContext({ organizationId, actor: { kind: "user", id: userId, role: "staff" } }, work);
  const taken = new Set<string>();
  return {
    visit: ({ sensitive = false, language = "en" } = {}) =>
      staff(async (ctx) => {
        const [place] = await ctx.sql<{ facilityId: string; typeId: string; providerId: string }>(
          `select (select id from facility where organization_id = $1 and name = 'Harbor Main Street') as "facilityId",
                  (select id from appointment_type where organization_id = $1 and sensitive = $2 order by name limit 1) as "typeId",
                  (select id from provider where organization_id = $1 order by last_name limit 1) as "providerId"`,
          [organizationId, sensitive],
        );
        const [who] = await ctx.sql<{ patientId: string; endpointId: string }>(
          `select p.id as "patientId", c.endpoint_id as "endpointId" from patient p
           join patient_contact c on c.organization_id = p.organization_id and c.patient_id = p.id and c.channel = 'sms'
           where p.organization_id = $1 and p.status = 'active' and p.merged_into is null order by p.id limit 1`,
          [organizationId],
        );
        const date = addDays(toWall("America/New_York", ctx.now).date, 20);
        const { id } = await createAppointment(ctx, { ...place!, patientId: who!.patientId, date, time: "14:30", minutes: 30 });
        const { token } = await ensureLink(ctx, {
          purpose: "appointment",
          ...who!,
          appointmentId: id,
          language,
          expiresAt: new Date(ctx.now.getTime() + 30 * 86_400_000),
        });
        return { token, appointmentId: id };
      }),
    contact: (purpose, channel) =>
      staff(async (ctx) => {
        const [found] = await ctx.sql<{ patientId: string; endpointId: string }>(
          `select c.patient_id as "patientId", c.endpoint_id as "endpointId" from patient_contact c where c.organization_id = $1 and c.channel = $2
             and not c.endpoint_id = any ($3::uuid[])
             and not exists (select 1 from suppression s where s.organization_id = $1 and s.endpoint_id = c.endpoint_id and s.lifted_at is null)
           order by c.id limit 1`,
          [organizationId, channel, [...taken]],
        );
        taken.add(found!.endpointId);
        const { token } = await ensureLink(ctx, {
          purpose,
          ...found!,
          language: "en",
          expiresAt: new Date(ctx.now.getTime() + 86_400_000),
        });
        return { token, endpointId: found!.endpointId };
      }),
    read: (sql, params) => staff((ctx) => ctx.sql(sql, params)),
  };
}

const links = await patientLinks();
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...args] = JSON.parse(line) as [keyof PatientLinks, ...unknown[]];
  const call = links[name] as (...given: unknown[]) => Promise<unknown>;
  const answer = await call(...args).then(
    (result) => ({ result }),
    (error: unknown) => ({ error: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await closeDatabase();
