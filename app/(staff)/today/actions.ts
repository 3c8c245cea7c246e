"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { restartSenders } from "@/lib/delivery/restart-sender";
import { helpSettings } from "@/lib/help/settings";
import { saveSetting } from "@/lib/settings/save-setting";
import { closeTask } from "@/lib/tasks/close-task";

/** A person dealt with it, or takes that back. */
export const setTaskDone = staffAction({ role: "staff", input: z.object({ taskId: z.uuid(), done: z.boolean() }) }, (ctx, input) =>
  closeTask(ctx, input),
);

/** What stopped the senders is mended: they are used again, and what waited for them goes out. */
export const startSendingAgain = staffAction({ role: "manager", input: z.object({}) }, (ctx) => restartSenders(ctx));
/** The list of first steps is not wanted any more, by nobody of the organization. */
export const putFirstStepsAway = staffAction({ role: "manager", input: z.object({}) }, (ctx) =>
  saveSetting(ctx, { key: helpSettings.firstSteps.key, scope: "organization", value: false }),
);
