import { expect, test } from "vitest";

test("[OPS-01] what a test file does to the environment is taken back before the next file", async () => {
  const path = process.env.PATH;
  process.env.LUMA_LEFT_BEHIND = "1";
  delete process.env.PATH;
  // The query makes the module run again, as it does before the next file.
  const again = "./fresh-environment?again";
  await import(/* @vite-ignore */ again);
  expect(process.env.LUMA_LEFT_BEHIND).toBeUndefined();
  expect(process.env.PATH).toBe(path);
});
