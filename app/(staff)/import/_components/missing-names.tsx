"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ImportKind } from "@/lib/imports/fields";
import type { Mapping } from "@/lib/imports/mapping";
import type { ImportSample } from "@/lib/imports/queries";
import { fieldId } from "./field-id";

type Rest = Omit<Mapping, "columns" | "dateOrder">;

/** What to do with facilities, providers and visit types that nobody has entered yet, and with what a schedule leaves out. */
export function MissingNames({
  kind,
  rest,
  setRest,
  needsFacility,
  wrong,
  sample,
  zones,
}: {
  kind: ImportKind;
  rest: Rest;
  setRest: (rest: Rest) => void;
  needsFacility: boolean;
  wrong: Record<string, string>;
  sample: ImportSample;
  zones: readonly string[];
}) {
  return (
    <>
      {needsFacility ? (
        <Field id={fieldId("facilityId")} label="Facility of all visits in this file" error={wrong.facilityId} className="max-w-sm">
          {(control) => (
            <NativeSelect
              {...control}
              value={rest.facilityId ?? ""}
              onChange={(event) => setRest({ ...rest, facilityId: event.target.value || undefined })}
            >
              <option value="">Choose</option>
              {sample.facilities.map((facility) => (
                <option key={facility.id} value={facility.id}>
                  {facility.name}
                  {facility.zone ? "" : " (has no time zone yet)"}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      ) : null}
      <Field
        id={fieldId("unknown")}
        label={kind === "patients" ? "A facility that is not known" : "A facility, provider or visit type that is not known"}
        hint="The check lists every name before anything is made."
        className="max-w-sm"
      >
        {(control) => (
          <NativeSelect
            {...control}
            value={rest.unknown}
            onChange={(event) => setRest({ ...rest, unknown: event.target.value === "create" ? "create" : "reject" })}
          >
            <option value="reject">leaves the row out</option>
            <option value="create">is made</option>
          </NativeSelect>
        )}
      </Field>
      {rest.unknown === "create" ? (
        <Field
          id={fieldId("newFacilityZone")}
          label="Time zone of facilities that are made"
          error={wrong.newFacilityZone}
          className="max-w-sm"
        >
          {(control) => (
            <NativeSelect
              {...control}
              value={rest.newFacilityZone ?? ""}
              onChange={(event) => setRest({ ...rest, newFacilityZone: event.target.value })}
            >
              {zones.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </NativeSelect>
          )}
        </Field>
      ) : null}
      {kind === "appointments" ? (
        <Field
          id={fieldId("minutes")}
          label="Usual length of a visit, in minutes"
          hint="For visits without a length of their own or of their type."
          error={wrong.minutes}
          className="max-w-sm"
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={String(rest.minutes)}
              onChange={(event) => setRest({ ...rest, minutes: Number(event.target.value.replaceAll(/\D/g, "")) })}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}
