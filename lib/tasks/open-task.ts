import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";

/** Why a person is needed. Each kind has its sentence and its actions in kinds.ts. */
export const TASK_KINDS = [
  "reply",
  "reschedule",
  "running-late",
  "arrived",
  "waitlist",
  "texts-or-visit",
  "urgent",
  "which-visit",
  "wrong-number",
  "uncertain-message",
  "message-failed",
  "message-held",
  "sender-stopped",
  "patient-inactive",
  "receipt-dead",
  "emergency-access",
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export type TaskInput = {
  kind: TaskKind;
  facilityId?: string | null;
  patientId?: string | null;
  appointmentId?: string | null;
  messageId?: string | null;
  plannedMessageId?: string | null;
  endpointId?: string | null;
  detail?: Record<string, string | number | boolean | null>;
  /** While an open task of this key exists, no second one is opened. */
  dedupeKey?: string;
};

/** Puts something in front of a person: it counts in "needs a person" until someone closes it. */
export async function openTask(ctx: Ctx, input: TaskInput): Promise<void> {
  await ctx.sql(
    `insert into staff_task (organization_id, id, kind, facility_id, patient_id, appointment_id, message_id, planned_message_id, endpoint_id, detail, dedupe_key, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      ctx.organizationId,
      newId(),
      input.kind,
      input.facilityId ?? null,
      input.patientId ?? null,
      input.appointmentId ?? null,
      input.messageId ?? null,
      input.plannedMessageId ?? null,
      input.endpointId ?? null,
      JSON.stringify(input.detail ?? {}),
      input.dedupeKey ?? null,
      ctx.now,
    ],
  );
  await touch(ctx, "tasks");
}
