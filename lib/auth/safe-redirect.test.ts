import { expect, test } from "vitest";
import { safeRedirect } from "./safe-redirect";

test("[SEC-04] after sign-in only paths of this product are gone to", () => {
  for (const good of ["/", "/patients", "/patients/1?tab=messages#m7", "/schedule?date=2027-03-01&next=//evil.example"])
    expect(safeRedirect(good)).toBe(good);
  const bad = [
    undefined,
    null,
    7,
    "",
    "patients",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "/a\\..\\b",
    "/api/auth/signout",
    "/sign-in?next=/sign-in",
    "/_next/static/x",
    ["/patients"],
    `/${"a".repeat(3000)}`,
    "/..//evil.example",
    "/.//evil.example",
  ];
  for (const next of bad) expect(safeRedirect(next, "/start"), String(next)).toBe("/start");
});
