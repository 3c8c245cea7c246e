"use client";

import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

export type Language = { value: string; label: string };

type Props = {
  texts: Record<string, string>;
  onChange: (texts: Record<string, string>) => void;
  /** The first ones are always offered. */
  languages: readonly Language[];
  always: number;
  error: string | undefined;
};

/** [TPL-06] What messages about these visits say besides, by language; a patient of another language gets the English text. */
export function Instructions({ texts, onChange, languages, always, error }: Props) {
  const shown = languages.filter((language, index) => index < always || texts[language.value] !== undefined);
  const more = languages.filter((language) => !shown.includes(language));
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h3 className="font-semibold">Special instructions</h3>
        <p className="text-sm text-ink-muted">
          Put into reminders where the wording has {"{{ specialInstructions }}"}. Other languages get the English text.
        </p>
      </div>
      {shown.map((language) => (
        <Field key={language.value} label={language.label} error={language.value === shown[0]?.value ? error : undefined} optional>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              lang={language.value}
              dir="auto"
              maxLength={1000}
              value={texts[language.value] ?? ""}
              onChange={(event) => onChange({ ...texts, [language.value]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {more.length > 0 ? (
        <Field label="Another language" className="max-w-60">
          {(control) => (
            <NativeSelect {...control} value="" onChange={(event) => onChange({ ...texts, [event.target.value]: "" })}>
              <option value="">Choose a language</option>
              {more.map((language) => (
                <option key={language.value} value={language.value}>
                  {language.label}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      ) : null}
    </section>
  );
}
