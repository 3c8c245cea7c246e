import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { testEnvironment } from "@/tests/support/environment";
import { builtAs } from "./built";

const root = fileURLToPath(new URL("../..", import.meta.url));

const isSource = (file: string): boolean => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file);
const serverFiles = ["app", "components", "lib"].flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter(isSource)
    .map((file) => path.join(folder, file))
    .filter((file) => /^\s*(["'])use server\1/m.test(fs.readFileSync(path.join(root, file), "utf8"))),
);

test("[SEC-02] server actions live in files called actions.ts and nowhere else", () => {
  expect(serverFiles.length).toBeGreaterThan(0);
  expect(serverFiles.filter((file) => path.basename(file) !== "actions.ts")).toEqual([]);
});

// Loading every screen takes its time on a busy machine.
test("[SEC-02] every server action is built by a wrapper; only what belongs to signing in and out needs nobody signed in", async () => {
  testEnvironment();
  const unbuilt: string[] = [];
  const open: string[] = [];
  for (const file of serverFiles) {
    const actions = (await import(pathToFileURL(path.join(root, file)).href)) as Record<string, unknown>;
    for (const [name, action] of Object.entries(actions)) {
      const kind = builtAs(action);
      if (!kind) unbuilt.push(`${file}: ${name}`);
      if (kind === "public") open.push(name);
    }
  }
  expect(unbuilt).toEqual([]);
  expect(open.sort()).toEqual([
    "askForReset",
    "choosePassword",
    "confirmAuthenticator",
    "enterCode",
    "finishSetUp",
    "operatorSignIn",
    "operatorSignOut",
    "showRecoveryCodes",
    "signIn",
    "signOut",
    "startSso",
  ]);
}, 60_000);
