import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { saveSetting } from "@/lib/settings/save-setting";
import { checkSession, resolveSignInStep } from "@/lib/tenancy/resolve";
import { emailOf, passStep, queuedMails, withAuthenticator } from "@/tests/support/accounts";
import { testEnvironment } from "@/tests/support/environment";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { unlockUser } from "./lockout";
import { hashPassword } from "./passwords";
import { factorState, findPendingSecret } from "./second-factor/factor";
import { beginFactor, finishFactor, removeOwnFactor, renewOwnCodes, resetSecondFactor } from "./second-factor/reset";
import { codeAt } from "./second-factor/totp";
import { codesDuringSignIn, enrolDuringSignIn, enrolmentOf, findStep, finishEnrolment, signInWithCode } from "./second-half";
import { openSession } from "./sessions/open-session";
import { signInWithPassword } from "./sign-in";

const database = useTestDatabase();
const password = "violet kayak 93 lamp";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

let address = 0;
const ip = () => `198.51.100.${(address += 1) % 250}`;
const make = () => makeOrganization(database.urls, { passwordHash });
const now = () => Date.now() / 1000;
const LIVE = { LUMA_MODE: "live", TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`, TWILIO_AUTH_TOKEN: "0".repeat(32), RESEND_API_KEY: "re_test" };
const OVER = { code: "signed-out", message: expect.stringContaining("Start again") };

type Org = Awaited<ReturnType<typeof make>>;
async function half(org: Org, role: "admin" | "manager" | "staff" = "staff"): Promise<string> {
  const outcome = await signInWithPassword({ email: emailOf(org, role), password, ip: ip() });
  if (outcome.next === "signed-in") throw new Error("was not asked for a second factor");
  return outcome.stepId;
}
const enter = (stepId: string | undefined, code: string, kind: "app" | "recovery" = "app") =>
  signInWithCode({ stepId, code, with: kind, requestId: newId(), ip: ip(), userAgent: "Test/1.0" });

describe("signing in by password and code", () => {
  test("[SEC-01] the right code opens the session; half-way there is none", async () => {
    const org = await make();
    const { secret } = await withAuthenticator(org, "staff");
    const stepId = await half(org);
    expect(await database.query("select 1 from user_session where organization_id = $1", [org.organizationId])).toEqual([]);
    expect(await checkSession(stepId)).toBeUndefined();
    const sessionId = await enter(stepId, codeAt(secret, now()));
    expect(await checkSession(sessionId)).toMatchObject({ userId: org.users.staff, factor: "totp", idleMinutes: 15 });
    await expect(enter(stepId, codeAt(secret, now() + 30))).rejects.toMatchObject(OVER);
  });

  test("[SEC-01] a code that was used, or seen by somebody else, does not work again", async () => {
    const org = await make();
    const { secret } = await withAuthenticator(org, "staff");
    const code = codeAt(secret, now());
    await enter(await half(org), code);
    await expect(enter(await half(org), code)).rejects.toMatchObject({
      code: "invalid",
      fields: { code: expect.stringContaining("used before") },
    });
  });

  test("[SEC-01] of two who enter the same code at once, one gets in", async () => {
    const org = await make();
    const { secret } = await withAuthenticator(org, "staff");
    const steps = [await half(org), await half(org)];
    const results = await Promise.allSettled(steps.map((step) => enter(step, codeAt(secret, now()))));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  test("[SEC-01] five wrong codes end the sign-in, ten lock the account; the person is told, the answer never says so", async () => {
    const org = await make();
    const { secret } = await withAuthenticator(org, "staff");
    for (let round = 0; round < 2; round++) {
      const stepId = await half(org);
      for (let i = 0; i < 5; i++) await expect(enter(stepId, "000000")).rejects.toMatchObject({ code: "invalid" });
      await expect(enter(stepId, codeAt(secret, now()))).rejects.toMatchObject(OVER);
    }
    await expect(half(org)).rejects.toMatchObject({ code: "invalid", message: "E-mail address and password do not match." });
    expect(await queuedMails(database.query, org.organizationId)).toMatchObject([{ mail: "locked", userId: org.users.staff }]);
    expect(
      await database.query("select action from audit_entry where organization_id = $1 and action = 'lock-user'", [org.organizationId]),
    ).toHaveLength(1);
  });

  test("[SEC-01] an open step does not get past a lock; each further failure locks for twice as long; an admin unlocks", async () => {
    const org = await make();
    const { secret } = await withAuthenticator(org, "staff");
    const stepId = await half(org);
    const lock = async () =>
      (
        await database.query(
          "select extract(epoch from locked_until - clock_timestamp())::int / 60 as minutes from app_user where id = $1",
          [org.users.staff],
        )
      )[0]!.minutes;
    const fail = () =>
      expect(signInWithPassword({ email: emailOf(org, "staff"), password: "wrong", ip: ip() })).rejects.toMatchObject({ code: "invalid" });
    for (let i = 0; i < 10; i++) await fail();
    expect(await lock()).toBe(15);
    await expect(enter(stepId, codeAt(secret, now()))).rejects.toMatchObject(OVER);
    for (const minutes of [30, 60, 120, 240, 240]) {
      await database.query("update app_user set locked_until = clock_timestamp() where id = $1", [org.users.staff]);
      await fail();
      expect(await lock()).toBe(minutes);
    }
    await expect(org.asManager((ctx) => unlockUser(ctx, { userId: org.users.staff }))).rejects.toMatchObject({ code: "forbidden" });
    expect(await org.asAdmin((ctx) => unlockUser(ctx, { userId: org.users.staff }))).toEqual({ changed: true });
    await enter(await half(org), codeAt(secret, now()));
  });

  test("[SEC-01] a step is over after ten minutes, and a made-up one is none", async () => {
    const org = await make();
    const { secret } = await withAuthenticator(org, "staff");
    const stepId = await half(org);
    await database.query("update sign_in_step set expires_at = clock_timestamp() where id = $1", [stepId]);
    await expect(enter(stepId, codeAt(secret, now()))).rejects.toMatchObject(OVER);
    for (const made of [undefined, "x", newId()]) await expect(enter(made, codeAt(secret, now()))).rejects.toMatchObject(OVER);
  });
});

describe("recovery codes", () => {
  test("[SEC-01] each works once, also in capitals, and the person is told", async () => {
    const org = await make();
    const { recoveryCodes } = await withAuthenticator(org, "manager");
    const [first, second] = recoveryCodes;
    const sessionId = await enter(await half(org, "manager"), ` ${first!.toUpperCase()}`, "recovery");
    expect(await checkSession(sessionId)).toMatchObject({ factor: "recovery-code" });
    await expect(enter(await half(org, "manager"), first!, "recovery")).rejects.toMatchObject({ code: "invalid" });
    await enter(await half(org, "manager"), second!, "recovery");
    expect(await org.asManager((ctx) => factorState(ctx, org.users.manager))).toMatchObject({ codesLeft: 8 });
    expect((await queuedMails(database.query, org.organizationId)).map((one) => one.mail)).toEqual([
      "recovery-code-used",
      "recovery-code-used",
    ]);
  });

  test("[SEC-05] neither codes nor secrets are stored as they are", async () => {
    const org = await make();
    const { secret, recoveryCodes } = await withAuthenticator(org, "staff");
    const rows = JSON.stringify(await database.query("select * from user_factor f full join recovery_code r using (user_id)"));
    const bytes = (await database.query("select secret_sealed from user_factor where user_id = $1", [org.users.staff]))[0]!
      .secret_sealed as Buffer;
    for (const text of [secret, recoveryCodes[0]!, recoveryCodes[0]!.replaceAll("-", "")]) {
      expect(rows).not.toContain(text);
      expect(bytes.toString("latin1")).not.toContain(text);
    }
    const audits = JSON.stringify(await database.query("select * from audit_entry where organization_id = $1", [org.organizationId]));
    for (const text of [secret, ...recoveryCodes]) expect(audits).not.toContain(text);
  });
});

describe("setting up on the way in", () => {
  test("[SEC-01] live: right after the password everyone without an authenticator sets one up, and is in; never without", async () => {
    const org = await make();
    testEnvironment(database, LIVE);
    try {
      const stepId = await half(org);
      const { secret, email } = (await enrolmentOf(stepId, newId()))!;
      expect(email).toBe(emailOf(org, "staff"));
      expect((await enrolmentOf(stepId, newId()))!.secret).toBe(secret);
      await expect(finishEnrolment({ stepId, requestId: newId(), ip: ip() })).rejects.toMatchObject(OVER);
      await expect(enrolDuringSignIn({ stepId, code: "000000", requestId: newId() })).rejects.toMatchObject({ code: "invalid" });
      const code = codeAt(secret, now());
      const codes = await enrolDuringSignIn({ stepId, code, requestId: newId() });
      expect(codes).toHaveLength(10);
      const again = await codesDuringSignIn({ stepId, requestId: newId() });
      expect(again).not.toEqual(codes);
      const sessionId = await finishEnrolment({ stepId, requestId: newId(), ip: ip() });
      expect(await checkSession(sessionId)).toMatchObject({ factor: "totp" });
      // From now on the code is asked for, and the one that confirmed is used up.
      const next = await half(org);
      expect((await resolveSignInStep(next))?.kind).toBe("code");
      await expect(enter(next, code)).rejects.toMatchObject({ code: "invalid" });
      await passStep(database.query, org.users.staff);
      await enter(next, codeAt(secret, now()));
    } finally {
      testEnvironment(database);
    }
  });

  test("[SEC-01] whoever holds a step that asks for a code cannot set up another authenticator with it", async () => {
    const org = await make();
    await withAuthenticator(org, "staff");
    const stepId = await half(org);
    expect(await enrolmentOf(stepId, newId())).toBeUndefined();
    await expect(enrolDuringSignIn({ stepId, code: "000000", requestId: newId() })).rejects.toMatchObject(OVER);
    await expect(codesDuringSignIn({ stepId, requestId: newId() })).rejects.toMatchObject(OVER);
    await expect(finishEnrolment({ stepId, requestId: newId(), ip: ip() })).rejects.toMatchObject(OVER);
  });

  test("[SEC-01] a step whose person got an authenticator meanwhile sets up no second one", async () => {
    const org = await make();
    const stepId = await half(org);
    await enrolmentOf(stepId, newId());
    await withAuthenticator(org, "staff");
    expect(await enrolmentOf(stepId, newId())).toBeUndefined();
    await expect(enrolDuringSignIn({ stepId, code: "000000", requestId: newId() })).rejects.toMatchObject(OVER);
    expect((await findStep(stepId))?.kind).toBe("enrol");
  });
});

describe("changing it later", () => {
  const scopeOf = (org: Org, role: "admin" | "staff") => ({
    organizationId: org.organizationId,
    actor: { kind: "user", id: org.users[role], role } as const,
    requestId: newId(),
  });

  test("[SEC-01] a new phone takes the password; the old one counts until the new one is confirmed", async () => {
    const org = await make();
    const old = await withAuthenticator(org, "staff");
    const scope = scopeOf(org, "staff");
    await expect(beginFactor(scope, { password: "wrong" })).rejects.toMatchObject({ fields: { current: expect.any(String) } });
    await beginFactor(scope, { password });
    await enter(await half(org), codeAt(old.secret, now()));
    const secret = (await org.asStaff((ctx) => findPendingSecret(ctx, org.users.staff, null)))!;
    const elsewhere = await org.asStaff((ctx) => openSession(ctx, { ip: ip() }, "totp"));
    expect(await finishFactor(scope, { code: codeAt(secret, now()) })).toHaveLength(10);
    expect(await checkSession(elsewhere)).toBeUndefined();
    await expect(enter(await half(org), codeAt(old.secret, now() + 30))).rejects.toMatchObject({ code: "invalid" });
    await expect(enter(await half(org), old.recoveryCodes[0]!, "recovery")).rejects.toMatchObject({ code: "invalid" });
  });

  test("[SEC-01] what one session began no other one sees or finishes, and not an hour later either", async () => {
    const org = await make();
    await withAuthenticator(org, "staff");
    const [mine, theirs] = [newId(), newId()];
    const of = (sessionId: string) => ({ ...scopeOf(org, "staff"), actor: { ...scopeOf(org, "staff").actor, sessionId } });
    await beginFactor(of(mine), { password });
    const secret = (await org.asStaff((ctx) => findPendingSecret(ctx, org.users.staff, mine)))!;
    expect(await org.asStaff((ctx) => findPendingSecret(ctx, org.users.staff, theirs))).toBeUndefined();
    await expect(finishFactor(of(theirs), { code: codeAt(secret, now()) })).rejects.toMatchObject({ code: "conflict" });
    await database.query("update user_factor set pending_at = pending_at - interval '1 hour' where user_id = $1", [org.users.staff]);
    await expect(finishFactor(of(mine), { code: codeAt(secret, now()) })).rejects.toMatchObject({ code: "conflict" });
    await database.query("update user_factor set pending_at = pending_at + interval '1 hour' where user_id = $1", [org.users.staff]);
    expect(await finishFactor(of(mine), { code: codeAt(secret, now()) })).toHaveLength(10);
  });

  test("[SEC-01] it is not removed where it is required; new recovery codes take the password", async () => {
    const org = await make();
    await withAuthenticator(org, "staff");
    const scope = scopeOf(org, "staff");
    await expect(removeOwnFactor(scope, { password })).rejects.toMatchObject({ code: "conflict" });
    await expect(renewOwnCodes(scope, { password: "wrong" })).rejects.toMatchObject({ code: "invalid" });
    expect(await renewOwnCodes(scope, { password })).toHaveLength(10);
    await org.asAdmin((ctx) => saveSetting(ctx, { key: "security.secondFactor", scope: "organization", value: false }));
    await removeOwnFactor(scope, { password });
    expect((await signInWithPassword({ email: emailOf(org, "staff"), password, ip: ip() })).next).toBe("signed-in");
  });

  test("[SEC-01] an admin resets a lost one: sessions end, the person is told and sets up anew; others and strangers cannot", async () => {
    const org = await make();
    const other = await make();
    const { secret } = await withAuthenticator(org, "staff");
    const sessionId = await enter(await half(org), codeAt(secret, now()));
    const open = await half(org);
    const input = { userId: org.users.staff };
    await expect(org.asManager((ctx) => resetSecondFactor(ctx, input))).rejects.toMatchObject({ code: "forbidden" });
    await expect(other.asAdmin((ctx) => resetSecondFactor(ctx, input))).rejects.toMatchObject({ code: "not-found" });
    await expect(org.asAdmin((ctx) => resetSecondFactor(ctx, { userId: org.users.admin }))).rejects.toMatchObject({ code: "conflict" });
    expect(await org.asAdmin((ctx) => resetSecondFactor(ctx, input))).toEqual({ changed: true });
    expect(await checkSession(sessionId)).toBeUndefined();
    await expect(enter(open, codeAt(secret, now() + 30))).rejects.toMatchObject(OVER);
    expect((await resolveSignInStep(await half(org)))?.kind).toBe("enrol");
    expect((await queuedMails(database.query, org.organizationId)).map((one) => one.mail)).toEqual(["second-factor-reset"]);
  });

  test("[SEC-02] another organization reads and changes nobody's authenticator", async () => {
    const org = await make();
    const other = await make();
    await withAuthenticator(org, "staff");
    await other.asAdmin(async (ctx) => {
      for (const table of ["user_factor", "recovery_code"]) {
        expect(await ctx.sql(`select 1 from ${table} where user_id = $1`, [org.users.staff])).toEqual([]);
        expect(await ctx.sql(`delete from ${table} where user_id = $1 returning 1`, [org.users.staff])).toEqual([]);
      }
      expect(await ctx.sql("update app_user set password_hash = 'x' where id = $1 returning id", [org.users.staff])).toEqual([]);
    });
    await expect(other.asAdmin((ctx) => unlockUser(ctx, { userId: org.users.staff }))).rejects.toMatchObject({ code: "not-found" });
  });
});
