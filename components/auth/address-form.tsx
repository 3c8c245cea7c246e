"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { EMPTY_FORM, errorOf, summaryOf, type FormAction } from "./form-state";

/** Asks for an e-mail address: to send a link for a new password to, or to find single sign-on by. */
export function AddressForm({
  id,
  action,
  next,
  label,
  working,
}: {
  id: string;
  action: FormAction;
  next?: string;
  label: string;
  working: string;
}) {
  const [state, submit, pending] = useActionState(action, EMPTY_FORM);
  return (
    <>
      <ErrorSummary errors={summaryOf(state, id)} />
      <form action={submit} noValidate className="flex flex-col gap-4">
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field label="E-mail" id={`${id}-email`} error={errorOf(state, "email")} required>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={state.values.email ?? ""}
              key={state.values.email ?? ""}
              className="h-10"
            />
          )}
        </Field>
        <Button type="submit" look="primary" pending={pending} className="h-10">
          {pending ? working : label}
        </Button>
      </form>
    </>
  );
}
