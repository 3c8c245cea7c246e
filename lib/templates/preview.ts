import { seesVisit } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { loadVisits, type VisitRecord } from "@/lib/delivery/facts";
import { gatherReminderFacts, listedVisits } from "@/lib/delivery/reminder-facts";
import { organizationFacts } from "@/lib/delivery/wording-input";
import { chooseWording, word } from "@/lib/delivery/wording";
import { moment, type Moment } from "@/lib/messages/moment";
import { noteView } from "@/lib/patients/note-view";
import { Params } from "@/lib/messages/sql";
import { partialsFor, type StoredBlock } from "./blocks";
import { loadBlocks } from "./load-templates";
import { judgeWords, loadContentPolicy, type ContentPolicy } from "./policy";
import { checkTemplate, type TemplateError } from "./check";
import type { RenderedMessage } from "./render";
import type { TemplatePlace } from "./save-template";
import { callScript, type CallScript } from "./call-script";
import { worstCase, type WorstCase } from "./worst-case";
import { smsSegments } from "./segments";

/** A visit that a wording can be tried on. */
export type PreviewVisit = { id: string; label: string; language: string; at: Moment };

export type TemplatePreview = {
  /** What is wrong with the text as it stands; then there may be nothing to show. */
  errors: { subject: TemplateError[]; body: TemplateError[] };
  visit: PreviewVisit | null;
  message: RenderedMessage | null;
  /** SMS: characters that make each segment shorter, as they stand in the rendered text. */
  nonGsm: string[];
  /** What the content policy says of the words ([TPL-08]). */
  content: string | null;
  /** SMS: the same text with long names, a long date and the sentences of a first message ([TPL-07]). */
  worst: WorstCase | null;
  /** Calls: what the carrier is given; null where no voice speaks the language. */
  script: CallScript | null;
};

const MOST_VISITS = 20;

type Listed = { id: string; patient: string; type: string | null; language: string; startsAt: Date; zone: string };

/** Upcoming visits, soonest first: the patient's name, the type and when. */
export async function listPreviewVisits(ctx: Ctx): Promise<PreviewVisit[]> {
  const p = new Params([ctx.organizationId, ctx.now, MOST_VISITS]);
  const rows = await ctx.sql<Listed>(
    `select a.id, trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as patient, t.name as type, p.language, a.starts_at as "startsAt", a.zone
     from appointment a join patient p on p.organization_id = a.organization_id and p.id = a.patient_id
     left join appointment_type t on t.organization_id = a.organization_id and t.id = a.type_id
     where a.organization_id = $1 and a.lifecycle = 'booked' and a.starts_at > $2 and ${seesVisit(ctx, p, "a")} order by a.starts_at, a.id limit $3`,
    p.values,
  );
  return rows.map((row) => ({
    id: row.id,
    label: [row.patient, row.type].filter(Boolean).join(", "),
    language: row.language,
    at: moment(row.startsAt, row.zone),
  }));
}

/** As long as a real token, so that the meter counts right; its dashes make it none. */
const EXAMPLE_TOKEN = "example-link-only";

/**
 * [TPL-05] An unsaved wording as a visit's patient would get it: the facts are today's, links lead nowhere. It is recorded as a view of the visit. Without `appointmentId`
 * the next visit is taken; without any visit ahead only the errors are told.
 */
export async function previewTemplate(
  ctx: Ctx,
  input: TemplatePlace & { subject?: string; body: string; appointmentId?: string },
): Promise<TemplatePreview> {
  const { channel } = input;
  const blocks = await loadBlocks(ctx);
  const partials = partialsFor(blocks, channel, input.language);
  const policy = await loadContentPolicy(ctx);
  const { blocked, warning } = judgeWords(`${input.subject ?? ""}\n${input.body}`, policy, partials);
  const content = blocked ?? warning ?? null;
  const errors = {
    body: checkTemplate(input.body, { scope: "reminder", channel, partials }).errors,
    subject: channel === "email" ? checkTemplate(input.subject ?? "", { scope: "reminder", channel, part: "subject" }).errors : [],
  };
  const visits = await listPreviewVisits(ctx);
  const shown = visits.find((visit) => visit.id === input.appointmentId) ?? visits[0] ?? null;
  const [visit] = shown ? await loadVisits(ctx, [shown.id]) : [];
  if (!visit || errors.body.length + errors.subject.length > 0 || input.body.trim() === "")
    return { errors, visit: shown, message: null, nonGsm: [], content, worst: null, script: null };
  // A text with a patient's name in it is a look at that patient.
  await noteView(ctx, { action: "view-appointment", entity: "appointment", entityId: visit.id, patientId: visit.patientId });
  const message = await render(ctx, input, visit, blocks, policy);
  const organization = await organizationFacts(ctx);
  return {
    errors,
    visit: shown,
    message,
    nonGsm: message.ok && channel === "sms" ? smsSegments(message.text).nonGsm : [],
    content,
    worst: channel === "sms" ? (worstCase(input, organization!.name, { partials, tollFree: true }) ?? null) : null,
    script: channel === "voice" && message.ok ? callScript(input.key, input.language, message.text) : null,
  };
}

async function render(
  ctx: Ctx,
  input: TemplatePlace & { subject?: string; body: string },
  visit: VisitRecord,
  blocks: readonly StoredBlock[],
  policy: ContentPolicy,
): Promise<RenderedMessage> {
  const organization = await organizationFacts(ctx);
  const gathered = (await gatherReminderFacts(ctx, [visit])).get(visit.id)!;
  const { key, channel, language, subject, body } = input;
  const unsaved = { key, channel, language, version: 0, body, reviewed: true, ...(subject === undefined ? {} : { subject }) };
  const wording = {
    templateKey: key,
    channel,
    language,
    organization: organization!,
    own: { words: new Map([[key, [unsaved]]]), reviews: new Map(), blocks, policy },
    visit,
    sameDay: listedVisits(gathered),
    offered: [visit],
    answers: "confirm-cancel" as const,
    firstMessage: false,
    tollFree: true,
  };
  const chosen = chooseWording(wording);
  if (!chosen) return { ok: false, missing: [], error: "There is no text yet." };
  return word(wording, chosen.template, Object.fromEntries(chosen.links.map((kind) => [kind, EXAMPLE_TOKEN])));
}
