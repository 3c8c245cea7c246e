"use client";

import { useState, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { ShownIncident } from "./incident-list";
import { IMPACT_WORDS, INCIDENT_LOOKS } from "./words";

type Post = (input: never) => Promise<ActionResult<unknown>>;

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

function useSubmit(act: Post, said: string, read: (form: FormData) => object) {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [pending, start] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    start(async () => {
      const result = await act(read(new FormData(form)) as never);
      if (!result.ok) {
        setErrors(result.fields);
        if (Object.keys(result.fields).length === 0) toast.failed("Nothing was posted", result.message);
        return;
      }
      setErrors({});
      form.reset();
      toast.done(said);
    });
  };
  return { errors, pending, submit };
}

function StateField({ first }: { first: string }) {
  return (
    <Field label="How far it is">
      {(control) => (
        <NativeSelect {...control} name="state" defaultValue={first}>
          {Object.entries(INCIDENT_LOOKS).map(([value, { word }]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

/** [OPS-07] A new incident for the public status page. */
export function NewIncident({ post, components }: { post: Post; components: readonly { id: string; name: string }[] }) {
  const { errors, pending, submit } = useSubmit(post, "It is on the status page.", (form) => ({
    title: text(form, "title"),
    impact: text(form, "impact"),
    components: form.getAll("components"),
    state: text(form, "state"),
    body: text(form, "body"),
  }));
  return (
    <form onSubmit={submit} noValidate aria-label="New incident" className="flex max-w-2xl flex-col gap-4">
      <Field label="Title" hint="What people notice, in a few words." error={errors.title} required>
        {(control) => <Input {...control} name="title" maxLength={200} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="How bad it is">
          {(control) => (
            <NativeSelect {...control} name="impact" defaultValue="minor">
              {Object.entries(IMPACT_WORDS).map(([value, word]) => (
                <option key={value} value={value}>
                  {word}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <StateField first="investigating" />
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">What it touches</legend>
        {components.map(({ id, name }) => (
          <label key={id} className="flex items-center gap-2 py-0.5">
            <input type="checkbox" name="components" value={id} /> {name}
          </label>
        ))}
      </fieldset>
      <Field label="What people should know" hint="Everyone can read it. Nothing about patients." error={errors.body} required>
        {(control) => <Textarea {...control} name="body" rows={4} maxLength={2000} />}
      </Field>
      <div>
        <Button type="submit" look="primary" pending={pending}>
          Post on the status page
        </Button>
      </div>
    </form>
  );
}

/** How an incident goes on. */
export function IncidentUpdate({ incident, update }: { incident: ShownIncident; update: Post }) {
  const { errors, pending, submit } = useSubmit(update, "It is on the status page.", (form) => ({
    incidentId: incident.id,
    state: text(form, "state"),
    body: text(form, "body"),
  }));
  return (
    <form onSubmit={submit} noValidate aria-label={`Update of ${incident.title}`} className="flex max-w-2xl flex-col gap-3">
      <StateField first={incident.state} />
      <Field label="What is new" error={errors.body} required>
        {(control) => <Textarea {...control} name="body" rows={3} maxLength={2000} />}
      </Field>
      <div>
        <Button type="submit" pending={pending}>
          Post the update
        </Button>
      </div>
    </form>
  );
}
