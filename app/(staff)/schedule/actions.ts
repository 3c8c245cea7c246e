"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { blockReminders } from "@/lib/appointments/block-reminders";
import { cancelAppointment } from "@/lib/appointments/cancel-appointment";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { moveAppointment } from "@/lib/appointments/move-appointment";
import { blockRemindersInput, cancelAppointmentInput, createAppointmentInput, moveAppointmentInput } from "@/lib/appointments/schemas";
import { setConfirmation } from "@/lib/appointments/set-confirmation";
import { resolveUncertain } from "@/lib/delivery/resolve-uncertain";
import { sendNow } from "@/lib/delivery/send-now";
import { previewMove } from "@/lib/schedule/preview-move";

export const bookVisit = staffAction({ role: "staff", input: createAppointmentInput }, (ctx, input) => createAppointment(ctx, input));

export const moveVisit = staffAction({ role: "staff", input: moveAppointmentInput }, (ctx, input) => moveAppointment(ctx, input));

/** While the form is filled in; changes nothing. */
export const previewVisitMove = staffAction({ role: "staff", input: moveAppointmentInput, reads: true }, (ctx, input) =>
  previewMove(ctx, input),
);

export const cancelVisit = staffAction({ role: "staff", input: cancelAppointmentInput }, (ctx, input) => cancelAppointment(ctx, input));

export const confirmVisit = staffAction(
  { role: "staff", input: z.object({ appointmentId: z.uuid(), confirmed: z.boolean() }) },
  (ctx, input) => setConfirmation(ctx, input),
);

export const blockVisitReminders = staffAction({ role: "staff", input: blockRemindersInput }, (ctx, input) => blockReminders(ctx, input));

export const sendReminderNow = staffAction({ role: "staff", input: z.object({ plannedMessageId: z.uuid() }) }, (ctx, input) =>
  sendNow(ctx, input),
);

export const settleUncertain = staffAction(
  { role: "staff", input: z.object({ plannedMessageId: z.uuid(), arrived: z.boolean() }) },
  (ctx, input) => resolveUncertain(ctx, input),
);
