"use client";

import { useState, type FormEvent } from "react";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { useSheet } from "@/components/people/use-sheet";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ActionResult } from "@/lib/actions/result";
import type { AccountRow, SenderRow } from "@/lib/senders/queries";
import type { NUMBER_KINDS, SenderChannel } from "@/lib/senders/schemas";
import { CARRIER_WORDS, CHANNEL_WORDS, KIND_WORDS, stoppedWords } from "./words";

type Kind = (typeof NUMBER_KINDS)[number] | "email";
type Values = {
  accountId: string;
  channel: SenderChannel;
  address: string;
  kind: Kind;
  keywordAnswers: "carrier" | "ours";
  cancelMode: "A" | "B";
  facilityId: string;
  isDefault: boolean;
  accountMail: boolean;
};
export type SenderVerbs = {
  save: (input: Values & { id?: string }) => Promise<ActionResult<unknown>>;
  stop: (input: { id: string }) => Promise<ActionResult<unknown>>;
  start: (input: { id: string }) => Promise<ActionResult<{ waiting: number }>>;
};

const startValues = (sender: SenderRow | undefined, accounts: readonly AccountRow[]): Values => {
  const email = sender ? sender.channel === "email" : accounts.every((one) => one.carrier === "resend");
  const carrier = email ? "resend" : "twilio";
  return {
    accountId: sender?.accountId ?? accounts.find((one) => one.carrier === carrier)?.id ?? "",
    channel: sender?.channel ?? (email ? "email" : "sms"),
    address: sender?.address ?? "",
    kind: (sender?.kind as Kind | undefined) ?? (email ? "email" : "toll-free"),
    keywordAnswers: sender?.keywordAnswers ?? "carrier",
    cancelMode: sender?.cancelMode ?? "A",
    facilityId: sender?.facility?.id ?? "",
    isDefault: sender?.isDefault ?? true,
    accountMail: sender?.accountMail ?? false,
  };
};

type Props = {
  sender: SenderRow | undefined;
  accounts: readonly AccountRow[];
  facilities: readonly { id: string; name: string }[];
  verbs: SenderVerbs;
};

/** [ADM-02] One number or address: for whom it sends, and whether it does. */
export function SenderSheet({ sender, accounts, facilities, verbs }: Props) {
  const { pending, errors, wrong, run } = useSheet("sender");
  const [values, setValues] = useState(() => startValues(sender, accounts));
  const set = (changed: Partial<Values>): void => setValues({ ...values, ...changed });
  const email = values.channel === "email";
  const fitting = accounts.filter((one) => one.carrier === (email ? "resend" : "twilio"));
  const chooseChannel = (channel: SenderChannel): void => {
    const carrier = channel === "email" ? "resend" : "twilio";
    const kind = channel === "email" ? "email" : values.kind === "email" ? "toll-free" : values.kind;
    set({ channel, kind, accountId: accounts.find((one) => one.carrier === carrier)?.id ?? "" });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run(() => verbs.save({ ...values, ...(sender && { id: sender.id }) }), "Saved. What is planned is looked at again.");
  };
  const select = (name: keyof Values, label: string, options: readonly (readonly [string, string])[], hint?: string) => (
    <Field id={`sender-${name}`} label={label} hint={hint} error={wrong[name]}>
      {(control) => (
        <NativeSelect
          {...control}
          value={String(values[name])}
          onChange={(event) =>
            name === "channel" ? chooseChannel(event.target.value as SenderChannel) : set({ [name]: event.target.value } as Partial<Values>)
          }
        >
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
  return (
    <DetailSheet
      rowId={sender?.id ?? "new"}
      title={sender ? <bdi>{sender.address}</bdi> : "New sender"}
      description={sender ? CHANNEL_WORDS[sender.channel] : "A number or address of your account at the carrier."}
      footer={
        <Button type="submit" form="sender" look="primary" pending={pending}>
          {sender ? "Save" : "Add it"}
        </Button>
      }
    >
      <form id="sender" onSubmit={submit} noValidate className="flex flex-col gap-4">
        <ErrorSummary errors={errors} />
        {sender ? null : (
          <>
            {select("channel", "For", Object.entries(CHANNEL_WORDS))}
            <Field
              id="sender-address"
              label={email ? "Address" : "Number"}
              hint={email ? "Its domain has to be verified at Resend." : "As the carrier shows it, e.g. +1 833 555 0142."}
              error={wrong.address}
              required
            >
              {(control) => (
                <Input {...control} autoComplete="off" value={values.address} onChange={(event) => set({ address: event.target.value })} />
              )}
            </Field>
          </>
        )}
        {select(
          "accountId",
          "Account",
          fitting.length > 0 ? fitting.map((one) => [one.id, `${CARRIER_WORDS[one.carrier]}, ${one.accountRef}`]) : [["", "None yet"]],
        )}
        {email ? null : select("kind", "Kind of number", Object.entries(KIND_WORDS))}
        {select("facilityId", "Sends for", [["", "Facilities without their own"], ...facilities.map((one) => [one.id, one.name] as const)])}
        {values.facilityId === "" ? (
          <CheckboxField
            label="The default"
            hint="Used first where a facility has none of its own. The one before gives way."
            checked={values.isDefault}
            onCheckedChange={(on) => set({ isDefault: on === true })}
          />
        ) : null}
        {values.channel === "sms" ? (
          <>
            {select(
              "keywordAnswers",
              "Who answers START and HELP",
              [
                ["carrier", "The carrier"],
                ["ours", "Luma"],
              ],
              "The carrier does, unless its advanced opt-out is switched off for this number. STOP always holds.",
            )}
            {select(
              "cancelMode",
              "What the word CANCEL means alone",
              [
                ["A", "It stops all texts, as carriers read it"],
                ["B", "Luma asks which is meant, where a visit was asked about"],
              ],
              "The second only where the carrier’s list of stop words for this number leaves CANCEL out.",
            )}
          </>
        ) : null}
        {email ? (
          <CheckboxField
            label="Also sends e-mails about your people’s accounts"
            hint="Invitations and links to a new password. Without it they come from whoever runs Luma for you."
            checked={values.accountMail}
            onCheckedChange={(on) => set({ accountMail: on === true })}
          />
        ) : null}
      </form>
      {sender ? (
        <section aria-labelledby="sender-use" className="mt-6 flex flex-col items-start gap-3 border-t border-line pt-4">
          <h3 id="sender-use" className="font-semibold">
            Use
          </h3>
          <p className={sender.stopped ? "text-bad" : "text-ink-muted"}>
            {sender.stopped ? stoppedWords(sender.stoppedReason) : "In use. Stopping it keeps what is planned waiting; nothing is lost."}
          </p>
          {sender.stopped ? (
            <Button pending={pending} onClick={() => run(() => verbs.start({ id: sender.id }), "Used again; what waited goes out now.")}>
              Start it again
            </Button>
          ) : (
            <Button pending={pending} onClick={() => run(() => verbs.stop({ id: sender.id }), "Stopped. Nothing goes out from it.")}>
              Stop it
            </Button>
          )}
        </section>
      ) : null}
    </DetailSheet>
  );
}
