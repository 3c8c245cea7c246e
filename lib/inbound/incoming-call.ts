import { forwardTwiml, heldCallTwiml } from "@/lib/carriers/twilio/twiml";
import { voiceFor } from "@/lib/carriers/twilio/voices";
import { ensureEndpoint } from "@/lib/consent/endpoints";
import { replanEndpoint } from "@/lib/consent/lift";
import { suppress } from "@/lib/consent/suppress";
import type { Ctx } from "@/lib/context";
import { word } from "@/lib/delivery/wording";
import { webhookUrls } from "@/lib/links/urls";
import { forwardCalls } from "@/lib/reminders/settings";
import { loadSettings } from "@/lib/settings/resolve";
import { chooseTemplate, loadOwnTemplates } from "@/lib/templates/load-templates";
import { endpointFacts, findSender } from "./sender-context";
import { storeAnswer } from "./store-answer";

type Caller = { endpointId: string; senderId: string; zone: string; language: string; patientId?: string };

/**
 * [REM-22] What a patient hears who calls the number that a reminder came from: where the setting is on, the facility that the
 * last reminder to this phone was about; else (or without a phone number to put through to) a voice that names the practice
 * and its number. Key 9 stops the calls, as in every call of ours [CON-11].
 * Gives TwiML; undefined for a number that is not the organization's.
 */
export async function takeIncomingCall(
  ctx: Ctx,
  call: { accountId: string; from: string; to: string; digits?: string },
): Promise<string | undefined> {
  const sender = await findSender(ctx, call.to);
  if (!sender) return undefined;
  const endpointId = await ensureEndpoint(ctx, "phone", call.from);
  const { language, patientId } = await endpointFacts(ctx, endpointId);
  const caller: Caller = { endpointId, senderId: sender.id, zone: sender.zone, language, ...(patientId && { patientId }) };
  if (call.digits?.startsWith("9")) return stopCalls(ctx, caller);
  const facility = await lastRemindedFacility(ctx, endpointId, call.to);
  const settings = await loadSettings(ctx);
  const subject = { facilityId: facility?.id ?? sender.facilityId };
  if (facility?.phone && settings.get(forwardCalls, subject).value) return forwardTwiml(facility.phone);
  return heldCallTwiml({
    ...(await said(ctx, "help", caller.language)),
    answerUrl: webhookUrls.incomingCall(call.accountId),
  });
}

/** The facility of the newest reminder that went from this number of ours to this phone, by text or by call. */
async function lastRemindedFacility(
  ctx: Ctx,
  endpointId: string,
  address: string,
): Promise<{ id: string; phone: string | null } | undefined> {
  const [facility] = await ctx.sql<{ id: string; phone: string | null }>(
    `select f.id, f.phone from message m join facility f on f.organization_id = m.organization_id and f.id = m.facility_id
     where m.organization_id = $1 and m.endpoint_id = $2 and m.direction = 'out' and m.kind = 'reminder'
       and exists (select 1 from sender s where s.organization_id = m.organization_id and s.id = m.sender_id and s.address = $3)
     order by m.at desc limit 1`,
    [ctx.organizationId, endpointId, address],
  );
  return facility;
}

async function stopCalls(ctx: Ctx, caller: Caller): Promise<string> {
  await suppress(ctx, {
    endpointId: caller.endpointId,
    senderId: caller.senderId,
    source: "patient",
    how: "key-press 9",
    channel: "voice",
    patientId: caller.patientId,
  });
  await storeAnswer(ctx, {
    channel: "voice",
    endpointId: caller.endpointId,
    senderId: caller.senderId,
    patientId: caller.patientId ?? null,
    replyTo: null,
    intent: "opt-out",
    body: "Called and pressed 9",
    understood: "key-9",
    zone: caller.zone,
    language: caller.language,
  });
  await replanEndpoint(ctx, caller.endpointId);
  return heldCallTwiml(await said(ctx, "opt-out-confirm", caller.language));
}

/** A standard text in the caller's language where a voice speaks it, else in English. */
async function said(ctx: Ctx, templateKey: "help" | "opt-out-confirm", wanted: string): Promise<{ language: string; text: string }> {
  const language = voiceFor(wanted) ? wanted : "en";
  const [organization] = await ctx.sql<{ name: string; phone: string | null; website: string | null; zone: string }>(
    "select name, phone, website, zone from organization where id = $1",
    [ctx.organizationId],
  );
  const own = await loadOwnTemplates(ctx);
  const template = chooseTemplate(own, templateKey, "voice", language)!;
  const rendered = word(
    { templateKey, channel: "voice", language, organization: organization!, own, answers: "none", firstMessage: false, tollFree: false },
    template,
    {},
  );
  return { language: template.language, text: rendered.ok ? rendered.text : organization!.name };
}
