import { applyAnswer } from "@/lib/appointments/apply-answer";
import { answerTwiml, reminderCallTwiml, voicemailTwiml } from "@/lib/carriers/twilio/twiml";
import { suppress } from "@/lib/consent/suppress";
import { replanEndpoint } from "@/lib/consent/lift";
import type { Ctx } from "@/lib/context";
import { loadVisits, type VisitRecord } from "@/lib/delivery/facts";
import { word } from "@/lib/delivery/wording";
import { webhookUrls } from "@/lib/links/urls";
import { touch } from "@/lib/live/notify";
import type { TemplateKey } from "@/lib/templates";
import { chooseTemplate, loadOwnTemplates } from "@/lib/templates/load-templates";
import { answerQuestion } from "./questions";
import { goodbyeIn } from "./goodbye";
import { answerTemplate } from "./process-sms";
import { storeAnswer } from "./store-answer";

type Call = {
  messageId: string;
  endpointId: string;
  senderId: string;
  patientId: string | null;
  language: string;
  body: string;
  templateKey: string;
  questionId: string | null;
  answers: "confirm-cancel" | "confirm" | "none";
  /** The visit has another time than the one the call was made about. */
  moved: boolean;
  visit?: VisitRecord;
};

async function loadCall(ctx: Ctx, messageId: string): Promise<Call | undefined> {
  const [row] = await ctx.sql<Call & { appointmentId: string | null }>(
    `select m.id as "messageId", m.endpoint_id as "endpointId", m.sender_id as "senderId", m.patient_id as "patientId", coalesce(m.language, 'en') as language, m.body, m.template_key as "templateKey",
            m.appointment_id as "appointmentId", q.id as "questionId", coalesce(q.answers, 'none') as answers,
            coalesce(a.schedule_revision > p.schedule_revision, false) as moved
     from message m left join planned_message p on p.organization_id = m.organization_id and p.id = m.planned_message_id
     left join appointment a on a.organization_id = m.organization_id and a.id = m.appointment_id
     left join question q on q.organization_id = m.organization_id and q.message_id = m.id and q.state in ('open', 'answered') and q.expires_at > $3
       and not (a.schedule_revision > p.schedule_revision)
     where m.organization_id = $1 and m.id = $2 and m.channel = 'voice' and m.direction = 'out'`,
    [ctx.organizationId, messageId, ctx.now],
  );
  if (!row) return undefined;
  const visit = row.appointmentId ? (await loadVisits(ctx, [row.appointmentId]))[0] : undefined;
  return { ...row, ...(visit && { visit }) };
}

/** What a call says when it is answered: by today's facts, so a visit cancelled while it rang is not reminded of. Undefined for a call that is not ours. */
export async function answerCall(ctx: Ctx, input: { accountId: string; messageId: string; machine: boolean }): Promise<string | undefined> {
  const call = await loadCall(ctx, input.messageId);
  if (!call) return undefined;
  if (call.visit && call.visit.lifecycle !== "booked")
    return answerTwiml({ language: call.language, text: await say(ctx, call, "already-answered") });
  // A machine presses no key, and after a move there is nothing to press about the old time: today's reminder is said without the choices.
  if (input.machine || call.moved)
    return voicemailTwiml({
      language: call.language,
      text: await say(ctx, { ...call, answers: "none" }, call.templateKey === "reminder-final" ? "reminder-final" : "reminder"),
    });
  return reminderCallTwiml({
    language: call.language,
    message: call.body,
    // Key 9 always stops the calls, also where no other answer is asked for.
    answerUrl: webhookUrls.gather(input.accountId, call.messageId),
    repeat: 1,
    goodbye: goodbyeIn(call.language),
  });
}

/** [REM-02] A pressed key: 1 confirms, 2 cancels, 9 opts the number out. Gives what is said next. */
export async function pressKey(ctx: Ctx, input: { accountId: string; messageId: string; digits: string }): Promise<string | undefined> {
  const call = await loadCall(ctx, input.messageId);
  if (!call) return undefined;
  await touch(ctx, "messages", "appointments");
  if (input.digits.startsWith("9")) {
    await suppress(ctx, {
      endpointId: call.endpointId,
      senderId: call.senderId,
      source: "patient",
      how: "key-press 9",
      channel: "voice",
      patientId: call.patientId ?? undefined,
    });
    await pressed(ctx, call, "9", "opt-out");
    await replanEndpoint(ctx, call.endpointId);
    return answerTwiml({ language: call.language, text: await say(ctx, call, "opt-out-confirm") });
  }
  const intent = input.digits.startsWith("1") ? "confirm" : input.digits.startsWith("2") ? "cancel" : undefined;
  if (!intent || !call.visit || !call.questionId || (intent === "cancel" && call.answers !== "confirm-cancel"))
    return answerTwiml({
      language: call.language,
      text: await say(ctx, call, "reply-not-understood"),
      ...(call.questionId && { again: { prompt: "", answerUrl: webhookUrls.gather(input.accountId, call.messageId) } }),
    });
  const decision = await applyAnswer(ctx, { appointmentId: call.visit.id, answer: intent, channel: "voice", allowed: call.answers });
  await answerQuestion(ctx, call.questionId, intent);
  await pressed(ctx, call, intent === "confirm" ? "1" : "2", intent);
  const [visit] = await loadVisits(ctx, [call.visit.id]);
  return answerTwiml({ language: call.language, text: await say(ctx, { ...call, visit }, answerTemplate(intent, decision)) });
}

/** The key stands among the answers like a text ([RTY-08]). */
async function pressed(ctx: Ctx, call: Call, key: string, intent: "confirm" | "cancel" | "opt-out"): Promise<void> {
  const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
  await storeAnswer(ctx, {
    channel: "voice",
    endpointId: call.endpointId,
    senderId: call.senderId,
    patientId: call.patientId,
    appointmentId: call.visit?.id,
    facilityId: call.visit?.facilityId,
    replyTo: call.messageId,
    intent,
    body: `Pressed ${key}`,
    understood: `key-${key}`,
    zone: call.visit?.zone ?? organization!.zone,
    language: call.language,
  });
}

async function say(ctx: Ctx, call: Call, key: TemplateKey): Promise<string> {
  const [organization] = await ctx.sql<{ name: string; phone: string | null; website: string | null; zone: string }>(
    "select name, phone, website, zone from organization where id = $1",
    [ctx.organizationId],
  );
  const own = await loadOwnTemplates(ctx);
  const template = chooseTemplate(own, key, "voice", call.language)!;
  const rendered = word(
    {
      templateKey: key,
      channel: "voice",
      language: call.language,
      organization: organization!,
      own,
      visit: call.visit,
      answers: call.answers,
      firstMessage: false,
      tollFree: false,
    },
    template,
    {},
  );
  return rendered.ok ? rendered.text : goodbyeIn(call.language);
}
