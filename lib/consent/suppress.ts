import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";

export type SuppressInput = {
  endpointId: string;
  /** Our number or address that the opt-out was sent to; undefined: every sender. */
  senderId?: string;
  channel?: "sms" | "voice" | "email";
  source: "patient" | "staff" | "carrier" | "import";
  /** How it was said: `sms-exact`, `sms-free-text`, `key-press`, `list-unsubscribe`, `carrier-21610`, `staff` … */
  how: string;
  wording?: string;
  note?: string;
  patientId?: string;
  messageId?: string;
};

/**
 * Puts an endpoint on the do-not-contact list ([CON-09], [CON-11]) with the proof in the consent ledger. The caller plans again what was ahead (replanEndpoint); dispatch would refuse it anyway.
 * Idempotent, one row for one fact: an active entry of the same scope stays as it is. The patient's word to one of our numbers and the carrier's report of it are one
 * fact, told by the patient's row; opt-outs texted to two of our numbers are two, because each is lifted at its own number, and what staff enter is one of its
 * own, because START does not lift it. Gives the entry's id and whether it is new.
 */
export async function suppress(ctx: Ctx, input: SuppressInput): Promise<{ id: string; fresh: boolean }> {
  await ctx.sql("select 1 from endpoint where organization_id = $1 and id = $2 for no key update", [ctx.organizationId, input.endpointId]);
  const existing = await sameFact(ctx, input);
  const id = existing?.id ?? newId();
  if (existing?.source === "carrier" && input.source === "patient")
    await ctx.sql(
      "update suppression set source = 'patient', how = $3, channel = $4, sender_id = coalesce(sender_id, $5), note = coalesce($6, note) where organization_id = $1 and id = $2",
      [ctx.organizationId, id, input.how, input.channel ?? null, input.senderId ?? null, input.note ?? null],
    );
  if (!existing)
    await ctx.sql(
      `insert into suppression (organization_id, id, endpoint_id, sender_id, channel, source, how, note, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ctx.organizationId,
        id,
        input.endpointId,
        input.senderId ?? null,
        input.channel ?? null,
        input.source,
        input.how,
        input.note ?? null,
        ctx.actor.kind === "user" ? ctx.actor.id : null,
        ctx.now,
      ],
    );
  await ctx.sql(
    `insert into consent_event (organization_id, id, endpoint_id, patient_id, kind, channel, source, wording, message_id, suppression_id, at) select $1, $2, $3, $4, 'opt-out', $5, $6, $7, $8, $9, $10
     where $8::uuid is null or not exists (select 1 from consent_event where organization_id = $1 and endpoint_id = $3 and message_id = $8)`,
    [
      ctx.organizationId,
      newId(),
      input.endpointId,
      input.patientId ?? null,
      input.channel ?? null,
      input.source,
      input.wording?.slice(0, 500) ?? null,
      input.messageId ?? null,
      id,
      ctx.now,
    ],
  );
  await audit(ctx, {
    action: "suppress-endpoint",
    entity: "endpoint",
    entityId: input.endpointId,
    patientId: input.patientId,
    detail: { source: input.source, how: input.how },
  });
  await touch(ctx, "suppressions", "messages", "patients");
  return { id, fresh: !existing };
}

/** The active entry that says the same already. */
async function sameFact(ctx: Ctx, input: SuppressInput): Promise<{ id: string; source: SuppressInput["source"] } | undefined> {
  const [row] = await ctx.sql<{ id: string; source: SuppressInput["source"] }>(
    `select id, source from suppression s
     cross join lateral (select s.channel is not distinct from $3::text as channel, s.sender_id is not distinct from $4::uuid as number,
       s.sender_id is null or $4::uuid is null or s.sender_id = $4::uuid as may_be_number) same
     where s.organization_id = $1 and s.endpoint_id = $2 and s.lifted_at is null and case $5::text
       -- The carrier knows of texts only; what the patient said may stop more than that.
       when 'patient' then (s.source = 'patient' and same.channel and same.number)
         or (s.source = 'carrier' and coalesce($3::text, 'sms') = 'sms' and same.may_be_number)
       when 'carrier' then s.source in ('carrier', 'patient') and (s.channel is null or same.channel) and same.may_be_number
       -- What the clinic enters stays when the patient lifts their own.
       else s.source = $5::text and same.channel end
     order by s.source = 'patient' desc, s.created_at, s.id limit 1`,
    [ctx.organizationId, input.endpointId, input.channel ?? null, input.senderId ?? null, input.source],
  );
  return row;
}
