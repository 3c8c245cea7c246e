import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { formValues } from "@/lib/actions/form-input";
import { otherKind } from "./sniff";

/*
 * OWASP Top Ten 2021, as far as sources show it; what needs a database is in top-ten.db.test.ts, access (A01) in tests/access, headers
 * (A05) in endpoints.test.ts, dependencies (A06) in scripts/checks/dependencies.mjs, sign-in (A07) in lib/auth, logs (A09) in tests/e2e.
 */
const product = ["app", "components", "lib", "inngest"]
  .flatMap((folder) => fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)))
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|child|fixture|process)\.tsx?$/.test(file));
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
const where = (pattern: RegExp): string[] => product.filter((file) => pattern.test(withoutComments(fs.readFileSync(file, "utf8"))));

describe("A02 cryptographic failures", () => {
  test("[OPS-08] [SEC-05] no weak cipher, no hash but where a carrier prescribes it, no switched-off certificate check", () => {
    expect(where(/createCipheriv\((?!"aes-256-gcm")|createDecipheriv\((?!"aes-256-gcm")|createCipher\(/)).toEqual([]);
    // Inngest's protocol names steps by SHA-1; nothing is protected by it.
    expect(where(/createHash\("(md5|sha1)"|createHmac\("(md5)"/).filter((file) => file !== "inngest/engine/ids.ts")).toEqual([]);
    expect(
      where(/createHmac\("sha1"/).filter((file) => !file.startsWith("lib/carriers/") && !file.startsWith("lib/auth/second-factor/")),
    ).toEqual([]);
    expect(where(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED/)).toEqual([]);
  });

  test("[OPS-08] no secret comes from a guessable source", () => {
    // Jitter and the stand-ins' invented people may be guessed.
    const harmless = /^lib\/carriers\/|^components\/|^inngest\/engine\/|^lib\/live\//;
    expect(where(/Math\.random\(/).filter((file) => !harmless.test(file))).toEqual([]);
  });
});

describe("A03 injection", () => {
  test("[OPS-08] nothing evaluates text as code or starts a program", () => {
    expect(where(/\beval\(|new Function\(|node:vm|child_process|\.exec(File|Sync)\(/)).toEqual([]);
  });

  test("[OPS-08] HTML is written by React alone; where it is not, it is our own and has the request's nonce", () => {
    expect(where(/\.innerHTML\s*=|document\.write\(|insertAdjacentHTML/)).toEqual([]);
    for (const file of where(/dangerouslySetInnerHTML/)) expect(fs.readFileSync(file, "utf8"), file).toMatch(/nonce=\{/);
  });

  test("[OPS-08] SQL is put together from our own words and placeholders: no value of an input, patient or request stands in it", () => {
    const suspicious =
      /(?:select|insert|update|delete)\b[^`]*\$\{(?:input|given|params|query|body|form|request|search|text|name|email|phone|value)(?:\.\w+)*\}/;
    expect(where(new RegExp("`" + suspicious.source + "[^`]*`")).filter((file) => !file.startsWith("lib/carriers/simulator/"))).toEqual([]);
  });
});

describe("A04 insecure design, A08 integrity", () => {
  test("[OPS-08] fields that nobody asked for are dropped: no mass assignment, no changed prototype", () => {
    const form = new FormData();
    for (const [name, value] of [
      ["name", "Ann"],
      ["role", "admin"],
      ["__proto__", "x"],
      ["__proto__", "y"],
      ["constructor", "z"],
    ] as const)
      form.append(name, value);
    const values = formValues(form);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
    expect(z.object({ name: z.string() }).parse(values)).toEqual({ name: "Ann" });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test("[OPS-08] the browser keeps nothing about patients: cookies of ours, and when somebody was last active", () => {
    expect(where(/\b(localStorage|sessionStorage|indexedDB)\b/)).toEqual(["components/auth/session-channel.ts"]);
  });

  test("[OPS-08] what is uploaded is looked at, not believed", () => {
    expect(otherKind("<svg onload=alert(1)>")).toBe("web page");
  });
});

describe("A05 misconfiguration, A09 logging", () => {
  test("[OPS-08] the environment is read in one place, so that nothing is half configured", () => {
    const allowed = new Set(["lib/env.ts"]);
    expect(
      where(/process\.env\.(?!NEXT_RUNTIME|NODE_ENV|LUMA_DIST_DIR)\w+/).filter(
        (file) => !allowed.has(file) && !file.startsWith("lib/carriers/simulator/"),
      ),
    ).toEqual([]);
  });

  test("[OPS-08] [SEC-05] nothing of the product writes to the console past the log", () => {
    expect(
      where(/console\.(log|info|debug|warn|error)\(/).filter(
        (file) => !/^lib\/carriers\/simulator\/|^components\/|^lib\/security\/guard-console/.test(file),
      ),
    ).toEqual([]);
  });
});
