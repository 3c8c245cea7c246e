"use client";

import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { BookingOptions } from "@/lib/schedule/queries";

/** What both booking and moving ask. */
export type WhenField = "facilityId" | "providerId" | "date" | "time" | "minutes";

/** Where, with whom and when; the facility's zone is said beside the time. */
export function WhenFields({
  register,
  facilityId,
  noProvider,
  options,
  errors,
}: {
  register: (name: WhenField, options?: { setValueAs: (value: string | null) => unknown }) => UseFormRegisterReturn;
  /** The facility chosen now: its zone and its day are shown. */
  facilityId: string | undefined;
  /** What the form's value is when nobody is chosen. */
  noProvider: null | undefined;
  options: BookingOptions;
  errors: Partial<Record<WhenField, { message?: string }>>;
}) {
  const facility = options.facilities.find((f) => f.id === facilityId);
  return (
    <>
      <Field label="Facility" id="facilityId" error={errors.facilityId?.message}>
        {(control) => (
          <NativeSelect {...control} {...register("facilityId")}>
            {options.facilities.map((f) => (
              <option key={f.id} value={f.id}>
                {f.name} ({f.zoneName})
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field label="Provider" id="providerId" optional error={errors.providerId?.message}>
        {(control) => (
          <NativeSelect {...control} {...register("providerId", { setValueAs: (value) => value || noProvider })}>
            <option value="">No provider</option>
            {options.providers.map((p) => (
              <option key={p.id} value={p.id}>
                {p.name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field label="Date" id="date" error={errors.date?.message} className="col-span-2 sm:col-span-1">
          {(control) => <Input type="date" {...control} min={facility?.today} {...register("date")} />}
        </Field>
        <Field label={facility?.zone ? `Time (${facility.zoneName})` : "Time"} id="time" error={errors.time?.message}>
          {(control) => <Input type="time" step={300} {...control} {...register("time")} />}
        </Field>
        <Field label="Minutes" id="minutes" error={errors.minutes?.message}>
          {(control) => <Input type="number" inputMode="numeric" min={1} max={1440} {...control} {...register("minutes")} />}
        </Field>
      </div>
    </>
  );
}
