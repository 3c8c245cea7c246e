import { answerSettingsAt } from "@/lib/appointments/answer-settings";
import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { loadVisits, type VisitRecord } from "@/lib/delivery/facts";
import { notFound } from "@/lib/errors";
import type { OpenedLink } from "@/lib/links/open-link";
import { cancelCountsAsNoShow } from "@/lib/reminders/settings";
import { countsAsNoShow } from "@/lib/reminders/visits-of-day";
import { loadSettings } from "@/lib/settings/resolve";
import { offsetMinutesAt, zoneAbbreviation } from "@/lib/time";
import { loadPractice, phoneOf, type Phone, type Practice } from "./practice";
import { allowedByLink, type Allowed, visitPageState, type VisitPageState } from "./rules";

/** Everything the pages of one visit show; plain data, nothing that DLV-16 hides, no name beyond the first ([APP-01]). */
export type VisitPage = VisitPageState & {
  appointmentId: string;
  /** The version of the date and time shown; an answer to another version changes nothing. */
  revision: number;
  /** The visit was moved after the message went out. */
  moved: boolean;
  practice: Practice;
  firstName: string;
  /** Wall clock of the facility. */
  date: string;
  time: string;
  startsAt: Date;
  endsAt: Date;
  /** Abbreviation in force, only where the patient lives by another clock. */
  zone: string | null;
  place: { name: string | null; lines: string[]; mapUrl: string | null };
  phone: Phone | null;
  typeName: string | null;
  providerName: string | null;
  /** By language tag, then joined as written by the clinic. */
  instructions: Record<string, string>[];
  /** What a cancellation now would mean ([REM-08]). */
  cancelCost: { kind: "none" | "always" } | { kind: "window"; hours: number };
  /** Of a cancelled visit. */
  cancelled: { byPatient: boolean; noShow: boolean };
};

type LinkFacts = {
  channel: string | null;
  reminderAnswers: Allowed | null;
  reminderRevision: number | null;
  latestAnswers: Allowed | null;
  cancelledBy: string | null;
  noShow: boolean;
};

/**
 * What the link's message asked and when, and the facts of the visit that only these pages need. Throws not-found, also where a file
 * gave the visit to another patient since.
 */
export async function loadLinkFacts(ctx: Ctx, link: OpenedLink): Promise<LinkFacts> {
  const [row] = await ctx.sql<LinkFacts>(
    `select m.channel, r.answers as "reminderAnswers", r.schedule_revision as "reminderRevision", latest.answers as "latestAnswers",
            a.cancelled_by as "cancelledBy", a.counts_as_no_show as "noShow"
     from appointment a
     left join message m on m.organization_id = a.organization_id and m.id = $3
     left join planned_message r on r.organization_id = a.organization_id and r.id = m.planned_message_id and r.kind = 'reminder' and r.appointment_id = a.id
     left join lateral (select p.answers from planned_message p where p.organization_id = a.organization_id and p.appointment_id = a.id
                          and p.kind = 'reminder' and p.state = 'sent' order by p.done_at desc, p.id desc limit 1) latest on true
     where a.organization_id = $1 and a.id = $2
       and ($4::uuid is null or a.patient_id = $4 or a.patient_id = (select merged_into from patient where organization_id = $1 and id = $4))`,
    [ctx.organizationId, link.appointmentId, link.messageId, link.patientId],
  );
  if (!row) throw notFound("visit");
  return row;
}

/** The visit behind an appointment link, as the patient may see it ([REM-03]). Leaves an audit entry and changes nothing else. Throws not-found. */
export async function loadVisitPage(ctx: Ctx, link: OpenedLink): Promise<VisitPage> {
  const [visit] = link.appointmentId ? await loadVisits(ctx, [link.appointmentId]) : [];
  if (!visit) throw notFound("visit");
  const facts = await loadLinkFacts(ctx, link);
  const practice = await loadPractice(ctx);
  const settings = await loadSettings(ctx);
  const at = { facilityId: visit.facilityId, typeId: visit.typeId, providerId: visit.providerId };
  const allowed = allowedByLink({ messageId: link.messageId, ...facts });
  const state = visitPageState(
    { ...visit, patientActive: visit.patient.status === "active", cancelledBy: facts.cancelledBy },
    allowed,
    answerSettingsAt(settings, at),
    ctx.now,
  );
  const noShowRule = { cancelCountsAsNoShow: settings.get(cancelCountsAsNoShow, at).value };
  await audit(ctx, { action: "view-appointment-page", entity: "appointment", entityId: visit.id, patientId: visit.patientId });
  return {
    ...state,
    appointmentId: visit.id,
    revision: visit.scheduleRevision,
    moved: visit.lifecycle === "booked" && facts.reminderRevision !== null && facts.reminderRevision < visit.scheduleRevision,
    practice,
    firstName: visit.patient.preferredName || visit.patient.firstName,
    date: visit.localDate,
    time: visit.localTime,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    zone: otherClock(visit) ? zoneAbbreviation(visit.zone, visit.startsAt) : null,
    ...shownPlace(visit),
    phone: phoneOf(visit.facility.phone) ?? practice.phone,
    cancelCost: costOf(visit, noShowRule, ctx.now),
    cancelled: { byPatient: facts.cancelledBy === "patient", noShow: facts.noShow },
  };
}

/** [DLV-16] Of a sensitive visit only where it is, never what for, with whom, or at which of the practice's places by name. */
function shownPlace(visit: VisitRecord): Pick<VisitPage, "place" | "typeName" | "providerName" | "instructions"> {
  const { facility, type, provider } = visit;
  const sensitive = type?.sensitive ?? false;
  const lines = [
    facility.address,
    [facility.city, [facility.state, facility.zip].filter(Boolean).join(" ")].filter(Boolean).join(", "),
  ].filter((line): line is string => Boolean(line));
  const map = facility.mapLink && /^https:\/\//i.test(facility.mapLink) ? facility.mapLink : null;
  return {
    place: {
      name: sensitive ? null : facility.name,
      lines,
      mapUrl:
        map ?? (lines.length === 2 ? `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(lines.join(", "))}` : null),
    },
    typeName: sensitive ? null : (type?.name ?? null),
    providerName: sensitive || !provider ? null : [provider.title, provider.firstName, provider.lastName].filter(Boolean).join(" "),
    instructions: sensitive ? [] : [type?.instructions, provider?.instructions, facility.instructions].filter((one) => one !== undefined),
  };
}

function otherClock(visit: VisitRecord): boolean {
  if (!visit.patient.zone) return false;
  const at = visit.startsAt.getTime();
  return offsetMinutesAt(visit.patient.zone, at) !== offsetMinutesAt(visit.zone, at);
}

function costOf(visit: VisitRecord, rule: Parameters<typeof countsAsNoShow>[2], now: Date): VisitPage["cancelCost"] {
  if (!countsAsNoShow(visit.startsAt, now, rule)) return { kind: "none" };
  const { mode, windowHours } = rule.cancelCountsAsNoShow;
  return mode === "always" ? { kind: "always" } : { kind: "window", hours: windowHours };
}
