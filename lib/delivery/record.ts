import type { Refused } from "@/lib/carriers/types";
import { suppress } from "@/lib/consent/suppress";
import type { Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import { openTask } from "@/lib/tasks/open-task";
import { followUpByEmail } from "./plan-answer";
import { afterFailure, type AfterFailure } from "./outcome-rules";
import type { Prepared, Sent } from "./send";
import type { TrailEntry } from "./trail";

export type Tally = { sent: number; retried: number; failed: number; uncertain: number };

/**
 * Records what the carriers answered for one chunk, in one transaction. What a slow dispatcher learns is the truth also after the sweeper called it
 * uncertain. A row is changed only while it is about this very message: one that staff settled and another dispatcher sends by now is left alone.
 */
export async function recordOutcomes(ctx: Ctx, sent: readonly Sent[]): Promise<Tally> {
  const accepted = sent.flatMap((s) => (s.outcome.kind === "accepted" ? [{ p: s.prepared, providerId: s.outcome.providerId }] : []));
  await recordAccepted(ctx, accepted);
  const tally: Tally = { sent: accepted.length, retried: 0, failed: 0, uncertain: 0 };
  for (const { prepared, outcome } of sent) {
    if (outcome.kind === "uncertain") {
      await recordUncertain(ctx, prepared, outcome.reason);
      tally.uncertain++;
    } else if (outcome.kind === "refused") {
      const after = await recordRefused(ctx, prepared, outcome);
      if (after.next === "fail") tally.failed++;
      else tally.retried++;
    }
  }
  if (sent.length) await touch(ctx, "messages");
  return tally;
}

/**
 * Accepted: attempt, message, planned row and the carrier's id, for all at once. A receipt that came first is not moved back. A row that staff put back
 * into the queue meanwhile, believing the message lost, is taken out again.
 */
export async function recordAccepted(
  ctx: Ctx,
  accepted: readonly { p: Pick<Prepared, "attemptId" | "messageId" | "plannedId">; providerId: string }[],
): Promise<void> {
  if (!accepted.length) return;
  const params = [
    ctx.organizationId,
    accepted.map((a) => a.p.attemptId),
    accepted.map((a) => a.p.messageId),
    accepted.map((a) => a.p.plannedId),
    accepted.map((a) => a.providerId),
    ctx.now,
  ];
  const rows = "unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) as v (attempt_id, message_id, planned_id, provider_id)";
  const entry: TrailEntry = { at: ctx.now.toISOString(), rule: "carrier", outcome: "sent", reason: "carrier-accepted" };
  await ctx.sql(
    `with v as (select * from ${rows}),
     a as (update attempt t set state = 'accepted', provider_id = v.provider_id, ended_at = clock_timestamp() from v where t.organization_id = $1 and t.id = v.attempt_id),
     r as (insert into provider_ref (organization_id, provider_id, message_id, attempt_id) select $1, provider_id, message_id, attempt_id from v on conflict do nothing),
     m as (update message t set status = case when t.status_rank > 3 then t.status else 'sent' end, status_rank = greatest(t.status_rank, 3), provider_id = v.provider_id,
             sent_at = coalesce(t.sent_at, $6) from v where t.organization_id = $1 and t.id = v.message_id)
     update planned_message t set state = 'sent', reason = null, message_id = v.message_id, done_at = $6, claimed_until = null, updated_at = clock_timestamp(),
       trail = coalesce(t.trail, '[]'::jsonb) || $7::jsonb
     from v where t.organization_id = $1 and t.id = v.planned_id and t.message_id = v.message_id and t.state in ('claimed', 'uncertain', 'planned')`,
    [...params, JSON.stringify([entry])],
  );
}

/** Nobody knows whether the carrier took it: it waits for a receipt or the reconciler, and is never sent again meanwhile. */
export async function recordUncertain(ctx: Ctx, p: Pick<Prepared, "attemptId" | "messageId" | "plannedId">, reason: string): Promise<void> {
  await ctx.sql(
    `update attempt set state = 'uncertain', failure = $3, ended_at = clock_timestamp() where organization_id = $1 and id = $2 and state = 'started'`,
    [ctx.organizationId, p.attemptId, reason],
  );
  await ctx.sql(`update message set status = 'uncertain' where organization_id = $1 and id = $2 and status = 'sending'`, [
    ctx.organizationId,
    p.messageId,
  ]);
  await ctx.sql(
    `update planned_message set state = 'uncertain', reason = 'no-answer-from-carrier', claimed_until = clock_timestamp(), updated_at = clock_timestamp(), trail = coalesce(trail, '[]'::jsonb) || $3::jsonb
     where organization_id = $1 and id = $2 and message_id = $4 and state = 'claimed'`,
    [
      ctx.organizationId,
      p.plannedId,
      JSON.stringify([
        {
          at: ctx.now.toISOString(),
          rule: "carrier",
          outcome: "uncertain",
          reason: "no-answer-from-carrier",
          data: { why: reason },
        } satisfies TrailEntry,
      ]),
      p.messageId,
    ],
  );
}

async function recordRefused(ctx: Ctx, p: Prepared, refused: Refused): Promise<AfterFailure> {
  await ctx.sql(
    `update attempt set state = 'refused', failure = $3, code = $4, ended_at = clock_timestamp() where organization_id = $1 and id = $2`,
    [ctx.organizationId, p.attemptId, refused.failure, refused.code],
  );
  const after = afterFailure({
    channel: p.channel,
    failure: refused.failure,
    code: refused.code,
    attempt: p.attempt,
    retryAfterSeconds: refused.retryAfterSeconds,
  });
  // Known not sent and tried again: nothing was said yet, the attempt row keeps the trace.
  if (after.next === "retry")
    await ctx.sql("delete from message where organization_id = $1 and id = $2", [ctx.organizationId, p.messageId]);
  else
    await ctx.sql(`update message set status = 'failed', status_rank = 9, error_code = $3 where organization_id = $1 and id = $2`, [
      ctx.organizationId,
      p.messageId,
      refused.code,
    ]);
  await ctx.sql(`update question set state = 'superseded' where organization_id = $1 and message_id = $2`, [
    ctx.organizationId,
    p.messageId,
  ]);
  if (p.kind === "answer" && after.next === "other-contact") {
    // An answer belongs to the number that asked. Where the carrier blocks it after an opt-out, the carrier has confirmed that itself.
    if (after.suppress) await markContact(ctx, p, after, refused.code);
    if (after.suppress) await followUpByEmail(ctx, p.plannedId);
    await endAnswer(ctx, p, after.suppress ? "carrier-answers-itself" : after.reason, refused.code);
    return { next: "fail", reason: after.reason };
  }
  await applyAfterFailure(
    ctx,
    {
      plannedId: p.plannedId,
      endpointId: p.endpointId,
      senderId: p.senderId,
      accountId: p.accountId,
      channel: p.channel,
      messageId: p.messageId,
    },
    after,
    refused.code,
  );
  return after;
}

async function endAnswer(ctx: Ctx, p: Pick<Prepared, "plannedId" | "messageId">, reason: string, code: string): Promise<void> {
  const state = reason === "carrier-answers-itself" ? "skipped" : "failed";
  const entry: TrailEntry = { at: ctx.now.toISOString(), rule: "carrier", outcome: state, reason, data: { code } };
  await ctx.sql(
    `update planned_message set state = $3, reason = $4, done_at = $5, claim_token = null, claimed_until = null, trail = coalesce(trail, '[]'::jsonb) || $6::jsonb, updated_at = clock_timestamp()
     where organization_id = $1 and id = $2 and message_id = $7 and state in ('claimed', 'uncertain')`,
    [ctx.organizationId, p.plannedId, state, reason, ctx.now, JSON.stringify([entry]), p.messageId],
  );
}

type Target = { plannedId: string; endpointId: string; senderId: string; accountId: string; channel: string; messageId: string };

/** Carries out what the outcome rules decided for a row that is claimed. */
async function applyAfterFailure(ctx: Ctx, t: Target, after: AfterFailure, code: string): Promise<void> {
  const again = async (minutes: number, extra: Record<string, unknown> = {}): Promise<void> => {
    const due = new Date(ctx.now.getTime() + minutes * 60_000);
    const entry: TrailEntry = {
      at: ctx.now.toISOString(),
      rule: "carrier",
      outcome: "moved",
      reason: after.reason,
      to: due.toISOString(),
      data: { code },
    };
    await ctx.sql(
      `update planned_message set state = 'planned', reason = $3, due_at = $4, claim_token = null, claimed_until = null, data = data || $5::jsonb, trail = coalesce(trail, '[]'::jsonb) || $6::jsonb, updated_at = clock_timestamp()
       where organization_id = $1 and id = $2 and message_id = $7 and state in ('claimed', 'uncertain')`,
      [ctx.organizationId, t.plannedId, after.reason, due, JSON.stringify(extra), JSON.stringify([entry]), t.messageId],
    );
  };
  switch (after.next) {
    case "retry":
      return again(after.afterMinutes);
    case "other-contact":
      await markContact(ctx, t, after, code);
      return again(0, { exclude: await excluded(ctx, t) });
    case "stop-sender":
      await stopSender(ctx, t.senderId, code);
      return again(15);
    case "stop-account":
      await stopAccount(ctx, t.accountId, code);
      return again(15);
    case "fail":
      return failRow(ctx, t, after.reason, code);
  }
}

/** [RTY-01] The carrier does not take messages from this number: nothing more is tried with it until a manager starts it again. */
export async function stopSender(ctx: Ctx, senderId: string, code: string): Promise<void> {
  await ctx.sql("update sender set stopped_at = coalesce(stopped_at, $3), stopped_reason = $4 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    senderId,
    ctx.now,
    code,
  ]);
  await openTask(ctx, { kind: "sender-stopped", detail: { code }, dedupeKey: `sender-stopped:${senderId}` });
}

/** As stopSender, for every number of a carrier account. */
export async function stopAccount(ctx: Ctx, accountId: string, code: string): Promise<void> {
  await ctx.sql(
    "update carrier_account set stopped_at = coalesce(stopped_at, $3), stopped_reason = $4 where organization_id = $1 and id = $2",
    [ctx.organizationId, accountId, ctx.now, code],
  );
  await openTask(ctx, { kind: "sender-stopped", detail: { code }, dedupeKey: `account-stopped:${accountId}` });
}

async function excluded(ctx: Ctx, t: Target): Promise<string[]> {
  const [row] = await ctx.sql<{ exclude: string[] | null }>(
    "select data -> 'exclude' as exclude from planned_message where organization_id = $1 and id = $2",
    [ctx.organizationId, t.plannedId],
  );
  return [...new Set([...(row?.exclude ?? []), `${t.endpointId} ${t.channel}`])];
}

/** [RTY-02] What the carrier's code proves about the address itself. */
export async function markContact(
  ctx: Ctx,
  t: Pick<Target, "endpointId" | "senderId" | "messageId">,
  after: AfterFailure & { next: "other-contact" },
  code: string,
): Promise<void> {
  if (after.relabel)
    await ctx.sql("update endpoint set line_type = $3 where organization_id = $1 and id = $2", [
      ctx.organizationId,
      t.endpointId,
      after.relabel,
    ]);
  if (after.invalidCode)
    await ctx.sql("update endpoint set invalid_code = $3, invalid_at = $4 where organization_id = $1 and id = $2", [
      ctx.organizationId,
      t.endpointId,
      after.invalidCode,
      ctx.now,
    ]);
  if (after.suppress)
    await suppress(ctx, {
      endpointId: t.endpointId,
      senderId: t.senderId,
      channel: "sms",
      source: "carrier",
      how: `carrier-${code}`,
      messageId: t.messageId,
    });
}

/** The end of a row that could not be sent; a person is told. */
async function failRow(ctx: Ctx, t: Pick<Target, "plannedId" | "messageId">, reason: string, code: string): Promise<void> {
  const entry: TrailEntry = { at: ctx.now.toISOString(), rule: "carrier", outcome: "failed", reason, data: { code } };
  const [row] = await ctx.sql<{ appointmentId: string | null; patientId: string | null; facilityId: string | null }>(
    `update planned_message set state = 'failed', reason = $3, done_at = $4, claim_token = null, claimed_until = null, trail = coalesce(trail, '[]'::jsonb) || $5::jsonb, updated_at = clock_timestamp()
     where organization_id = $1 and id = $2 and message_id = $6 and state in ('claimed', 'uncertain')
     returning appointment_id as "appointmentId", patient_id as "patientId", facility_id as "facilityId"`,
    [ctx.organizationId, t.plannedId, reason, ctx.now, JSON.stringify([entry]), t.messageId],
  );
  if (row)
    await openTask(ctx, {
      kind: "message-failed",
      ...row,
      plannedMessageId: t.plannedId,
      detail: { reason, code },
      dedupeKey: `message-failed:${t.plannedId}`,
    });
}
