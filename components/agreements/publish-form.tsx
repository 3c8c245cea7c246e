"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition, type FormEvent } from "react";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { AGREEMENT_WORDS, type AgreementKind } from "@/lib/agreements/schemas";

type Values = { title: string; body: string; summary: string; material: boolean };
type Props = {
  kind: AgreementKind;
  /** The current version, to change from. */
  from: { version: number; title: string; body: string } | null;
  publish: (input: Values & { kind: AgreementKind }) => Promise<ActionResult<{ id: string; version: number; told: number }>>;
};

/** [SEC-08] A new version of an agreement. */
export function PublishForm({ kind, from, publish }: Props) {
  const router = useRouter();
  const [values, setValues] = useState<Values>({ title: from?.title ?? "", body: from?.body ?? "", summary: "", material: from === null });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [pending, start] = useTransition();
  const set = (change: Partial<Values>): void => setValues((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start(async () => {
      const result = await publish({ kind, ...values });
      if (!result.ok) {
        setErrors(result.fields);
        if (Object.keys(result.fields).length === 0) toast.failed("It was not published", result.message);
        return;
      }
      const { version, told } = result.data;
      toast.done(
        `Version ${version} is published.`,
        told > 0 ? `${told === 1 ? "One person is" : `${told} people are`} told by e-mail.` : undefined,
      );
      router.replace("/settings/agreements", { scroll: false });
    });
  };
  return (
    <DetailSheet
      rowId={`publish-${kind}`}
      closeHref="/settings/agreements"
      title={`New version: ${AGREEMENT_WORDS[kind].name}`}
      description={from ? `After version ${from.version}, which stays as it is` : "The first version"}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Title" error={errors.title} required>
          {(control) => (
            <Input {...control} value={values.title} maxLength={200} onChange={(event) => set({ title: event.target.value })} />
          )}
        </Field>
        <Field label="Text" error={errors.body} required>
          {(control) => <Textarea {...control} rows={14} value={values.body} onChange={(event) => set({ body: event.target.value })} />}
        </Field>
        {from ? (
          <>
            <CheckboxField
              label="This is a material change"
              hint="It has to be accepted anew: e-mail to whoever has to, and a banner until they have."
              checked={values.material}
              onCheckedChange={(on) => set({ material: on === true })}
            />
            <Field label="What changes" hint="Stands in the banner and above the text." error={errors.summary} optional={!values.material}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={3}
                  maxLength={2_000}
                  value={values.summary}
                  onChange={(event) => set({ summary: event.target.value })}
                />
              )}
            </Field>
          </>
        ) : null}
        <div className="flex justify-end">
          <Button type="submit" look="primary" pending={pending}>
            Publish
          </Button>
        </div>
      </form>
    </DetailSheet>
  );
}
