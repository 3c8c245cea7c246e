"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/auth/form-state";
import { wrongInput } from "@/lib/actions/failure";
import { formFailure } from "@/lib/actions/form-failure";
import { formValues } from "@/lib/actions/form-input";
import { publicAction } from "@/lib/actions/public-action";
import { requestIp } from "@/lib/auth/request";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { resetSchema } from "@/lib/auth/set-password";
import { findSsoOrganization, SsoRefused } from "@/lib/auth/sso/sign-in";
import { invalid } from "@/lib/errors";

/** Finds the organization by the domain of an address, and shows the way to its identity provider. */
export const startSso = publicAction(
  "start-sso",
  async (_requestId: string, _: FormState, form: FormData): Promise<FormState> => {
    const parsed = resetSchema.safeParse(formValues(form));
    if (!parsed.success) throw wrongInput(parsed.error);
    const organization = await findSsoOrganization(parsed.data.email, await requestIp()).catch((error: unknown) => {
      if (!(error instanceof SsoRefused)) throw error;
      const message = "No organization uses single sign-on for this address. Sign in with your password, or ask an admin.";
      throw invalid(message, { email: message });
    });
    redirect(`/sign-in/sso?${new URLSearchParams({ organization, next: safeRedirect(form.get("next")) }).toString()}`);
  },
  (failed, _, form) => formFailure(failed, form, { fields: ["email"], keep: ["email"] }),
);
