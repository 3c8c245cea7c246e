import { audit } from "@/lib/audit/write";
import { withContext, type Ctx, type Role } from "@/lib/context";
import { unseal } from "@/lib/crypto/keyring";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { RateRule } from "@/lib/rate-limit";
import { createSsoMember, resolveSso } from "@/lib/tenancy/resolve";
import { forgetFailures } from "../lockout";
import { openSession, type SessionPlace } from "../sessions/open-session";
import { limit } from "../sign-in";
import { findConnection, type SsoConnection } from "./connection";
import { authorizationUrl, personOf, type Client, type Person } from "./provider";

const SSO_BY_IP: RateRule = { name: "sso-ip", points: 60, seconds: 900 };

const actor = { kind: "workflow", name: "single-sign-on" } as const;

/** Why a person was not signed in; the page has the words. */
export type SsoProblem = "none" | "ambiguous" | "provider" | "unverified" | "domain" | "unknown" | "expired";

export class SsoRefused extends Error {
  override readonly name = "SsoRefused";
  constructor(
    readonly problem: SsoProblem,
    options?: ErrorOptions,
  ) {
    super(problem, options);
  }
}

/** The short name of the organization that serves an e-mail address's domain; it tells nothing about the account. Throws SsoRefused, too-many. */
export async function findSsoOrganization(email: string, ip: string): Promise<string> {
  await limit([SSO_BY_IP, ip]);
  const domain = email.trim().toLowerCase().split("@")[1] ?? "";
  const found = domain ? await resolveSso({ domain }) : [];
  if (found.length === 0) throw new SsoRefused("none");
  if (found.length > 1) throw new SsoRefused("ambiguous");
  return found[0]!.slug;
}

const clientOf = (connection: SsoConnection, organization: string): Client => ({
  organization,
  issuer: connection.issuer,
  clientId: connection.clientId,
  secret: unseal(connection.secretSealed, connection.secretKeyId).toString(),
});

async function connectionOf(slug: string): Promise<{ organizationId: string; connection: SsoConnection }> {
  const [organization] = slug ? await resolveSso({ slug }) : [];
  const scope = organization && { organizationId: organization.organizationId, actor };
  const connection = scope && (await withContext(scope, findConnection));
  if (!organization || !connection?.enabled) throw new SsoRefused("none");
  return { organizationId: organization.organizationId, connection };
}

/** Where the person signs in, and what the browser has to bring back. Throws SsoRefused, too-many. */
export async function beginSso(input: { slug: string; ip: string; next: string }): Promise<{ url: string; facts: Record<string, string> }> {
  await limit([SSO_BY_IP, input.ip]);
  const { connection } = await connectionOf(input.slug);
  try {
    const { url, ...sent } = await authorizationUrl(clientOf(connection, input.slug));
    return { url: url.href, facts: { ...sent, slug: input.slug, next: input.next } };
  } catch (cause) {
    log().warn({ err: cause }, "sso-begin");
    throw new SsoRefused("provider", { cause });
  }
}

/** `slug`: of the address that the provider sent the browser back to. */
export type SsoReturn = { slug: string; facts: Record<string, unknown> | undefined; search: string; requestId: string } & SessionPlace;

/**
 * Signs in whoever the organization's identity provider vouches for: a member with that verified address, of a domain that the
 * organization named. Somebody new becomes a member only where the organization wants that. The provider asks for second
 * factors, so none is asked for here. Gives session and where to go on. Throws SsoRefused, too-many.
 */
export async function finishSso(input: SsoReturn): Promise<{ sessionId: string; next: string }> {
  await limit([SSO_BY_IP, input.ip]);
  const { state, nonce, verifier, slug, next } = readFacts(input.facts);
  // What another organization's provider answered is not this one's to redeem.
  if (slug !== input.slug) throw new SsoRefused("expired");
  const { organizationId, connection } = await connectionOf(slug);
  let person: Person;
  try {
    person = await personOf(clientOf(connection, slug), input.search, { state, nonce, verifier });
  } catch (error) {
    log().warn({ requestId: input.requestId, organizationId, err: error instanceof Error ? error.cause : error }, "sso-refused");
    throw new SsoRefused("provider", { cause: error });
  }
  if (!person.verified || !person.email) throw new SsoRefused("unverified");
  if (!connection.domains.includes(person.email.split("@")[1] ?? "")) throw new SsoRefused("domain");
  const member = await memberFor(organizationId, connection, person, input.requestId);
  const scope = { organizationId, actor: { kind: "user", id: member.id, role: member.role } as const, requestId: input.requestId };
  const sessionId = await withContext(scope, async (ctx) => {
    await forgetFailures(ctx, member.id);
    return openSession(ctx, input, "sso");
  });
  return { sessionId, next };
}

function readFacts(facts: Record<string, unknown> | undefined): Record<"state" | "nonce" | "verifier" | "slug" | "next", string> {
  const text = (name: string): string => {
    const value = facts?.[name];
    if (typeof value !== "string" || value === "") throw new SsoRefused("expired");
    return value;
  };
  return { state: text("state"), nonce: text("nonce"), verifier: text("verifier"), slug: text("slug"), next: text("next") };
}

type SsoMember = { id: string; role: Role };

async function memberFor(organizationId: string, connection: SsoConnection, person: Person, requestId: string): Promise<SsoMember> {
  const scope = { organizationId, actor, requestId };
  const found = await withContext(scope, (ctx) => findMember(ctx, person.email));
  if (found === "closed") throw new SsoRefused("unknown");
  if (found) return found;
  if (!connection.createUsers) throw new SsoRefused("unknown");
  const name = person.name.trim().slice(0, 100) || person.email;
  const id = await createSsoMember(organizationId, { email: person.email, name });
  if (!id) throw new SsoRefused("unknown");
  await withContext(scope, (ctx) => audit(ctx, { action: "create-user", entity: "user", entityId: id, detail: { how: "sso" } }));
  return { id, role: "staff" };
}

async function findMember(ctx: Ctx, email: string): Promise<SsoMember | "closed" | undefined> {
  const [row] = await ctx.sql<SsoMember & { open: boolean; demo: boolean }>(
    `select u.id, m.role, u.demo, u.disabled_at is null and m.deactivated_at is null as open
     from app_user u join membership m on m.user_id = u.id and m.organization_id = $1 where u.email = $2`,
    [ctx.organizationId, email],
  );
  if (!row) return undefined;
  if (!row.open || (row.demo && env().mode === "live")) return "closed";
  return { id: row.id, role: row.role };
}
