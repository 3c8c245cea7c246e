"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { TemplateWindows } from "@/lib/delivery/settings";
import { AUTOMATIC_TEMPLATE_WORDS } from "../describe";
import { AmountField } from "./amount-field";
import { errorAt, type EditorProps } from "./types";
import { WeekdayBoxes } from "./weekday-boxes";

/** [DLV-06] */
export function BlackoutEditor({ value, onChange, errors }: EditorProps<{ enabled: boolean; hours: number }>) {
  return (
    <div className="flex flex-col gap-3">
      <CheckboxField
        label="Do not send the same message again"
        checked={value.enabled}
        onCheckedChange={(on) => onChange({ ...value, enabled: on === true })}
      />
      <AmountField
        label="Within so many hours"
        value={value.hours}
        most={168}
        onChange={(hours) => onChange({ ...value, hours })}
        error={errorAt(errors, "hours")}
      />
    </div>
  );
}

/** [DLV-15] */
export function FatigueCapEditor({ value, onChange, errors }: EditorProps<{ enabled: boolean; perDay: number; perWeek: number }>) {
  return (
    <div className="flex flex-col gap-3">
      <CheckboxField
        label="Limit automatic messages"
        checked={value.enabled}
        onCheckedChange={(on) => onChange({ ...value, enabled: on === true })}
      />
      <AmountField
        label="Most in one day"
        value={value.perDay}
        most={20}
        onChange={(perDay) => onChange({ ...value, perDay })}
        error={errorAt(errors, "perDay")}
      />
      <AmountField
        label="Most in seven days"
        value={value.perWeek}
        most={60}
        onChange={(perWeek) => onChange({ ...value, perWeek })}
        error={errorAt(errors, "perWeek")}
      />
    </div>
  );
}

/** [DLV-05] Hours of its own for a kind of message. */
export function TemplateWindowsEditor({ value, onChange, errors }: EditorProps<TemplateWindows>) {
  const set = (index: number, part: Partial<TemplateWindows[number]>): void =>
    onChange(value.map((old, i) => (i === index ? { ...old, ...part } : old)));
  return (
    <div className="flex flex-col gap-3">
      {value.map((window, index) => {
        const error = errorAt(errors, String(index));
        return (
          <fieldset key={index} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
            <legend className="sr-only">Hours {index + 1}</legend>
            <div className="flex flex-wrap items-end gap-2">
              <Field label="Kind of message" className="w-60 max-w-full">
                {(control) => (
                  <NativeSelect
                    {...control}
                    value={window.template}
                    onChange={(event) => set(index, { template: event.target.value as TemplateWindows[number]["template"] })}
                  >
                    {Object.entries(AUTOMATIC_TEMPLATE_WORDS).map(([template, words]) => (
                      <option key={template} value={template}>
                        {words}
                      </option>
                    ))}
                  </NativeSelect>
                )}
              </Field>
              <Field label="From" className="w-28">
                {(control) => (
                  <Input {...control} type="time" value={window.from} onChange={(event) => set(index, { from: event.target.value })} />
                )}
              </Field>
              <Field label="To" className="w-28">
                {(control) => (
                  <Input {...control} type="time" value={window.to} onChange={(event) => set(index, { to: event.target.value })} />
                )}
              </Field>
              <Button
                look="quiet"
                size="icon"
                aria-label={`Remove hours ${index + 1}`}
                onClick={() => onChange(value.filter((_, i) => i !== index))}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
            <WeekdayBoxes idPrefix={`window-${index}`} days={window.days} onChange={(days) => set(index, { days })} />
            {error ? <FieldError>{error}</FieldError> : null}
          </fieldset>
        );
      })}
      {value.length === 0 ? <p className="text-ink-muted">Every kind of message may go out at any allowed time.</p> : null}
      <div>
        <Button
          disabled={value.length >= 40}
          onClick={() => onChange([...value, { template: "reminder", days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }])}
        >
          <Plus aria-hidden /> Add hours
        </Button>
      </div>
    </div>
  );
}
