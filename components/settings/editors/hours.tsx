"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ContactHours, QuietHours } from "@/lib/delivery/settings";
import { WEEKDAYS } from "../describe";
import { errorAt, type EditorProps } from "./types";
import { DAYS, WeekdayBoxes } from "./weekday-boxes";

/** Monday first on screen; stored Sunday first. */
const USUAL = { from: "08:00", to: "20:00" };

/** [DLV-01] Earliest and latest time of each weekday. */
export function ContactHoursEditor({ label, value, onChange, errors }: EditorProps<ContactHours>) {
  const set = (day: number, hours: ContactHours[number]): void => onChange(value.map((old, i) => (i === day ? hours : old)));
  const monday = value[1] ?? USUAL;
  return (
    <div className="flex flex-col gap-3">
      <table className="w-full max-w-md border-collapse">
        <caption className="sr-only">{label} by weekday</caption>
        <thead>
          <tr className="text-start text-sm text-ink-muted">
            <th scope="col" className="py-1 text-start font-medium">
              Day
            </th>
            <th scope="col" className="py-1 text-start font-medium">
              Earliest
            </th>
            <th scope="col" className="py-1 text-start font-medium">
              Latest
            </th>
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day) => {
            const hours = value[day] ?? null;
            const name = WEEKDAYS[day];
            const error = errorAt(errors, String(day));
            return (
              <tr key={day} className="border-t border-line align-top">
                <th scope="row" className="py-2 pe-2 text-start font-normal">
                  <CheckboxField
                    label={name}
                    checked={hours !== null}
                    onCheckedChange={(on) => set(day, on === true ? { ...monday } : null)}
                  />
                  {error ? <FieldError id={`day-${day}-error`}>{error}</FieldError> : null}
                </th>
                {hours ? (
                  (["from", "to"] as const).map((end) => (
                    <td key={end} className="py-1.5 pe-2">
                      <Input
                        type={end === "to" && hours.to === "24:00" ? "text" : "time"}
                        aria-label={`${name}, ${end === "from" ? "earliest" : "latest"}`}
                        aria-invalid={error ? true : undefined}
                        aria-describedby={error ? `day-${day}-error` : undefined}
                        value={hours[end]}
                        onChange={(event) => set(day, { ...hours, [end]: event.target.value })}
                        className="max-w-30"
                      />
                    </td>
                  ))
                ) : (
                  <td colSpan={2} className="py-2 text-ink-muted">
                    Closed
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <div>
        <Button size="sm" onClick={() => onChange(value.map(() => ({ ...monday })))}>
          Every day as Monday
        </Button>
      </div>
    </div>
  );
}

/** [DLV-02] Closed spans inside the contact hours. */
export function QuietHoursEditor({ value, onChange, errors }: EditorProps<QuietHours>) {
  const set = (index: number, part: Partial<QuietHours[number]>): void =>
    onChange(value.map((old, i) => (i === index ? { ...old, ...part } : old)));
  return (
    <div className="flex flex-col gap-3">
      {value.map((span, index) => {
        const error = errorAt(errors, String(index));
        return (
          <fieldset key={index} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
            <legend className="sr-only">Closed span {index + 1}</legend>
            <div className="flex flex-wrap items-end gap-2">
              <Field label="Name" className="w-40">
                {(control) => (
                  <Input {...control} maxLength={60} value={span.label} onChange={(event) => set(index, { label: event.target.value })} />
                )}
              </Field>
              <Field label="From" className="w-28">
                {(control) => (
                  <Input {...control} type="time" value={span.from} onChange={(event) => set(index, { from: event.target.value })} />
                )}
              </Field>
              <Field label="To" className="w-28">
                {(control) => (
                  <Input {...control} type="time" value={span.to} onChange={(event) => set(index, { to: event.target.value })} />
                )}
              </Field>
              <Button
                look="quiet"
                size="icon"
                aria-label={`Remove ${span.label || `span ${index + 1}`}`}
                onClick={() => onChange(value.filter((_, i) => i !== index))}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
            <WeekdayBoxes idPrefix={`quiet-${index}`} days={span.days} onChange={(days) => set(index, { days })} />
            {error ? <FieldError>{error}</FieldError> : null}
          </fieldset>
        );
      })}
      {value.length === 0 ? <p className="text-ink-muted">Messages may go out at any time inside the contact hours.</p> : null}
      <div>
        <Button onClick={() => onChange([...value, { label: "Lunch", days: [1, 2, 3, 4, 5], from: "12:00", to: "13:00" }])}>
          <Plus aria-hidden /> Add a closed span
        </Button>
      </div>
    </div>
  );
}
