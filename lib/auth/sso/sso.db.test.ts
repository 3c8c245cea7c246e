import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { checkSession } from "@/lib/tenancy/resolve";
import { emailOf } from "@/tests/support/accounts";
import { testEnvironment } from "@/tests/support/environment";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { startOidcServer, type OidcServer } from "@/tests/support/oidc-server";
import { hashPassword } from "../passwords";
import { signInWithPassword } from "../sign-in";
import { isInside, ssoCallbackUrl, testProvider } from "./provider";
import { clientToTest, connectionInput, saveConnection } from "./save-connection";
import { beginSso, findSsoOrganization, finishSso } from "./sign-in";

const database = useTestDatabase();
const password = "violet kayak 93 lamp";
let server: OidcServer;
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
  server = await startOidcServer(ssoCallbackUrl(""));
});
afterAll(() => server.stop());

let address = 0;
const ip = () => `192.0.2.${(address += 1) % 250}`;

type Over = Partial<Record<"issuer" | "clientId" | "secret" | "domains", string> & Record<"enabled" | "required" | "createUsers", boolean>>;
const typed = (org: TestOrganization, over: Over = {}) =>
  connectionInput.parse({
    issuer: server.issuer,
    clientId: server.client.id,
    secret: server.client.secret,
    domains: `${org.slug}.example`,
    enabled: true,
    ...over,
  });

async function make(over: Over = {}): Promise<TestOrganization> {
  const org = await makeOrganization(database.urls, { passwordHash });
  await org.asAdmin((ctx) => saveConnection(ctx, typed(org, over)));
  return org;
}

/** Somebody is at the browser. */
function at(email: string, over: { verified?: boolean; name?: string } = {}): void {
  server.people.set(email, { sub: email, email, email_verified: over.verified ?? true, name: over.name ?? "Ana Lucía Torres" });
  server.who = email;
}

const begin = (org: TestOrganization) => beginSso({ slug: org.slug, ip: ip(), next: "/schedule" });
const finish = (org: TestOrganization, facts: Record<string, unknown> | undefined, search: string) =>
  finishSso({ slug: org.slug, facts, search, requestId: newId(), ip: ip(), userAgent: "Test/1.0" });
async function signIn(org: TestOrganization) {
  const { url, facts } = await begin(org);
  return finish(org, facts, await server.visit(url));
}
const sessions = (org: TestOrganization) => database.query("select 1 from user_session where organization_id = $1", [org.organizationId]);

describe("single sign-on with a real provider", () => {
  test("[SEC-01] a member whom the provider vouches for is in, whatever the capitals of the address; audited; no second factor of ours", async () => {
    const org = await make();
    at(emailOf(org, "staff").toUpperCase());
    const { sessionId, next } = await signIn(org);
    expect(next).toBe("/schedule");
    expect(await checkSession(sessionId)).toMatchObject({ userId: org.users.staff, organizationId: org.organizationId, factor: "sso" });
    const audits = await database.query("select detail from audit_entry where organization_id = $1 and action = 'sign-in'", [
      org.organizationId,
    ]);
    expect(audits).toEqual([{ detail: { factor: "sso" } }]);
    expect(await findSsoOrganization(`Anyone@${org.slug}.example`, ip())).toBe(org.slug);
  });

  test("[SEC-01] what was asked: code flow with PKCE, state and nonce, all different each time", async () => {
    const org = await make();
    const [one, two] = [await begin(org), await begin(org)];
    const query = new URL(one.url).searchParams;
    expect(query.get("response_type")).toBe("code");
    expect(query.get("code_challenge_method")).toBe("S256");
    expect(query.get("redirect_uri")).toBe(`http://localhost:3000/api/auth/sso/callback/${org.slug}`);
    for (const name of ["state", "nonce", "verifier"]) expect(one.facts[name]).not.toBe(two.facts[name]);
    expect(one.url).not.toContain(one.facts.verifier);
  });

  test("[SEC-01] another state, nonce or verifier, a used code, or no memory of the start: refused", async () => {
    const org = await make();
    at(emailOf(org, "staff"));
    for (const changed of ["state", "nonce", "verifier"]) {
      const { url, facts } = await begin(org);
      const search = await server.visit(url);
      await expect(finish(org, { ...facts, [changed]: `${facts[changed]}x`.padEnd(43, "x") }, search), changed).rejects.toMatchObject({
        problem: "provider",
      });
    }
    const { url, facts } = await begin(org);
    const search = await server.visit(url);
    await expect(finish(org, undefined, search)).rejects.toMatchObject({ problem: "expired" });
    await finish(org, facts, search);
    await expect(finish(org, facts, search)).rejects.toMatchObject({ problem: "provider" });
    await expect(finish(org, (await begin(org)).facts, "?error=access_denied")).rejects.toMatchObject({ problem: "provider" });
    expect(await sessions(org)).toHaveLength(1);
  });

  test("[SEC-02] [SEC-01] an organization's provider is never handed what another's answered: each has its own address to come back to", async () => {
    const [clinic, thief] = [await make(), await make()];
    at(emailOf(clinic, "staff"));
    // The thief began a sign-in at the clinic, and their provider sent somebody of the clinic on there, under the sign-in that is theirs.
    const begun = await begin(clinic);
    const lured = await begin(thief);
    const url = new URL(begun.url);
    url.searchParams.set("state", lured.facts.state!);
    const search = await server.visit(url.href);
    const asked = server.tokenRequests;
    await expect(finish(clinic, lured.facts, search)).rejects.toMatchObject({ problem: "expired" });
    expect(server.tokenRequests).toBe(asked);
    // Nor does the clinic's provider answer to the thief's address in the clinic's name.
    expect(url.searchParams.get("redirect_uri")).toBe(ssoCallbackUrl(clinic.slug));
    expect(new URL(lured.url).searchParams.get("redirect_uri")).toBe(ssoCallbackUrl(thief.slug));
    expect(await sessions(clinic)).toEqual([]);
    expect(await sessions(thief)).toEqual([]);
  });

  test("[SEC-01] a code for another client, and a provider that calls itself otherwise: refused", async () => {
    const org = await make();
    at(emailOf(org, "staff"));
    const { url, facts } = await begin(org);
    const search = await server.visit(url);
    await org.asAdmin((ctx) => saveConnection(ctx, typed(org, { clientId: "another" })));
    await expect(finish(org, facts, search)).rejects.toMatchObject({ problem: "provider" });
    // The same server under another name: its description names another issuer than the one that was entered.
    const other = await make({ issuer: server.issuer.replace("127.0.0.1", "localhost") });
    await expect(begin(other)).rejects.toMatchObject({ problem: "provider" });
  });

  test("[SEC-01] an address that is not verified, of another domain, or of nobody here opens nothing", async () => {
    const org = await make();
    at(emailOf(org, "staff"), { verified: false });
    await expect(signIn(org)).rejects.toMatchObject({ problem: "unverified" });
    at("stranger@elsewhere.example");
    await expect(signIn(org)).rejects.toMatchObject({ problem: "domain" });
    at(`nobody@${org.slug}.example`);
    await expect(signIn(org)).rejects.toMatchObject({ problem: "unknown" });
    await database.query("update app_user set disabled_at = now() where id = $1", [org.users.manager]);
    at(emailOf(org, "manager"));
    await expect(signIn(org)).rejects.toMatchObject({ problem: "unknown" });
    await database.query("update membership set deactivated_at = now() where user_id = $1", [org.users.staff]);
    at(emailOf(org, "staff"));
    await expect(signIn(org)).rejects.toMatchObject({ problem: "unknown" });
    expect(await sessions(org)).toEqual([]);
  });

  test("[SEC-01] somebody new becomes staff only where the organization wants that, and never with an address of another organization", async () => {
    const org = await make({ createUsers: true });
    const email = `new.person@${org.slug}.example`;
    at(email, { name: "New Person" });
    const { sessionId } = await signIn(org);
    expect(await checkSession(sessionId)).toMatchObject({ role: "staff", name: "New Person", email });
    const other = await makeOrganization(database.urls);
    await org.asAdmin((ctx) =>
      saveConnection(ctx, typed(org, { createUsers: true, domains: `${org.slug}.example, ${other.slug}.example` })),
    );
    at(emailOf(other, "admin"));
    await expect(signIn(org)).rejects.toMatchObject({ problem: "unknown" });
    expect(await database.query("select organization_id from membership where user_id = $1", [other.users.admin])).toEqual([
      { organization_id: other.organizationId },
    ]);
  });

  test("[SEC-01] single sign-on only: passwords of others than admins are refused; switched off, it opens nothing", async () => {
    const org = await make({ required: true });
    const by = (role: "admin" | "staff", tried = password) => signInWithPassword({ email: emailOf(org, role), password: tried, ip: ip() });
    await expect(by("staff")).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("single sign-on") });
    await expect(by("staff", "wrong")).rejects.toMatchObject({ code: "invalid" });
    expect(await by("admin")).toMatchObject({ next: "enrol" });
    const { url, facts } = await begin(org);
    at(emailOf(org, "staff"));
    const search = await server.visit(url);
    await org.asAdmin((ctx) => saveConnection(ctx, typed(org, { enabled: false, required: true })));
    await expect(finish(org, facts, search)).rejects.toMatchObject({ problem: "none" });
    await expect(begin(org)).rejects.toMatchObject({ problem: "none" });
    await expect(findSsoOrganization(`a@${org.slug}.example`, ip())).rejects.toMatchObject({ problem: "none" });
    expect(await by("staff")).toMatchObject({ next: "enrol" });
  });
});

describe("setting it up", () => {
  test("[SEC-01] admins only; the secret is sealed, stays when left empty, and is asked for again with another issuer", async () => {
    const org = await make();
    await expect(org.asManager((ctx) => saveConnection(ctx, typed(org)))).rejects.toMatchObject({ code: "forbidden" });
    const stored = async () =>
      (await database.query("select secret_sealed from sso_connection where organization_id = $1", [org.organizationId]))[0]!
        .secret_sealed as Buffer;
    const first = await stored();
    expect(first.toString("latin1")).not.toContain(server.client.secret);
    await org.asAdmin((ctx) => saveConnection(ctx, typed(org, { secret: "" })));
    expect(await stored()).toEqual(first);
    const elsewhere = typed(org, { secret: "", issuer: "http://127.0.0.1:1" });
    await expect(org.asAdmin((ctx) => saveConnection(ctx, elsewhere))).rejects.toMatchObject({ fields: { secret: expect.any(String) } });
    await expect(org.asAdmin((ctx) => clientToTest(ctx, elsewhere))).rejects.toMatchObject({ fields: { secret: expect.any(String) } });
    const audits = JSON.stringify(await database.query("select * from audit_entry where organization_id = $1", [org.organizationId]));
    expect(audits).toContain("save-single-sign-on");
    expect(audits).not.toContain(server.client.secret);
  });

  test("[SEC-02] a domain leads to one organization, and nobody claims a public one; another organization sees nothing of it", async () => {
    const org = await make();
    const other = await makeOrganization(database.urls);
    const save = (domains: string) => other.asAdmin((ctx) => saveConnection(ctx, typed(other, { domains })));
    await expect(save(`${org.slug}.example`)).rejects.toMatchObject({
      fields: { domains: expect.stringContaining("another organization") },
    });
    await expect(save("gmail.com")).rejects.toMatchObject({ fields: { domains: expect.stringContaining("Anybody") } });
    expect(await other.asAdmin((ctx) => ctx.sql("select 1 from sso_connection"))).toEqual([]);
    expect(connectionInput.safeParse({ ...typed(org), domains: "not a domain" }).success).toBe(false);
  });

  test("[SEC-01] the test says whether the provider answers and knows us", async () => {
    const client = { issuer: server.issuer, clientId: server.client.id, secret: server.client.secret, organization: "harbor" };
    expect(await testProvider(client)).toMatchObject({ ok: true });
    expect(await testProvider({ ...client, secret: "wrong" })).toMatchObject({ ok: false, message: expect.stringContaining("secret") });
    expect(await testProvider({ ...client, clientId: "nobody" })).toMatchObject({ ok: false });
    expect(await testProvider({ ...client, issuer: "http://127.0.0.1:1" })).toMatchObject({
      ok: false,
      message: expect.stringContaining("No identity provider"),
    });
  });

  test("[SEC-04] live, the server asks no address of its own network", async () => {
    for (const inside of ["127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1"])
      expect(isInside(inside), inside).toBe(true);
    for (const outside of ["93.184.216.34", "172.32.0.1", "2606:2800:220:1::1"]) expect(isInside(outside), outside).toBe(false);
    testEnvironment(database, {
      LUMA_MODE: "live",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "0".repeat(32),
      RESEND_API_KEY: "re_test",
    });
    try {
      const client = { issuer: server.issuer, clientId: server.client.id, secret: server.client.secret, organization: "harbor" };
      expect(await testProvider(client)).toMatchObject({ ok: false });
      const org = await makeOrganization(database.urls);
      await expect(org.asAdmin((ctx) => saveConnection(ctx, typed(org)))).rejects.toMatchObject({
        fields: { issuer: expect.stringContaining("https") },
      });
    } finally {
      testEnvironment(database);
    }
  });
});
