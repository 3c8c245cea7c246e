import { expect, test } from "vitest";
import { testEnvironment } from "@/tests/support/environment";
import { securityText, securityTextResponse } from "./contact";

const now = new Date("2026-11-22T10:11:12Z");
const fields = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)] as const);

test("[SEC-11] security.txt has what RFC 9116 asks for: contacts first, one date less than a year ahead, where it belongs", async () => {
  testEnvironment(undefined, { APP_URL: "https://luma.example", SECURITY_CONTACT: "safety@clinic.example" });
  const all = fields(securityText(now));
  expect(all.slice(0, 2)).toEqual([
    ["Contact", "mailto:safety@clinic.example"],
    ["Contact", "https://luma.example/report-a-weakness"],
  ]);
  const expires = all.filter(([name]) => name === "Expires");
  expect(expires).toHaveLength(1);
  expect(expires[0]![1]).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
  const ahead = (Date.parse(expires[0]![1]) - now.getTime()) / 86_400_000;
  expect(ahead).toBeGreaterThan(150);
  expect(ahead).toBeLessThan(365);
  expect(Object.fromEntries(all)).toMatchObject({ Canonical: "https://luma.example/.well-known/security.txt", Policy: expect.any(String) });
  expect(all.filter(([name]) => name === "Preferred-Languages")).toHaveLength(1);
});

test("[SEC-11] it is plain text in UTF-8 and may be kept for a day; without a setting the contact is the installation's own", async () => {
  testEnvironment(undefined, { APP_URL: "https://luma.example" });
  const response = securityTextResponse(new Date());
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("public, max-age=86400");
  const text = await response.text();
  expect(text).toContain("Contact: mailto:security@luma.example\n");
  expect(Date.parse(new Map(fields(text)).get("Expires")!)).toBeGreaterThan(Date.now());
});
