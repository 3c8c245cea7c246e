"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldError, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioOption } from "@/components/ui/radio-group";
import { CHOICES } from "../describe";
import { AmountField } from "./amount-field";
import { errorAt, type EditorProps } from "./types";

/** [RTY-04] Times of day at which a missed last reminder is made up for. */
export function CatchUpEditor({ value, onChange, errors }: EditorProps<{ enabled: boolean; hours: string[] }>) {
  return (
    <div className="flex flex-col gap-3">
      <CheckboxField
        label="Send a catch-up reminder"
        checked={value.enabled}
        onCheckedChange={(on) => onChange({ ...value, enabled: on === true })}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">At the next of these local times</legend>
        {value.hours.map((at, index) => {
          const error = errorAt(errors, `hours.${index}`);
          return (
            <div key={index} className="flex flex-col gap-1">
              <div className="flex items-center gap-2">
                <Input
                  type="time"
                  aria-label={`Time ${index + 1}`}
                  aria-invalid={error ? true : undefined}
                  value={at}
                  onChange={(event) => onChange({ ...value, hours: value.hours.map((old, i) => (i === index ? event.target.value : old)) })}
                  className="max-w-30"
                />
                <Button
                  look="quiet"
                  size="icon"
                  aria-label={`Remove time ${at}`}
                  onClick={() => onChange({ ...value, hours: value.hours.filter((_, i) => i !== index) })}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              {error ? <FieldError>{error}</FieldError> : null}
            </div>
          );
        })}
        <div>
          <Button size="sm" disabled={value.hours.length >= 6} onClick={() => onChange({ ...value, hours: [...value.hours, "12:00"] })}>
            <Plus aria-hidden /> Add a time
          </Button>
        </div>
      </fieldset>
    </div>
  );
}

/** [REM-24] */
export function LateBookingEditor({ value, onChange, errors }: EditorProps<{ enabled: boolean; minimumHours: number }>) {
  return (
    <div className="flex flex-col gap-3">
      <CheckboxField
        label="Send one reminder at once"
        checked={value.enabled}
        onCheckedChange={(on) => onChange({ ...value, enabled: on === true })}
      />
      <AmountField
        decimal
        label="Only when the visit is more than so many hours away"
        value={value.minimumHours}
        most={72}
        onChange={(minimumHours) => onChange({ ...value, minimumHours })}
        error={errorAt(errors, "minimumHours")}
      />
    </div>
  );
}

/** [DLV-08] */
export function ForcedSendTimeEditor({ value, onChange, errors }: EditorProps<{ enabled: boolean; at: string; catchUp: boolean }>) {
  return (
    <div className="flex flex-col gap-3">
      <CheckboxField
        label="Send all reminders of a day at one time"
        checked={value.enabled}
        onCheckedChange={(on) => onChange({ ...value, enabled: on === true })}
      />
      <Field label="Local time" error={errorAt(errors, "at")}>
        {(control) => (
          <Input
            {...control}
            type="time"
            value={value.at}
            onChange={(event) => onChange({ ...value, at: event.target.value })}
            className="max-w-30"
          />
        )}
      </Field>
      <CheckboxField
        label="Catch-up reminders still go out at their own times"
        checked={value.catchUp}
        onCheckedChange={(on) => onChange({ ...value, catchUp: on === true })}
      />
    </div>
  );
}

/** [REM-08] */
export function NoShowEditor({ settingKey, label, value, onChange, errors }: EditorProps<{ mode: string; windowHours: number }>) {
  return (
    <div className="flex flex-col gap-3">
      <FieldGroup legend={label} error={errorAt(errors, "mode")}>
        <RadioGroup aria-label={label} value={value.mode} onValueChange={(mode) => onChange({ ...value, mode })}>
          {Object.entries(CHOICES[settingKey] ?? {}).map(([mode, words]) => (
            <RadioOption key={mode} value={mode} label={words} />
          ))}
        </RadioGroup>
      </FieldGroup>
      {value.mode === "inside-window" ? (
        <AmountField
          decimal
          label="How many hours before the visit count as shortly"
          value={value.windowHours}
          most={720}
          onChange={(windowHours) => onChange({ ...value, windowHours })}
          error={errorAt(errors, "windowHours")}
        />
      ) : null}
    </div>
  );
}

/** [CON-01] */
export function ChannelsEditor({ label, value, onChange, errors }: EditorProps<{ sms: boolean; voice: boolean; email: boolean }>) {
  const box = (channel: "sms" | "voice" | "email", words: string) => (
    <CheckboxField label={words} checked={value[channel]} onCheckedChange={(on) => onChange({ ...value, [channel]: on === true })} />
  );
  return (
    <FieldGroup legend={label} error={errorAt(errors, "")}>
      {box("sms", "Text messages")}
      {box("voice", "Calls")}
      {box("email", "E-mails")}
    </FieldGroup>
  );
}
