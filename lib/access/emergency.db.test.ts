import { beforeAll, describe, expect, test } from "vitest";
import { findPatient } from "@/lib/patients/find-patient";
import { listPatients } from "@/lib/patients/list-patients";
import { findVisit } from "@/lib/schedule/find-visit";
import { saveSetting } from "@/lib/settings/save-setting";
import { listOpenTasks } from "@/lib/tasks/queries";
import { useTestDatabase } from "@/tests/support/factories";
import { makeWorld, NOW, type World } from "@/tests/access/world";
import { endEmergencyAccess, takeEmergencyAccess } from "./emergency";
import { EMERGENCY_LOOK_UPS, emergencyChoices, findForEmergency, listEmergencyUses } from "./emergency-queries";
import { noteScreen } from "./note-screen";
import { emergencyInput } from "./schemas";

const database = useTestDatabase();
const reason = "Ambulance brought the patient in";
let w: World;
const asNarrow = <T>(work: Parameters<typeof w.org.as<T>>[1]): Promise<T> => w.org.as(w.narrowed.staff, work, { now: NOW });
const take = (input: { facilityId?: string; patientId?: string }) => asNarrow((ctx) => takeEmergencyAccess(ctx, { ...input, reason }));
const names = async (): Promise<string[]> => (await asNarrow((ctx) => listPatients(ctx, {}))).rows.map((row) => row.name);

beforeAll(async () => {
  w = await makeWorld(database);
  await database.query("update emergency_access set ended_at = clock_timestamp()");
});

describe("access in an emergency", () => {
  test("[SEC-09] opens one patient, with a reason, for an hour; ends on demand; every view is marked", async () => {
    expect(await asNarrow((ctx) => findPatient(ctx, w.theirs.patientId))).toBeUndefined();
    const [found] = await asNarrow((ctx) => findForEmergency(ctx, { lastName: "zzyzxberg", birthDate: "1980-04-02" }));
    expect(found?.id).toBe(w.theirs.patientId);
    const { id, until } = await take({ patientId: w.theirs.patientId });
    expect(until.getTime() - Date.now()).toBeGreaterThan(59 * 60_000);
    expect((await asNarrow((ctx) => findPatient(ctx, w.theirs.patientId)))?.lastName).toBe("Zzyzxberg");
    expect((await asNarrow((ctx) => findVisit(ctx, w.theirs.appointmentId)))?.id).toBe(w.theirs.appointmentId);
    await asNarrow((ctx) => noteScreen(ctx, "/patients?q=secret"));
    await asNarrow((ctx) => endEmergencyAccess(ctx, { id }));
    expect(await asNarrow((ctx) => findPatient(ctx, w.theirs.patientId))).toBeUndefined();
    const marked = await database.query("select action, detail from audit_entry where detail -> 'emergency' ? $1 order by id", [id]);
    expect(marked.map((e) => e.action)).toEqual(["view-patient", "view-appointment", "view-screen", "end-emergency-access"]);
    expect(JSON.stringify(marked)).not.toContain("secret");
    const all = await database.query("select action, detail::text as detail from audit_entry where organization_id = $1", [
      w.org.organizationId,
    ]);
    expect(all.map((e) => e.action)).toEqual(expect.arrayContaining(["look-up-for-emergency", "take-emergency-access"]));
    expect(all.map((e) => e.detail).join()).not.toContain("Ambulance");
  });

  test("[SEC-09] opens a facility, and ends by itself", async () => {
    expect(await names()).not.toContain("FirstZzyzxberg Zzyzxberg");
    const { id } = await take({ facilityId: w.theirs.facilityId });
    expect(await names()).toContain("FirstZzyzxberg Zzyzxberg");
    await database.query("update emergency_access set expires_at = clock_timestamp() - interval '1 second' where id = $1", [id]);
    expect(await names()).not.toContain("FirstZzyzxberg Zzyzxberg");
    const uses = await w.org.asAdmin((ctx) => listEmergencyUses(ctx));
    expect(uses.find((use) => use.id === id)).toMatchObject({ state: "expired", facility: "Theirbourne", reason, user: "Narrow staff" });
    expect(uses.filter((use) => use.state === "ended" && use.patient?.id === w.theirs.patientId)).toMatchObject([{ entries: 4 }]);
  });

  test("[SEC-09] admins are told by task and e-mail; others do not see the task", async () => {
    const tasks = (await w.org.asAdmin((ctx) => listOpenTasks(ctx))).tasks.filter((t) => t.kind === "emergency-access");
    expect(tasks.length).toBe(2);
    expect(tasks[0]!.sentence).toBe("Narrow staff took access to what their groups do not show.");
    for (const tell of [w.org.asManager, w.org.asStaff])
      expect((await tell((ctx) => listOpenTasks(ctx))).tasks.map((t) => t.kind)).not.toContain("emergency-access");
    const mails = await database.query("select data from outbox_event where data ->> 'mail' = 'emergency-access'");
    expect(mails.map((e) => e.data)).toEqual(
      Array.from({ length: 2 }, () => expect.objectContaining({ mail: "emergency-access", userId: w.org.users.admin })),
    );
  });

  test("[SEC-09] is refused without a reason, for what is in sight, for what does not exist, and where it is switched off", async () => {
    expect(emergencyInput.safeParse({ facilityId: w.theirs.facilityId, reason: "why not" }).success).toBe(false);
    expect(emergencyInput.safeParse({ facilityId: w.theirs.facilityId, patientId: w.theirs.patientId, reason }).success).toBe(false);
    await expect(take({ facilityId: w.mine.facilityId })).rejects.toMatchObject({ code: "conflict" });
    await expect(take({ patientId: w.mine.patientId })).rejects.toMatchObject({ code: "conflict" });
    await expect(take({ patientId: w.emergencyId })).rejects.toMatchObject({ code: "not-found" });
    const other = (input: object) => w.other.asStaff((ctx) => takeEmergencyAccess(ctx, { ...input, reason }));
    await expect(other({ patientId: w.theirs.patientId })).rejects.toMatchObject({ code: "not-found" });
    await w.org.asAdmin((ctx) => saveSetting(ctx, { key: "access.emergency", scope: "organization", value: false }));
    expect((await asNarrow((ctx) => emergencyChoices(ctx))).allowed).toBe(false);
    await expect(take({ patientId: w.theirs.patientId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(asNarrow((ctx) => findForEmergency(ctx, { lastName: "zzyzxberg", birthDate: "1980-04-02" }))).rejects.toMatchObject({
      code: "forbidden",
    });
    await w.org.asAdmin((ctx) => saveSetting(ctx, { key: "access.emergency", scope: "organization", value: null }));
  });

  test("[SEC-09] [SEC-04] looking patients up by name and birth date is limited", async () => {
    const look = () => asNarrow((ctx) => findForEmergency(ctx, { lastName: "nobody", birthDate: "1980-01-01" }));
    await database.query("update rate_limit set points = $1 where key like 'emergency-look-up%'", [EMERGENCY_LOOK_UPS.points]);
    await expect(look()).rejects.toMatchObject({ code: "too-many" });
  });

  test("[SEC-09] lasts as long as the organization says; an admin ends anyone's, others only their own", async () => {
    await w.org.asAdmin((ctx) => saveSetting(ctx, { key: "access.emergency-minutes", scope: "organization", value: "15" }));
    const { id, until } = await take({ facilityId: w.theirs.facilityId });
    expect(until.getTime() - Date.now()).toBeLessThan(15 * 60_000 + 1_000);
    await expect(w.org.asManager((ctx) => endEmergencyAccess(ctx, { id }))).rejects.toMatchObject({ code: "not-found" });
    await w.org.asAdmin((ctx) => endEmergencyAccess(ctx, { id }));
    expect(await names()).not.toContain("FirstZzyzxberg Zzyzxberg");
  });
});
