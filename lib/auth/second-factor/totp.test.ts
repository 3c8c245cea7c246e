import { describe, expect, test } from "vitest";
import { newRecoveryCodes, readRecoveryCode, recoveryHash } from "./recovery-codes";
import { authenticatorView, codeAt, matchingStep, newTotpSecret, readableSecret, totpUri } from "./totp";

// The secret "12345678901234567890" of RFC 6238, appendix B.
const RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("codes of an authenticator", () => {
  test("[SEC-01] are those of RFC 6238", () => {
    expect(codeAt(RFC, 59)).toBe("287082");
    expect(codeAt(RFC, 1_111_111_109)).toBe("081804");
    expect(matchingStep(RFC, "287082", 59, 0)).toBe(1);
  });

  test("[SEC-01] a step early or late is taken, two are not", () => {
    const secret = newTotpSecret();
    const now = 1_800_000_010;
    const step = Math.floor(now / 30);
    for (const delta of [-1, 0, 1]) expect(matchingStep(secret, codeAt(secret, now + delta * 30), now, 0)).toBe(step + delta);
    for (const delta of [-2, 2]) expect(matchingStep(secret, codeAt(secret, now + delta * 30), now, 0)).toBeUndefined();
  });

  test("[SEC-01] a code, or one before it, is not taken again", () => {
    const now = 1_800_000_010;
    const step = Math.floor(now / 30);
    expect(matchingStep(RFC, codeAt(RFC, now), now, step)).toBeUndefined();
    expect(matchingStep(RFC, codeAt(RFC, now - 30), now, step)).toBeUndefined();
    expect(matchingStep(RFC, codeAt(RFC, now + 30), now, step)).toBe(step + 1);
  });

  test("[SEC-01] typed with spaces it counts; anything else is no code", () => {
    expect(matchingStep(RFC, "287 082", 59, 0)).toBe(1);
    for (const text of ["", "28708", "2870823", "abcdef", "２８７０８２"]) expect(matchingStep(RFC, text, 59, 0)).toBeUndefined();
  });

  test("[SEC-01] the app gets issuer, account and secret; the picture is an image of its own", () => {
    const uri = new URL(totpUri(RFC, "grace@harbor.example"));
    expect(uri.protocol).toBe("otpauth:");
    expect(decodeURIComponent(uri.pathname)).toContain("Luma:grace@harbor.example");
    expect(uri.searchParams.get("secret")).toBe(RFC);
    expect(readableSecret("ABCDEFGH")).toBe("ABCD EFGH");
    expect(authenticatorView(RFC, "a@b.example").qr).toMatch(/^data:image\/svg\+xml;base64,/);
  });
});

describe("recovery codes", () => {
  test("[SEC-01] ten, all different, readable, and the same however they are typed", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9b-z]{4}-[2-9b-z]{4}-[2-9b-z]{4}$/);
    const [code] = codes;
    expect(readRecoveryCode(` ${code!.toUpperCase().replaceAll("-", " ")} `)).toBe(code!.replaceAll("-", ""));
    for (const text of ["", "k7qd-3mxp", "k7qd-3mxp-9h2w-1", "oooo-oooo-oooo"]) expect(readRecoveryCode(text)).toBeUndefined();
  });

  test("[SEC-01] what is kept differs by person", () => {
    expect(recoveryHash("a", "k7qd-3mxp-9h2w")).toEqual(recoveryHash("a", "k7qd3mxp9h2w"));
    expect(recoveryHash("a", "k7qd3mxp9h2w")).not.toEqual(recoveryHash("b", "k7qd3mxp9h2w"));
  });
});
