import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

type OidcPerson = { sub: string; email: string; email_verified: boolean; name: string };

export type OidcServer = {
  issuer: string;
  client: { id: string; secret: string };
  people: Map<string, OidcPerson>;
  /** Who is at the browser: signs in without being asked. */
  who: string;
  /** How often somebody asked for tokens with a code. */
  tokenRequests: number;
  /** Plays the browser: from our address at the provider to the address it sends back to; gives that one's query. */
  visit(url: string): Promise<string>;
  stop(): Promise<void>;
};

/**
 * A real OpenID provider (oidc-provider) on this machine. Whoever `who` names is signed in and consents without a screen;
 * everything else – codes, PKCE, tokens, keys – is the provider's own. Keeps everything in memory. Sends back to `redirectUri` and what
 * begins with it, so that many organizations share one provider.
 */
export async function startOidcServer(redirectUri: string): Promise<OidcServer> {
  const people = new Map<string, OidcPerson>();
  const client = { id: "luma", secret: "a-secret-of-the-identity-provider-0123456789" };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration: Configuration = {
    clients: [
      { client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri], grant_types: ["authorization_code"] },
      { client_id: "another", client_secret: client.secret, redirect_uris: [redirectUri], grant_types: ["authorization_code"] },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["cookies-of-a-test"] },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => {
      const person = people.get(id);
      return person && { accountId: id, claims: () => ({ ...person }) };
    },
    async loadExistingGrant(ctx) {
      const { provider, session, client: asking } = ctx.oidc;
      const grant = new provider.Grant({ clientId: asking!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(issuer, configuration);
  provider.Client.prototype.redirectUriAllowed = (uri) => uri.startsWith(redirectUri);
  const callback = provider.callback();
  const state: OidcServer = {
    issuer,
    client,
    people,
    who: "",
    tokenRequests: 0,
    async visit(url) {
      const jar = new Map<string, string>();
      let at = url;
      for (let hop = 0; hop < 10; hop++) {
        const answer = await fetch(at, {
          redirect: "manual",
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
        });
        for (const line of answer.headers.getSetCookie()) {
          const [pair = ""] = line.split(";");
          jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
        }
        const to = answer.headers.get("location");
        if (!to) throw new Error(`the provider answered ${answer.status} at ${new URL(at).pathname}`);
        at = new URL(to, at).href;
        if (at.startsWith(redirectUri)) return new URL(at).search;
      }
      throw new Error("the provider led in circles");
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/token")) state.tokenRequests += 1;
    if (request.url?.startsWith("/interaction/"))
      void provider.interactionFinished(request, response, { login: { accountId: state.who } }, { mergeWithLastSubmission: false });
    else void callback(request, response);
  });
  return state;
}
