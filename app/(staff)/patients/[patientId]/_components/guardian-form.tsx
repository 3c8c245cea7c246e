"use client";

import { useId, useState, type FormEvent } from "react";
import { useAct } from "@/components/appointments/use-act";
import { SharedWarning } from "@/components/patients/shared-warning";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { addGuardian, findSharers } from "../../actions";

const EMPTY = { firstName: "", lastName: "", address: "" };
const FIELDS = [
  ["firstName", "First name", true],
  ["lastName", "Last name", false],
  ["address", "Their phone number or e-mail address", true],
] as const;

/** [CON-15] Who gets the messages about a patient who is under age, or about one who is of age where the record says so. */
export function GuardianForm({ patientId, onDone }: { patientId: string; onDone: () => void }) {
  const [values, setValues] = useState(EMPTY);
  const alwaysId = useId();
  const [always, setAlways] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { pending, act } = useAct();
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setErrors({});
    act(
      async (): Promise<ActionResult<unknown>> => {
        const result = await addGuardian({ patientId, ...values, always });
        if (!result.ok) setErrors(Object.keys(result.fields).length ? result.fields : { address: result.message });
        return result;
      },
      {
        failed: "The guardian was not saved",
        done: () => {
          toast.done("Guardian saved", "Planned messages were looked at again.");
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-2">
      <p className="text-sm text-ink-muted">
        Messages about a patient who is under age go to the guardian, and none to the patient. The same name again adds a second number.
      </p>
      {FIELDS.map(([name, label, required]) => (
        <Field key={name} label={label} error={errors[name]} {...(required ? { required } : { optional: true })}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              dir={name === "address" ? "ltr" : "auto"}
              maxLength={name === "address" ? 254 : 100}
              value={values[name]}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <SharedWarning address={values.address} except={patientId} find={findSharers} />
      <div className="flex items-center gap-2">
        <Checkbox id={alwaysId} checked={always} onCheckedChange={(checked) => setAlways(checked === true)} />
        <label htmlFor={alwaysId}>Also when the patient is of age</label>
      </div>
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="sm" pending={pending}>
          {pending ? "Saving…" : "Save guardian"}
        </Button>
        <Button size="sm" disabled={pending} onClick={onDone}>
          Never mind
        </Button>
      </div>
    </form>
  );
}
