"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { FieldKey, ImportField, ImportKind } from "@/lib/imports/fields";
import type { Mapping } from "@/lib/imports/mapping";
import type { ImportSample } from "@/lib/imports/queries";
import { checkImport } from "../actions";
import { byEntry, fieldId } from "./field-id";
import { MissingNames } from "./missing-names";
import { type Reading, ReadingForm } from "./reading-form";

export type MappingFormProps = {
  runId: string;
  kind: ImportKind;
  headers: readonly string[];
  fields: Partial<Record<FieldKey, ImportField>>;
  mapping: Mapping;
  remembered: boolean;
  sample: ImportSample;
  zones: readonly string[];
  reading: Reading;
};

const DATE_KEYS: readonly FieldKey[] = ["date", "birthDate"];

/** What the dates of the chosen columns say about their order; "none" where no choice is needed. */
function orderOf(columns: Mapping["columns"], sample: ImportSample): ImportSample["dateOrders"][number] {
  const orders = DATE_KEYS.map((key) => columns[key]).flatMap((column) => (column === undefined ? [] : (sample.dateOrders[column] ?? [])));
  return orders.find((order) => order === "mdy" || order === "dmy") ?? (orders.includes("ambiguous") ? "ambiguous" : "none");
}

/** Which column holds what, with the first rows beside each choice. */
export function MappingForm({ runId, kind, headers, fields, mapping, remembered, sample, zones, reading }: MappingFormProps) {
  const [columns, setColumns] = useState(mapping.columns);
  const [chosenOrder, setOrder] = useState(remembered ? mapping.dateOrder : undefined);
  const [rest, setRest] = useState<Omit<Mapping, "columns" | "dateOrder">>({
    ...mapping,
    newFacilityZone: mapping.newFacilityZone ?? sample.zone,
  });
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> }>();
  const [pending, start] = useTransition();
  const seen = orderOf(columns, sample);
  const order = chosenOrder ?? (seen === "mdy" || seen === "dmy" ? seen : undefined);

  function choose(key: FieldKey, value: string): void {
    const next = { ...columns };
    if (value === "") delete next[key];
    else next[key] = Number(value);
    setColumns(next);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (seen !== "none" && !order)
      return setFailure({
        message: "Say how the dates are written.",
        fields: { dateOrder: "Choose whether 03/04 is March 4 or April 3." },
      });
    start(async () => {
      const result = await checkImport({
        runId,
        mapping: {
          ...rest,
          columns,
          dateOrder: order ?? "mdy",
          newFacilityZone: rest.unknown === "create" ? rest.newFacilityZone : undefined,
          facilityId: columns.visitFacility === undefined ? rest.facilityId : undefined,
        },
      });
      setFailure(result.ok ? undefined : { message: result.message, fields: byEntry(result.fields) });
    });
  }

  const wrong = failure?.fields ?? {};
  const summary = failure
    ? Object.keys(wrong).length
      ? Object.entries(wrong).map(([key, message]) => ({ message, fieldId: fieldId(key) }))
      : [{ message: failure.message }]
    : [];
  const entries = Object.entries(fields) as [FieldKey, ImportField][];
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <ReadingForm runId={runId} reading={reading} />
      <form onSubmit={submit} className="flex flex-col gap-5" noValidate>
        <ErrorSummary errors={summary} />
        <section aria-labelledby="columns" className="flex flex-col gap-3">
          <h2 id="columns" className="text-lg font-semibold">
            Which column holds what?
          </h2>
          <p className="text-ink-muted">
            {remembered
              ? "As chosen for the last file with the same header."
              : "Guessed by the names of the columns; check it against the first rows."}
          </p>
          <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
            {entries.map(([key, field]) => (
              <Field key={key} id={fieldId(key)} label={field.label} hint={hintOf(field, columns[key], sample)} error={wrong[key]}>
                {(control) => (
                  <NativeSelect {...control} value={columns[key] ?? ""} onChange={(event) => choose(key, event.target.value)}>
                    <option value="">Not in the file</option>
                    {headers.map((header, column) => (
                      <option key={header} value={column}>
                        {header}
                      </option>
                    ))}
                  </NativeSelect>
                )}
              </Field>
            ))}
          </div>
        </section>
        {kind === "do-not-contact" ? null : (
          <section aria-labelledby="choices" className="flex flex-col gap-4">
            <h2 id="choices" className="text-lg font-semibold">
              How to read it
            </h2>
            {seen === "none" ? null : (
              <Field
                id={fieldId("dateOrder")}
                label="How is 03/04 meant in this file?"
                hint={seen === "ambiguous" ? "The dates of the first rows fit both." : "Told from the dates of the first rows."}
                error={wrong.dateOrder}
                className="max-w-sm"
              >
                {(control) => (
                  <NativeSelect
                    {...control}
                    value={order ?? ""}
                    onChange={(event) => setOrder(event.target.value === "dmy" ? "dmy" : "mdy")}
                  >
                    {order ? null : <option value="">Choose</option>}
                    <option value="mdy">March 4 (month first)</option>
                    <option value="dmy">April 3 (day first)</option>
                  </NativeSelect>
                )}
              </Field>
            )}
            <Field
              id={fieldId("identifierSystem")}
              label="System the patient IDs come from"
              hint="Use the same name for every file of that system."
              error={wrong.identifierSystem}
              className="max-w-sm"
            >
              {(control) => (
                <Input
                  {...control}
                  value={rest.identifierSystem}
                  maxLength={60}
                  onChange={(event) => setRest({ ...rest, identifierSystem: event.target.value })}
                />
              )}
            </Field>
            <MissingNames
              kind={kind}
              rest={rest}
              setRest={setRest}
              needsFacility={kind === "appointments" && columns.visitFacility === undefined}
              wrong={wrong}
              sample={sample}
              zones={zones}
            />
          </section>
        )}
        <div>
          <Button type="submit" look="primary" pending={pending}>
            Check every row
          </Button>
        </div>
      </form>
    </div>
  );
}

function hintOf(field: ImportField, column: number | undefined, sample: ImportSample): string | undefined {
  if (column === undefined) return field.hint;
  const values = sample.rows.map((row) => row[column]?.trim()).filter(Boolean);
  return values.length > 0 ? `In the first rows: ${values.join(" · ")}` : "Empty in the first rows";
}
