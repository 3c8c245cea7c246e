import { beforeAll, describe, expect, test } from "vitest";
import { invitePerson } from "@/lib/access/invite";
import { listPeople } from "@/lib/access/queries";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { linkWithoutMail } from "@/lib/auth/mail/link-without-mail";
import { hashPassword } from "@/lib/auth/passwords";
import { codeAt, newTotpSecret } from "@/lib/auth/second-factor/totp";
import { findPasswordToken, setPasswordByToken } from "@/lib/auth/set-password";
import { seal } from "@/lib/crypto/keyring";
import { replanAppointments } from "@/lib/delivery/plan";
import { newId } from "@/lib/ids";
import { startImport } from "@/lib/imports/start-import";
import { saveSetting } from "@/lib/settings/save-setting";
import { listTemplates } from "@/lib/templates/queries";
import { listOrganizations as activeOrganizations, resolveSignIn } from "@/lib/tenancy/resolve";
import { testEnvironment } from "@/tests/support/environment";
import { makeContact, makeFacility, makeOrganization, makePatient, makeSender, useTestDatabase } from "@/tests/support/factories";
import { withOperator, type OperatorScope } from "./context";
import {
  createOrganization,
  inviteAdmin,
  listOperatorEntries,
  listOrganizations,
  setOrganizationAreas,
  setOrganizationStatus,
} from "./organizations";
import { operatorOfCookie, sealOperatorSession } from "./session";
import { signInOperator } from "./sign-in";
import { checkOperatorSession, closeOperatorSession, openOperatorSession } from "./store";

const database = useTestDatabase();
const password = "correct horse battery";
const secret = newTotpSecret();
const operator = { id: newId(), email: "op@platform.example", name: "Op" };
let scope: OperatorScope;
const now = new Date("2027-03-01T15:00:00Z");
const code = (): string => codeAt(secret, Math.floor(Date.now() / 1_000));
const signIn = (over: object = {}) => signInOperator({ email: operator.email, password, code: code(), ip: "192.0.2.9", ...over });
const input = (over: object = {}) => ({
  name: "Bayside",
  slug: `s-${newId().slice(-12)}`,
  zone: "America/New_York",
  parentId: undefined,
  adminName: "Ada Adams",
  adminEmail: `${newId()}@bayside.example`,
  ...over,
});

beforeAll(async () => {
  const { sealed, keyId } = seal(secret);
  await database.query("select create_operator($1, $2, $3, $4, $5, $6, false)", [
    operator.id,
    operator.email,
    operator.name,
    await hashPassword(password),
    sealed,
    keyId,
  ]);
  scope = { operatorId: operator.id, sessionId: await openOperatorSession(operator.id, "192.0.2.1") };
});

describe("an operator's sign-in", () => {
  test("[ADM-08] asks for password and code; whatever is wrong gets the same answer; a code is good once", async () => {
    const wrong = { code: "invalid", message: "E-mail address, password and code do not match." };
    for (const over of [{ password: "x" }, { code: "" }, { code: "000000" }, { email: "nobody@platform.example" }])
      await expect(signIn(over)).rejects.toMatchObject(wrong);
    const used = code();
    const sessionId = await signIn({ code: used });
    expect(await checkOperatorSession(sessionId)).toMatchObject({ operatorId: operator.id, email: operator.email });
    await expect(signIn({ code: used })).rejects.toMatchObject(wrong);
    expect(await operatorOfCookie(await sealOperatorSession(sessionId))).toMatchObject({ sessionId });
    await closeOperatorSession(sessionId);
    expect(await operatorOfCookie(await sealOperatorSession(sessionId))).toBeUndefined();
  });

  test("[ADM-08] [SEC-01] of two who bring the same code at once, one gets in", async () => {
    await database.query("update operator_account set last_step = 0 where id = $1", [operator.id]);
    await database.query("delete from rate_limit");
    const used = code();
    const results = await Promise.allSettled([signIn({ code: used }), signIn({ code: used }), signIn({ code: used })]);
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  test("[ADM-08] is none of a clinic's: users are no operators, operators no users", async () => {
    const org = await makeOrganization(database.urls, { passwordHash: await hashPassword(password) });
    await expect(signIn({ email: `admin@${org.slug}.example` })).rejects.toMatchObject({ code: "invalid" });
    expect(await resolveSignIn(operator.email)).toBeUndefined();
    expect(await operatorOfCookie("rubbish")).toBeUndefined();
  });

  test("[ADM-08] ends after 15 minutes without use; without a session nothing works", async () => {
    const sessionId = await openOperatorSession(operator.id, "192.0.2.1");
    await database.query("update operator_session set seen_at = now() - interval '16 minutes' where id = $1", [sessionId]);
    expect(await checkOperatorSession(sessionId)).toBeUndefined();
    const nobody = { operatorId: operator.id, sessionId: newId() };
    expect(await listOrganizations(nobody)).toEqual([]);
    expect(await listOperatorEntries(nobody)).toEqual([]);
    await expect(createOrganization(nobody, input())).rejects.toMatchObject({ code: "42501" });
  });

  test("[ADM-08] live mode lets no demo operator in, and nobody without an authenticator", async () => {
    const hash = await hashPassword(password);
    await database.query("select create_operator($1, 'demo@platform.example', 'Demo', $2, null, null, true)", [newId(), hash]);
    await database.query("select create_operator($1, 'bare@platform.example', 'Bare', $2, null, null, false)", [newId(), hash]);
    await expect(signIn({ email: "demo@platform.example", code: "" })).resolves.toBeDefined();
    testEnvironment(database, {
      LUMA_MODE: "live",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "0".repeat(32),
      RESEND_API_KEY: "re_test",
    });
    try {
      for (const email of ["demo@platform.example", "bare@platform.example"])
        await expect(signIn({ email, code: "" })).rejects.toMatchObject({ code: "invalid" });
    } finally {
      testEnvironment(database);
    }
  });
});

test("[ADM-08] [SEC-01] who lost the authenticator gets a new one at the console: sessions end, it is in the audit, the web cannot", async () => {
  const email = `lost-${newId()}@platform.example`;
  const id = newId();
  const before = seal(secret);
  await database.query("select create_operator($1, $2, 'Lost', $3, $4, $5, false)", [
    id,
    email,
    await hashPassword(password),
    before.sealed,
    before.keyId,
  ]);
  const sessionId = await openOperatorSession(id, "192.0.2.1");
  const fresh = newTotpSecret();
  const { sealed, keyId } = seal(fresh);
  const reset = "select reset_operator_factor($1, $2, $3, $4) as ok";
  await expect(withOperator(scope, (ctx) => ctx.sql(reset, [email, sealed, keyId, newId()]))).rejects.toMatchObject({ code: "42501" });
  expect(await database.query(reset, ["nobody@platform.example", sealed, keyId, newId()])).toEqual([{ ok: false }]);
  expect(await database.query(reset, [email.toUpperCase(), sealed, keyId, newId()])).toEqual([{ ok: true }]);
  expect(await checkOperatorSession(sessionId)).toBeUndefined();
  await expect(signIn({ email })).rejects.toMatchObject({ code: "invalid" });
  await signIn({ email, code: codeAt(fresh, Math.floor(Date.now() / 1_000)) });
  expect((await listOperatorEntries(scope)).some((entry) => entry.action === "reset-factor")).toBe(true);
});

describe("organizations", () => {
  test("[ADM-08] a root account and a sub-account are made, each with its own invited admin; short names are unique", async () => {
    const root = await createOrganization(scope, input());
    const sub = await createOrganization(scope, input({ name: "Bayside North", parentId: root.id }));
    expect(root.link).toMatch(/\/set-password\//);
    const rows = await listOrganizations(scope);
    expect(rows.find((row) => row.id === sub.id)).toMatchObject({
      parentId: root.id,
      status: "active",
      people: 1,
      admins: 1,
      areasOff: [],
    });
    const { slug } = rows.find((row) => row.id === root.id)!;
    await expect(createOrganization(scope, input({ slug }))).rejects.toMatchObject({ fields: { slug: expect.any(String) } });
    await expect(createOrganization(scope, input({ parentId: sub.id }))).rejects.toMatchObject({
      fields: { parentId: expect.any(String) },
    });
    const entries = await listOperatorEntries(scope, root.id);
    expect(entries.map((entry) => entry.action)).toEqual(["invite-admin", "create-organization"]);
    const people = await database.query("select role, invited_at is not null as invited from membership where organization_id = $1", [
      sub.id,
    ]);
    expect(people).toEqual([{ role: "admin", invited: true }]);
  });

  test("[ADM-08] an address that is used elsewhere is refused beside its field; the admin can be invited afterwards", async () => {
    const org = await makeOrganization(database.urls);
    const adminEmail = `admin@${org.slug}.example`;
    const given = input({ adminEmail });
    await expect(createOrganization(scope, given)).rejects.toMatchObject({ fields: { adminEmail: expect.any(String) } });
    const { id } = (await listOrganizations(scope)).find((row) => row.slug === given.slug)!;
    await expect(inviteAdmin(scope, { organizationId: id, name: "Ada", email: adminEmail })).rejects.toMatchObject({
      fields: { email: expect.any(String) },
    });
    expect((await inviteAdmin(scope, { organizationId: id, name: "Ada", email: `second@${org.slug}.example` })).link).toBeDefined();
  });

  test("[ADM-08] where no mail can be sent, a link that was lost is given anew until the admin has joined; never for others", async () => {
    const first = input();
    const { id, link } = await createOrganization(scope, first);
    const again = { organizationId: id, name: first.adminName, email: first.adminEmail };
    const second = await inviteAdmin(scope, again);
    expect(second.link).toContain("/set-password/");
    expect(second.link).not.toBe(link);
    const state = async (address: string | undefined) => (await findPasswordToken(address!.split("/").at(-1)!, "192.0.2.77"))?.state;
    expect([await state(link), await state(second.link)]).toEqual([undefined, "open"]);
    const token = second.link!.split("/").at(-1)!;
    await setPasswordByToken({ token, password: "brass owls under seven ladders", ip: "192.0.2.77", requestId: newId() });
    const taken = { code: "invalid", fields: { email: expect.stringContaining("account already") } };
    await expect(inviteAdmin(scope, again)).rejects.toMatchObject(taken);
    const elsewhere = await createOrganization(scope, input());
    await expect(inviteAdmin(scope, { ...again, organizationId: elsewhere.id })).rejects.toMatchObject(taken);
  });

  test("[ADM-08] a sub-account that was suspended on its own stays so when its root account goes on", async () => {
    const root = await createOrganization(scope, input());
    const [own, along] = [
      await createOrganization(scope, input({ parentId: root.id })),
      await createOrganization(scope, input({ parentId: root.id })),
    ];
    const set = (organizationId: string, status: "active" | "suspended") => setOrganizationStatus(scope, { organizationId, status });
    const statusOf = async (id: string) => (await listOrganizations(scope)).find((row) => row.id === id)?.status;
    await set(own.id, "suspended");
    expect(await set(root.id, "suspended")).toEqual({ changed: 2 });
    expect(await set(root.id, "active")).toEqual({ changed: 2 });
    expect([await statusOf(root.id), await statusOf(along.id), await statusOf(own.id)]).toEqual(["active", "active", "suspended"]);
    expect(await set(own.id, "active")).toEqual({ changed: 1 });
  });

  test("[ADM-08] [ADM-03] the link is shown only where no e-mail can be sent", async () => {
    const org = await makeOrganization(database.urls);
    const person = (n: number) => ({ name: "Nia", email: `nia${n}@${org.slug}.example`, role: "staff" as const, groupIds: [] });
    const invite = (n: number) => org.asAdmin(async (ctx) => linkWithoutMail(ctx, (await invitePerson(ctx, person(n))).tokenId));
    expect(await invite(1)).toMatch(/\/set-password\//);
    const { senderId } = await makeSender(org, { channel: "email", address: "desk@clinic.example" });
    expect(await invite(2)).toBeUndefined();
    await database.query("update sender set stopped_at = now() where id = $1", [senderId]);
    expect(await invite(3)).toMatch(/\/set-password\//);
  });

  test("[ADM-08] suspending ends sessions and sending, of sub-accounts too, until it goes on", async () => {
    const org = await makeOrganization(database.urls, { passwordHash: "x" });
    const sub = await createOrganization(scope, input({ parentId: org.organizationId }));
    const email = `staff@${org.slug}.example`;
    expect(await setOrganizationStatus(scope, { organizationId: org.organizationId, status: "suspended" })).toEqual({ changed: 2 });
    expect(await resolveSignIn(email)).toBeUndefined();
    expect(await activeOrganizations()).not.toContain(org.organizationId);
    expect(await activeOrganizations()).not.toContain(sub.id);
    await setOrganizationStatus(scope, { organizationId: org.organizationId, status: "active" });
    expect(await resolveSignIn(email)).toBeDefined();
    expect((await listOperatorEntries(scope, org.organizationId)).slice(0, 2).map((entry) => entry.action)).toEqual([
      "resume-organization",
      "suspend-organization",
    ]);
    await expect(setOrganizationStatus(scope, { organizationId: newId(), status: "suspended" })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("[ADM-08] an area that is off hides its screens, refuses its verbs and sends nothing; on again, it goes on", async () => {
    const org = await makeOrganization(database.urls);
    await makeSender(org);
    const facilityId = await makeFacility(org);
    const patientId = await makePatient(org);
    await makeContact(org, patientId);
    const visit = { patientId, facilityId, date: "2027-03-15", time: "11:00", minutes: 30 };
    const { id } = await org.asStaff((ctx) => createAppointment(ctx, visit), { now });
    const planned = async () =>
      (await database.query("select distinct state, reason from planned_message where appointment_id = $1 order by 1", [id])) as object[];
    const replan = () => org.asWorkflow((ctx) => replanAppointments(ctx, [id]), { now });
    expect(await planned()).toEqual([{ state: "planned", reason: null }]);
    const set = (off: ("reminders" | "templates" | "import")[]) => setOrganizationAreas(scope, { organizationId: org.organizationId, off });
    expect(await set(["reminders", "import"])).toEqual({ off: ["reminders", "templates", "import"] });
    await replan();
    expect(await planned()).toEqual([{ state: "skipped", reason: "area-off" }]);
    const refused = { code: "forbidden", message: expect.stringContaining("switched off for your organization") };
    const setting = { key: "reminders.sameDay", scope: "organization" as const, value: "each" };
    await expect(org.asAdmin((ctx) => saveSetting(ctx, setting))).rejects.toMatchObject(refused);
    await expect(org.asAdmin((ctx) => listTemplates(ctx))).rejects.toMatchObject(refused);
    const manager = { kind: "user", id: org.users.manager, role: "manager" } as const;
    const file = (async function* () {
      yield Buffer.from("MRN,Last Name\n1,A\n");
    })();
    await expect(
      startImport({ organizationId: org.organizationId, actor: manager }, { kind: "patients", name: "a.csv", mediaType: "text/csv" }, file),
    ).rejects.toMatchObject(refused);
    await set([]);
    await replan();
    expect(await planned()).toEqual([{ state: "planned", reason: null }]);
    await org.asAdmin((ctx) => saveSetting(ctx, setting));
    expect((await listOperatorEntries(scope, org.organizationId)).map((entry) => entry.action)).toEqual(["set-areas", "set-areas"]);
  });

  test("[ADM-08] [SEC-02] an operator's transaction sees no row of any organization, and its audit cannot be changed", async () => {
    const org = await makeOrganization(database.urls);
    await makePatient(org);
    expect((await org.asAdmin((ctx) => listPeople(ctx))).length).toBe(3);
    const tables = await database.query(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('luma_app', c.oid, 'select')
         and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')`,
    );
    expect(tables.length).toBeGreaterThan(40);
    await withOperator(scope, async (ctx) => {
      for (const { name } of tables) expect(await ctx.sql(`select 1 from ${String(name)} limit 1`), String(name)).toEqual([]);
    });
    for (const text of ["update operator_audit set action = 'x'", "delete from operator_audit", "select * from operator_account"])
      await expect(withOperator(scope, (ctx) => ctx.sql(text))).rejects.toMatchObject({ code: "42501" });
    await expect(
      withOperator(scope, (ctx) => ctx.sql("select create_operator($1, 'x@y.z', 'x', 'x', null, null, false)", [newId()])),
    ).rejects.toMatchObject({
      code: "42501",
    });
  });
});
