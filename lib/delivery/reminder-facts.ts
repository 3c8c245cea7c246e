import { areasOff } from "@/lib/areas/require-area";
import { chooseContact, type ContactChoice } from "@/lib/consent/choose-contact";
import { loadContacts, loadSenders } from "@/lib/consent/queries";
import { consentSettings } from "@/lib/consent/settings";
import { loadWishes } from "@/lib/consent/wishes/load-wishes";
import type { Ctx } from "@/lib/context";
import { readDeliverySettings, type DeliverySettings } from "@/lib/delivery/settings";
import type { ReminderFacts, SameDayVisit, Switches } from "@/lib/reminders/facts";
import { callsFirst, silenceEntry } from "@/lib/reminders/voice-after-silence";
import { listFilter, readReminderSettings, type ReminderSettings } from "@/lib/reminders/settings";
import { visitsToList } from "@/lib/reminders/visits-of-day";
import { loadSettings, type SettingsReader } from "@/lib/settings/resolve";
import { toWall } from "@/lib/time";
import { placeOfRecipient } from "@/lib/time/places";
import { dayKey, groupBy, loadVisitsOfDays, type VisitRecord } from "./facts";

export type Gathered = {
  visit: VisitRecord;
  sameDay: VisitRecord[];
  listFilter: "all" | "reminders-enabled";
  choice: ContactChoice;
  facts: ReminderFacts;
};

/** The visits that a reminder's list names ([REM-04]). */
export function listedVisits(g: Pick<Gathered, "visit" | "sameDay" | "listFilter">): VisitRecord[] {
  return visitsToList(
    g.sameDay.map((v) => ({ ...v, switches: switchesOf(v) })),
    g,
  );
}

export function switchesOf(v: VisitRecord): Switches {
  return {
    facility: v.facility.remindersEnabled,
    provider: v.provider?.remindersEnabled ?? true,
    type: v.type?.remindersEnabled ?? true,
    hidden: v.type?.hidden ?? false,
  };
}

/**
 * Gathers what the reminder rules need for many visits, in a handful of queries: contacts with their do-not-contact state, senders,
 * settings by scope, the patient's other visits of the day. `exclude` names endpoints (with channel) not to be tried again.
 */
export async function gatherReminderFacts(
  ctx: Ctx,
  visits: readonly VisitRecord[],
  exclude?: (visitId: string) => ReadonlySet<string>,
): Promise<Map<string, Gathered>> {
  const patients = [...new Set(visits.map((v) => v.patientId))];
  const [contacts, senders, settings, days] = [
    await loadContacts(ctx, patients),
    await loadSenders(ctx),
    await loadSettings(ctx),
    groupBy(await loadVisitsOfDays(ctx, visits), dayKey),
  ];
  const resolved = settingsCache(settings);
  const asksToCall = (v: VisitRecord): boolean => {
    const { reminders: settings } = resolved(v);
    return settings.voiceAfterSilence.value;
  };
  const silent = await unansweredTexts(
    ctx,
    visits.filter(asksToCall).map((v) => v.id),
  );
  const wishes = await loadWishes(ctx, patients, "reminders");
  const areaOff = (await areasOff(ctx)).includes("reminders");
  const gathered = new Map<string, Gathered>();
  for (const visit of visits) {
    const sameDay = days.get(dayKey(visit)) ?? [];
    const { reminders, delivery, consent, list } = resolved(visit);
    const excluded = exclude?.(visit.id);
    const calls = silent.has(visit.id);
    const own = contacts.get(visit.patientId) ?? [];
    const choice = chooseContact({
      contacts: (calls ? callsFirst(own) : own).filter((c) => !excluded?.has(`${c.endpointId} ${c.channel}`)),
      senders,
      ...consent,
      minors: { ...consent.minors, birthDate: visit.patient.birthDate, today: todayAt(visit.zone, ctx.now) },
      wish: wishes.get(visit.patientId)?.channel,
      facilityId: visit.facilityId,
      now: ctx.now,
    });
    if (calls && choice.outcome === "contact" && choice.contact.channel === "voice")
      choice.trail.unshift(silenceEntry(reminders.voiceAfterSilence, ctx.now));
    const seen = { visit, sameDay, listFilter: list };
    gathered.set(visit.id, {
      visit,
      sameDay,
      listFilter: list,
      choice,
      facts: {
        ...reminderFacts(visit, sameDay, choice, reminders, delivery),
        areaOff,
        wishedHours: wishes.get(visit.patientId)?.hours ?? null,
        namesSeveral: reminders.sameDay.value === "first" && listedVisits(seen).length > 1,
      },
    });
  }
  return gathered;
}

/** [REM-21] Of these visits, those whose patient got a text about them as they stand now and said nothing to any. */
async function unansweredTexts(ctx: Ctx, visitIds: readonly string[]): Promise<Set<string>> {
  if (!visitIds.length) return new Set();
  const rows = await ctx.sql<{ id: string }>(
    `select a.id from appointment a where a.organization_id = $1 and a.id = any ($2::uuid[]) and a.confirmation = 'unconfirmed'
       and exists (select 1 from planned_message p join message m on m.organization_id = p.organization_id and m.id = p.message_id
         where p.organization_id = a.organization_id and p.appointment_id = a.id and p.kind = 'reminder' and p.state = 'sent' and p.channel = 'sms'
           and p.schedule_revision = a.schedule_revision and p.answers <> 'none' and m.status in ('sent', 'delivered'))
       and not exists (select 1 from message m where m.organization_id = a.organization_id and m.appointment_id = a.id and m.answered_at is not null)`,
    [ctx.organizationId, visitIds],
  );
  return new Set(rows.map((r) => r.id));
}

function reminderFacts(
  visit: VisitRecord,
  sameDay: readonly VisitRecord[],
  choice: ContactChoice,
  reminders: ReminderSettings,
  delivery: DeliverySettings,
): ReminderFacts {
  const contact = choice.outcome === "contact" ? choice.contact : undefined;
  const place = placeOfRecipient({ postalCode: visit.patient.zip, phone: contact && contact.channel !== "email" ? contact.address : null });
  return {
    visit: { ...visit, answeredStep: visit.answeredStep ?? undefined },
    sameDay: sameDay.map((v): SameDayVisit => ({ ...v, switches: switchesOf(v) })),
    patient: { deceased: visit.patient.status === "deceased", inactive: visit.patient.status === "inactive" },
    contact: contact
      ? { channel: contact.channel, zone: visit.patient.zone ?? place.zone, state: visit.patient.state ?? place.state }
      : null,
    switches: switchesOf(visit),
    facility: { country: visit.facility.country, state: visit.facility.state ?? undefined },
    settings: { reminders, delivery },
  };
}

/** A visit with a zone that is none cannot be decided, but it is the rules that find so, for that visit alone. */
function todayAt(zone: string, now: Date): string {
  try {
    return toWall(zone, now).date;
  } catch {
    return now.toISOString().slice(0, 10);
  }
}

/** Settings differ by facility, provider and type only: resolved once for each combination met. */
function settingsCache(settings: SettingsReader) {
  type Sets = {
    reminders: ReminderSettings;
    delivery: DeliverySettings;
    consent: ReturnType<typeof consentOf>;
    list: Gathered["listFilter"];
  };
  const cache = new Map<string, Sets>();
  const consentOf = (v: VisitRecord) => ({
    channels: settings.get(consentSettings.channels, v),
    archived: settings.get(consentSettings.archivedContacts, v),
    allowListOnly: settings.get(consentSettings.allowListOnly, v),
    minors: { on: settings.get(consentSettings.guardians, v), ageOfMajority: settings.get(consentSettings.ageOfMajority, v) },
  });
  return (v: VisitRecord): Sets => {
    const key = `${v.facilityId} ${v.providerId} ${v.typeId}`;
    let sets = cache.get(key);
    if (!sets) {
      const get = ((definition: Parameters<SettingsReader["get"]>[0]) => settings.get(definition, v)) as never;
      sets = {
        reminders: readReminderSettings(get),
        delivery: readDeliverySettings(get),
        consent: consentOf(v),
        list: settings.get(listFilter, v).value,
      };
      cache.set(key, sets);
    }
    return sets;
  };
}
