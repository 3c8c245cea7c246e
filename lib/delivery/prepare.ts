import { env } from "@/lib/env";
import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { createLinks, type LinkInput } from "@/lib/links/create-link";
import { linkUrls, webhookUrls } from "@/lib/links/urls";
import { openTask } from "@/lib/tasks/open-task";
import { forgetSettings } from "@/lib/settings/resolve";
import { loadOwnTemplates } from "@/lib/templates/load-templates";
import { applyCaps } from "./caps";
import { claimDue, type ClaimedRow, holdVisits, markServed, mayReplan, outdatedDue } from "./claim";
import type { Verdict } from "./decide";
import { decideRows } from "./decide-rows";
import type { VisitRecord } from "./facts";
import { UNDECIDABLE, UNFILLABLE } from "./held";
import { planLocked, planRevision } from "./plan";
import { markPlanned } from "./plan-rows";
import type { Prepared } from "./send";
import type { TrailEntry } from "./trail";
import { chooseWording, languageTrail, type LinkKind, word, type WordingInput, withoutTokens } from "./wording";
import { recipientsOf } from "./recipients";
import { knownEndpoints, organizationFacts, wordingInput } from "./wording-input";
import { type Attempted, endRow, moveRow, writeAttempts } from "./prepare-rows";

export type Batch = { prepared: Prepared[]; claimed: number; replanned: number; skipped: number; moved: number };

type Sendable = { row: ClaimedRow; verdict: Verdict & { outcome: "send" }; input: WordingInput; visit?: VisitRecord };

/**
 * One short transaction: claims due rows, decides each again by today's facts, words those that go out, and commits their attempts. What it gives
 * back is then said to the carriers, outside any transaction.
 */
export async function prepareBatch(ctx: Ctx, limit: number): Promise<Batch> {
  const organization = await organizationFacts(ctx);
  const batch: Batch = { prepared: [], claimed: 0, replanned: 0, skipped: 0, moved: 0 };
  if (!organization || organization.halted) return batch;
  batch.replanned = await replanOutdated(ctx, limit);
  const { token, rows } = await claimDue(ctx, limit);
  batch.claimed = rows.length;
  if (!rows.length) return batch;
  await markServed(ctx);
  const verdicts = await applyCaps(ctx, await decideRows(ctx, rows));
  const sendable: Sendable[] = [];
  const own = await loadOwnTemplates(ctx);
  const seen = await knownEndpoints(
    ctx,
    verdicts.flatMap((d) => (d.verdict.outcome === "send" ? [d.verdict.contact.endpointId] : [])),
  );
  const recipients = await recipientsOf(
    ctx,
    verdicts.filter((d) => d.verdict.outcome === "send"),
  );
  for (const decided of verdicts) {
    const { row, verdict, visit } = decided;
    if (verdict.outcome === "send") {
      sendable.push({
        row,
        verdict,
        visit,
        input: wordingInput(decided, {
          own,
          organization,
          channel: verdict.contact.channel,
          firstMessage: !seen.has(verdict.contact.endpointId),
          recipient: recipients.get(row.id),
          from: verdict.sender.address,
        }),
      });
    } else if (verdict.outcome === "move") {
      await moveRow(ctx, row, verdict.at, verdict.trail);
      batch.moved++;
    } else {
      await endRow(ctx, row, verdict.outcome, verdict.reason, verdict.trail);
      if (verdict.outcome === "fail") await tellStaff(ctx, row, "message-failed", verdict.reason);
      if (verdict.outcome === "hold" && verdict.reason === UNDECIDABLE) await tellStaff(ctx, row, "message-held", UNDECIDABLE);
      batch.skipped++;
    }
  }
  batch.prepared = await wordAndWrite(ctx, sendable, token, batch);
  return batch;
}

/** Plans again what is due by older settings. Retries and rows that no rule touched are of the new revision too: they are decided again now. */
async function replanOutdated(ctx: Ctx, limit: number): Promise<number> {
  const behind = await outdatedDue(ctx, limit);
  if (!behind.length || !(await mayReplan(ctx))) return 0;
  const outdated = await holdVisits(ctx, behind);
  if (!outdated.length) return 0;
  const revision = await planRevision(ctx);
  await planLocked(ctx, outdated);
  await markPlanned(ctx, outdated, revision);
  // Settings are read once more for the decisions: they may have been saved since.
  forgetSettings(ctx);
  return outdated.length;
}

/** The last contact was tried in vain, or nothing can be decided. */
async function tellStaff(ctx: Ctx, row: ClaimedRow, kind: "message-failed" | "message-held", reason: string): Promise<void> {
  await openTask(ctx, {
    kind,
    patientId: row.patientId,
    appointmentId: row.appointmentId,
    facilityId: row.facilityId,
    plannedMessageId: row.id,
    detail: { reason },
    dedupeKey: `${kind}:${row.id}`,
  });
}

/** As `word`; what cannot be worded at all is an error of the template, not of the chunk. */
function wordSoundly(...facts: Parameters<typeof word>): ReturnType<typeof word> {
  try {
    return word(...facts);
  } catch {
    return { ok: false, missing: [], error: "The visit's record cannot be worded." };
  }
}

async function wordAndWrite(ctx: Ctx, sendable: readonly Sendable[], token: string, batch: Batch): Promise<Prepared[]> {
  const chosen = sendable.map((s) => ({ ...s, messageId: newId(), attemptId: newId(), wording: chooseWording(s.input) }));
  const wanted = chosen.flatMap((c) =>
    (c.wording?.links ?? []).flatMap((kind) => (linkFor(ctx, c, kind) ? [{ c, kind, input: linkFor(ctx, c, kind)! }] : [])),
  );
  const made = await createLinks(
    ctx,
    wanted.map((w) => w.input),
  );
  const tokens = new Map<string, Partial<Record<LinkKind, string>>>();
  wanted.forEach((w, i) => tokens.set(w.c.messageId, { ...tokens.get(w.c.messageId), [w.kind]: made[i]!.token }));
  const attempts: Attempted[] = [];
  for (const c of chosen) {
    const own = tokens.get(c.messageId) ?? {};
    const rendered = c.wording
      ? wordSoundly(c.input, c.wording.template, own)
      : ({ ok: false, missing: [], error: "There is no template for this channel." } as const);
    if (!rendered.ok) {
      const data: TrailEntry["data"] = {
        missing: rendered.missing.join(", "),
        ...(rendered.error !== undefined && { error: rendered.error }),
      };
      await endRow(ctx, c.row, "hold", UNFILLABLE, [
        ...c.verdict.trail,
        { at: ctx.now.toISOString(), rule: "template", outcome: "held", reason: UNFILLABLE, data },
      ]);
      await openTask(ctx, {
        kind: "message-held",
        patientId: c.row.patientId,
        appointmentId: c.row.appointmentId,
        plannedMessageId: c.row.id,
        detail: { missing: rendered.missing.join(", ") },
        dedupeKey: `held:${c.row.id}`,
      });
      batch.skipped++;
      continue;
    }
    const { template } = c.wording!;
    attempts.push({
      ...c,
      verdict: { ...c.verdict, trail: [...c.verdict.trail, ...languageTrail(template, ctx.now)] },
      template,
      rendered,
      stored: withoutTokens(rendered.text, own),
      prepared: toPrepared(ctx, c, rendered, own, token),
    });
  }
  await writeAttempts(ctx, attempts);
  return attempts.map((a) => a.prepared);
}

function linkFor(ctx: Ctx, c: Sendable & { messageId: string }, kind: LinkKind): LinkInput | undefined {
  const common = {
    purpose: kind,
    messageId: c.messageId,
    language: c.row.language,
    patientId: c.row.patientId,
    endpointId: c.verdict.contact.endpointId,
  };
  if (kind !== "appointment") return { ...common, expiresAt: new Date(ctx.now.getTime() + 365 * 86_400_000) };
  if (!c.visit) return undefined;
  return { ...common, appointmentId: c.visit.id, expiresAt: new Date(Math.max(c.visit.endsAt.getTime(), ctx.now.getTime()) + 86_400_000) };
}

/** The carrier gives up when the message would be useless: the start of the visit, ten hours at most. */
function validity(ctx: Ctx, c: Sendable): number {
  const left = c.row.kind === "reminder" && c.visit ? Math.floor((c.visit.startsAt.getTime() - ctx.now.getTime()) / 1000) : 36_000;
  return Math.max(60, Math.min(36_000, left));
}

function toPrepared(
  ctx: Ctx,
  c: Sendable & { messageId: string; attemptId: string },
  rendered: { text: string; subject?: string; html?: string },
  tokens: Partial<Record<LinkKind, string>>,
  claimToken: string,
): Prepared {
  const { contact, sender } = c.verdict;
  const base = {
    plannedId: c.row.id,
    messageId: c.messageId,
    attemptId: c.attemptId,
    claimToken,
    kind: c.row.kind,
    attempt: c.row.attempts + 1,
    channel: contact.channel,
    accountId: sender.carrierAccountId,
    endpointId: contact.endpointId,
    senderId: sender.id,
    to: contact.address,
    from: sender.address,
  };
  if (contact.channel === "sms")
    return {
      ...base,
      statusCallback: webhookUrls.smsStatus(sender.carrierAccountId),
      validitySeconds: validity(ctx, c),
      sms: { body: rendered.text },
    };
  if (contact.channel === "voice")
    return {
      ...base,
      statusCallback: webhookUrls.callStatus(sender.carrierAccountId),
      voice: { url: webhookUrls.voice(sender.carrierAccountId, c.messageId) },
    };
  const unsubscribe = tokens.unsubscribe ? linkUrls.unsubscribe(tokens.unsubscribe) : env().APP_URL;
  return {
    ...base,
    from: `${c.input.organization.name.replaceAll(/["<>]/g, "")} <${sender.address}>`,
    statusCallback: webhookUrls.email(sender.carrierAccountId),
    email: {
      subject: rendered.subject ?? "",
      html: rendered.html ?? "",
      text: rendered.text,
      headers: { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    },
  };
}
