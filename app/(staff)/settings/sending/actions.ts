"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { haltSends } from "@/lib/delivery/halt-sends";
import { resumeSends } from "@/lib/delivery/resume-sends";

export const haltAllSends = staffAction({ role: "manager", input: z.object({}) }, (ctx) => haltSends(ctx));

export const resumeAllSends = staffAction({ role: "manager", input: z.object({ piled: z.enum(["send", "skip"]) }) }, (ctx, input) =>
  resumeSends(ctx, input),
);
