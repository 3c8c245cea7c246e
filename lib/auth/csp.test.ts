import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { config, proxy } from "@/proxy";
import { testEnvironment } from "@/tests/support/environment";

const get = (path: string, headers: Record<string, string> = {}) => proxy(new NextRequest(`http://localhost:3000${path}`, { headers }));
const policyOf = (response: Response) => response.headers.get("content-security-policy")!;

describe("headers of every answer", () => {
  test("[SEC-04] staff and patient pages: scripts need this request's nonce, nobody may frame them", () => {
    testEnvironment(undefined, { NODE_ENV: "production" });
    for (const path of ["/", "/patients", "/p/5J3mBbAH58CpQ3Y5R", "/sign-in"]) {
      const policy = policyOf(get(path));
      const scripts = policy.split("; ").find((part) => part.startsWith("script-src"))!;
      expect(scripts).toMatch(/^script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'$/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policyOf(get(path))).not.toBe(policy);
    }
    expect(get("/p/5J3mBbAH58CpQ3Y5R").headers.get("x-robots-tag")).toBe("noindex, nofollow");
  });

  test("[SEC-04] data may load nothing; public pages run own files only and no inline script", () => {
    expect(policyOf(get("/api/health"))).toBe("default-src 'none'; frame-ancestors 'none'");
    const policy = policyOf(get("/embed/widget"));
    expect(policy).toContain("script-src 'self';");
    expect(get("/bookings").headers.get("x-frame-options")).toBe("DENY");
  });

  test("[SEC-04] what the client claims as nonce, policy, path or request id is overwritten", () => {
    const response = get("/patients?q=a", {
      "x-nonce": "evil",
      "content-security-policy": "script-src *",
      "x-luma-path": "//evil.example",
      "x-request-id": "evil",
    });
    const forwarded = (name: string) => response.headers.get(`x-middleware-request-${name}`);
    expect(forwarded("x-luma-path")).toBe("/patients?q=a");
    expect(forwarded("x-request-id")).toBe(response.headers.get("x-request-id"));
    expect(forwarded("x-nonce")).not.toBe("evil");
    expect(forwarded("content-security-policy")).toContain(`'nonce-${forwarded("x-nonce")}'`);
    expect(get("/api/health", { "x-nonce": "evil" }).headers.get("x-middleware-request-x-nonce")).toBeNull();
  });

  test("[SEC-04] https addresses are kept to https", () => {
    testEnvironment(undefined, { APP_URL: "https://clinic.example" });
    const response = get("/patients");
    expect(response.headers.get("strict-transport-security")).toContain("max-age=63072000");
    expect(policyOf(response)).toContain("upgrade-insecure-requests");
    testEnvironment();
    expect(get("/patients").headers.get("strict-transport-security")).toBeNull();
  });

  test("[SEC-04] every page and route passes, but static files and uploads, whose body would be cut off", () => {
    const passes = (path: string): boolean => new RegExp(`^${config.matcher}$`).test(path);
    for (const path of ["/", "/patients/1", "/p/5J3mBbAH58CpQ3Y5R", "/api/live", "/api/import/01a1/errors", "/api/webhooks/twilio"])
      expect(passes(path), path).toBe(true);
    for (const path of ["/api/import/upload", "/_next/static/chunks/a.js"]) expect(passes(path), path).toBe(false);
  });
});
