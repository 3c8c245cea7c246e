"use client";

import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

export type Language = { value: string; label: string };

const CHANNELS = { sms: "text messages", voice: "calls", email: "e-mails" } as const;

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
  const all = languages.flatMap((language): Language[] => [
    language,
    ...Object.entries(CHANNELS).map(([channel, words]) => ({
      value: `${language.value}/${channel}`,
      label: `${language.label}, ${words} only`,
    })),
  ]);
  const standard = languages.slice(0, always);
  const shown = all.filter((language) => standard.includes(language) || texts[language.value] !== undefined);
  const more = all.filter((language) => !shown.includes(language));
  const fallsBack = (language: Language): boolean =>
    !language.value.includes("/") && language.value !== "en" && Boolean(texts.en?.trim()) && !texts[language.value]?.trim();
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h3 className="font-semibold">Special instructions</h3>
        <p className="text-sm text-ink-muted">
          Put into reminders where the wording has {'{{ specialInstructions | default: "" }}'}. Without the default, a reminder that has
          none to say is held. Patients of other languages get the English text.
        </p>
      </div>
      {shown.map((language) => (
        <Field
          key={language.value}
          label={language.label}
          hint={fallsBack(language) ? "Nothing here yet: these patients get the English text." : undefined}
          error={language.value === shown[0]?.value ? error : undefined}
          optional
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              lang={language.value.split("/")[0]}
              dir="auto"
              maxLength={1000}
              value={texts[language.value] ?? ""}
              onChange={(event) => onChange({ ...texts, [language.value]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {more.length > 0 ? (
        <Field label="Another language, or one channel" className="max-w-60">
          {(control) => (
            <NativeSelect {...control} value="" onChange={(event) => onChange({ ...texts, [event.target.value]: "" })}>
              <option value="">Choose</option>
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
