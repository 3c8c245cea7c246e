import { describe, expect, test } from "vitest";
import { commonPasswords } from "./common-passwords";
import { passwordProblem } from "./password-rules";

const owner = { email: "grace.whitfield@harbor.example", name: "Grace Whitfield" };

describe("new passwords", () => {
  test.each([
    ["short-pass1", /at least 12/],
    ["x".repeat(201), /at most 200/],
    ["mailcreated5240", /attackers try first/],
    ["password12345", /attackers try first/],
    ["P@ssw0rd!2026", /attackers try first/],
    ["Summer2026!!!", /attackers try first/],
    ["letmein-please", /attackers try first/],
    ["dragonmonkey", /attackers try first/],
    ["qwertyuiop[]", /attackers try first/],
    ["abcdefghijkl", /attackers try first/],
    ["qwertyasdfgh", /attackers try first/],
    ["123412341234", /attackers try first/],
    ["aaaaaaaaaaaaa", /attackers try first/],
    ["Grace.Whitfield1", /your name or e-mail/],
    ["harbor-harbor", /your name or e-mail/],
  ])("[SEC-01] %s is refused", async (password, why) => {
    expect(passwordProblem(password, owner, await commonPasswords())).toMatch(why);
  });

  test.each([
    "correct horse battery",
    "violet kayak 93 lamp",
    "kR7#vv2Lp0qs",
    "ночной поезд в тулу",
    "עץ ירוק על גבעה",
    "grace under pressure, twice",
  ])("[SEC-01] %s will do", async (password) => {
    expect(passwordProblem(password, owner, await commonPasswords())).toBeUndefined();
  });

  test("[SEC-01] the list of common passwords is there without a network", async () => {
    expect((await commonPasswords()).size).toBeGreaterThan(40_000);
  });
});
