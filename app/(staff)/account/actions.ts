"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { EMPTY_ACCOUNT_FORM } from "@/components/auth/account-state";
import { formText, ownAction } from "@/lib/actions/own-action";
import { staffAction } from "@/lib/actions/staff-action";
import { beginFactor, finishFactor, removeOwnFactor, renewOwnCodes } from "@/lib/auth/second-factor/reset";
import { revokeOtherSessions, revokeOwnSession } from "@/lib/auth/sessions/revoke";
import { changeOwnPassword } from "@/lib/auth/set-password";
import { invalid } from "@/lib/errors";

const empty = EMPTY_ACCOUNT_FORM;

export const changePassword = ownAction(
  { name: "change-password", fields: ["current", "password", "again"], empty },
  async (scope, form) => {
    const password = formText(form, "password");
    if (password !== formText(form, "again")) {
      const message = "The two passwords are not the same.";
      throw invalid(message, { again: message });
    }
    await changeOwnPassword(scope, { current: formText(form, "current"), password });
    return { ...empty, done: "Your password is changed. You were signed out on your other devices." };
  },
);

/** Goes on to the picture for the app. */
export const beginAuthenticator = ownAction({ name: "begin-factor", fields: ["current"], empty }, async (scope, form) => {
  await beginFactor(scope, { password: formText(form, "current") });
  redirect("/account/second-factor");
});

export const confirmOwnAuthenticator = ownAction({ name: "confirm-factor", fields: ["code"], empty }, async (scope, form) => ({
  ...empty,
  codes: await finishFactor(scope, { code: formText(form, "code") }),
}));

export const newRecoveryCodes = ownAction({ name: "renew-codes", fields: ["current"], empty }, async (scope, form) => ({
  ...empty,
  codes: await renewOwnCodes(scope, { password: formText(form, "current") }),
}));

export const removeAuthenticator = ownAction({ name: "remove-factor", fields: ["current"], empty }, async (scope, form) => {
  await removeOwnFactor(scope, { password: formText(form, "current") });
  return { ...empty, done: "Your authenticator is removed." };
});

export const endOwnSession = staffAction({ role: "staff", input: z.object({ sessionId: z.uuid() }) }, (ctx, input) =>
  revokeOwnSession(ctx, input),
);

export const endOtherSessions = staffAction({ role: "staff", input: z.object({}) }, (ctx) => revokeOtherSessions(ctx));
