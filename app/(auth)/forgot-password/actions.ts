"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/auth/form-state";
import { wrongInput } from "@/lib/actions/failure";
import { formFailure } from "@/lib/actions/form-failure";
import { formValues } from "@/lib/actions/form-input";
import { publicAction } from "@/lib/actions/public-action";
import { requestIp } from "@/lib/auth/request";
import { requestPasswordReset, resetSchema } from "@/lib/auth/set-password";

/** Sends the link for a new password; says the same whether there is such an account or not. */
export const askForReset = publicAction(
  "ask-for-reset",
  async (requestId: string, _: FormState, form: FormData): Promise<FormState> => {
    const parsed = resetSchema.safeParse(formValues(form));
    if (!parsed.success) throw wrongInput(parsed.error);
    await requestPasswordReset({ ...parsed.data, ip: await requestIp(), requestId });
    redirect("/forgot-password?sent");
  },
  (failed, _, form) => formFailure(failed, form, { fields: ["email"], keep: ["email"] }),
);
