import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Recorder, runCase, SUITE, suiteFunctions } from "@/tests/support/engine-suite";
import { type Fixture, startFixture } from "./engine.fixture";

describe("the workflow suite on the embedded engine", () => {
  const recorder = new Recorder();
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture((client) => suiteFunctions(client, recorder));
  });
  afterAll(() => fixture.close());

  test.concurrent.each(SUITE)("$name", async (suiteCase) => {
    await expect(runCase(suiteCase, fixture.client, recorder)).resolves.toBeUndefined();
  });
});
