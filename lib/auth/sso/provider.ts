import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import * as oidc from "openid-client";
import { env } from "@/lib/env";

const TIMEOUT_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 30;

/** What an identity provider needs to know us by; `organization`: the short name of the one whose provider it is. */
export type Client = { issuer: string; clientId: string; secret: string; organization: string };

/**
 * Where the identity provider sends people back to; an admin enters it there. Each organization has its own: with one for all, an
 * organization's provider could send people on to another's, and be handed the code that comes back (RFC 9700, 4.4, mix-up).
 */
export const ssoCallbackUrl = (organization: string): string => `${env().APP_URL}/api/auth/sso/callback/${organization}`;

const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits);
inside.addSubnet("fc00::", 7, "ipv6");
inside.addSubnet("fe80::", 10, "ipv6");
inside.addAddress("::1", "ipv6");
inside.addAddress("::", "ipv6");

/** Whether an address belongs to this machine or its own network. */
export function isInside(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return inside.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}

/**
 * The address comes from a settings screen: where Luma is live it must be https and lead outside, so that nobody can have
 * the server ask its own network.
 */
async function outsideOnly(address: string | URL): Promise<void> {
  if (env().mode !== "live") return;
  const url = new URL(address);
  const found = url.protocol === "https:" ? await lookup(url.hostname.replace(/^\[|\]$/g, ""), { all: true }) : [];
  if (found.length === 0 || found.some((one) => isInside(one.address)))
    throw new Error("the identity provider must be reachable by https outside of this network");
}

/** Asks the provider what it offers, and gives a client for it. Throws what openid-client throws. */
async function connect(client: Client): Promise<oidc.Configuration> {
  const guarded: oidc.CustomFetch = async (address, options) => {
    await outsideOnly(address);
    return fetch(address, { ...options, body: options.body ?? null, redirect: "manual" } as RequestInit);
  };
  const demo = env().mode !== "live";
  const found = await oidc.discovery(new URL(client.issuer), client.clientId, undefined, oidc.None(), {
    timeout: TIMEOUT_SECONDS,
    [oidc.customFetch]: guarded,
    // A provider on this machine, to try it out, has no certificate.
    ...(demo && { execute: [oidc.allowInsecureRequests] }),
  });
  const server = found.serverMetadata();
  const methods = server.token_endpoint_auth_methods_supported;
  const proof = methods && !methods.includes("client_secret_basic") ? oidc.ClientSecretPost : oidc.ClientSecretBasic;
  const config = new oidc.Configuration(server, client.clientId, { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS }, proof(client.secret));
  config[oidc.customFetch] = guarded;
  config.timeout = TIMEOUT_SECONDS;
  if (demo) oidc.allowInsecureRequests(config);
  return config;
}

export type SsoTest = { ok: boolean; message: string };

/**
 * Tries a connection without anybody signing in: asks for the provider's description, then for a token with a code that does
 * not exist – a provider that knows us refuses the code, one that does not refuses us.
 */
export async function testProvider(client: Client): Promise<SsoTest> {
  let config: oidc.Configuration;
  try {
    config = await connect(client);
  } catch (error) {
    return {
      ok: false,
      message: `No identity provider answers at this address${hintOf(error)}. Check the issuer, exactly as the provider shows it.`,
    };
  }
  const server = config.serverMetadata();
  if (!server.authorization_endpoint || !server.token_endpoint)
    return { ok: false, message: "The provider offers no sign-in with codes (authorization code flow), which is needed." };
  try {
    await oidc.genericGrantRequest(config, "authorization_code", {
      code: "connection-test",
      redirect_uri: ssoCallbackUrl(client.organization),
      code_verifier: oidc.randomPKCECodeVerifier(),
    });
  } catch (error) {
    if (!(error instanceof oidc.ResponseBodyError)) {
      const challenged = error instanceof oidc.WWWAuthenticateChallengeError;
      return { ok: false, message: challenged ? WRONG_CLIENT : `The provider did not answer as expected${hintOf(error)}.` };
    }
    if (error.error === "invalid_client" || error.error === "unauthorized_client") return { ok: false, message: WRONG_CLIENT };
  }
  return { ok: true, message: "The provider answers, and knows this client id and secret." };
}

const WRONG_CLIENT = "The provider answers, but refuses this client id or secret.";

/** A code for the admin to look up; never the provider's own words. */
function hintOf(error: unknown): string {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : "";
}

/** The address at the provider where the person signs in, and what has to come back with them. */
export async function authorizationUrl(client: Client): Promise<{ url: URL; state: string; nonce: string; verifier: string }> {
  const config = await connect(client);
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: ssoCallbackUrl(client.organization),
    scope: "openid email profile",
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  return { url, state, nonce, verifier };
}

/** Some providers write it as a text. */
const VERIFIED: ReadonlySet<unknown> = new Set([true, "true"]);

/** The provider refused, or what came back does not fit; `cause` says what. */
class ProviderRefused extends Error {
  override readonly name = "ProviderRefused";
}

export type Person = { email: string; verified: boolean; name: string };

/**
 * Who came back: checks state, nonce, PKCE, and the token's signature, issuer, audience and time; asks for the address where the
 * token does not hold it. Throws ProviderRefused.
 */
export async function personOf(client: Client, search: string, sent: { state: string; nonce: string; verifier: string }): Promise<Person> {
  try {
    const config = await connect(client);
    const tokens = await oidc.authorizationCodeGrant(config, new URL(`${ssoCallbackUrl(client.organization)}${search}`), {
      pkceCodeVerifier: sent.verifier,
      expectedState: sent.state,
      expectedNonce: sent.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const facts = claims.email ? claims : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
    const name = typeof facts.name === "string" ? facts.name : "";
    return {
      email: typeof facts.email === "string" ? facts.email.trim().toLowerCase() : "",
      verified: VERIFIED.has(facts.email_verified),
      name,
    };
  } catch (cause) {
    throw new ProviderRefused("the identity provider did not sign in", { cause });
  }
}
