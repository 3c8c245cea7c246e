import { describe, expect, test } from "vitest";
import { clearWishes, saveWishes } from "@/lib/consent/wishes/save-wishes";
import { replanAppointments } from "@/lib/delivery/plan";
import { newId } from "@/lib/ids";
import { findPatient } from "@/lib/patients/find-patient";
import { makeContact, makeOrganization, makeSender, useTestDatabase } from "@/tests/support/factories";
import { openPage, PAGE_PURPOSES } from "./open-page";
import { post, sentReminder } from "./pages.fixture";
import { loadPreferences } from "./preferences";
import { postWishes } from "./wishes-post";

const db = useTestDatabase();
let ips = 0;

async function opened() {
  const s = await sentReminder(db.urls);
  await makeSender(s.org, { channel: "email" });
  const mail = await makeContact(s.org, s.patientId, { channel: "email", contact: { rank: 4 } });
  const token = await s.link({ purpose: "preferences" });
  await s.org.asWorkflow((ctx) => replanAppointments(ctx, [s.appointmentId]));
  const page = async () => {
    const read = await openPage(
      { token, purpose: PAGE_PURPOSES.preferences, ip: `198.51.100.${(ips += 1)}`, requestId: newId() },
      loadPreferences,
    );
    if (!read.ok) throw new Error(read.problem);
    return read.data.wishes;
  };
  const choose = (fields: Record<string, string>) =>
    post(postWishes, token, { kind: "reminders", channel: "any", opens: "", closes: "", language: "", ...fields });
  const planned = () =>
    db.query(
      `select distinct channel, state, reason, language from planned_message where appointment_id = $1 and kind = 'reminder' and step_key <> '7-days' order by 1, 2`,
      [s.appointmentId],
    );
  return { ...s, mail, token, page, choose, planned };
}

describe("the preference centre", () => {
  test("[CON-12] the way, the hours and the language are chosen without signing in; what is ahead follows at once", async () => {
    const s = await opened();
    expect(await s.page()).toMatchObject({
      kinds: [{ id: "reminders", channel: "any", ways: [{ channel: "sms", contact: `••• ${s.address.slice(-4)}` }, { channel: "email" }] }],
      hours: null,
      language: "en",
    });
    expect(await s.choose({ channel: "email", opens: "10:00", closes: "18:00", language: "es" })).toBe(
      `303 /p/${s.token}/preferences?done=saved`,
    );
    expect(await s.page()).toMatchObject({ kinds: [{ channel: "email" }], hours: { opens: "10:00", closes: "18:00" }, language: "es" });
    expect(await s.planned()).toEqual([expect.objectContaining({ channel: "email", state: "planned", language: "es" })]);
    const entries = await db.query(
      "select action, patient_id from audit_entry where organization_id = $1 and actor_kind = 'patient' and action in ('save-wishes', 'set-language') order by action",
      [s.org.organizationId],
    );
    expect(entries).toEqual([
      { action: "save-wishes", patient_id: s.patientId },
      { action: "set-language", patient_id: s.patientId },
    ]);
    const profile = await s.org.asStaff((ctx) => findPatient(ctx, s.patientId));
    expect(profile!.wishes).toEqual({ channel: "email", hours: { opens: "10:00", closes: "18:00" } });
  });

  test("[CON-12] no more reminders is kept as proof in the words of the page, and staff take it back when asked", async () => {
    const s = await opened();
    await s.choose({ channel: "none", shown: "es" });
    expect(await s.planned()).toEqual([expect.objectContaining({ state: "skipped", reason: "patient-wants-none" })]);
    await s.choose({ channel: "none" });
    const proofs = () =>
      db.query("select kind, source, wording, patient_id from consent_event where endpoint_id = $1 order by at, id", [s.endpointId]);
    const stop = { kind: "opt-out", source: "patient", wording: "reminders: No quiero recordatorios", patient_id: s.patientId };
    expect(await proofs()).toEqual([stop]);
    await s.org.asStaff((ctx) => clearWishes(ctx, { patientId: s.patientId }));
    expect((await s.org.asStaff((ctx) => findPatient(ctx, s.patientId)))!.wishes).toBeNull();
    expect(await s.planned()).toEqual([expect.objectContaining({ state: "planned" })]);
  });

  test("[CON-12] hours that do not go together, and what the page does not offer, change nothing", async () => {
    const s = await opened();
    expect(await s.choose({ opens: "16:00", closes: "12:00" })).toBe(`303 /p/${s.token}/preferences?problem=hours#problem`);
    const wrong: Record<string, string>[] = [{ channel: "fax" }, { kind: "adverts" }, { opens: "03:00" }, { language: "xx" }];
    for (const fields of wrong) expect(await s.choose(fields)).toContain("problem=");
    expect(await s.page()).toMatchObject({ kinds: [{ channel: "any" }], hours: null, language: "en" });
  });

  test("[SEC-02] [CON-12] another organization's staff take nothing back; staff choose nothing for a patient", async () => {
    const s = await opened();
    await s.choose({ channel: "email" });
    const other = await makeOrganization(db.urls);
    await other.asAdmin((ctx) => clearWishes(ctx, { patientId: s.patientId })).catch(() => undefined);
    expect(await s.page()).toMatchObject({ kinds: [{ channel: "email" }] });
    const input = {
      patientId: s.patientId,
      endpointId: s.endpointId,
      kind: "reminders",
      channel: "none",
      hours: null,
      wording: "",
    } as const;
    await expect(s.org.asAdmin((ctx) => saveWishes(ctx, input))).rejects.toMatchObject({ code: "forbidden" });
  });
});
