import { afterAll, beforeAll, expect, test } from "vitest";
import { ssoCallbackUrl } from "@/lib/auth/sso/provider";
import { connectionInput, saveConnection } from "@/lib/auth/sso/save-connection";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { startOidcServer, type OidcServer } from "@/tests/support/oidc-server";
import { GET } from "./route";

const database = useTestDatabase();
let server: OidcServer;
beforeAll(async () => {
  server = await startOidcServer(ssoCallbackUrl(""));
});
afterAll(() => server.stop());

test.each(["cross-site", "same-site"])(
  "[SEC-01] [SEC-04] a sign-in that a %s page begins is asked about first: nobody is signed in to another's organization unawares",
  async (site) => {
    const org = await makeOrganization(database.urls);
    const { issuer, client } = server;
    const typed = { issuer, clientId: client.id, secret: client.secret, domains: `${org.slug}.example`, enabled: true };
    await org.asAdmin((ctx) => saveConnection(ctx, connectionInput.parse(typed)));
    const url = `http://localhost:3000/api/auth/sso/start?organization=${org.slug}&next=%2Fpatients`;
    const begun = GET(new Request(url, { headers: { "sec-fetch-site": site } }));
    const to = `/sign-in/sso?organization=${org.slug}&next=%2Fpatients`;
    await expect(begun).rejects.toMatchObject({ digest: expect.stringContaining(`;${to};`) });
  },
);
