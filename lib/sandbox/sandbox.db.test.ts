import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import { afterEach, expect, test, vi } from "vitest";
import { deactivatePerson } from "@/lib/access/change-person";
import { invitePerson } from "@/lib/access/invite";
import { sendAccountMail } from "@/lib/auth/mail/send";
import { type Actor, type Scope, withContext } from "@/lib/context";
import { loadCarriers } from "@/lib/delivery/carriers";
import { dispatchChunk } from "@/lib/delivery/dispatch";
import { newId } from "@/lib/ids";
import { saveAccount } from "@/lib/senders/save-account";
import { accountInput } from "@/lib/senders/schemas";
import { saveSetting } from "@/lib/settings/save-setting";
import { checkSession, resolveSignIn } from "@/lib/tenancy/resolve";
import { testEnvironment } from "@/tests/support/environment";
import {
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeSender,
  type TestOrganization,
  useTestDatabase,
} from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { createSandbox, resetSandbox } from "./create-sandbox";
import { moveIntoSandbox } from "./enter-sandbox";
import { findSandbox } from "./queries";

const db = useTestDatabase();
const product = useProduct(db);
const demo = () => testEnvironment(db, { APP_URL: product.url, SIMULATOR_URL: product.simulatorUrl });
const live = () =>
  testEnvironment(db, {
    LUMA_MODE: "live",
    SIMULATOR_URL: undefined,
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "0123456789abcdef0123456789abcdef",
    RESEND_API_KEY: "re_0123456789",
    MAIL_FROM: "luma@example.com",
  });
afterEach(() => {
  vi.restoreAllMocks();
  demo();
});

type Who = "admin" | "manager" | "staff";
const actorOf = (org: TestOrganization, role: Who, sessionId?: string): Actor => ({
  kind: "user",
  id: org.users[role],
  role,
  ...(sessionId && { sessionId }),
});
const scopeOf = (org: TestOrganization, role: Who): Scope => ({ organizationId: org.organizationId, actor: actorOf(org, role) });

async function clinic(): Promise<TestOrganization> {
  const org = await makeOrganization(db.urls);
  await makeFacility(org);
  await makeProvider(org);
  await makePatient(org, { last_name: "Realperson" });
  await org.asAdmin((ctx) => saveSetting(ctx, { key: "security.idleMinutes", scope: "organization", value: 25 }));
  return org;
}

const inside = (id: string) => ({ organizationId: id, actor: { kind: "workflow", name: "test" } }) as const;
const rows = (id: string, text: string) => withContext(inside(id), (ctx) => ctx.sql(text));

async function session(org: TestOrganization, role: Who): Promise<string> {
  const id = newId();
  await db.query(
    "insert into user_session (id, user_id, organization_id, expires_at, factor) values ($1, $2, $3, now() + interval '1 hour', 'totp')",
    [id, org.users[role], org.organizationId],
  );
  return id;
}
const move = (organizationId: string, actor: Actor, enter: boolean) =>
  withContext({ organizationId, actor }, (ctx) => moveIntoSandbox(ctx, { enter }));

test("[ADM-05] it copies how the practice is set up, not its patients, people or keys; there is one, and admins make it", async () => {
  const org = await clinic();
  await makeSender(org);
  await expect(createSandbox(scopeOf(org, "manager"))).rejects.toMatchObject({ code: "forbidden" });
  const { id } = await createSandbox(scopeOf(org, "admin"));
  await expect(createSandbox(scopeOf(org, "admin"))).rejects.toMatchObject({ code: "conflict" });
  expect(await org.asStaff(findSandbox)).toMatchObject({ name: "Harbor Clinic (sandbox)" });
  expect(await rows(id, "select name from facility")).toEqual([{ name: "Main Street" }]);
  expect(await rows(id, "select value from setting_value where key = 'security.idleMinutes' and scope_id = organization_id")).toEqual([
    { value: 25 },
  ]);
  expect(await rows(id, "select count(*)::int as n from patient")).toEqual([{ n: 24 }]);
  expect(await rows(id, "select 1 from patient where last_name = 'Realperson'")).toEqual([]);
  expect((await rows(id, "select 1 from planned_message where state = 'planned'")).length).toBeGreaterThan(0);
  const addresses = await rows(id, "select address from endpoint union select address from sender");
  for (const { address } of addresses) expect(String(address)).toMatch(/^\+1\d{3}55501\d\d$|@[a-z0-9.-]+\.example$/);
  const [own] = await db.query("select id from facility where organization_id = $1", [org.organizationId]);
  expect(await rows(id, `select 1 from facility where id = '${String(own!.id)}'`)).toEqual([]);
  const sandboxAdmin: Scope = { organizationId: id, actor: actorOf(org, "admin") };
  await expect(createSandbox(sandboxAdmin)).rejects.toMatchObject({ code: "conflict" });
  const twilio = accountInput.parse({ carrier: "twilio", accountRef: `AC${"c3".repeat(16)}`, secret: "0123456789abcdef0123456789abcdef" });
  await expect(withContext(sandboxAdmin, (ctx) => saveAccount(ctx, twilio))).rejects.toMatchObject({ code: "conflict" });
  const nia = { name: "Nia", email: "nia@sandbox.example", role: "staff", groupIds: [] } as const;
  await expect(withContext(sandboxAdmin, (ctx) => invitePerson(ctx, { ...nia, groupIds: [] }))).rejects.toMatchObject({ code: "conflict" });
});

test("[ADM-05] [SEC-02] a session goes in and back with the person's role; signing in leads home, and who is deactivated at home is out", async () => {
  const org = await clinic();
  const other = await makeOrganization(db.urls);
  const sessionId = await session(org, "staff");
  await expect(move(org.organizationId, actorOf(org, "staff", sessionId), true)).rejects.toMatchObject({ code: "not-found" });
  const { id } = await createSandbox(scopeOf(org, "admin"));
  // Another organization has no way in, and nobody moves another's session.
  await expect(move(other.organizationId, actorOf(other, "staff", await session(other, "staff")), true)).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(move(org.organizationId, actorOf(org, "manager", sessionId), true)).rejects.toMatchObject({ code: "not-found" });
  await move(org.organizationId, actorOf(org, "staff", sessionId), true);
  expect(await checkSession(sessionId)).toMatchObject({ organizationId: id, role: "staff" });
  expect(await resolveSignIn(`staff@${org.slug}.example`)).toMatchObject({ organizationId: org.organizationId });
  await move(id, actorOf(org, "staff", sessionId), false);
  expect(await checkSession(sessionId)).toMatchObject({ organizationId: org.organizationId });
  await move(org.organizationId, actorOf(org, "staff", sessionId), true);
  await org.asAdmin((ctx) => deactivatePerson(ctx, { userId: org.users.staff }));
  expect(await checkSession(sessionId)).toBeUndefined();
});

test("[ADM-05] started afresh it is another one, and who was in it is back home", async () => {
  const org = await clinic();
  const { id } = await createSandbox(scopeOf(org, "admin"));
  const sessionId = await session(org, "manager");
  await move(org.organizationId, actorOf(org, "manager", sessionId), true);
  await expect(resetSandbox(scopeOf(org, "manager"))).rejects.toMatchObject({ code: "forbidden" });
  const again = await resetSandbox(scopeOf(org, "admin"));
  expect(again.id).not.toBe(id);
  expect(await checkSession(sessionId)).toMatchObject({ organizationId: org.organizationId });
  expect(await rows(again.id, "select count(*)::int as n from patient")).toEqual([{ n: 24 }]);
});

/** Makes everything that is planned due, whatever the hour. */
const allDue = (id: string) =>
  db.query(
    `update planned_message set due_at = (select clock_timestamp() + offset_ms * interval '1 millisecond' from product_clock) - interval '1 second'
     where organization_id = $1 and state = 'planned'`,
    [id],
  );
const noon = () =>
  db.query(
    `update product_clock set offset_ms = offset_ms + extract(epoch from
       (date_trunc('day', (clock_timestamp() + offset_ms * interval '1 millisecond') at time zone 'America/New_York') + interval '36 hours') at time zone 'America/New_York'
       - (clock_timestamp() + offset_ms * interval '1 millisecond'))::bigint * 1000`,
  );

/** What tries to leave this process. */
function watchNetwork(): string[] {
  const tried: string[] = [];
  const refuse = (where: unknown): never => {
    const options = where as { hostname?: string; host?: string };
    tried.push(typeof where === "string" ? where : (options.hostname ?? options.host ?? "somewhere"));
    throw new Error("no way out");
  };
  for (const one of [http, https]) vi.spyOn(one, "request").mockImplementation((where: unknown) => refuse(where));
  vi.spyOn(globalThis, "fetch").mockImplementation(async (where) => refuse(where instanceof Request ? where.url : where.toString()));
  return tried;
}

/** Says one thing on every channel, by whatever carriers the organization is given. */
async function sayEverything(id: string): Promise<string[]> {
  const carriers = [...(await withContext(inside(id), loadCarriers)).values()];
  const common = { to: "+12025550100", from: "+13125550100", statusCallback: "http://localhost:1/", attemptId: "a" };
  const outcomes = [];
  for (const one of carriers) {
    if (one.sms) outcomes.push(await one.sms.send({ ...common, body: "Hello" }));
    if (one.voice) outcomes.push(await one.voice.call({ ...common, twiml: "<Response/>", machineDetection: false }));
    if (one.email)
      outcomes.push(
        await one.email.send({
          to: "a@b.example",
          from: "c@d.example",
          subject: "s",
          html: "h",
          text: "t",
          idempotencyKey: "k",
          attemptId: "a",
        }),
      );
    if (one.lookup) await one.lookup.lineType("+12025550100").catch(() => undefined);
    await one.probe?.([]);
  }
  return outcomes.map((one) => one.kind);
}

test("[ADM-05] in live mode a sandbox speaks to nobody, whatever its rows say; the same rows without the mark would", async () => {
  const org = await clinic();
  const { id } = await createSandbox(scopeOf(org, "admin"));
  live();
  const tried = watchNetwork();
  expect(new Set(await sayEverything(id))).toEqual(new Set(["accepted"]));
  expect(tried).toEqual([]);
  // The counter-proof: without the mark the carriers are asked, so the watch does see what would leave.
  await db.query("update organization set sandbox_of = null where id = $1", [id]);
  await sayEverything(id);
  expect(tried.some((where) => where.includes("twilio.com"))).toBe(true);
  expect(tried.some((where) => where.includes("resend.com"))).toBe(true);
});

test("[ADM-05] no other file of the product makes a carrier's client for an organization", () => {
  const files = ["lib", "app", "inngest"]
    .flatMap((folder) => fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|simulator/.test(file));
  const making = files.filter((file) => /\bcreate(Twilio|Resend)\(/.test(fs.readFileSync(file, "utf8")));
  // The installation's own mail about accounts has no organization's keys.
  expect(making.sort()).toEqual(
    ["lib/auth/mail/send.ts", "lib/carriers/resend/index.ts", "lib/carriers/twilio/index.ts", "lib/delivery/carriers.ts"].sort(),
  );
});

test("[ADM-05] in the demonstration its messages reach the stand-ins", async () => {
  const org = await clinic();
  const { id } = await createSandbox(scopeOf(org, "admin"));
  await noon();
  await allDue(id);
  await dispatchChunk(id, 100);
  const [sender] = await rows(id, "select address from sender where channel = 'sms'");
  const texts = (await product.simulator.log()).entries.filter(
    (one) => one.kind === "sms.accepted" && "from" in one && one.from === sender!.address,
  );
  expect(texts.length).toBeGreaterThan(0);
});

test("[ADM-05] [SEC-01] what concerns a person's account is said by their organization, also while they practise", async () => {
  const org = await clinic();
  await product.connect(org);
  const { id } = await createSandbox(scopeOf(org, "admin"));
  expect(await sendAccountMail({ organizationId: id, mail: "password-changed", userId: org.users.staff, key: "s1" })).toEqual({
    sent: true,
  });
  expect((await product.simulator.inbox(`staff@${org.slug}.example`))[0]).toMatchObject({
    from: expect.stringContaining("clinics.example"),
  });
});
