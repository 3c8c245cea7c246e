"use server";

import { redirect } from "next/navigation";
import type { SignInState } from "@/components/auth/sign-in-form";
import { wrongInput } from "@/lib/actions/failure";
import { formValues } from "@/lib/actions/form-input";
import { publicAction } from "@/lib/actions/public-action";
import { forgetSession, rememberSession, rememberStep, requestPlace } from "@/lib/auth/browser";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { currentUser, endSession } from "@/lib/auth/session";
import { signInSchema, signInWithPassword } from "@/lib/auth/sign-in";

/** The sign-in form: signs in, or goes on to the second factor; else says what is wrong. */
export const signIn = publicAction(
  "sign-in",
  async (requestId: string, _: SignInState, form: FormData): Promise<SignInState> => {
    const parsed = signInSchema.safeParse(formValues(form));
    if (!parsed.success) throw wrongInput(parsed.error);
    const next = safeRedirect(form.get("next"));
    const outcome = await signInWithPassword({ ...parsed.data, requestId, ...(await requestPlace()) });
    if (outcome.next === "signed-in") {
      await rememberSession(outcome.sessionId);
      redirect(next);
    }
    await rememberStep(outcome.stepId);
    redirect(`/sign-in/${outcome.next === "code" ? "code" : "set-up"}?${new URLSearchParams({ next }).toString()}`);
  },
  (failed, _, form) => {
    const email = form.get("email");
    const fields = (["email", "password"] as const).filter((field) => failed.fields[field]);
    return {
      email: typeof email === "string" ? email.slice(0, 254) : "",
      errors: fields.length ? fields.map((field) => ({ field, message: failed.fields[field]! })) : [{ message: failed.message }],
    };
  },
);

/** Ends the session everywhere and goes to the sign-in page. */
export const signOut = publicAction(
  "sign-out",
  async (requestId: string): Promise<void> => {
    const user = await currentUser();
    if (user) await endSession(user, requestId);
    await forgetSession();
    redirect("/sign-in");
  },
  () => undefined,
);
