"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { moveClock } from "@/lib/demo/clock";
import { conflict } from "@/lib/errors";
import { minutesToNext } from "@/lib/simulator/queries";

/** Moves the demo's clock ahead by minutes. */
export const moveDemoClock = staffAction(
  { role: "staff", input: z.object({ minutes: z.number().int() }) },
  async (ctx, input): Promise<void> => {
    await moveClock(ctx, input);
  },
);

/** Moves the demo's clock to the minute in which the next planned message is due. */
export const moveDemoClockToNext = staffAction({ role: "staff", input: z.object({}) }, async (ctx): Promise<void> => {
  const minutes = await minutesToNext(ctx);
  if (minutes === undefined) throw conflict("Nothing is planned after this moment.");
  await moveClock(ctx, { minutes });
});
