import { z } from "zod";
import { requirePatient } from "@/lib/access/guard";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { forbidden, invalid, notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/ids";
import { moment, type Moment } from "@/lib/messages/moment";
import { addDays, formatDate, toWall } from "@/lib/time";
import { audit } from "./write";

/** How far back a patient may ask (45 CFR 164.528). */
export const ACCOUNTING_YEARS = 6;

const text = (most: number, ask: string) => z.string().trim().min(1, ask).max(most);

export const disclosureInput = z.object({
  patientId: z.uuid(),
  disclosedOn: z.iso.date("Enter the day on which it was disclosed."),
  recipient: text(200, "Enter who got it."),
  recipientAddress: z.string().trim().max(300).default(""),
  what: text(500, "Say in a few words what was disclosed."),
  purpose: text(300, "Say why, or name the request it answered."),
});
export type DisclosureInput = z.input<typeof disclosureInput>;

/**
 * [SEC-03] Records that something about a patient was told to somebody outside (not for treatment, payment or operations, and not to the
 * patient). What the accounting has to say of each: day, who got it and where they are if known, what, and why. Managers and admins.
 */
export async function recordDisclosure(ctx: Ctx, given: DisclosureInput): Promise<{ id: string }> {
  requireRole(ctx, "manager");
  if (ctx.actor.kind !== "user") throw forbidden();
  const input = disclosureInput.parse(given);
  const [patient] = await ctx.sql<{ zone: string }>(
    "select o.zone from patient p join organization o on o.id = p.organization_id where p.organization_id = $1 and p.id = $2",
    [ctx.organizationId, input.patientId],
  );
  if (!patient) throw notFound("patient");
  await requirePatient(ctx, input.patientId);
  if (input.disclosedOn > addDays(toWall(patient.zone, ctx.now).date, 1))
    throw invalid("A disclosure cannot lie ahead.", { disclosedOn: "This day has not come yet." });
  const id = newId();
  await ctx.sql(
    `insert into disclosure (organization_id, id, patient_id, disclosed_on, recipient, recipient_address, what, purpose, recorded_by)
     values ($1, $2, $3, $4, $5, nullif($6, ''), $7, $8, $9)`,
    [
      ctx.organizationId,
      id,
      input.patientId,
      input.disclosedOn,
      input.recipient,
      input.recipientAddress,
      input.what,
      input.purpose,
      ctx.actor.id,
    ],
  );
  await audit(ctx, { action: "record-disclosure", entity: "disclosure", entityId: id, patientId: input.patientId });
  return { id };
}

/** [SEC-03] Takes back an entry that was made by mistake. It stays, struck through, with who took it back. */
export async function withdrawDisclosure(ctx: Ctx, input: { id: string }): Promise<void> {
  requireRole(ctx, "manager");
  if (ctx.actor.kind !== "user") throw forbidden();
  const [row] = await ctx.sql<{ patientId: string }>(
    `select patient_id as "patientId" from disclosure where organization_id = $1 and id = $2 and withdrawn_at is null`,
    [ctx.organizationId, input.id],
  );
  if (!row) throw notFound("disclosure");
  await requirePatient(ctx, row.patientId);
  await ctx.sql("update disclosure set withdrawn_by = $3, withdrawn_at = clock_timestamp() where organization_id = $1 and id = $2", [
    ctx.organizationId,
    input.id,
    ctx.actor.id,
  ]);
  await audit(ctx, { action: "withdraw-disclosure", entity: "disclosure", entityId: input.id, patientId: row.patientId });
}

export type Disclosure = {
  id: string;
  on: string;
  recipient: string;
  recipientAddress: string;
  what: string;
  purpose: string;
  by: string;
  recordedAt: Moment;
  withdrawn: { by: string; at: Moment } | null;
};
export type Accounting = {
  patient: { id: string; name: string; birthDate: string };
  organization: string;
  /** The days it covers, in words. */
  from: string;
  to: string;
  disclosures: Disclosure[];
};

/** [SEC-03] The accounting of a patient's disclosures over the last six years, newest first. Leaves an entry for the view. Managers and admins. */
export async function accountingOf(ctx: Ctx, patientId: string): Promise<Accounting | undefined> {
  requireRole(ctx, "manager");
  if (!isId(patientId)) return undefined;
  const [patient] = await ctx.sql<{ name: string; birthDate: string | null; organization: string; zone: string }>(
    `select trim(p.first_name || ' ' || p.last_name) as name, p.birth_date as "birthDate", o.name as organization, o.zone
     from patient p join organization o on o.id = p.organization_id where p.organization_id = $1 and p.id = $2`,
    [ctx.organizationId, patientId],
  );
  if (!patient) return undefined;
  await requirePatient(ctx, patientId);
  const today = toWall(patient.zone, ctx.now).date;
  const from = `${Number(today.slice(0, 4)) - ACCOUNTING_YEARS}${today.slice(4)}`;
  const rows = await ctx.sql<
    Omit<Disclosure, "on" | "recordedAt" | "withdrawn"> & { on: string; at: Date; withdrawnBy: string; withdrawnAt: Date | null }
  >(
    `select d.id, d.disclosed_on::text as on, d.recipient, coalesce(d.recipient_address, '') as "recipientAddress", d.what, d.purpose,
       coalesce(u.name, 'a user who is no longer here') as by, d.recorded_at as at, coalesce(w.name, '') as "withdrawnBy", d.withdrawn_at as "withdrawnAt"
     from disclosure d left join app_user u on u.id = d.recorded_by left join app_user w on w.id = d.withdrawn_by
     where d.organization_id = $1 and d.patient_id = $2 and d.disclosed_on >= $3 order by d.disclosed_on desc, d.id desc`,
    [ctx.organizationId, patientId, from],
  );
  await audit(ctx, { action: "view-disclosures", entity: "patient", entityId: patientId, patientId });
  return {
    patient: { id: patientId, name: patient.name || "No name", birthDate: patient.birthDate ? formatDate(patient.birthDate, "en") : "" },
    organization: patient.organization,
    from: formatDate(from, "en"),
    to: formatDate(today, "en"),
    disclosures: rows.map(({ at, withdrawnAt, withdrawnBy, ...row }) => ({
      ...row,
      on: formatDate(row.on, "en"),
      recordedAt: moment(at, patient.zone),
      withdrawn: withdrawnAt ? { by: withdrawnBy, at: moment(withdrawnAt, patient.zone) } : null,
    })),
  };
}
