"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { closeTask } from "@/lib/tasks/close-task";

/** A person dealt with it, or takes that back. */
export const setTaskDone = staffAction({ role: "staff", input: z.object({ taskId: z.uuid(), done: z.boolean() }) }, (ctx, input) =>
  closeTask(ctx, input),
);
