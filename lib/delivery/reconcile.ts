import { CarrierUnavailable, type CarrierRecord } from "@/lib/carriers/types";
import { withContext, type Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import { openTask } from "@/lib/tasks/open-task";
import { type Carriers, loadCarriers } from "./carriers";
import { groupBy } from "./facts";
import { fingerprint } from "./fingerprint";
import { recordAccepted } from "./record";

export type ReconcileOptions = {
  /** Real seconds an attempt must be old before the carrier's listing is asked, and before its silence counts. */
  minAgeSeconds: number;
  /** Look-ups without a trace, after which a person decides. */
  maxLooks: number;
};

export const RECONCILE: ReconcileOptions = { minAgeSeconds: 60, maxLooks: 3 };

const LOOKS_AT_A_TIME = 6;

type Open = {
  attemptId: string;
  plannedId: string;
  messageId: string;
  channel: "sms" | "voice" | "email";
  to: string;
  from: string;
  accountId: string;
  fingerprint: Buffer;
  startedAt: Date;
  checked: number;
};

const actor = { kind: "workflow", name: "reconcile" } as const;

/** Leases that ran out: rows without an attempt go back to the queue; rows with one may have been sent and become uncertain. */
export async function sweepLeases(organizationId: string): Promise<{ returned: number; uncertain: number }> {
  return withContext({ organizationId, actor }, async (ctx) => {
    const expired = await ctx.sql<{ id: string; open: boolean }>(
      `select p.id, exists (select 1 from attempt t where t.organization_id = p.organization_id and t.planned_message_id = p.id and t.state = 'started') as open
       from planned_message p where p.organization_id = $1 and p.state = 'claimed' and p.claimed_until < clock_timestamp() order by p.id limit 1000 for update skip locked`,
      [ctx.organizationId],
    );
    const back = expired.filter((r) => !r.open).map((r) => r.id);
    const unsure = expired.filter((r) => r.open).map((r) => r.id);
    if (back.length)
      await ctx.sql(
        "update planned_message set state = 'planned', claim_token = null, claimed_until = null, updated_at = clock_timestamp() where organization_id = $1 and id = any ($2::uuid[])",
        [ctx.organizationId, back],
      );
    if (unsure.length) {
      await ctx.sql(
        "update attempt set state = 'uncertain', failure = 'dispatcher-died' where organization_id = $1 and planned_message_id = any ($2::uuid[]) and state = 'started'",
        [ctx.organizationId, unsure],
      );
      await ctx.sql(
        "update message m set status = 'uncertain' from attempt t where m.organization_id = $1 and t.organization_id = $1 and t.planned_message_id = any ($2::uuid[]) and t.state = 'uncertain' and m.id = t.message_id and m.status = 'sending'",
        [ctx.organizationId, unsure],
      );
      await ctx.sql(
        `update planned_message set state = 'uncertain', reason = 'dispatcher-died', updated_at = clock_timestamp(),
           trail = coalesce(trail, '[]'::jsonb) || jsonb_build_array(jsonb_build_object('at', $3::text, 'rule', 'lease', 'outcome', 'uncertain', 'reason', 'dispatcher-died'))
         where organization_id = $1 and id = any ($2::uuid[])`,
        [ctx.organizationId, unsure, ctx.now.toISOString()],
      );
    }
    if (expired.length) await touch(ctx, "messages");
    return { returned: back.length, uncertain: unsure.length };
  });
}

/**
 * Settles uncertain sends of one organization ([RTY-03]): texts and calls by looking for them in the carrier's listing; e-mails, which cannot be
 * listed by recipient, by their receipt alone. What cannot be proven either way goes to staff, and is never sent again by itself.
 */
export async function reconcile(
  organizationId: string,
  options: ReconcileOptions = RECONCILE,
): Promise<{ found: number; staff: number; waiting: number }> {
  const { open, carriers } = await withContext({ organizationId, actor }, async (ctx) => ({
    open: await openAttempts(ctx, options),
    carriers: await loadCarriers(ctx),
  }));
  const result = { found: 0, staff: 0, waiting: 0 };
  // A carrier that cannot be asked now is not asked once for each message: an outage may leave hundreds.
  const unavailable = new Set<string>();
  const settle = async (attempt: Open): Promise<void> => {
    const verdict =
      attempt.channel === "email"
        ? "no-proof"
        : unavailable.has(attempt.accountId)
          ? "unavailable"
          : await look(organizationId, attempt, carriers.get(attempt.accountId));
    if (verdict === "unavailable") unavailable.add(attempt.accountId);
    if (verdict === "accepted") result.found++;
    else if (verdict === "no-proof" && (await giveToStaff(organizationId, attempt, options))) result.staff++;
    else result.waiting++;
  };
  // One number's attempts in order, the oldest first: equal texts are told apart by their order only.
  const numbers = [...groupBy(open, (attempt) => attempt.to).values()];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < numbers.length; i = next++) for (const attempt of numbers[i]!) await settle(attempt);
  };
  await Promise.all(Array.from({ length: LOOKS_AT_A_TIME }, lane));
  return result;
}

async function openAttempts(ctx: Ctx, options: ReconcileOptions): Promise<Open[]> {
  return ctx.sql<Open>(
    `select t.id as "attemptId", t.planned_message_id as "plannedId", t.message_id as "messageId", t.channel, e.address as "to", s.address as "from", s.carrier_account_id as "accountId",
            t.fingerprint, t.started_at as "startedAt", t.checked
     from attempt t join planned_message p on p.organization_id = t.organization_id and p.id = t.planned_message_id
     join endpoint e on e.organization_id = t.organization_id and e.id = t.endpoint_id join sender s on s.organization_id = t.organization_id and s.id = t.sender_id
     where t.organization_id = $1 and t.state = 'uncertain' and p.state = 'uncertain' and p.reason <> 'no-proof' and t.started_at < clock_timestamp() - make_interval(secs => $2 * (t.checked + 1))
     order by t.started_at limit 200`,
    [ctx.organizationId, options.minAgeSeconds],
  );
}

async function look(
  organizationId: string,
  attempt: Open,
  carriers: Carriers | undefined,
): Promise<"accepted" | "unavailable" | "no-proof"> {
  let records: CarrierRecord[];
  try {
    const carrier = attempt.channel === "voice" ? carriers?.voice : carriers?.sms;
    if (!carrier) return "unavailable";
    records = await carrier.findByRecipient({ to: attempt.to, from: attempt.from });
  } catch (error) {
    if (error instanceof CarrierUnavailable) return "unavailable";
    throw error;
  }
  const since = attempt.startedAt.getTime() - 5_000;
  const candidates = records
    .filter(
      (r) =>
        (r.createdAt?.getTime() ?? 0) >= since &&
        (attempt.channel === "voice" ||
          (r.body !== undefined && fingerprint(attempt.to, attempt.from, r.body).equals(attempt.fingerprint))),
    )
    .sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0));
  return withContext({ organizationId, actor }, async (ctx) => {
    const known = await ctx.sql<{ provider_id: string }>(
      "select provider_id from provider_ref where organization_id = $1 and provider_id = any ($2::text[])",
      [ctx.organizationId, candidates.map((c) => c.providerId)],
    );
    const taken = new Set(known.map((k) => k.provider_id));
    const match = candidates.find((c) => !taken.has(c.providerId));
    if (!match) return "no-proof";
    await recordAccepted(ctx, [{ p: attempt, providerId: match.providerId }]);
    await touch(ctx, "messages");
    return "accepted";
  });
}

async function giveToStaff(organizationId: string, attempt: Open, options: ReconcileOptions): Promise<boolean> {
  return withContext({ organizationId, actor }, async (ctx) => {
    await ctx.sql("update attempt set checked = checked + 1 where organization_id = $1 and id = $2", [
      ctx.organizationId,
      attempt.attemptId,
    ]);
    if (attempt.checked + 1 < options.maxLooks) return false;
    const rows = await ctx.sql<{ appointmentId: string | null; patientId: string | null; facilityId: string | null }>(
      `update planned_message set reason = 'no-proof', updated_at = clock_timestamp(),
         trail = coalesce(trail, '[]'::jsonb) || jsonb_build_array(jsonb_build_object('at', $3::text, 'rule', 'reconcile', 'outcome', 'uncertain', 'reason', 'no-proof'))
       where organization_id = $1 and id = $2 and state = 'uncertain' returning appointment_id as "appointmentId", patient_id as "patientId", facility_id as "facilityId"`,
      [ctx.organizationId, attempt.plannedId, ctx.now.toISOString()],
    );
    if (rows[0])
      await openTask(ctx, {
        kind: "uncertain-message",
        ...rows[0],
        plannedMessageId: attempt.plannedId,
        messageId: attempt.messageId,
        dedupeKey: `uncertain:${attempt.plannedId}`,
      });
    await touch(ctx, "messages");
    return true;
  });
}
