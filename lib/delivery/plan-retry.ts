import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";

const MAX_RETRIES = 4;

/** [RTY-01, RTY-02] Another try of a reminder whose message was not delivered: a row of its own beside the sent one, decided again like any other. */
export async function planRetry(
  ctx: Ctx,
  plannedId: string,
  afterMinutes: number,
  failed: string,
  next: "retry" | "other-contact",
): Promise<boolean> {
  const rows = await ctx.sql(
    `insert into planned_message (organization_id, id, kind, subject_kind, subject_id, schedule_revision, step_key, appointment_id, patient_id, facility_id, endpoint_id, sender_id, channel, template_key,
       language, answers, is_final, priority, due_at, ideal_at, zone, plan_revision, attempts, data)
     select organization_id, $3, kind, subject_kind, subject_id, schedule_revision, split_part(step_key, '~', 1) || '~retry' || (coalesce((data ->> 'retry')::int, 0) + 1), appointment_id, patient_id, facility_id,
       endpoint_id, sender_id, channel, template_key, language, answers, is_final, priority, $4, ideal_at, zone, plan_revision, attempts,
       jsonb_build_object('retry', coalesce((data ->> 'retry')::int, 0) + 1,
         'exclude', case when $5 = 'other-contact' then coalesce(data -> 'exclude', '[]'::jsonb) || to_jsonb($6::text) else coalesce(data -> 'exclude', '[]'::jsonb) end)
     from planned_message where organization_id = $1 and id = $2 and kind = 'reminder' and state = 'sent' and coalesce((data ->> 'retry')::int, 0) < ${MAX_RETRIES}
     on conflict do nothing returning 1`,
    [ctx.organizationId, plannedId, newId(), new Date(ctx.now.getTime() + afterMinutes * 60_000), next, failed],
  );
  return rows.length > 0;
}
