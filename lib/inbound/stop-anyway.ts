import { ensureEndpoint } from "@/lib/consent/endpoints";
import { replanEndpoint } from "@/lib/consent/lift";
import { suppress } from "@/lib/consent/suppress";
import type { Ctx } from "@/lib/context";
import { classifyReply } from "@/lib/replies";
import { endpointFacts } from "./sender-context";
import type { InboundSms } from "./understand-sms";

/**
 * A text to a number that is not among the organization's (any more): a person reads it, but an opt-out in it holds all the same
 * ([CON-11]: on any channel, at once). Nothing is answered, because there is no number to answer from. Again changes nothing.
 */
export async function stopAnyway(ctx: Ctx, sms: InboundSms): Promise<void> {
  const endpointId = await ensureEndpoint(ctx, "phone", sms.from);
  const { language, optedOut } = await endpointFacts(ctx, endpointId);
  const reply = classifyReply(sms.body, {
    language,
    optedOut,
    cancelMode: "A",
    answersAllowed: "none",
    ...(sms.optOutType && { carrierOptOut: sms.optOutType }),
  });
  if (reply.intent !== "opt-out" && reply.intent !== "ambiguous-cancel") return;
  // Their own word only: what the clinic or the carrier entered may be taken back without them.
  const said = await ctx.sql(
    "select 1 from suppression where organization_id = $1 and endpoint_id = $2 and lifted_at is null and source = 'patient' and channel is null limit 1",
    [ctx.organizationId, endpointId],
  );
  if (said.length) return;
  await suppress(ctx, { endpointId, source: "patient", how: `sms ${reply.rule}`, wording: sms.body });
  await replanEndpoint(ctx, endpointId);
}
