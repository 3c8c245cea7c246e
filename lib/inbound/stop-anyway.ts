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
  if (optedOut || (reply.intent !== "opt-out" && reply.intent !== "ambiguous-cancel")) return;
  await suppress(ctx, { endpointId, source: "patient", how: `sms ${reply.rule}`, wording: sms.body });
  await replanEndpoint(ctx, endpointId);
}
