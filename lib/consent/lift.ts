import { seesEndpoint } from "@/lib/access/scope";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { conflict, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { Params } from "@/lib/messages/sql";

/**
 * The patient texted START, or chose to receive messages again: lifts the endpoint's entries for that channel, with proof of each. With `senderId`, the number
 * of ours that START was texted to, only what was said to that number, or to none in particular ([CON-09]: to the same number). With `messageId` nothing
 * that was asked for again after that message came: one that is worked on late lifts no newer STOP. Gives how many were lifted; where there was nothing to
 * lift nothing is written, because nothing was consented to.
 */
export async function liftByPatient(
  ctx: Ctx,
  input: { endpointId: string; channel: "sms" | "voice" | "email"; senderId?: string; how: string; wording?: string; messageId?: string },
): Promise<number> {
  const lifted = await ctx.sql<{ id: string }>(
    `update suppression s set lifted_at = $3, lifted_how = $4 where organization_id = $1 and endpoint_id = $2 and lifted_at is null and (channel is null or channel = $5)
       and source in ('patient', 'carrier') and ($6::uuid is null or sender_id is null or sender_id = $6)
       and not exists (select 1 from consent_event e join message m on m.organization_id = $1 and m.id = $7 left join message o on o.organization_id = $1 and o.id = e.message_id
         where e.organization_id = $1 and e.endpoint_id = $2 and e.suppression_id = s.id and e.kind = 'opt-out' and e.source = 'patient' and coalesce(o.at, e.at) > m.at)
     returning id`,
    [ctx.organizationId, input.endpointId, ctx.now, input.how, input.channel, input.senderId ?? null, input.messageId ?? null],
  );
  if (!lifted.length) return 0;
  const ids = lifted.map((row) => row.id);
  await ctx.sql(
    `insert into consent_event (organization_id, id, endpoint_id, kind, channel, source, wording, message_id, at, suppression_id)
     select $1, v.id, $2, 'opt-in', $3, 'patient', $4, $5, $6, v.suppression_id from unnest($7::uuid[], $8::uuid[]) as v (id, suppression_id)`,
    [
      ctx.organizationId,
      input.endpointId,
      input.channel,
      input.wording?.slice(0, 500) ?? null,
      input.messageId ?? null,
      ctx.now,
      ids.map(() => newId()),
      ids,
    ],
  );
  await audit(ctx, {
    action: "lift-suppression",
    entity: "endpoint",
    entityId: input.endpointId,
    detail: { how: input.how, lifted: lifted.length },
  });
  await replanEndpoint(ctx, input.endpointId);
  await touch(ctx, "suppressions", "messages", "patients");
  return lifted.length;
}

/** Staff remove an entry that staff or an import made. The patient's own opt-out can only be lifted by the patient ([CON-09]); throws conflict then. */
export async function liftByStaff(ctx: Ctx, input: { suppressionId: string }): Promise<void> {
  requireRole(ctx, "staff");
  const p = new Params([ctx.organizationId, input.suppressionId]);
  const [row] = await ctx.sql<{ endpointId: string; source: string; liftedAt: Date | null }>(
    `select s.endpoint_id as "endpointId", s.source, s.lifted_at as "liftedAt" from suppression s
     where s.organization_id = $1 and s.id = $2 and ${seesEndpoint(ctx, p, "s", "endpoint_id")} for update`,
    p.values,
  );
  if (!row) throw notFound("do-not-contact entry");
  if (row.liftedAt) return;
  if (row.source === "patient" || row.source === "carrier")
    throw conflict(
      "The patient asked for this. Only the patient can lift it: by texting START to the number shown, or with the preferences link.",
    );
  await ctx.sql("update suppression set lifted_at = $3, lifted_how = 'staff', lifted_by = $4 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    input.suppressionId,
    ctx.now,
    ctx.actor.kind === "user" ? ctx.actor.id : null,
  ]);
  await audit(ctx, { action: "lift-suppression", entity: "endpoint", entityId: row.endpointId, detail: { how: "staff" } });
  await replanEndpoint(ctx, row.endpointId);
  await touch(ctx, "suppressions", "messages", "patients");
}

/** Plans again what the endpoint's patients have ahead of them. */
export async function replanEndpoint(ctx: Ctx, endpointId: string): Promise<void> {
  const patients = await ctx.sql<{ id: string }>(
    "select distinct patient_id as id from patient_contact where organization_id = $1 and endpoint_id = $2",
    [ctx.organizationId, endpointId],
  );
  await replanPatients(
    ctx,
    patients.map((p) => p.id),
  );
}
