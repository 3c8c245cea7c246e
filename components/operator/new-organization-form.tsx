"use client";

import Link from "next/link";
import { useState, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ActionResult } from "@/lib/actions/result";

type Values = { name: string; slug: string; zone: string; parentId: string; adminName: string; adminEmail: string };
type Props = {
  roots: readonly { id: string; name: string }[];
  parent: string;
  zones: readonly string[];
  create: (input: Values) => Promise<ActionResult<{ id: string; link?: string }>>;
};

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "")
    .slice(0, 40);

/** [ADM-08] A root account or sub-account with its first admin. */
export function NewOrganizationForm({ roots, parent, zones, create }: Props) {
  const [values, setValues] = useState<Values>({
    name: "",
    slug: "",
    zone: "America/New_York",
    parentId: parent,
    adminName: "",
    adminEmail: "",
  });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<readonly SummaryError[]>([]);
  const [made, setMade] = useState<{ id: string; link?: string }>();
  const [pending, begin] = useTransition();
  const set = (name: keyof Values) => (value: string) =>
    setValues((old) => ({ ...old, [name]: value, ...(name === "name" && old.slug === slugOf(old.name) && { slug: slugOf(value) }) }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    begin(async () => {
      const result = await create(values);
      if (result.ok) return setMade(result.data);
      setWrong(result.fields);
      const fields = Object.entries(result.fields);
      setErrors(fields.length ? fields.map(([name, message]) => ({ message, fieldId: `new-${name}` })) : [{ message: result.message }]);
    });
  };
  if (made) return <Made made={made} name={values.name} email={values.adminEmail} />;
  const text = (name: keyof Values, label: string, hint?: string, type = "text") => (
    <Field id={`new-${name}`} label={label} hint={hint} error={wrong[name]} required>
      {(control) => (
        <Input {...control} type={type} autoComplete="off" value={values[name]} onChange={(event) => set(name)(event.target.value)} />
      )}
    </Field>
  );
  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-4">
      <ErrorSummary errors={errors} />
      {text("name", "Name")}
      {text("slug", "Short name", "For addresses and single sign-on; it cannot be changed later.")}
      <Field id="new-zone" label="Time zone" error={wrong.zone} required>
        {(control) => (
          <NativeSelect {...control} value={values.zone} onChange={(event) => set("zone")(event.target.value)}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field id="new-parentId" label="Kind of account" error={wrong.parentId}>
        {(control) => (
          <NativeSelect {...control} value={values.parentId} onChange={(event) => set("parentId")(event.target.value)}>
            <option value="">Root account</option>
            {roots.map((root) => (
              <option key={root.id} value={root.id}>
                Sub-account of {root.name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {text("adminName", "First admin’s name")}
      {text("adminEmail", "First admin’s e-mail", undefined, "email")}
      <div>
        <Button type="submit" look="primary" pending={pending}>
          Make it and invite the admin
        </Button>
      </div>
    </form>
  );
}

/** What was made, and the link where no mail could be sent. */
export function Made({ made, name, email }: { made: { id: string; link?: string }; name: string; email: string }) {
  return (
    <div aria-live="polite" className="flex max-w-xl flex-col items-start gap-3">
      <p>
        <bdi className="font-medium">{name}</bdi> is there, and <bdi>{email}</bdi> is invited.
      </p>
      {made.link ? <InvitationLink link={made.link} /> : <p className="text-ink-muted">The invitation is on its way by e-mail.</p>}
      <Button asChild>
        <Link href={`/operator/organizations/${made.id}`}>Open the organization</Link>
      </Button>
    </div>
  );
}

export function InvitationLink({ link }: { link: string }) {
  return (
    <Field
      label="Link for the admin"
      hint="No e-mail can be sent from this organization yet. Hand this over yourself; it works once, for seven days, and is not shown again."
    >
      {(control) => <Input {...control} readOnly value={link} onFocus={(event) => event.target.select()} />}
    </Field>
  );
}
