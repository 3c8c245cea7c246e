import { describe, expect, test } from "vitest";
import {
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeSender,
  useTestDatabase,
} from "@/tests/support/factories";
import {
  allOrganizations,
  checkSession,
  closeSession,
  countFailedSignIn,
  listOrganizations,
  relayOutbox,
  resolveCarrierAccount,
  resolveSignIn,
} from "./resolve";
import { forgetFailures } from "@/lib/auth/lockout";
import { openSession } from "@/lib/auth/sessions/open-session";
import { emit } from "@/lib/outbox/emit";

const database = useTestDatabase();

describe("look-ups before the organization is known", () => {
  test("[SEC-01] the tenth wrong password in a row locks the account, a right one clears the count", async () => {
    const org = await makeOrganization(database.urls);
    const email = `staff@${org.slug}.example`;
    for (let i = 0; i < 9; i++) expect(await countFailedSignIn(org.users.staff)).toBeUndefined();
    expect((await resolveSignIn(email))?.lockedUntil).toBeNull();
    expect(await countFailedSignIn(org.users.staff)).toBeInstanceOf(Date);
    const locked = (await resolveSignIn(` ${email.toUpperCase()} `))!;
    expect(locked.failed).toBe(10);
    expect(locked.lockedUntil!.getTime()).toBeGreaterThan(Date.now() + 14 * 60_000);
    await org.asStaff((ctx) => forgetFailures(ctx, org.users.staff));
    expect(await resolveSignIn(email)).toMatchObject({ failed: 0, lockedUntil: null, role: "staff", organizationId: org.organizationId });
  });

  test("[SEC-01] a session ends by sign-out, by its end, with its user and with its organization", async () => {
    const org = await makeOrganization(database.urls);
    const open = () => org.asManager((ctx) => openSession(ctx, { ip: "192.0.2.1" }, "password"));
    const first = await open();
    expect(await checkSession(first)).toMatchObject({ userId: org.users.manager, role: "manager", organizationId: org.organizationId });
    await closeSession(first);
    expect(await checkSession(first)).toBeUndefined();
    const late = await open();
    await database.query("update user_session set expires_at = clock_timestamp() where id = $1", [late]);
    expect(await checkSession(late)).toBeUndefined();
    const second = await open();
    await database.query("update app_user set disabled_at = now() where id = $1", [org.users.manager]);
    expect(await checkSession(second)).toBeUndefined();
    await database.query("update app_user set disabled_at = null where id = $1", [org.users.manager]);
    expect(await checkSession(second)).toBeDefined();
    await database.query("update organization set status = 'suspended' where id = $1", [org.organizationId]);
    expect(await checkSession(second)).toBeUndefined();
    expect(await listOrganizations()).not.toContain(org.organizationId);
    expect(await allOrganizations()).toContain(org.organizationId);
  });

  test("[SEC-02] nobody opens a session in an organization that is not theirs", async () => {
    const mine = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    const stranger = { kind: "user", id: mine.users.admin, role: "admin" } as const;
    await expect(other.as(stranger, (ctx) => openSession(ctx, { ip: "192.0.2.1" }, "password"))).rejects.toMatchObject({
      code: "signed-out",
    });
  });

  test("[SEC-04] a carrier account is found by its id, nonsense is not", async () => {
    const org = await makeOrganization(database.urls);
    const { accountId } = await makeSender(org);
    expect(await resolveCarrierAccount(accountId)).toEqual({ organizationId: org.organizationId, carrier: "twilio" });
    expect(await resolveCarrierAccount("'; drop table patient")).toBeUndefined();
  });

  test("[OPS-04] the relay publishes each event once, and again when publishing failed", async () => {
    const org = await makeOrganization(database.urls);
    const patientId = await makePatient(org);
    await makeContact(org, patientId);
    const appointmentId = await makeAppointment(org, { patientId, facilityId: await makeFacility(org) });
    await org.asStaff((ctx) => emit(ctx, "luma/appointment.changed", { appointmentId, change: "confirmed" }));
    await expect(relayOutbox(() => Promise.reject(new Error("engine away")))).rejects.toThrow("engine away");
    const seen: unknown[] = [];
    const publish = async (rows: { name: string; data: unknown }[]) => void seen.push(...rows.map((r) => [r.name, r.data]));
    expect(await relayOutbox(publish)).toBe(1);
    expect(await relayOutbox(publish)).toBe(0);
    expect(seen).toEqual([
      [
        "luma/appointment.changed",
        { appointmentId, change: "confirmed", organizationId: org.organizationId, requestId: expect.any(String) },
      ],
    ]);
  });
});
