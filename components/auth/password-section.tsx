"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { EMPTY_ACCOUNT_FORM, type AccountFormState } from "./account-state";
import { errorOf, summaryOf, type FormAction } from "./form-state";
import { PASSWORD_HINT } from "./new-password-form";
import { PasswordInput } from "./password-input";

const FIELDS = [
  { name: "current", label: "Current password", autoComplete: "current-password" },
  { name: "password", label: "New password", autoComplete: "new-password", hint: PASSWORD_HINT },
  { name: "again", label: "The new one again", autoComplete: "new-password" },
] as const;

/** Changing one's own password. */
export function PasswordSection({ action, email }: { action: FormAction<AccountFormState>; email: string }) {
  const [state, submit, pending] = useActionState(action, EMPTY_ACCOUNT_FORM);
  return (
    <>
      <ErrorSummary errors={summaryOf(state, "password")} />
      {state.done ? <output className="block rounded-md bg-good-soft p-3 text-good">{state.done}</output> : null}
      <form action={submit} noValidate className="flex max-w-sm flex-col gap-4">
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        {FIELDS.map((field) => (
          <Field
            key={field.name}
            label={field.label}
            hint={"hint" in field ? field.hint : undefined}
            id={`password-${field.name}`}
            error={errorOf(state, field.name)}
            required
          >
            {(control) => <PasswordInput {...control} name={field.name} autoComplete={field.autoComplete} />}
          </Field>
        ))}
        <div>
          <Button type="submit" look="primary" pending={pending}>
            {pending ? "Saving…" : "Change password"}
          </Button>
        </div>
      </form>
    </>
  );
}
