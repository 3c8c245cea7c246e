"use client";

import { useActionState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "./password-input";

/** What went wrong, in words for the person who signs in. One of the fields when it is about it, otherwise about the whole form. */
export type SignInState = { email: string; errors: readonly { message: string; field?: "email" | "password" }[] };

export type SignInFormProps = {
  /** Gets the fields `email`, `password` and `next`; redirects on success, otherwise says what is wrong. */
  action: (state: SignInState, form: FormData) => Promise<SignInState>;
  /** Where to go afterwards; a path of this site (the action has to check it). */
  next?: string;
  /** E.g. the demo's sign-ins. */
  children?: ReactNode;
};

const start: SignInState = { email: "", errors: [] };

/** E-mail and password. Works without JavaScript; errors stand on top and beside their field. */
export function SignInForm({ action, next, children }: SignInFormProps) {
  const [state, submit, pending] = useActionState(action, start);
  const of = (field: "email" | "password") => state.errors.find((error) => error.field === field)?.message;
  const summary: SummaryError[] = state.errors.map(({ message, field }) => ({ message, fieldId: field ? `sign-in-${field}` : undefined }));
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-xl font-semibold">Sign in to Luma</h1>
      <ErrorSummary errors={summary} />
      <form action={submit} noValidate className="flex flex-col gap-4">
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field label="E-mail" id="sign-in-email" error={of("email")} required>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={state.email}
              key={state.email}
              className="h-10"
            />
          )}
        </Field>
        <Field label="Password" id="sign-in-password" error={of("password")} required>
          {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" className="h-10" />}
        </Field>
        <Button type="submit" look="primary" pending={pending} className="h-10">
          {pending ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      {children}
    </div>
  );
}
