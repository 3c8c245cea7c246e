"use server";

import { z } from "zod";
import { EMPTY_ACCOUNT_FORM } from "@/components/auth/account-state";
import { ownAction } from "@/lib/actions/own-action";
import { staffAction } from "@/lib/actions/staff-action";
import { createSandbox, resetSandbox } from "@/lib/sandbox/create-sandbox";
import { moveIntoSandbox } from "@/lib/sandbox/enter-sandbox";

const options = { fields: [], empty: EMPTY_ACCOUNT_FORM };

export const create = ownAction({ name: "create-sandbox", ...options }, async (scope) => {
  await createSandbox(scope);
  return { ...EMPTY_ACCOUNT_FORM, done: "The sandbox is ready." };
});

export const reset = ownAction({ name: "reset-sandbox", ...options }, async (scope) => {
  await resetSandbox(scope);
  return { ...EMPTY_ACCOUNT_FORM, done: "The sandbox is as new." };
});

export const moveTo = staffAction({ role: "staff", input: z.object({ enter: z.boolean() }), reads: true }, (ctx, input) =>
  moveIntoSandbox(ctx, input),
);
