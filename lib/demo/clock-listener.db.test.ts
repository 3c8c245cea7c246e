import { expect, test, vi } from "vitest";
import { moveClock } from "@/lib/demo/clock";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { listenToClock } from "./clock-listener";

const database = useTestDatabase();
const listeners = (): Promise<Record<string, unknown>[]> =>
  database.query("select pid from pg_stat_activity where datname = current_database() and application_name = 'luma-listen'");

test("[OPS-02] the demo's clock is heard again after the database ended the connection, and what was missed is made up for", async () => {
  const org = await makeOrganization(database.urls);
  const move = () => org.asStaff((ctx) => moveClock(ctx, { minutes: 1 }));
  let heard = 0;
  const stop = await listenToClock(() => heard++);
  await move();
  await vi.waitFor(() => expect(heard).toBe(1), 5_000);

  await database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'luma-listen'",
  );
  await vi.waitFor(() => expect(heard).toBe(2), 5_000);
  await move();
  await vi.waitFor(() => expect(heard).toBe(3), 5_000);

  await stop();
  await vi.waitFor(async () => expect(await listeners()).toEqual([]), 5_000);
  await move();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(heard).toBe(3);
});
