"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { AuthenticatorSteps, type AuthenticatorView } from "./authenticator-steps";
import { errorOf, summaryOf, type FormAction, type FormState } from "./form-state";
import { RecoveryCodes } from "./recovery-codes";

export type SetUpState = FormState & { codes: readonly string[] };
const EMPTY_SET_UP: SetUpState = { values: {}, errors: [], codes: [] };

type Props = {
  /** Undefined once the authenticator is confirmed. */
  view: AuthenticatorView | undefined;
  confirm: FormAction<SetUpState>;
  /** Makes recovery codes again, for a page that was loaded anew before they were seen. */
  showCodes: FormAction<SetUpState>;
  finish: (form: FormData) => Promise<void>;
  next: string;
};

/** Setting up an authenticator before the first sign-in: scan, confirm, save the recovery codes, go on. */
export function SetUpForm({ view, confirm, showCodes, finish, next }: Props) {
  const [confirmed, submit, pending] = useActionState(confirm, EMPTY_SET_UP);
  const [again, ask, asking] = useActionState(showCodes, EMPTY_SET_UP);
  const codes = again.codes.length ? again.codes : confirmed.codes;
  if (codes.length)
    return (
      <>
        <h1 className="text-xl font-semibold">Save your recovery codes</h1>
        <RecoveryCodes codes={codes} />
        <form action={finish}>
          <input type="hidden" name="next" value={next} />
          <Button type="submit" look="primary" className="h-10">
            I have saved them: continue
          </Button>
        </form>
      </>
    );
  if (!view)
    return (
      <>
        <h1 className="text-xl font-semibold">Your authenticator is set up</h1>
        <ErrorSummary errors={summaryOf(again, "set-up")} />
        <p>Next you get recovery codes, for when your phone is not at hand.</p>
        <form action={ask}>
          <Button type="submit" look="primary" pending={asking} className="h-10">
            Show my recovery codes
          </Button>
        </form>
      </>
    );
  return (
    <>
      <h1 className="text-xl font-semibold">Protect your account with a second factor</h1>
      <p className="text-ink-muted">
        Signing in here takes your password and a code from your phone, so that a stolen password is not enough. You set it up once.
      </p>
      <ErrorSummary errors={summaryOf(confirmed, "set-up")} />
      <form action={submit} noValidate className="flex flex-col gap-5">
        <AuthenticatorSteps view={view} prefix="set-up" error={errorOf(confirmed, "code")} />
        <Button type="submit" look="primary" pending={pending} className="h-10">
          {pending ? "Checking…" : "Confirm"}
        </Button>
      </form>
    </>
  );
}
