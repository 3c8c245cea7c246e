import { isId } from "@/lib/ids";
import { twilioFailure } from "@/lib/carriers/twilio/codes";
import type { Refused } from "@/lib/carriers/types";
import { suppress } from "@/lib/consent/suppress";
import type { Ctx } from "@/lib/context";
import { markContact, recordAccepted, stopAccount, stopSender } from "@/lib/delivery/record";
import { planRetry } from "@/lib/delivery/plan-retry";
import { afterFailure } from "@/lib/delivery/outcome-rules";
import { touch } from "@/lib/live/notify";
import { openTask } from "@/lib/tasks/open-task";

/** What a receipt says, whatever the channel. Rank orders states; a later receipt of a lower rank changes nothing ([RTY-10]). */
export type Receipt = {
  providerId: string;
  attemptId?: string;
  /** Rank of the carrier's state: 1 queued, 2 sending, 3 sent, 4 and up ended. */
  rank: number;
  outcome: "under-way" | "sent" | "delivered" | "undelivered";
  errorCode?: string;
  failure?: Refused["failure"];
  /** The recipient reported the e-mail as spam: an opt-out, whatever became of the message itself. */
  complaint?: true;
};

type Known = {
  messageId: string;
  plannedId: string | null;
  attemptId: string | null;
  attemptState: string | null;
  attempt: number;
  channel: "sms" | "voice" | "email";
  endpointId: string;
  senderId: string;
  status: string;
  rank: number;
  patientId: string | null;
  appointmentId: string | null;
  facilityId: string | null;
};

/** Attempts whose fate was open, or that staff gave up as lost: a receipt proves that the carrier has the message. */
const UNSETTLED = new Set(["started", "uncertain", "abandoned"]);

/**
 * Applies one receipt. It also settles a send whose answer was lost: our attempt's id travels in the callback's address. Late, doubled and
 * out-of-order receipts change nothing. Gives false where neither the carrier's id nor the attempt is known (yet).
 */
export async function applyReceipt(ctx: Ctx, receipt: Receipt): Promise<boolean> {
  const known = await find(ctx, receipt);
  if (!known) return false;
  if (known.attemptId && known.plannedId && UNSETTLED.has(known.attemptState ?? ""))
    await recordAccepted(ctx, [
      { p: { attemptId: known.attemptId, messageId: known.messageId, plannedId: known.plannedId }, providerId: receipt.providerId },
    ]);
  if (receipt.outcome === "under-way" || receipt.rank <= known.rank) return true;
  const status = receipt.outcome === "sent" ? "sent" : receipt.outcome;
  const changed = await ctx.sql(
    `update message set status = $3, status_rank = $4, error_code = coalesce($5, error_code), delivered_at = case when $3 = 'delivered' then $6 else delivered_at end, sent_at = coalesce(sent_at, $6)
     where organization_id = $1 and id = $2 and status_rank < $4 returning 1`,
    [ctx.organizationId, known.messageId, status, receipt.rank, receipt.errorCode ?? null, ctx.now],
  );
  if (changed.length && receipt.outcome === "undelivered") await afterUndelivered(ctx, known, receipt);
  if (changed.length && receipt.complaint)
    await suppress(ctx, {
      endpointId: known.endpointId,
      channel: "email",
      source: "patient",
      how: "email complaint",
      messageId: known.messageId,
      patientId: known.patientId ?? undefined,
    });
  await touch(ctx, "messages");
  return true;
}

async function find(ctx: Ctx, receipt: Receipt): Promise<Known | undefined> {
  const [row] = await ctx.sql<Known>(
    `select m.id as "messageId", m.planned_message_id as "plannedId", t.id as "attemptId", t.state as "attemptState", coalesce(t.number, 1) as attempt, m.channel, m.endpoint_id as "endpointId",
            m.sender_id as "senderId", m.status, m.status_rank as rank, m.patient_id as "patientId", m.appointment_id as "appointmentId", m.facility_id as "facilityId"
     from message m left join attempt t on t.organization_id = m.organization_id and t.planned_message_id = m.planned_message_id and t.message_id = m.id
     where m.organization_id = $1 and m.id = coalesce(
       (select message_id from provider_ref where organization_id = $1 and provider_id = $2),
       (select message_id from attempt where organization_id = $1 and id = $3))
     order by t.number desc limit 1`,
    [ctx.organizationId, receipt.providerId, receipt.attemptId && isId(receipt.attemptId) ? receipt.attemptId : null],
  );
  return row;
}

/** Accepted by the carrier, then not delivered: the code's table decides between another try, another contact and a person. */
async function afterUndelivered(ctx: Ctx, known: Known, receipt: Receipt): Promise<void> {
  const code = receipt.errorCode ?? "unknown";
  const after = afterFailure({ channel: known.channel, failure: receipt.failure ?? twilioFailure(code), code, attempt: known.attempt });
  if (after.next === "other-contact") await markContact(ctx, known, after, code);
  if (after.next === "stop-sender") await stopSender(ctx, known.senderId, code);
  if (after.next === "stop-account") await stopAccountOf(ctx, known.senderId, code);
  // What a stopped sender did not deliver is kept: the next try waits until it works again, or goes to another contact.
  const again =
    known.plannedId && after.next !== "fail"
      ? await planRetry(
          ctx,
          known.plannedId,
          after.next === "retry" ? after.afterMinutes : 0,
          `${known.endpointId} ${known.channel}`,
          after.next === "other-contact" ? "other-contact" : "retry",
        )
      : false;
  if (!again)
    await openTask(ctx, {
      kind: "message-failed",
      patientId: known.patientId,
      appointmentId: known.appointmentId,
      facilityId: known.facilityId,
      messageId: known.messageId,
      plannedMessageId: known.plannedId,
      detail: { reason: after.reason, code },
      dedupeKey: `undelivered:${known.messageId}`,
    });
}

async function stopAccountOf(ctx: Ctx, senderId: string, code: string): Promise<void> {
  const [sender] = await ctx.sql<{ accountId: string }>(
    `select carrier_account_id as "accountId" from sender where organization_id = $1 and id = $2`,
    [ctx.organizationId, senderId],
  );
  if (sender) await stopAccount(ctx, sender.accountId, code);
}
