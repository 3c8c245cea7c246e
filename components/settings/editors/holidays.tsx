"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { HolidaySettings } from "@/lib/delivery/settings";
import { errorAt, type EditorProps } from "./types";

const DATE_HINT = "2026-12-24 once, or 12-24 for every year";

/** [DLV-03] Public holidays, the clinic's own, and those on which it works. */
export function HolidaysEditor({ value, onChange, errors }: EditorProps<HolidaySettings>) {
  const own = (index: number, part: Partial<HolidaySettings["own"][number]>): void =>
    onChange({ ...value, own: value.own.map((old, i) => (i === index ? { ...old, ...part } : old)) });
  return (
    <div className="flex flex-col gap-5">
      <CheckboxField
        label="Public holidays of the facility’s country and state"
        checked={value.publicHolidays}
        onCheckedChange={(on) => onChange({ ...value, publicHolidays: on === true })}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">Days on which the clinic is closed</legend>
        {value.own.map((day, index) => {
          const error = errorAt(errors, `own.${index}`);
          return (
            <div key={index} className="flex flex-col gap-1">
              <div className="flex flex-wrap items-end gap-2">
                <Field label="Date" hint={DATE_HINT} className="w-52">
                  {(control) => (
                    <Input
                      {...control}
                      aria-invalid={error ? true : undefined}
                      value={day.date}
                      maxLength={10}
                      onChange={(event) => own(index, { date: event.target.value })}
                    />
                  )}
                </Field>
                <Field label="Name" className="w-44">
                  {(control) => (
                    <Input {...control} value={day.name} maxLength={80} onChange={(event) => own(index, { name: event.target.value })} />
                  )}
                </Field>
                <Remove
                  what={day.name || `day ${index + 1}`}
                  onClick={() => onChange({ ...value, own: value.own.filter((_, i) => i !== index) })}
                />
              </div>
              {error ? <FieldError>{error}</FieldError> : null}
            </div>
          );
        })}
        <div>
          <Button size="sm" onClick={() => onChange({ ...value, own: [...value.own, { date: "", name: "" }] })}>
            <Plus aria-hidden /> Add a day
          </Button>
        </div>
      </fieldset>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">Public holidays on which the clinic works</legend>
        {value.except.map((date, index) => {
          const error = errorAt(errors, `except.${index}`);
          return (
            <div key={index} className="flex flex-col gap-1">
              <div className="flex flex-wrap items-end gap-2">
                <Field label="Date" hint={DATE_HINT} className="w-52">
                  {(control) => (
                    <Input
                      {...control}
                      aria-invalid={error ? true : undefined}
                      value={date}
                      maxLength={10}
                      onChange={(event) =>
                        onChange({ ...value, except: value.except.map((old, i) => (i === index ? event.target.value : old)) })
                      }
                    />
                  )}
                </Field>
                <Remove
                  what={date || `date ${index + 1}`}
                  onClick={() => onChange({ ...value, except: value.except.filter((_, i) => i !== index) })}
                />
              </div>
              {error ? <FieldError>{error}</FieldError> : null}
            </div>
          );
        })}
        <div>
          <Button size="sm" onClick={() => onChange({ ...value, except: [...value.except, ""] })}>
            <Plus aria-hidden /> Add a date
          </Button>
        </div>
      </fieldset>
    </div>
  );
}

function Remove({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <Button look="quiet" size="icon" aria-label={`Remove ${what}`} onClick={onClick}>
      <Trash2 aria-hidden />
    </Button>
  );
}
