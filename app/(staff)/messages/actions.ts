"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { resolveUncertain } from "@/lib/delivery/resolve-uncertain";
import { sendNow } from "@/lib/delivery/send-now";

export const sendMessageNow = staffAction({ role: "staff", input: z.object({ plannedMessageId: z.uuid() }) }, (ctx, input) =>
  sendNow(ctx, input),
);

export const settleMessage = staffAction(
  { role: "staff", input: z.object({ plannedMessageId: z.uuid(), arrived: z.boolean() }) },
  (ctx, input) => resolveUncertain(ctx, input),
);
