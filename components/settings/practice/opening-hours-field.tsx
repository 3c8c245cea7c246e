"use client";

import { CheckboxField } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import type { OpeningHours } from "@/lib/practice/opening-hours";
import { ContactHoursEditor } from "../editors/hours";

type Props = { label: string; value: OpeningHours | null; error: string | undefined; onChange: (value: OpeningHours | null) => void };

const USUAL: OpeningHours = [null, ...Array.from({ length: 5 }, () => ({ from: "08:00", to: "17:00" })), null];

/** [ADM-02] When the doors are open, by weekday; nothing is said where it is not known. */
export function OpeningHoursField({ label, value, error, onChange }: Props) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium">{label}</legend>
      <CheckboxField
        label="Known by weekday"
        hint="Messages say them where the wording has {{ facilityHours }}."
        checked={value !== null}
        onCheckedChange={(on) => onChange(on === true ? USUAL : null)}
      />
      {value ? <ContactHoursEditor settingKey="openingHours" label={label} value={value} onChange={onChange} errors={{}} /> : null}
      {error ? <FieldError>{error}</FieldError> : null}
    </fieldset>
  );
}
