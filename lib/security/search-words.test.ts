import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { forgetEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { testEnvironment } from "@/tests/support/environment";
import { openWords, sealWords } from "./search-words";

const me = { organizationId: newId(), userId: newId() };

describe("search words in an address", () => {
  test("[SEC-05] hide what was typed, also from a reader who decodes them, and open again", () => {
    testEnvironment();
    const token = sealWords(me, "  Rosa Delgado 212-555-0100 ");
    expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
    const bytes = Buffer.from(token.split(".")[0]!, "base64url").toString("latin1");
    for (const word of ["Rosa", "Delgado", "555", "0100"]) expect(token + bytes).not.toContain(word);
    expect(openWords(me, token)).toBe("Rosa Delgado 212-555-0100");
    expect(openWords(me, sealWords(me, "محمد"))).toBe("محمد");
    expect(openWords(me, sealWords(me, "x".repeat(500)))).toHaveLength(200);
    expect(sealWords(me, "   ")).toBe("");
  });

  test("[SEC-05] do not tell how long they are, nor that the same was searched twice", () => {
    testEnvironment();
    expect(sealWords(me, "Li")).toHaveLength(sealWords(me, "Rosa Delgado").length);
    expect(sealWords(me, "Rosa")).not.toBe(sealWords(me, "Rosa"));
  });

  test("[SEC-02] [SEC-05] open for nobody else: another user, another organization, edited, or typed into the address", () => {
    testEnvironment();
    const token = sealWords(me, "Delgado");
    expect(openWords({ ...me, userId: newId() }, token)).toBe("");
    expect(openWords({ ...me, organizationId: newId() }, token)).toBe("");
    expect(openWords(me, (token.startsWith("A") ? "B" : "A") + token.slice(1))).toBe("");
    for (const typed of ["Delgado", "Delgado.k1", "", ".", undefined, "a.b.c"]) expect(openWords(me, typed)).toBe("");
  });

  test("[SEC-05] words of a key that is gone are no words", () => {
    testEnvironment();
    const token = sealWords(me, "Delgado");
    process.env.ENCRYPTION_KEYS = `other:${randomBytes(32).toString("base64")}`;
    forgetEnv();
    expect(openWords(me, token)).toBe("");
  });
});

test("[SEC-05] every list page opens its words with readListQuery, or has none", () => {
  const pages = fs.readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const source = (file: string) =>
    fs.readFileSync(path.join("app", file), "utf8").replaceAll(/readTableQuery\(\w+, \w+, ""\)|import .*/g, "");
  const wrong = pages.filter((file) => /\breadTableQuery\b|[sS]earchParams\)?\.q\b|params\.q\b/.test(source(file)));
  expect(pages.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});
