"use server";

import { z } from "zod";
import { EMPTY_ACCOUNT_FORM } from "@/components/auth/account-state";
import { formText, ownAction } from "@/lib/actions/own-action";
import { staffAction } from "@/lib/actions/staff-action";
import { invalid } from "@/lib/errors";
import { checkAccount } from "@/lib/senders/check-account";
import { saveAccount } from "@/lib/senders/save-account";
import { saveSender } from "@/lib/senders/save-sender";
import { accountInput, senderInput } from "@/lib/senders/schemas";
import { addStandIns, tellStandIns } from "@/lib/senders/stand-ins";
import { startSender, stopSender } from "@/lib/senders/stop-sender";

const one = z.object({ id: z.uuid() });

export const saveOneAccount = staffAction({ role: "admin", input: accountInput, after: tellStandIns }, (ctx, input) =>
  saveAccount(ctx, input),
);
export const saveOneSender = staffAction({ role: "manager", input: senderInput, after: tellStandIns }, (ctx, input) =>
  saveSender(ctx, input),
);
export const stopOne = staffAction({ role: "manager", input: one }, (ctx, input) => stopSender(ctx, input));
export const startOne = staffAction({ role: "manager", input: one }, (ctx, input) => startSender(ctx, input));
export const useStandIns = staffAction({ role: "admin", input: z.object({}), after: tellStandIns }, (ctx) => addStandIns(ctx));

/** Asks the carrier about an account. */
export const testAccount = ownAction({ name: "test-carrier-account", fields: [], empty: EMPTY_ACCOUNT_FORM }, async (scope, form) => {
  const id = z.uuid().safeParse(formText(form, "id"));
  if (!id.success) throw invalid("Open the account again.");
  const { ok, message } = await checkAccount(scope, { id: id.data });
  if (!ok) throw invalid(message);
  return { ...EMPTY_ACCOUNT_FORM, done: message };
});
