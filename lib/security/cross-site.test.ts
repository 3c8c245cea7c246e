import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { proxy } from "@/proxy";
import { testEnvironment } from "@/tests/support/environment";
import { isForeignWrite, isTooLarge } from "./cross-site";

const ours = { method: "POST", path: "/patients", site: null, origin: null, host: "luma.example", appUrl: "https://luma.example" };

describe("changes from other sites", () => {
  test.each([
    ["another site, as the browser says", { site: "cross-site" }],
    ["a sister domain", { site: "same-site" }],
    ["another origin", { origin: "https://evil.example" }],
    ["another port", { origin: "https://luma.example:8443" }],
    ["a hidden origin", { origin: "null" }],
    ["a framed page of ours that another site opened", { site: "cross-site", origin: "https://luma.example" }],
    ["any method that changes", { method: "DELETE", site: "cross-site" }],
    ["a server action", { path: "/", site: "cross-site" }],
    ["signing in for somebody", { path: "/api/auth/callback/credentials", site: "cross-site" }],
  ])("[SEC-04] [OPS-08] are refused: %s", (_, over) => {
    expect(isForeignWrite({ ...ours, ...over })).toBe(true);
  });

  test.each([
    ["our own page", { site: "same-origin", origin: "https://luma.example" }],
    ["our own page in an old browser", { origin: "https://luma.example" }],
    ["behind a proxy that names another host", { origin: "https://luma.example", host: "10.0.0.7:3000" }],
    ["a program without a browser", {}],
    ["reading", { method: "GET", site: "cross-site" }],
    ["a carrier", { path: "/api/webhooks/twilio/1/sms", site: "cross-site" }],
    ["a mail program's unsubscribe", { path: "/api/unsubscribe/5J3m", origin: "null" }],
    ["a patient's form, which hides its origin", { path: "/p/5J3m/answer", origin: "null" }],
  ])("[SEC-04] pass: %s", (_, over) => {
    expect(isForeignWrite({ ...ours, ...over })).toBe(false);
  });

  test("[SEC-04] the proxy refuses them and bodies that are too large, with every security header", async () => {
    testEnvironment();
    const send = (path: string, headers: Record<string, string>) =>
      proxy(new NextRequest(`http://localhost:3000${path}`, { method: "POST", headers: { host: "localhost:3000", ...headers } }));
    const refused = send("/patients", { "sec-fetch-site": "cross-site" });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-content-type-options")).toBe("nosniff");
    expect(send("/patients", { "content-length": "2000001" }).status).toBe(413);
    expect(send("/api/inngest", { "content-length": "2000001" }).status).toBe(200);
    expect(send("/patients", { "sec-fetch-site": "same-origin", "content-length": "20" }).status).toBe(200);
    expect(isTooLarge("/", "none of your business")).toBe(true);
  });
});
