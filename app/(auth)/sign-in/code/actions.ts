"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/auth/form-state";
import { formFailure } from "@/lib/actions/form-failure";
import { publicAction } from "@/lib/actions/public-action";
import { currentStepId, rememberSession, requestPlace } from "@/lib/auth/browser";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { signInWithCode } from "@/lib/auth/second-half";

/** The second half of signing in. */
export const enterCode = publicAction(
  "sign-in-code",
  async (requestId: string, _: FormState, form: FormData): Promise<FormState> => {
    const code = form.get("code");
    const sessionId = await signInWithCode({
      stepId: await currentStepId(),
      code: typeof code === "string" ? code.slice(0, 100) : "",
      with: form.get("with") === "recovery" ? "recovery" : "app",
      requestId,
      ...(await requestPlace()),
    });
    await rememberSession(sessionId);
    redirect(safeRedirect(form.get("next")));
  },
  (failed, _, form) => {
    if (failed.code === "signed-out") redirect("/sign-in?notice=start-again");
    return formFailure(failed, form, { fields: ["code"] });
  },
);
