"use client";

import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

export const IDENTITY_FIELDS = ["firstName", "lastName", "preferredName", "birthDate", "language", "zip"] as const;
/** What they are called in a summary of what is wrong. */
export const IDENTITY_LABELS: Record<IdentityField, string> = {
  firstName: "First name",
  lastName: "Last name",
  preferredName: "Preferred name",
  birthDate: "Birth date",
  language: "Language of messages",
  zip: "ZIP code",
};
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

/** Who a patient is; the same questions for a new one and for changes. */
export function IdentityFields({
  register,
  errors,
  languages,
}: {
  register: (name: IdentityField) => UseFormRegisterReturn;
  errors: Partial<Record<IdentityField, { message?: string }>>;
  languages: readonly { value: string; label: string }[];
}) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" id="firstName" error={errors.firstName?.message}>
          {(control) => <Input dir="auto" autoComplete="off" {...control} {...register("firstName")} />}
        </Field>
        <Field label="Last name" id="lastName" required error={errors.lastName?.message}>
          {(control) => <Input dir="auto" autoComplete="off" {...control} {...register("lastName")} />}
        </Field>
      </div>
      <Field
        label="Preferred name"
        id="preferredName"
        hint="Messages use it instead of the first name."
        optional
        error={errors.preferredName?.message}
      >
        {(control) => <Input dir="auto" autoComplete="off" {...control} {...register("preferredName")} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Birth date" id="birthDate" optional error={errors.birthDate?.message}>
          {(control) => <Input type="date" min="1880-01-01" {...control} {...register("birthDate")} />}
        </Field>
        <Field label="ZIP code" id="zip" hint="Tells the time zone where the patient is." optional error={errors.zip?.message}>
          {(control) => <Input autoComplete="off" {...control} {...register("zip")} />}
        </Field>
      </div>
      <Field label="Language of messages" id="language" error={errors.language?.message}>
        {(control) => (
          <NativeSelect {...control} {...register("language")}>
            {languages.map((l) => (
              <option key={l.value} value={l.value} lang={l.value}>
                {l.label}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
    </>
  );
}
