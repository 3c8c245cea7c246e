"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { OperatorSignInState } from "@/components/operator/sign-in-form";
import { wrongInput } from "@/lib/actions/failure";
import { formValues } from "@/lib/actions/form-input";
import { publicAction } from "@/lib/actions/public-action";
import { requestIp } from "@/lib/auth/request";
import { noteOperator, withOperator } from "@/lib/operator/context";
import { currentOperator, operatorCookie, operatorCookieName, OPERATOR_SECONDS, sealOperatorSession } from "@/lib/operator/session";
import { operatorSignInSchema, signInOperator } from "@/lib/operator/sign-in";
import { closeOperatorSession } from "@/lib/operator/store";

/** The operators' sign-in form: password and code at once. */
export const operatorSignIn = publicAction(
  "operator-sign-in",
  async (requestId: string, _: OperatorSignInState, form: FormData): Promise<OperatorSignInState> => {
    const parsed = operatorSignInSchema.safeParse(formValues(form));
    if (!parsed.success) throw wrongInput(parsed.error);
    const sessionId = await signInOperator({ ...parsed.data, requestId, ip: await requestIp() });
    (await cookies()).set(operatorCookieName(), await sealOperatorSession(sessionId), { ...operatorCookie(), maxAge: OPERATOR_SECONDS });
    redirect("/operator");
  },
  (failed, _, form) => {
    const email = form.get("email");
    return {
      email: typeof email === "string" ? email.slice(0, 254) : "",
      errors: Object.values({ ...failed.fields, form: failed.message }),
    };
  },
);

/** Ends the operator's session and goes to their sign-in page. */
export const operatorSignOut = publicAction(
  "operator-sign-out",
  async (requestId: string): Promise<void> => {
    const operator = await currentOperator();
    if (operator) {
      await withOperator({ ...operator, requestId }, (ctx) => noteOperator(ctx, { action: "sign-out" }));
      await closeOperatorSession(operator.sessionId);
    }
    (await cookies()).delete({ name: operatorCookieName(), ...operatorCookie() });
    redirect("/operator/sign-in");
  },
  () => undefined,
);
