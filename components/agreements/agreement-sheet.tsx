"use client";

import { FileSignature } from "lucide-react";
import { useState, useTransition, type FormEvent } from "react";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { exactTime, Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { AgreementDetail } from "@/lib/agreements/queries";
import { AGREEMENT_WORDS } from "@/lib/agreements/schemas";

type Accept = (input: { id: string; name: string }) => Promise<ActionResult<void>>;

/** [SEC-08] One version: its text, who accepted it, and – where it is theirs to do – accepting it. */
export function AgreementSheet({
  id,
  agreement,
  mayAccept,
  accept,
}: {
  id: string;
  agreement: AgreementDetail | null;
  mayAccept: boolean;
  accept: Accept;
}) {
  if (!agreement)
    return (
      <DetailSheet rowId={id} title="Agreement" closeHref="/settings/agreements">
        <EmptyState icon={FileSignature} title="There is no such version">
          Versions are never deleted; the address may be wrong.
        </EmptyState>
      </DetailSheet>
    );
  return (
    <DetailSheet
      rowId={id}
      closeHref="/settings/agreements"
      title={agreement.title}
      description={`${AGREEMENT_WORDS[agreement.kind].name}, version ${agreement.version}`}
    >
      <div className="flex flex-col gap-4">
        {agreement.summary ? (
          <p className="rounded-md border border-line bg-sunken p-3 wrap-long">
            <strong>What changes: </strong>
            {agreement.summary}
          </p>
        ) : null}
        <section aria-label="Text" className="rounded-md border border-line p-3 whitespace-pre-wrap wrap-long" dir="auto">
          {agreement.body}
        </section>
        <p className="text-sm text-ink-muted wrap-long">
          Published <Time time={agreement.published} /> by <bdi>{agreement.by}</bdi>. SHA-256 {agreement.sha256}
        </p>
        <section aria-label="Accepted by" className="flex flex-col gap-1">
          <h3 className="font-semibold">Accepted by</h3>
          {agreement.acceptances.length === 0 ? (
            <p className="text-ink-muted">{agreement.accepted > 0 ? "Others; you have not." : "Nobody yet."}</p>
          ) : (
            <ul className="flex flex-col gap-1">
              {agreement.acceptances.map((one) => (
                <li key={`${one.name} ${one.at.iso}`} className="wrap-long">
                  <bdi>{one.signedName}</bdi> ({one.role}, account of <bdi>{one.name}</bdi>), {exactTime(one.at)}
                </li>
              ))}
            </ul>
          )}
        </section>
        {mayAccept ? <AcceptForm agreement={agreement} accept={accept} /> : null}
      </div>
    </DetailSheet>
  );
}

function AcceptForm({ agreement, accept }: { agreement: AgreementDetail; accept: Accept }) {
  const [name, setName] = useState("");
  const [error, setError] = useState("");
  const [pending, start] = useTransition();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start(async () => {
      const result = await accept({ id: agreement.id, name });
      if (!result.ok) return setError(result.fields.name ?? result.message);
      setError("");
      toast.done(`Version ${agreement.version} is accepted.`);
    });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 border-t border-line pt-4">
      <p>{AGREEMENT_WORDS[agreement.kind].accept}</p>
      <Field label="Your full name" error={error || undefined} required>
        {(control) => (
          <Input {...control} autoComplete="name" value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" look="primary" pending={pending}>
          Accept version {agreement.version}
        </Button>
      </div>
    </form>
  );
}
