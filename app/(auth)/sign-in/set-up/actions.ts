"use server";

import { redirect } from "next/navigation";
import type { SetUpState } from "@/components/auth/set-up-form";
import { formFailure } from "@/lib/actions/form-failure";
import { publicAction } from "@/lib/actions/public-action";
import type { ActionFailure } from "@/lib/actions/result";
import { currentStepId, rememberSession, requestPlace } from "@/lib/auth/browser";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { codesDuringSignIn, enrolDuringSignIn, finishEnrolment } from "@/lib/auth/second-half";

function failedSetUp(failed: ActionFailure, _: SetUpState, form: FormData): SetUpState {
  if (failed.code === "signed-out") redirect("/sign-in?notice=start-again");
  return { ...formFailure(failed, form, { fields: ["code"] }), codes: [] };
}

/** The first code of a new authenticator; answers with the recovery codes. */
export const confirmAuthenticator = publicAction(
  "set-up-confirm",
  async (requestId: string, _: SetUpState, form: FormData): Promise<SetUpState> => {
    const code = form.get("code");
    const codes = await enrolDuringSignIn({
      stepId: await currentStepId(),
      code: typeof code === "string" ? code.slice(0, 100) : "",
      requestId,
    });
    return { values: {}, errors: [], codes };
  },
  failedSetUp,
);

/** Recovery codes once more, for a page that was loaded anew before they were seen. */
export const showRecoveryCodes = publicAction(
  "set-up-codes",
  async (requestId: string, _previous: SetUpState, _form: FormData): Promise<SetUpState> => ({
    values: {},
    errors: [],
    codes: await codesDuringSignIn({ stepId: await currentStepId(), requestId }),
  }),
  failedSetUp,
);

/** The end: signed in. */
export const finishSetUp = publicAction(
  "set-up-finish",
  async (requestId: string, form: FormData): Promise<void> => {
    await rememberSession(await finishEnrolment({ stepId: await currentStepId(), requestId, ...(await requestPlace()) }));
    redirect(safeRedirect(form.get("next")));
  },
  () => redirect("/sign-in?notice=start-again"),
);
