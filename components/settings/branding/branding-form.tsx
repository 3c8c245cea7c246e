"use client";

import { useState, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { Branding } from "@/lib/practice/branding/queries";
import { AccentPreview } from "./accent-preview";

type Values = { name: string; phone: string; website: string; accent: string };
type Props = { branding: Branding; mayEdit: boolean; save: (input: Values) => Promise<ActionResult<{ changed: boolean }>> };

/** [ADM-02] Name, ways to reach it and colour of the organization, with what the colour becomes. */
export function BrandingForm({ branding, mayEdit, save }: Props) {
  const [values, setValues] = useState<Values>({
    name: branding.name,
    phone: branding.phone ?? "",
    website: branding.website ?? "",
    accent: branding.accent,
  });
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> }>();
  const [pending, start] = useTransition();
  const set = (name: keyof Values) => (value: string) => setValues((old) => ({ ...old, [name]: value }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start(async () => {
      const result = await save(values);
      setFailure(result.ok ? undefined : result);
      if (result.ok) toast.done(result.data.changed ? "Saved." : "Nothing was different.");
    });
  };
  const wrong = failure?.fields ?? {};
  const errors = failure
    ? Object.keys(wrong).length > 0
      ? Object.entries(wrong).map(([name, message]) => ({ message, fieldId: `branding-${name}` }))
      : [{ message: failure.message }]
    : [];
  const text = (name: "name" | "phone" | "website", label: string, hint: string, type = "text") => (
    <Field id={`branding-${name}`} label={label} hint={hint} error={wrong[name]} optional={name !== "name"} required={name === "name"}>
      {(control) => <Input {...control} type={type} value={values[name]} onChange={(event) => set(name)(event.target.value)} />}
    </Field>
  );
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-4">
        <legend className="mb-3 text-lg font-semibold">Name and colour</legend>
        <ErrorSummary errors={errors} />
        {text("name", "Name of the organization", "Messages that are not about one facility come from it.")}
        {text("phone", "Phone", "Where patients call; a facility’s own phone goes before it.", "tel")}
        {text("website", "Website", "Put into messages where the wording names it.", "url")}
        <Field
          id="branding-accent"
          label="Colour"
          hint="Buttons, links and the line at the top, for patients and staff."
          error={wrong.accent}
        >
          {(control) => (
            <span className="flex items-center gap-2">
              <Input
                {...control}
                value={values.accent}
                maxLength={7}
                className="w-32"
                onChange={(event) => set("accent")(event.target.value)}
              />
              <input
                type="color"
                aria-label="Choose the colour"
                value={/^#[0-9a-f]{6}$/i.test(values.accent) ? values.accent : "#000000"}
                onChange={(event) => set("accent")(event.target.value)}
                className="h-8 w-12 rounded-md border border-line-strong bg-surface pointer-coarse:h-10"
              />
            </span>
          )}
        </Field>
        <AccentPreview colour={values.accent} />
        {mayEdit ? (
          <div>
            <Button type="submit" look="primary" pending={pending}>
              Save
            </Button>
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}
