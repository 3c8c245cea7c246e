"use client";

import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState, useTransition, type FormEvent } from "react";
import { changeQuery } from "@/components/data-table/query";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { OpeningHours } from "@/lib/practice/opening-hours";
import { startValues, type FieldSection, type FormValue, type FieldSpec } from "./fields";
import { Instructions, type Language } from "./instructions";
import { OpeningHoursField } from "./opening-hours-field";

export type Resource = Readonly<Record<string, unknown>> & {
  id: string;
  specialInstructions: Record<string, string>;
  archived: boolean;
  visitsAhead: number;
};

export type ResourceVerbs = {
  save: (input: never) => Promise<ActionResult<{ id: string; movedVisits?: number }>>;
  archive: (input: { table: ResourceTable; id: string; archived: boolean }) => Promise<ActionResult<void>>;
};
export type ResourceTable = "facility" | "provider" | "appointment_type";

type Props = ResourceVerbs & {
  table: ResourceTable;
  /** "facility" */
  thing: string;
  title: string;
  sections: readonly FieldSection[];
  /** Undefined for a new one. */
  row: Resource | undefined;
  languages: readonly Language[];
  standardLanguages: number;
  zones: readonly string[];
  mayEdit: boolean;
};

const SWITCHES = ["remindersEnabled", "hidden", "zone"];

/** [ADM-02] One facility, provider or type beside its list: every field, the instructions, and taking it out of use. */
export function ResourceSheet(props: Props) {
  const { table, thing, title, sections, row, languages, mayEdit, save, archive } = props;
  const [start] = useState(() => startValues(sections, row));
  const [values, setValues] = useState(start);
  const [texts, setTexts] = useState(row?.specialInstructions ?? {});
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> }>();
  const [pending, begin] = useTransition();
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const close = (): void => router.replace(pathname + changeQuery(search, { open: undefined }), { scroll: false });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    begin(async () => {
      const input = { ...values, ...(row ? { id: row.id } : {}), specialInstructions: texts };
      const result = await save(input as never);
      setFailure(result.ok ? undefined : result);
      if (!result.ok) return;
      const replans = row && SWITCHES.some((name) => start[name] !== values[name]);
      const moved = result.data.movedVisits ? `${result.data.movedVisits} visits keep their time on the wall. ` : "";
      toast.done("Saved.", replans ? `${moved}Messages that are planned are being planned again.` : undefined);
      close();
    });
  };
  const putAway = (archived: boolean): void =>
    begin(async () => {
      if (!row) return;
      const result = await archive({ table, id: row.id, archived });
      if (!result.ok) return toast.failed("It stays as it is", result.message);
      if (archived) toast.undo(`${title} is archived.`, () => void archive({ table, id: row.id, archived: false }));
      else toast.done(`${title} is in use again.`);
      close();
    });
  const wrong = failure?.fields ?? {};
  const named = (name: string): string | undefined => wrong[name] ?? Object.entries(wrong).find(([key]) => key.startsWith(`${name}.`))?.[1];
  const summary = failure
    ? Object.keys(wrong).length > 0
      ? Object.entries(wrong).map(([name, message]) => ({ message, fieldId: `${table}-${name.split(".")[0]}` }))
      : [{ message: failure.message }]
    : [];
  const form = `form-${table}`;
  return (
    <DetailSheet
      rowId={row?.id ?? "new"}
      title={<bdi>{title}</bdi>}
      description={row ? visits(row) : `A new ${thing}`}
      footer={
        mayEdit ? (
          <>
            <Button type="submit" form={form} look="primary" pending={pending}>
              {row ? "Save" : `Add the ${thing}`}
            </Button>
            {row ? (
              <Button look="quiet" disabled={pending} onClick={() => putAway(!row.archived)}>
                {row.archived ? "Use it again" : "Archive"}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-6">
          <legend className="sr-only">{title}</legend>
          {mayEdit ? null : <p className="text-ink-muted">A manager or an admin can change this.</p>}
          <ErrorSummary errors={summary} />
          {sections.map((section) => (
            <section key={section.title} className="flex flex-col gap-3">
              <h3 className="font-semibold">{section.title}</h3>
              {section.fields.map((field) => (
                <Control
                  key={field.name}
                  id={`${table}-${field.name}`}
                  field={field}
                  value={values[field.name] ?? (field.kind === "week" ? null : "")}
                  error={named(field.name)}
                  zones={props.zones}
                  onChange={(value) => setValues((old) => ({ ...old, [field.name]: value }))}
                />
              ))}
            </section>
          ))}
          {row && table === "facility" ? (
            <p>
              <Link href={`/settings?scope=facility:${row.id}&open=delivery.holidays`} className="text-accent underline underline-offset-2">
                Holidays and other settings of this facility
              </Link>
            </p>
          ) : null}
          <Instructions
            texts={texts}
            onChange={setTexts}
            languages={languages}
            always={props.standardLanguages}
            error={named("specialInstructions")}
          />
        </fieldset>
      </form>
    </DetailSheet>
  );
}

function visits(row: Resource): string {
  if (row.archived) return "Archived";
  return row.visitsAhead === 0 ? "No visit ahead" : `${row.visitsAhead} ${row.visitsAhead === 1 ? "visit" : "visits"} ahead`;
}

type ControlProps = {
  id: string;
  field: FieldSpec;
  value: FormValue;
  error: string | undefined;
  zones: readonly string[];
  onChange: (value: FormValue) => void;
};

const TYPES = { text: "text", tel: "tel", url: "url", number: "number" } as const;

function Control({ id, field, value, error, zones, onChange }: ControlProps) {
  const { kind, label, hint, required } = field;
  if (kind === "check")
    return <CheckboxField label={label} hint={hint} checked={value === true} onCheckedChange={(on) => onChange(on === true)} />;
  if (kind === "week") return <OpeningHoursField label={label} value={value as OpeningHours | null} error={error} onChange={onChange} />;
  return (
    <>
      <Field id={id} label={label} hint={hint} error={error} required={required} optional={!required && kind !== "zone"}>
        {(control) =>
          kind === "zone" ? (
            <NativeSelect {...control} value={typeof value === "string" ? value : ""} onChange={(event) => onChange(event.target.value)}>
              <option value="">None yet</option>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll("_", " ")}
                </option>
              ))}
            </NativeSelect>
          ) : (
            <Input
              {...control}
              type={TYPES[kind]}
              inputMode={kind === "number" ? "numeric" : undefined}
              value={typeof value === "string" ? value : ""}
              onChange={(event) => onChange(event.target.value)}
            />
          )
        }
      </Field>
      {kind === "zone" && value === "" ? (
        <p className="rounded-md bg-warn-soft p-3 text-warn">Without a time zone no visit can be booked here and nothing is planned.</p>
      ) : null}
    </>
  );
}
