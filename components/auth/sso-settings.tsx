"use client";

import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { EMPTY_ACCOUNT_FORM, type AccountFormState } from "./account-state";
import { errorOf, summaryOf, type FormAction } from "./form-state";

export type SsoView = {
  issuer: string;
  clientId: string;
  /** Whether a secret is stored; it is never shown. */
  hasSecret: boolean;
  domains: string;
  enabled: boolean;
  required: boolean;
  createUsers: boolean;
};

const SWITCHES = [
  { name: "enabled", label: "People of these domains can sign in with it" },
  {
    name: "required",
    label: "They sign in no other way",
    hint: "Admins keep their password, for the day on which the provider does not answer.",
  },
  {
    name: "createUsers",
    label: "Somebody new becomes a member at the first sign-in",
    hint: "As staff. Without it, only people with an account sign in.",
  },
] as const;

/** [SEC-01] The organization's identity provider. */
export function SsoSettings({
  view,
  callback,
  signInAddress,
  action,
}: {
  view: SsoView;
  callback: string;
  signInAddress: string;
  action: FormAction<AccountFormState>;
}) {
  // What was typed of it stays until it is saved, so that a test does not cost it.
  const [secret, setSecret] = useState("");
  const [state, submit, pending] = useActionState(async (previous: AccountFormState, form: FormData) => {
    const next = await action(previous, form);
    if (next.done && form.get("do") !== "test") setSecret("");
    return next;
  }, EMPTY_ACCOUNT_FORM);
  const typed = Object.keys(state.values).length > 0;
  const text = (name: "issuer" | "clientId" | "domains"): string => state.values[name] ?? view[name];
  const on = (name: (typeof SWITCHES)[number]["name"]): boolean => (typed ? state.values[name] === "on" : view[name]);
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <ErrorSummary errors={summaryOf(state, "sso")} />
      {state.done ? <output className="block rounded-md bg-good-soft p-3 text-good">{state.done}</output> : null}
      <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <dt className="text-ink-muted">Redirect address, for your provider</dt>
        <dd className="font-mono text-sm wrap-long">{callback}</dd>
        <dt className="text-ink-muted">Your organization’s sign-in address</dt>
        <dd className="font-mono text-sm wrap-long">{signInAddress}</dd>
      </dl>
      <form action={submit} noValidate key={JSON.stringify([view, state.values])} className="flex flex-col gap-4">
        <Field
          label="Issuer"
          hint="As your provider shows it, e.g. https://login.example.com/tenant/v2.0"
          id="sso-issuer"
          error={errorOf(state, "issuer")}
          required
        >
          {(control) => <Input {...control} name="issuer" type="url" defaultValue={text("issuer")} autoComplete="off" spellCheck={false} />}
        </Field>
        <Field label="Client id" id="sso-clientId" error={errorOf(state, "clientId")} required>
          {(control) => <Input {...control} name="clientId" defaultValue={text("clientId")} autoComplete="off" spellCheck={false} />}
        </Field>
        <Field
          label="Client secret"
          hint={view.hasSecret ? "One is stored, encrypted. Leave this empty to keep it." : "It is stored encrypted and never shown again."}
          id="sso-secret"
          error={errorOf(state, "secret")}
        >
          {(control) => (
            <Input
              {...control}
              name="secret"
              type="password"
              autoComplete="off"
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="E-mail domains of your people"
          hint="Separated by commas, e.g. harbor.example"
          id="sso-domains"
          error={errorOf(state, "domains")}
          required
        >
          {(control) => <Input {...control} name="domains" defaultValue={text("domains")} autoComplete="off" spellCheck={false} />}
        </Field>
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 font-medium">Who signs in with it</legend>
          {SWITCHES.map((one) => (
            <div key={one.name} className="flex items-start gap-2">
              <input
                type="checkbox"
                id={`sso-${one.name}`}
                name={one.name}
                defaultChecked={on(one.name)}
                aria-describedby={"hint" in one ? `sso-${one.name}-hint` : undefined}
                className="mt-1 size-4 accent-accent"
              />
              <div>
                <label htmlFor={`sso-${one.name}`}>{one.label}</label>
                {"hint" in one ? (
                  <p id={`sso-${one.name}-hint`} className="text-sm text-ink-muted">
                    {one.hint}
                  </p>
                ) : null}
              </div>
            </div>
          ))}
        </fieldset>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" pending={pending}>
            {pending ? "Working…" : "Save"}
          </Button>
          <Button type="submit" name="do" value="test" disabled={pending}>
            Test connection
          </Button>
        </div>
      </form>
    </div>
  );
}
