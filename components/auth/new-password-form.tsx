"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { EMPTY_FORM, errorOf, summaryOf, type FormAction } from "./form-state";
import { PasswordInput } from "./password-input";

export const PASSWORD_HINT = "At least 12 characters. A few words that do not belong together are easy to remember and hard to guess.";

/** Choosing a password for the account that a link is about. */
export function NewPasswordForm({ action, token, email }: { action: FormAction; token: string; email: string }) {
  const [state, submit, pending] = useActionState(action, EMPTY_FORM);
  return (
    <>
      <ErrorSummary errors={summaryOf(state, "new")} />
      <form action={submit} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="token" value={token} />
        {/* Password managers file the new password under this name. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field label="New password" hint={PASSWORD_HINT} id="new-password" error={errorOf(state, "password")} required>
          {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" minLength={12} className="h-10" />}
        </Field>
        <Field label="The same again" id="new-again" error={errorOf(state, "again")} required>
          {(control) => <PasswordInput {...control} name="again" autoComplete="new-password" className="h-10" />}
        </Field>
        <Button type="submit" look="primary" pending={pending} className="h-10">
          {pending ? "Saving…" : "Save password"}
        </Button>
      </form>
    </>
  );
}
