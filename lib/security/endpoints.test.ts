import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { NextRequest } from "next/server";
import { proxy } from "@/proxy";
import { testEnvironment } from "@/tests/support/environment";
import { PAGES, ROUTES } from "./endpoints";

const files = fs.readdirSync("app", { recursive: true, encoding: "utf8" });
/** `(patient)/p/[token]/answer/route.ts` → `/p/[token]/answer`, as the build's manifest names it. */
const addressOf = (file: string): string =>
  `/${path
    .dirname(file)
    .split(path.sep)
    .filter((part) => part !== "." && !/^\(.*\)$/.test(part))
    .join("/")}`;
const routes = files.filter((file) => /(^|\/)route\.tsx?$/.test(file));
const pages = files.filter((file) => /(^|\/)page\.tsx$/.test(file));
const source = (file: string): string => fs.readFileSync(path.join("app", file), "utf8");

describe("every route handler", () => {
  test("[SEC-04] is declared with who may call it, and none is declared that is not there", () => {
    expect(routes.map(addressOf).sort()).toEqual(Object.keys(ROUTES).sort());
  });

  test.each(routes.map((file) => [addressOf(file), file]))(
    "[SEC-04] %s asks what it says it asks, and is slowed where anyone may call it",
    (address, file) => {
      const endpoint = ROUTES[address]!;
      if (endpoint.guard === "session") {
        expect(source(file)).toMatch(/await currentUser\(\)|withStaff\(/);
        return;
      }
      expect(endpoint.rate ?? endpoint.unlimited, "needs a rate rule").toBeDefined();
      if (endpoint.guard === "bearer") expect(source(file)).toContain("refuseUnlessBearer(request");
      if (endpoint.unlimited) return;
      if (endpoint.by) expect(fs.readFileSync(endpoint.by, "utf8")).toMatch(/await consume\(\w+,/);
      else expect(source(file)).toMatch(/limited\([A-Z_]+,/);
    },
  );
});

describe("every page outside of the staff's frame", () => {
  const open = pages.filter((file) => !file.startsWith("(staff)"));

  test("[SEC-04] is declared, and none is declared that is not there", () => {
    expect(open.map(addressOf).sort()).toEqual(Object.keys(PAGES).sort());
  });

  test.each(open.map((file) => [addressOf(file), file]))("[SEC-04] %s is slowed, or says why it need not be", (address, file) => {
    const page = PAGES[address]!;
    if (page.guard === "session") {
      const frames = file.split("/").map((_, i, parts) => [...parts.slice(0, i), "layout.tsx"].join("/"));
      const asked = [file, ...frames.filter((one) => files.includes(one))].map(source).join("\n");
      expect(asked).toMatch(/requireUser\(\)|withStaff\(|requireOperator\(|withOperator\(|operatorPage\(|asOperator\(/);
      return;
    }
    expect(page.by ?? page.unlimited).toBeDefined();
    if (page.by) expect(fs.readFileSync(page.by, "utf8")).toMatch(/\bconsume\(\w+|await limit\(\[/);
  });
});

describe("every address", () => {
  const all = [...routes, ...pages].map(addressOf).map((address) => address.replaceAll(/\[(?:\.\.\.)?\w+\]/g, "x"));

  test.each([...new Set(all)].filter((address) => address !== "/api/import/upload").map((address) => [address]))(
    "[SEC-04] %s has a content-security policy without inline scripts, and every other security header",
    (address) => {
      testEnvironment(undefined, { NODE_ENV: "production", APP_URL: "https://luma.example" });
      const { headers } = proxy(new NextRequest(`https://luma.example${address}`));
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src");
      expect(policy).toContain("frame-ancestors");
      const scripts = policy.split("; ").find((part) => part.startsWith("script-src")) ?? "default-src 'none'";
      expect(scripts).not.toMatch(/unsafe|\*|data:|https?:/);
      expect(Object.fromEntries(headers)).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": expect.stringMatching(/^(same-origin|no-referrer)$/),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": address.startsWith("/api/logo/") ? "cross-origin" : "same-origin",
        "permissions-policy": expect.stringContaining("camera=()"),
        "strict-transport-security": expect.stringContaining("max-age=63072000"),
      });
    },
  );

  test("[SEC-04] files that are saved and data load nothing", () => {
    for (const address of Object.keys(ROUTES).filter((one) => /^\/(api|\.well-known)\/|export|download/.test(one))) {
      if (address === "/api/import/upload") continue;
      const policy = proxy(new NextRequest(`https://luma.example${address.replaceAll(/\[[^\]]+\]/g, "x")}`)).headers.get(
        "content-security-policy",
      );
      expect(policy, address).toBe("default-src 'none'; frame-ancestors 'none'");
    }
  });
});
