"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export type OperatorSignInState = { email: string; errors: readonly string[] };

const start: OperatorSignInState = { email: "", errors: [] };

/** E-mail, password and the authenticator's code. Works without JavaScript. */
export function OperatorSignInForm({ action }: { action: (state: OperatorSignInState, form: FormData) => Promise<OperatorSignInState> }) {
  const [state, submit, pending] = useActionState(action, start);
  return (
    <>
      <h1 className="text-xl font-semibold">Luma operator</h1>
      <p className="text-ink-muted">For who runs this installation. Clinics sign in at their own address.</p>
      <ErrorSummary errors={state.errors.map((message) => ({ message }))} />
      <form action={submit} noValidate className="flex flex-col gap-4">
        <Field label="E-mail" id="operator-email" required>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              defaultValue={state.email}
              key={state.email}
              className="h-10"
            />
          )}
        </Field>
        <Field label="Password" id="operator-password" required>
          {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" className="h-10" />}
        </Field>
        <Field label="Code of your authenticator" id="operator-code" hint="Six digits">
          {(control) => <Input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" className="h-10" />}
        </Field>
        <Button type="submit" look="primary" pending={pending} className="h-10">
          {pending ? "Signing in…" : "Sign in"}
        </Button>
      </form>
    </>
  );
}
