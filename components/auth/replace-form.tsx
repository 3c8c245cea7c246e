"use client";

import Link from "next/link";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { EMPTY_ACCOUNT_FORM, type AccountFormState } from "./account-state";
import { AuthenticatorSteps, type AuthenticatorView } from "./authenticator-steps";
import { errorOf, summaryOf, type FormAction } from "./form-state";
import { RecoveryCodes } from "./recovery-codes";

/** Setting up an authenticator while signed in. */
export function ReplaceForm({ view, confirm }: { view: AuthenticatorView | undefined; confirm: FormAction<AccountFormState> }) {
  const [state, submit, pending] = useActionState(confirm, EMPTY_ACCOUNT_FORM);
  if (state.codes.length || !view)
    return (
      <div className="flex max-w-lg flex-col gap-4">
        {state.codes.length ? <RecoveryCodes codes={state.codes} /> : <p>Nothing is being set up.</p>}
        <div>
          <Button asChild look="primary">
            <Link href="/account">{state.codes.length ? "I have saved them: back to your account" : "Back to your account"}</Link>
          </Button>
        </div>
      </div>
    );
  return (
    <form action={submit} noValidate className="flex max-w-lg flex-col gap-5">
      <ErrorSummary errors={summaryOf(state, "replace")} />
      <AuthenticatorSteps view={view} prefix="replace" error={errorOf(state, "code")} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" pending={pending}>
          {pending ? "Checking…" : "Confirm"}
        </Button>
        <Button asChild>
          <Link href="/account">Cancel</Link>
        </Button>
      </div>
    </form>
  );
}
