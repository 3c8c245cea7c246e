import { seesMessage } from "@/lib/access/scope";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { findWaiting } from "@/lib/delivery/claim";
import { decideRows } from "@/lib/delivery/decide-rows";
import { recipientsOf } from "@/lib/delivery/recipients";
import { describeReason } from "@/lib/delivery/reasons";
import { chooseWording, languageTrail, type LinkKind, word, withoutTokens } from "@/lib/delivery/wording";
import { knownEndpoints, organizationFacts, wordingInput } from "@/lib/delivery/wording-input";
import { Params } from "./sql";
import { loadOwnTemplates } from "@/lib/templates/load-templates";

/** What a waiting message would say now; or why it cannot be worded, as a sentence. */
export type MessagePreview = { text: string; subject: string | null; note?: string } | { problem: string };

/**
 * [DLV-10] A planned, held or retried message as it would read if it went out now: today's template and facts, links as placeholders. It is
 * worded anew when it goes out. Undefined for a row that is over or out of sight. Writes nothing; who shows it records the view (findMessage does).
 */
export async function previewWaiting(ctx: Ctx, plannedMessageId: string): Promise<MessagePreview | undefined> {
  requireRole(ctx, "staff");
  const p = new Params([ctx.organizationId, plannedMessageId]);
  const seen = await ctx.sql(
    `select 1 from planned_message x where x.organization_id = $1 and x.id = $2 and ${seesMessage(ctx, p, "x")}`,
    p.values,
  );
  const row = seen.length > 0 ? await findWaiting(ctx, plannedMessageId) : undefined;
  const organization = row && (await organizationFacts(ctx));
  if (!organization) return undefined;
  const [decided] = await decideRows(ctx, [row]);
  const sent = decided!.verdict.outcome === "send" ? decided!.verdict : undefined;
  const channel = sent?.contact.channel ?? row.channel;
  const endpointId = sent?.contact.endpointId ?? row.endpointId;
  if (!channel) return { problem: "There is no contact that it could go to, so it has no words yet." };
  const input = wordingInput(decided!, {
    own: await loadOwnTemplates(ctx),
    organization,
    channel,
    firstMessage: endpointId === null || !(await knownEndpoints(ctx, [endpointId])).has(endpointId),
    recipient: (await recipientsOf(ctx, [decided!])).get(row.id),
    from: sent?.sender.address ?? "",
  });
  const chosen = chooseWording(input);
  if (!chosen) return { problem: "There is no template for this channel." };
  const tokens = Object.fromEntries(chosen.links.map((kind): [LinkKind, string] => [kind, `example-${kind}`]));
  try {
    const rendered = word(input, chosen.template, tokens);
    const [entry] = languageTrail(chosen.template, ctx.now);
    const note = entry && describeReason(entry.reason, entry.data);
    if (rendered.ok) return { text: withoutTokens(rendered.text, tokens), subject: rendered.subject ?? null, ...(note && { note }) };
    return {
      problem: rendered.missing.length ? `It cannot be worded: ${rendered.missing.join(", ")} is missing.` : (rendered.error ?? ""),
    };
  } catch {
    // As in dispatch: a record that no template can word is told, not thrown.
    return { problem: "The visit’s record cannot be worded." };
  }
}
