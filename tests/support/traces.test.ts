import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { Plants, tracesInFile } from "./traces";

const plants = new Plants()
  .add({ firstName: "Rosa María", lastName: "Delgado-Núñez", phone: "+12125550100", email: "Rosa@Mail.example", birthDate: "1961-04-07" })
  .add({ firstName: "Ada", lastName: "Quillfeather" }, { rare: true })
  .add({ firstName: "", lastName: "X" });

test.each([
  ["a name", '{"detail":"Maria Delgado called"}'],
  ["a name the other way round", "Nunez, Rosa"],
  ["a rare last name", "QUILLFEATHER family"],
  ["a phone as stored", '"to":"+12125550100"'],
  ["a phone as written", "call (212) 555-0100 today"],
  ["an e-mail address", "rosa@mail.example"],
  ["a birth date", "born 1961-04-07"],
  ["a birth date as written", "dob=4/7/1961"],
  ["an encoded address", "/patients?q=Maria%20Delgado"],
  ["an address with a plus", "/messages?q=maria+delgado"],
  ["base64", `after=0198_${Buffer.from("delgado-nunez\nrosa maria delgado").toString("base64url")}`],
  ["hex of the database", `\\x${Buffer.from("Ada Quillfeather").toString("hex")}`],
])("[SEC-05] the search for traces finds %s", (_, text) => {
  expect(plants.find(text).length).toBeGreaterThan(0);
});

test("[SEC-05] it finds nothing in ids, times, codes and other people's words, and what it says is no trace", () => {
  for (const text of [
    "0198a5f2-1961-7407-8000-121255501001",
    '{"at":"2026-11-22T00:01:02.345Z","level":30,"count":12125550}',
    "Delgado Street Clinic; Rosa Parks Avenue",
    "audit-sealed 1961 04 08 hash c29tZSB0ZXh0IHRoYXQgaXMgbG9uZw",
  ])
    expect(plants.find(text)).toEqual([]);
  expect(plants.find(plants.find("Maria Delgado, +12125550100")[0]!)).toEqual([]);
});

test("[SEC-05] a file's traces are told by line", () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "luma-traces-")), "web.log");
  fs.writeFileSync(file, "started\nsent to 212-555-0100\n");
  expect(tracesInFile(file, plants)).toEqual([expect.stringMatching(/^web\.log:2: phone/)]);
  fs.rmSync(path.dirname(file), { recursive: true });
});
