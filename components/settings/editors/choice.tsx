"use client";

import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioOption } from "@/components/ui/radio-group";
import { CHOICES } from "../describe";
import { errorAt, type EditorProps } from "./types";

/** Yes or no. */
export function BooleanEditor({ label, value, onChange, errors }: EditorProps<boolean>) {
  return (
    <FieldGroup legend={label} error={errorAt(errors, "")}>
      <RadioGroup aria-label={label} value={value ? "yes" : "no"} onValueChange={(picked) => onChange(picked === "yes")}>
        <RadioOption value="yes" label="Yes" />
        <RadioOption value="no" label="No" />
      </RadioGroup>
    </FieldGroup>
  );
}

/** One of a few. */
export function ChoiceEditor({ settingKey, label, value, onChange, errors }: EditorProps<string>) {
  return (
    <FieldGroup legend={label} error={errorAt(errors, "")}>
      <RadioGroup aria-label={label} value={value} onValueChange={onChange}>
        {Object.entries(CHOICES[settingKey] ?? {}).map(([choice, words]) => (
          <RadioOption key={choice} value={choice} label={words} />
        ))}
      </RadioGroup>
    </FieldGroup>
  );
}

/** A whole number. What is no number is refused when it is saved, by the setting's own limits. */
export function NumberEditor({ label, value, onChange, errors }: EditorProps<number>) {
  return (
    <Field label={label} error={errorAt(errors, "")}>
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          value={Number.isNaN(value) ? "" : value}
          onChange={(event) => onChange(event.target.valueAsNumber)}
          className="max-w-30"
        />
      )}
    </Field>
  );
}
