import { afterEach, describe, expect, test } from "vitest";
import { LiveHub } from "@/lib/live/hub";
import { liveStream } from "@/lib/live/stream";
import { saveSetting } from "@/lib/settings/save-setting";
import { checkSession } from "@/lib/tenancy/resolve";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { testEnvironment } from "@/tests/support/environment";
import { sealSession } from "../cookie";
import { userOfCookie } from "../session";
import { openSession, type Factor } from "./open-session";
import { listOwnSessions } from "./queries";
import { revokeOtherSessions, revokeOwnSession, revokeSessions } from "./revoke";

const database = useTestDatabase();
const hubs: LiveHub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

const CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";
const open = (org: TestOrganization, factor: Factor = "totp", ip = "192.0.2.1") =>
  org.asStaff((ctx) => openSession(ctx, { ip, userAgent: CHROME }, factor));
const asStaff = (org: TestOrganization, sessionId: string) => ({ kind: "user", id: org.users.staff, role: "staff", sessionId }) as const;
const age = (id: string, minutes: number) =>
  database.query("update user_session set seen_at = clock_timestamp() - make_interval(mins => $2) where id = $1", [id, minutes]);
const seenAgo = async (id: string): Promise<number> =>
  (await database.query("select extract(epoch from clock_timestamp() - seen_at)::float8 as s from user_session where id = $1", [id]))[0]!
    .s as number;

describe("one's own sessions", () => {
  test("[SEC-01] are listed with device, address and last use, the current one first; ended ones are not", async () => {
    const org = await makeOrganization(database.urls);
    const [one, two, gone, idle] = [await open(org), await open(org, "totp", "198.51.100.7"), await open(org), await open(org)];
    await org.as(asStaff(org, two), (ctx) => revokeOwnSession(ctx, { sessionId: gone }));
    await age(idle, 16);
    await age(one, 3);
    const listed = await org.as(asStaff(org, one), listOwnSessions);
    expect(listed).toMatchObject([
      { id: one, device: "Chrome on Windows", ip: "192.0.2.1", current: true },
      { id: two, ip: "198.51.100.7", current: false },
    ]);
    expect(Date.now() - listed[0]!.seenAt.getTime()).toBeGreaterThan(170_000);
  });

  test("[SEC-01] one or all others are ended; audited; somebody else's are not found", async () => {
    const org = await makeOrganization(database.urls);
    const [here, there, third] = [await open(org), await open(org), await open(org)];
    const admins = await org.asAdmin((ctx) => openSession(ctx, { ip: "192.0.2.9" }, "totp"));
    const me = asStaff(org, here);
    for (const sessionId of [admins, "x"])
      await expect(org.as(me, (ctx) => revokeOwnSession(ctx, { sessionId }))).rejects.toMatchObject({ code: "not-found" });
    await org.as(me, (ctx) => revokeOwnSession(ctx, { sessionId: there }));
    expect(await checkSession(there)).toBeUndefined();
    expect(await org.as(me, revokeOtherSessions)).toEqual({ ended: 1 });
    expect(await checkSession(third)).toBeUndefined();
    expect(await checkSession(here)).toBeDefined();
    expect(await checkSession(admins)).toBeDefined();
    const audits = await database.query(
      "select action from audit_entry where organization_id = $1 and action like 'revoke-%' order by id",
      [org.organizationId],
    );
    expect(audits.map((row) => row.action)).toEqual(["revoke-session", "revoke-sessions"]);
  });
});

describe("an admin", () => {
  test("[SEC-01] ends a member's sessions, which ends their open streams with the next tick and says so; others cannot", async () => {
    const org = await makeOrganization(database.urls);
    const other = await makeOrganization(database.urls);
    const sessionId = await open(org);
    const hub = new LiveHub();
    hubs.push(hub);
    const stream = liveStream({
      hub,
      organizationId: org.organizationId,
      topics: ["messages"],
      stillAllowed: async () => (await checkSession(sessionId))?.organizationId === org.organizationId,
      signal: new AbortController().signal,
      tickMs: 30,
    });
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    let text = "";
    const readUntil = async (what: string): Promise<void> => {
      while (!text.includes(what)) {
        const { value, done } = await reader.read();
        if (done) return;
        text += decoder.decode(value, { stream: true });
      }
    };
    await readUntil(": tick");
    const input = { userId: org.users.staff };
    await expect(org.asManager((ctx) => revokeSessions(ctx, input))).rejects.toMatchObject({ code: "forbidden" });
    await expect(other.asAdmin((ctx) => revokeSessions(ctx, input))).rejects.toMatchObject({ code: "not-found" });
    await readUntil(": tick\n\n: tick");
    expect(text).not.toContain("signed-out");
    expect(await org.asAdmin((ctx) => revokeSessions(ctx, input))).toEqual({ ended: 1 });
    const ended = performance.now();
    await readUntil("never");
    expect(performance.now() - ended).toBeLessThan(1_000);
    expect(text).toContain("event: signed-out");
    expect(hub.size).toBe(0);
  });
});

describe("time", () => {
  test("[SEC-01] a session ends after the organization's minutes without use, also for a laptop that slept", async () => {
    const org = await makeOrganization(database.urls);
    const id = await open(org);
    await age(id, 14);
    expect(await checkSession(id)).toMatchObject({ idleMinutes: 15 });
    await age(id, 15);
    expect(await checkSession(id)).toBeUndefined();
    expect(await checkSession(id, true)).toBeUndefined();
    await org.asAdmin((ctx) => saveSetting(ctx, { key: "security.idleMinutes", scope: "organization", value: 30 }));
    expect(await checkSession(id)).toMatchObject({ idleMinutes: 30 });
    await expect(
      org.asAdmin((ctx) => saveSetting(ctx, { key: "security.idleMinutes", scope: "organization", value: 1 })),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(
      org.asManager((ctx) => saveSetting(ctx, { key: "security.idleMinutes", scope: "organization", value: 5 })),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("[SEC-01] use begins it anew; what a screen fetches by itself does not", async () => {
    const org = await makeOrganization(database.urls);
    const id = await open(org);
    await age(id, 10);
    await checkSession(id);
    expect(await seenAgo(id)).toBeGreaterThan(590);
    await checkSession(id, true);
    expect(await seenAgo(id)).toBeLessThan(5);
  });

  test("[SEC-01] twelve hours are the end, however much it is used; revoked stays revoked", async () => {
    const org = await makeOrganization(database.urls);
    const id = await open(org);
    const [row] = await database.query(
      "select extract(epoch from expires_at - created_at)::float8 / 3600 as hours from user_session where id = $1",
      [id],
    );
    expect(row!.hours).toBeCloseTo(12, 3);
    await database.query("update user_session set expires_at = clock_timestamp() where id = $1", [id]);
    expect(await checkSession(id, true)).toBeUndefined();
  });

  test("[SEC-01] live, a session that was opened by password alone counts for nothing", async () => {
    const org = await makeOrganization(database.urls);
    const cookies = await Promise.all(
      (["password", "totp", "recovery-code", "sso"] as const).map(async (factor) => sealSession(await open(org, factor))),
    );
    const count = async (): Promise<boolean[]> => Promise.all(cookies.map(async (cookie) => (await userOfCookie(cookie)) !== undefined));
    expect(await count()).toEqual([true, true, true, true]);
    testEnvironment(database, {
      LUMA_MODE: "live",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "0".repeat(32),
      RESEND_API_KEY: "re_test",
    });
    try {
      expect(await count()).toEqual([false, true, true, true]);
    } finally {
      testEnvironment(database);
    }
  });
});
