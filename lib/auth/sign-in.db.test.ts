import { beforeAll, describe, expect, test } from "vitest";
import { saveSetting } from "@/lib/settings/save-setting";
import { checkSession, closeSession } from "@/lib/tenancy/resolve";
import { testEnvironment } from "@/tests/support/environment";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { sealSession, unsealSession } from "./cookie";
import { hashPassword } from "./passwords";
import { endSession, userOfCookie } from "./session";
import { SIGN_IN_BY_EMAIL, SIGN_IN_BY_IP, signInWithPassword } from "./sign-in";

const database = useTestDatabase();
const password = "correct horse battery";
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

let address = 0;
const newIp = () => `192.0.2.${(address += 1)}`;
/** An organization whose people sign in by password alone, as far as the mode allows. */
async function make(over: object = {}) {
  const org = await makeOrganization(database.urls, { passwordHash, ...over });
  await org.asAdmin((ctx) => saveSetting(ctx, { key: "security.secondFactor", scope: "organization", value: false }));
  return org;
}
async function session(input: Parameters<typeof signInWithPassword>[0]): Promise<string> {
  const outcome = await signInWithPassword(input);
  if (outcome.next !== "signed-in") throw new Error(`asked for ${outcome.next}`);
  return outcome.sessionId;
}
const WRONG = { code: "invalid", message: "E-mail address and password do not match." };

describe("signing in", () => {
  test("[SEC-01] the right password opens a session that the cookie names; signing out ends it; both are audited", async () => {
    const org = await make();
    const email = `manager@${org.slug}.example`;
    const sessionId = await session({ email: email.toUpperCase(), password, ip: newIp(), userAgent: "Test/1.0" });
    const cookie = await sealSession(sessionId);
    expect(cookie).not.toContain(sessionId);
    const user = (await userOfCookie(cookie))!;
    expect(user).toMatchObject({ sessionId, role: "manager", organizationId: org.organizationId, email });
    await endSession(user, sessionId);
    expect(await userOfCookie(cookie)).toBeUndefined();
    const entries = await database.query(
      "select action, actor_id, entity_id from audit_entry where organization_id = $1 and entity = 'session' order by id",
      [org.organizationId],
    );
    expect(entries).toEqual(["sign-in", "sign-out"].map((action) => ({ action, actor_id: org.users.manager, entity_id: sessionId })));
  });

  test("[SEC-01] a cookie that we did not make, or that was changed, opens nothing", async () => {
    const org = await make();
    const sessionId = await session({ email: `staff@${org.slug}.example`, password, ip: newIp() });
    const cookie = await sealSession(sessionId);
    testEnvironment(database, { NEXTAUTH_SECRET: "another-secret-another-secret-another-secret" });
    expect(await unsealSession(cookie)).toBeUndefined();
    testEnvironment(database);
    expect(await unsealSession(cookie)).toBe(sessionId);
    for (const [at, part] of cookie.split(".").entries()) {
      if (part === "") continue;
      // The first character of a part: the last one carries bits that decode to nothing.
      const changed = cookie.split(".").with(at, `${part.startsWith("x") ? "y" : "x"}${part.slice(1)}`);
      expect(await unsealSession(changed.join("."))).toBeUndefined();
    }
    expect(await unsealSession(sessionId)).toBeUndefined();
    expect(await unsealSession(undefined)).toBeUndefined();
  });

  test("[SEC-01] wrong password, unknown, disabled, passwordless and locked accounts get the same answer", async () => {
    const org = await make();
    const without = await makeOrganization(database.urls);
    await database.query("update app_user set disabled_at = now() where id = $1", [org.users.manager]);
    await database.query("update app_user set locked_until = now() + interval '5 minutes' where id = $1", [org.users.admin]);
    const attempts = [
      { email: `staff@${org.slug}.example`, password: "wrong" },
      { email: "nobody@nowhere.example", password },
      { email: `manager@${org.slug}.example`, password },
      { email: `admin@${org.slug}.example`, password },
      { email: `staff@${without.slug}.example`, password },
    ];
    for (const attempt of attempts) await expect(signInWithPassword({ ...attempt, ip: newIp() })).rejects.toMatchObject(WRONG);
    const [locked] = await database.query("select failed_sign_ins from app_user where id = $1", [org.users.admin]);
    expect(locked).toEqual({ failed_sign_ins: 0 });
  });

  test("[SEC-01] an unknown account takes as long as a wrong password", async () => {
    const org = await make();
    const once = async (email: string): Promise<number> => {
      const started = performance.now();
      await signInWithPassword({ email, password: "wrong", ip: newIp() }).catch(() => {});
      return performance.now() - started;
    };
    // In turn, and the least of each: what else the machine does makes single ones longer, never shorter. Without the dummy
    // hash the unknown one would take a twentieth.
    const unknown: number[] = [];
    const known: number[] = [];
    for (let i = 0; i < 7; i++) {
      unknown.push(await once("nobody-at-all@nowhere.example"));
      known.push(await once(`staff@${org.slug}.example`));
    }
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.3);
    expect(ratio).toBeLessThan(3.5);
  });

  test("[SEC-01] ten wrong passwords lock the account against the right one, without saying so", async () => {
    const org = await make();
    const email = `staff@${org.slug}.example`;
    for (let i = 0; i < 10; i++) await expect(signInWithPassword({ email, password: "wrong", ip: newIp() })).rejects.toMatchObject(WRONG);
    await expect(signInWithPassword({ email, password, ip: newIp() })).rejects.toMatchObject(WRONG);
    await database.query("update app_user set locked_until = now() - interval '1 second' where id = $1", [org.users.staff]);
    await expect(signInWithPassword({ email, password, ip: newIp() })).resolves.toBeDefined();
    expect(await database.query("select failed_sign_ins from app_user where id = $1", [org.users.staff])).toEqual([{ failed_sign_ins: 0 }]);
  });

  test("[SEC-04] attempts are limited by account, known or not, and by address", async () => {
    const email = "guessed@nowhere.example";
    const attempt = (ip: string, who = email) => signInWithPassword({ email: who, password: "x", ip });
    for (let i = 0; i < SIGN_IN_BY_EMAIL.points; i++) await expect(attempt(newIp())).rejects.toMatchObject(WRONG);
    await expect(attempt(newIp())).rejects.toMatchObject({
      code: "too-many",
      message: expect.stringMatching(/Try again in 1[45] minutes/),
    });
    const from = newIp();
    await database.query("update rate_limit set points = $1", [SIGN_IN_BY_IP.points]);
    await expect(attempt(from, "first@nowhere.example")).rejects.toMatchObject(WRONG);
    await database.query("update rate_limit set points = $1", [SIGN_IN_BY_IP.points]);
    await expect(attempt(from, "other@nowhere.example")).rejects.toMatchObject({ code: "too-many" });
  }, 60_000);

  test("[SEC-01] live mode lets nobody in by password alone, whatever the setting; demo users never", async () => {
    const org = await make();
    const demo = await make({ demo: true });
    testEnvironment(database, {
      LUMA_MODE: "live",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "0".repeat(32),
      RESEND_API_KEY: "re_test",
    });
    try {
      const attempt = (slug: string, tried = password) =>
        signInWithPassword({ email: `staff@${slug}.example`, password: tried, ip: newIp() });
      expect(await attempt(org.slug)).toMatchObject({ next: "enrol" });
      await expect(attempt(demo.slug)).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("Demo accounts") });
      await expect(attempt(demo.slug, "wrong")).rejects.toMatchObject(WRONG);
      expect(
        await database.query("select 1 from user_session where organization_id = any ($1)", [[org.organizationId, demo.organizationId]]),
      ).toEqual([]);
    } finally {
      testEnvironment(database);
    }
  });

  test("[SEC-01] a session revoked in the database is gone with the next request", async () => {
    const org = await make();
    const sessionId = await session({ email: `admin@${org.slug}.example`, password, ip: newIp() });
    expect(await checkSession(sessionId)).toBeDefined();
    await closeSession(sessionId);
    expect(await userOfCookie(await sealSession(sessionId))).toBeUndefined();
  });
});
