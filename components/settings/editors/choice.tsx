"use client";

import { FieldGroup } from "@/components/ui/field";
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
