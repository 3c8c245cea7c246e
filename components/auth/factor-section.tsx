"use client";

import { useActionState, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { EMPTY_ACCOUNT_FORM, type AccountFormState } from "./account-state";
import { errorOf, summaryOf, type FormAction } from "./form-state";
import { RecoveryCodes } from "./recovery-codes";

export type FactorView = {
  confirmed: boolean;
  /** Since when, in words. */
  since: string;
  codesLeft: number;
  /** Whether the organization lets this person do without. */
  optional: boolean;
};

type Action = FormAction<AccountFormState>;
type Task = { id: "begin" | "codes" | "remove"; label: string; working: string; action: Action };

/** One's authenticator and recovery codes. Each change asks for the password once more. */
export function FactorSection({ view, begin, renew, remove }: { view: FactorView; begin: Action; renew: Action; remove: Action }) {
  const tasks: Task[] = [
    { id: "begin", label: view.confirmed ? "Set up another phone" : "Set up an authenticator", working: "Checking…", action: begin },
    ...(view.confirmed ? [{ id: "codes", label: "Make new recovery codes", working: "Making them…", action: renew } as const] : []),
    ...(view.confirmed && view.optional ? [{ id: "remove", label: "Remove it", working: "Removing…", action: remove } as const] : []),
  ];
  const [chosen, setChosen] = useState<Task["id"]>();
  const task = tasks.find((one) => one.id === chosen);
  return (
    <div className="flex flex-col gap-3">
      <p>
        {view.confirmed
          ? `Signing in asks for a code of your authenticator app, since ${view.since}.`
          : view.optional
            ? "Signing in takes your password alone. With an authenticator app on your phone, a stolen password is not enough."
            : "Your organization requires one: you are asked to set it up at your next sign-in."}
      </p>
      {view.confirmed ? (
        <p className={view.codesLeft < 3 ? "font-medium text-warn" : "text-ink-muted"}>
          {view.codesLeft === 0 ? "No recovery code is left: make new ones." : `Unused recovery codes: ${view.codesLeft}.`}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {tasks.map((one) => (
          <Button key={one.id} aria-expanded={one.id === chosen} onClick={() => setChosen(one.id === chosen ? undefined : one.id)}>
            {one.label}
          </Button>
        ))}
      </div>
      {task ? <PasswordFirst key={task.id} task={task} /> : null}
    </div>
  );
}

function PasswordFirst({ task }: { task: Task }) {
  const [state, submit, pending] = useActionState(task.action, EMPTY_ACCOUNT_FORM);
  const id = useId();
  if (state.codes.length) return <RecoveryCodes codes={state.codes} />;
  if (state.done) return <output className="block rounded-md bg-good-soft p-3 text-good">{state.done}</output>;
  return (
    <form action={submit} noValidate className="flex max-w-sm flex-col gap-3">
      <ErrorSummary errors={summaryOf(state, id)} />
      <Field label="Your password, to go on" id={`${id}-current`} error={errorOf(state, "current")} required>
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" />}
      </Field>
      <div>
        <Button type="submit" look={task.id === "remove" ? "danger" : "primary"} pending={pending}>
          {pending ? task.working : task.label}
        </Button>
      </div>
    </form>
  );
}
