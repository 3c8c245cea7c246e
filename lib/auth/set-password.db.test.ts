import { beforeAll, describe, expect, test } from "vitest";
import { demoResend, demoWorld, type DemoWorld } from "@/lib/carriers/simulator/testing";
import { seal } from "@/lib/crypto/keyring";
import { newId } from "@/lib/ids";
import { linkHash } from "@/lib/links/token";
import { checkSession } from "@/lib/tenancy/resolve";
import { emailOf, queuedMails } from "@/tests/support/accounts";
import { testEnvironment } from "@/tests/support/environment";
import { insertRow, makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { ACCOUNT_MAILS } from "./mail/queue";
import { sendAccountMail } from "./mail/send";
import { createPasswordToken, passwordTokenUrl } from "./password-token";
import { hashPassword } from "./passwords";
import { openSession } from "./sessions/open-session";
import { changeOwnPassword, findPasswordToken, requestPasswordReset, RESET_BY_EMAIL, setPasswordByToken } from "./set-password";
import { signInWithPassword } from "./sign-in";

const database = useTestDatabase();
const old = "violet kayak 93 lamp";
const fresh = "seven brass owls hum";
let passwordHash: string;
let world: DemoWorld;
beforeAll(async () => {
  passwordHash = await hashPassword(old);
  world = await demoWorld();
  testEnvironment(database, { SIMULATOR_URL: world.url });
  return () => world.stop();
});

let address = 0;
const ip = () => `203.0.113.${(address += 1) % 250}`;

/** An organization that can send e-mail through the stand-in. */
async function make(over: object = {}): Promise<TestOrganization> {
  const org = await makeOrganization(database.urls, { passwordHash, ...over });
  const secret = seal(demoResend.apiKey);
  const accountId = newId();
  await insertRow(org, "carrier_account", {
    id: accountId,
    carrier: "resend",
    account_ref: "re_test",
    secret_sealed: secret.sealed,
    webhook_secret_sealed: secret.sealed,
    secret_key_id: secret.keyId,
  });
  await insertRow(org, "sender", {
    id: newId(),
    carrier_account_id: accountId,
    channel: "email",
    address: "clinic@luma.example",
    kind: "email",
  });
  return org;
}

const mails = (org: TestOrganization) => queuedMails(database.query, org.organizationId);
const forgot = (email: string) => requestPasswordReset({ email, ip: ip(), requestId: newId() });
const set = (token: string, password: string) => setPasswordByToken({ token, password, ip: ip(), requestId: newId() });
const signIn = (org: TestOrganization, password: string) => signInWithPassword({ email: emailOf(org, "staff"), password, ip: ip() });

/** Asks for a reset, and takes the token out of the e-mail that comes. */
async function tokenFor(org: TestOrganization): Promise<string> {
  await forgot(emailOf(org, "staff").toUpperCase());
  const { tokenId } = (await mails(org)).at(-1)!;
  await sendAccountMail({
    organizationId: org.organizationId,
    mail: "reset-link",
    userId: org.users.staff,
    tokenId: tokenId!,
    key: newId(),
  });
  const inbox = await world.control.inbox(emailOf(org, "staff"));
  const { text } = inbox.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)!;
  return /\/set-password\/(\w+)/.exec(text)![1]!;
}

describe("a forgotten password", () => {
  test("[SEC-01] the link comes by e-mail, sets a new password once, ends every session, and lifts a lock", async () => {
    const org = await make();
    const sessionId = await org.asStaff((ctx) => openSession(ctx, { ip: ip() }, "totp"));
    await database.query("update app_user set failed_sign_ins = 12, locked_until = now() + interval '1 hour' where id = $1", [
      org.users.staff,
    ]);
    const token = await tokenFor(org);
    expect(await findPasswordToken(token, ip())).toMatchObject({ state: "open", purpose: "reset", email: emailOf(org, "staff") });
    await set(token, fresh);
    expect(await checkSession(sessionId)).toBeUndefined();
    expect(await signIn(org, fresh)).toMatchObject({ next: "enrol" });
    await expect(signIn(org, old)).rejects.toMatchObject({ code: "invalid" });
    await expect(set(token, "another seven brass owls")).rejects.toMatchObject({ code: "conflict" });
    expect((await findPasswordToken(token, ip()))?.state).toBe("used");
    expect((await mails(org)).map((one) => one.mail)).toEqual(["reset-link", "password-changed"]);
    const actions = await database.query(
      "select action, detail from audit_entry where organization_id = $1 and entity = 'user' order by id",
      [org.organizationId],
    );
    expect(actions.map((row) => row.action)).toEqual(["create-password-link", "send-account-mail", "set-password"]);
  });

  test("[SEC-01] of two who use the link at once, one does", async () => {
    const org = await make();
    const token = await tokenFor(org);
    const results = await Promise.allSettled([set(token, fresh), set(token, "another seven brass owls")]);
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  test("[SEC-01] an older link, one that is too old, and made-up ones do nothing", async () => {
    const org = await make();
    const first = await tokenFor(org);
    const second = await tokenFor(org);
    await expect(set(first, fresh)).rejects.toMatchObject({ code: "conflict" });
    await database.query("update password_token set expires_at = clock_timestamp() where token_hash = $1", [linkHash(second)]);
    expect((await findPasswordToken(second, ip()))?.state).toBe("expired");
    await expect(set(second, fresh)).rejects.toMatchObject({ code: "conflict" });
    for (const made of ["", "../../evil", "3".repeat(17)]) {
      expect(await findPasswordToken(made, ip())).toBeUndefined();
      await expect(set(made, fresh)).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await signIn(org, old)).toBeDefined();
  });

  test("[SEC-01] the answer and its time are the same for an account and for none; nothing is sent to the latter", async () => {
    const org = await make();
    const timed = async (email: string): Promise<number> => {
      const from = performance.now();
      expect(await forgot(email)).toBeUndefined();
      return performance.now() - from;
    };
    const [known, unknown] = [await timed(emailOf(org, "staff")), await timed("nobody@nowhere.example")];
    expect(known).toBeGreaterThan(390);
    expect(unknown).toBeGreaterThan(390);
    expect(await database.query("select 1 from password_token t join app_user u on u.id = t.user_id where u.email like 'nobody%'")).toEqual(
      [],
    );
    await database.query("update app_user set disabled_at = now() where id = $1", [org.users.manager]);
    await forgot(emailOf(org, "manager"));
    expect((await mails(org)).map((one) => one.userId)).toEqual([org.users.staff]);
  });

  test("[SEC-04] asking is limited by account, known or not", async () => {
    for (let i = 0; i < RESET_BY_EMAIL.points; i++) await forgot("often@nowhere.example");
    await expect(forgot("Often@nowhere.example")).rejects.toMatchObject({ code: "too-many" });
  });

  test("[SEC-05] the token is stored as a hash; events, audit and the mail's subject do not hold it", async () => {
    const org = await make();
    const token = await tokenFor(org);
    for (const table of ["password_token", "outbox_event", "audit_entry", "rate_limit"])
      expect(JSON.stringify(await database.query(`select * from ${table}`)), table).not.toContain(token);
  });

  test("[SEC-01] the rules for passwords hold here too, with the error beside the field; the link stays good", async () => {
    const org = await make();
    const token = await tokenFor(org);
    await expect(set(token, "short")).rejects.toMatchObject({ fields: { password: expect.stringContaining("12") } });
    await expect(set(token, "password12345")).rejects.toMatchObject({ fields: { password: expect.stringContaining("attackers") } });
    await set(token, fresh);
  });
});

describe("an invitation", () => {
  test("[ADM-03] [SEC-01] sets the first password; only admins make one, for their own people", async () => {
    const org = await make();
    const other = await make();
    const input = { userId: org.users.staff, purpose: "invitation" } as const;
    await expect(org.asManager((ctx) => createPasswordToken(ctx, input))).rejects.toMatchObject({ code: "forbidden" });
    await expect(other.asAdmin((ctx) => createPasswordToken(ctx, input))).rejects.toMatchObject({ code: "not-found" });
    const { id, expiresAt } = await org.asAdmin((ctx) => createPasswordToken(ctx, input));
    expect((expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(7, 1);
    const url = (await org.asAdmin((ctx) => passwordTokenUrl(ctx, id)))!;
    expect(await other.asAdmin((ctx) => passwordTokenUrl(ctx, id))).toBeUndefined();
    await set(url.split("/").at(-1)!, fresh);
    expect(await signIn(org, fresh)).toMatchObject({ next: "enrol" });
    expect((await mails(org)).map((one) => one.mail)).toEqual(["invitation"]);
  });
});

describe("one's own password", () => {
  const scopeOf = (org: TestOrganization, sessionId: string) => ({
    organizationId: org.organizationId,
    actor: { kind: "user", id: org.users.staff, role: "staff", sessionId } as const,
    requestId: newId(),
  });

  test("[SEC-01] changing it takes the current one, ends the other sessions and keeps this one", async () => {
    const org = await make();
    const [here, there] = [
      await org.asStaff((ctx) => openSession(ctx, { ip: ip() }, "totp")),
      await org.asStaff((ctx) => openSession(ctx, { ip: ip() }, "totp")),
    ];
    const scope = scopeOf(org, here);
    await expect(changeOwnPassword(scope, { current: "wrong", password: fresh })).rejects.toMatchObject({
      fields: { current: expect.any(String) },
    });
    await expect(changeOwnPassword(scope, { current: old, password: "staff of this" })).resolves.toBeUndefined();
    expect(await checkSession(here)).toBeDefined();
    expect(await checkSession(there)).toBeUndefined();
    expect((await mails(org)).map((one) => one.mail)).toEqual(["password-changed"]);
  });

  test("[SEC-04] guessing the current one is limited", async () => {
    const org = await make();
    const scope = scopeOf(org, await org.asStaff((ctx) => openSession(ctx, { ip: ip() }, "totp")));
    for (let i = 0; i < 10; i++)
      await expect(changeOwnPassword(scope, { current: "wrong", password: fresh })).rejects.toMatchObject({ code: "invalid" });
    await expect(changeOwnPassword(scope, { current: old, password: fresh })).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("e-mails about accounts", () => {
  test("[SEC-01] every kind has its words, goes to the person, and a repeat is not sent twice", async () => {
    const org = await make();
    for (const mail of ACCOUNT_MAILS) {
      const job = { organizationId: org.organizationId, mail, userId: org.users.manager, key: newId() };
      expect(await sendAccountMail(job)).toEqual({ sent: true });
      expect(await sendAccountMail(job)).toEqual({ sent: true });
    }
    const emails = await world.control.inbox(emailOf(org, "manager"));
    expect(new Set(emails.map((one) => one.subject)).size).toBe(ACCOUNT_MAILS.length);
    expect(emails).toHaveLength(ACCOUNT_MAILS.length);
  });

  test("[SEC-01] without a sender, for a stranger or with a link that is over it is not sent, and says why", async () => {
    const org = await make();
    const bare = await makeOrganization(database.urls);
    const job = (o: TestOrganization, userId: string, tokenId?: string) =>
      sendAccountMail({ organizationId: o.organizationId, mail: "reset-link", userId, key: newId(), ...(tokenId && { tokenId }) });
    expect(await job(bare, bare.users.staff)).toEqual({ sent: false, reason: "no-sender" });
    expect(await job(org, bare.users.staff)).toEqual({ sent: false, reason: "no-person" });
    expect(await job(org, org.users.staff, newId())).toEqual({ sent: false, reason: "link-over" });
  });
});
