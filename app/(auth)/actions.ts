"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { SignInState } from "@/components/auth/sign-in-form";
import { wrongInput } from "@/lib/actions/failure";
import { formValues } from "@/lib/actions/form-input";
import { publicAction } from "@/lib/actions/public-action";
import { cookieOptions, sealSession, SESSION_SECONDS, sessionCookieName } from "@/lib/auth/cookie";
import { requestIp } from "@/lib/auth/request";
import { safeRedirect } from "@/lib/auth/safe-redirect";
import { currentUser, endSession } from "@/lib/auth/session";
import { signInSchema, signInWithPassword } from "@/lib/auth/sign-in";

/** The sign-in form: sets the session cookie and goes on to `next`, or says what is wrong. */
export const signIn = publicAction(
  "sign-in",
  async (requestId: string, _: SignInState, form: FormData): Promise<SignInState> => {
    const parsed = signInSchema.safeParse(formValues(form));
    if (!parsed.success) throw wrongInput(parsed.error);
    const { sessionId } = await signInWithPassword({
      ...parsed.data,
      requestId,
      ip: await requestIp(),
      userAgent: (await headers()).get("user-agent"),
    });
    (await cookies()).set(sessionCookieName(), await sealSession(sessionId), { ...cookieOptions(), maxAge: SESSION_SECONDS });
    redirect(safeRedirect(form.get("next")));
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
    (await cookies()).delete({ name: sessionCookieName(), ...cookieOptions() });
    redirect("/sign-in");
  },
  () => undefined,
);
