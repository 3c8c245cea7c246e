import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { killDispatchers } from "@/tests/support/crash";
import { useTestDatabase } from "@/tests/support/factories";

const database = useTestDatabase();

describe("the dispatcher killed again and again", () => {
  test("[RTY-03] kill −9 at any moment loses nothing and doubles nothing", { timeout: 600_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "luma-crash-"));
    try {
      const outcome = await killDispatchers(database, { messages: 2_000, clinics: 4, kills: 20, seed: 20_270_315, folder });
      process.stdout.write(
        `kill -9 × ${outcome.kills}: ${outcome.messages} messages, ${outcome.accepted} accepted by the stand-in, states ${JSON.stringify(outcome.states)}, ${outcome.withStaff} given to staff, ${Math.round(outcome.ms)} ms\n`,
      );
      expect(outcome.wrong).toEqual(Object.fromEntries(Object.keys(outcome.wrong).map((what) => [what, 0])));
      // The stand-in refuses nobody here: what is not proven sent is with a person.
      expect(outcome.states.sent! + outcome.withStaff).toBe(outcome.messages);
      expect(outcome.accepted).toBeGreaterThanOrEqual(outcome.states.sent!);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
