"use client";

import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { errorAt, type EditorProps } from "./types";

/** [TPL-08] Phrases, one a line. */
export function PhrasesEditor({ label, value, onChange, errors }: EditorProps<string[]>) {
  return (
    <Field label={label} hint="One phrase a line, in any language." error={errorAt(errors, "")}>
      {(control) => (
        <Textarea
          {...control}
          rows={6}
          defaultValue={value.join("\n")}
          onChange={(event) =>
            onChange(
              event.target.value
                .split("\n")
                .map((line) => line.trim())
                .filter(Boolean),
            )
          }
        />
      )}
    </Field>
  );
}
