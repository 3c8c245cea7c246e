"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/auth/form-state";
import { formFailure } from "@/lib/actions/form-failure";
import { publicAction } from "@/lib/actions/public-action";
import { requestIp } from "@/lib/auth/request";
import { setPasswordByToken } from "@/lib/auth/set-password";
import { invalid } from "@/lib/errors";

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 1_000) : "";
};

/** Sets the password of the account that the link is about; goes on to signing in. */
export const choosePassword = publicAction(
  "set-password",
  async (requestId: string, _: FormState, form: FormData): Promise<FormState> => {
    const password = text(form, "password");
    if (password !== text(form, "again")) {
      const message = "The two passwords are not the same.";
      throw invalid(message, { again: message });
    }
    await setPasswordByToken({ token: text(form, "token"), password, ip: await requestIp(), requestId });
    redirect("/sign-in?notice=password-set");
  },
  (failed, _, form) => formFailure(failed, form, { fields: ["password", "again"] }),
);
