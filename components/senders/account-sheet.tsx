"use client";

import { useActionState, useState, type FormEvent } from "react";
import { EMPTY_ACCOUNT_FORM, type AccountFormState } from "@/components/auth/account-state";
import type { FormAction } from "@/components/auth/form-state";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { useSheet } from "@/components/people/use-sheet";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ActionResult } from "@/lib/actions/result";
import type { AccountRow } from "@/lib/senders/queries";
import { CARRIER_WORDS, stoppedWords } from "./words";

type Carrier = keyof typeof CARRIER_WORDS;
type AccountValues = { id?: string; carrier: Carrier; accountRef: string; secret?: string; webhookSecret?: string };

const LABELS: Record<Carrier, { ref: string; refHint: string; secret: string }> = {
  twilio: { ref: "Account SID", refHint: "On the first page of Twilio’s console; it starts with AC.", secret: "Auth token" },
  resend: { ref: "Name", refHint: "By which you know it, e.g. the name of its team.", secret: "API key" },
};

/** [ADM-02] [SEC-05] One account: its keys go in and never come out; the addresses to enter at the carrier; a test of the connection. */
export function AccountSheet({
  account,
  admin,
  save,
  test,
}: {
  account: AccountRow | undefined;
  admin: boolean;
  save: (input: AccountValues) => Promise<ActionResult<unknown>>;
  test: FormAction<AccountFormState>;
}) {
  const { pending, errors, wrong, run } = useSheet("carrier");
  const [values, setValues] = useState({
    carrier: account?.carrier ?? ("twilio" as Carrier),
    accountRef: account?.accountRef ?? "",
    secret: "",
    webhookSecret: "",
  });
  const [tested, runTest, testing] = useActionState(test, EMPTY_ACCOUNT_FORM);
  const words = LABELS[values.carrier];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { webhookSecret, ...rest } = values;
    run(
      () => save({ ...rest, ...(values.carrier === "resend" && { webhookSecret }), ...(account && { id: account.id }) }),
      "Saved. The keys are stored encrypted.",
    );
  };
  const kept = account ? "One is stored, encrypted. Leave this empty to keep it." : "It is stored encrypted and never shown again.";
  const secretField = (name: "secret" | "webhookSecret", label: string, hint: string, required: boolean) => (
    <Field id={`carrier-${name}`} label={label} hint={hint} error={wrong[name]} required={required}>
      {(control) => (
        <Input
          {...control}
          type="password"
          autoComplete="off"
          value={values[name]}
          onChange={(event) => setValues({ ...values, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <DetailSheet
      rowId={account?.id ?? "account"}
      title={account ? CARRIER_WORDS[account.carrier] : "Add an account"}
      description="Whoever has its keys can send in your name. Only admins change them."
      footer={
        admin ? (
          <Button type="submit" form="carrier" look="primary" pending={pending}>
            Save
          </Button>
        ) : undefined
      }
    >
      {account?.stopped ? (
        <p className="mb-4 rounded-md bg-bad-soft p-3 text-bad">
          {stoppedWords(account.stoppedReason)} Mend it at the carrier, then start its senders again.
        </p>
      ) : null}
      {admin ? (
        <form id="carrier" onSubmit={submit} noValidate className="flex flex-col gap-4">
          <ErrorSummary errors={errors} />
          {account ? null : (
            <Field id="carrier-carrier" label="Carrier">
              {(control) => (
                <NativeSelect
                  {...control}
                  value={values.carrier}
                  onChange={(event) => setValues({ ...values, carrier: event.target.value as Carrier })}
                >
                  {Object.entries(CARRIER_WORDS).map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </NativeSelect>
              )}
            </Field>
          )}
          <Field id="carrier-accountRef" label={words.ref} hint={words.refHint} error={wrong.accountRef} required>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                spellCheck={false}
                value={values.accountRef}
                onChange={(event) => setValues({ ...values, accountRef: event.target.value })}
              />
            )}
          </Field>
          {secretField("secret", words.secret, kept, !account)}
          {values.carrier === "resend"
            ? secretField(
                "webhookSecret",
                "Signing secret of the webhook",
                account?.hasWebhookSecret
                  ? kept
                  : "Resend shows it once the webhook below is there. Until then nobody learns whether e-mails arrived.",
                false,
              )
            : null}
        </form>
      ) : null}
      {account ? (
        <section aria-labelledby="at-carrier" className="mt-6 flex flex-col items-start gap-3 border-t border-line pt-4">
          <h3 id="at-carrier" className="font-semibold">
            To enter at the carrier
          </h3>
          {account.webhooks.map(({ label, url }) => (
            <Field key={url} label={label} className="w-full">
              {(control) => <Input {...control} readOnly value={url} onFocus={(event) => event.target.select()} className="font-mono" />}
            </Field>
          ))}
          <form action={runTest} className="flex w-full flex-col items-start gap-3">
            <input type="hidden" name="id" value={account.id} />
            <Button type="submit" pending={testing}>
              Test the connection
            </Button>
            <div aria-live="polite" className="w-full">
              {tested.done ? <p className="rounded-md bg-good-soft p-3 text-good">{tested.done}</p> : null}
              {tested.errors.map(({ message }) => (
                <p key={message} className="rounded-md bg-bad-soft p-3 text-bad">
                  {message}
                </p>
              ))}
            </div>
          </form>
        </section>
      ) : null}
    </DetailSheet>
  );
}
