"use client";

import { useState, useTransition } from "react";
import { Field, FieldError } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import type { Encoding } from "@/lib/imports/encoding";
import { rereadImport } from "../actions";

export type Reading = {
  encoding: Encoding;
  delimiter: string;
  detectedEncoding: Encoding;
  encodings: Record<Encoding, string>;
  delimiters: Record<string, string>;
};

/** Encoding and separator as found; a change reads the file again and guesses the columns anew. */
export function ReadingForm({ runId, reading }: { runId: string; reading: Reading }) {
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<string>();
  const change = (next: Partial<Pick<Reading, "encoding" | "delimiter">>): void =>
    start(async () => {
      const result = await rereadImport({ runId, encoding: reading.encoding, delimiter: reading.delimiter, ...next });
      setFailure(result.ok ? undefined : result.message);
    });
  const encodings = (Object.entries(reading.encodings) as [Encoding, string][]).filter(
    ([key]) => key !== "utf-8" || reading.detectedEncoding === "utf-8",
  );
  return (
    <details className="rounded-md border border-line px-3 py-2" open={failure !== undefined || undefined}>
      <summary className="cursor-pointer">Letters look wrong, or everything is in one column?</summary>
      <div className="mt-3 grid max-w-2xl gap-4 pb-2 sm:grid-cols-2" aria-busy={pending}>
        <Field id="map-encoding" label="Encoding">
          {(control) => (
            <NativeSelect
              {...control}
              disabled={pending}
              value={reading.encoding}
              onChange={(event) => change({ encoding: event.target.value as Encoding })}
            >
              {encodings.map(([key, words]) => (
                <option key={key} value={key}>
                  {words}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <Field id="map-delimiter" label="Separator between the columns">
          {(control) => (
            <NativeSelect
              {...control}
              disabled={pending}
              value={reading.delimiter}
              onChange={(event) => change({ delimiter: event.target.value })}
            >
              {Object.entries(reading.delimiters).map(([key, words]) => (
                <option key={key} value={key}>
                  {words}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      </div>
      {failure ? <FieldError>{failure}</FieldError> : null}
    </details>
  );
}
