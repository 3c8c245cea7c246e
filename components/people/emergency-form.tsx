"use client";

import { useState, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { Choice } from "./choices";

type Found = { id: string; name: string; detail: string };
type Props = {
  facilities: readonly Choice[];
  minutes: number;
  take: (input: { facilityId?: string; patientId?: string; reason: string }) => Promise<ActionResult<unknown>>;
  lookUp: (input: { lastName: string; birthDate: string }) => Promise<ActionResult<Found[]>>;
};

/** [SEC-09] One facility, or one patient by last name and birth date; and why. */
export function EmergencyForm({ facilities, minutes, take, lookUp }: Props) {
  const [what, setWhat] = useState<"patient" | "facility">("patient");
  const [who, setWho] = useState({ lastName: "", birthDate: "" });
  const [found, setFound] = useState<Found[]>();
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const [errors, setErrors] = useState<readonly SummaryError[]>([]);
  const [pending, begin] = useTransition();
  const fail = (result: { message: string; fields: Record<string, string> }): void => {
    const wrong = Object.entries(result.fields);
    setErrors(wrong.length ? wrong.map(([name, message]) => ({ message, fieldId: `emergency-${name}` })) : [{ message: result.message }]);
  };
  const find = (): void =>
    begin(async () => {
      const result = await lookUp(who);
      if (!result.ok) return fail(result);
      setErrors([]);
      setFound(result.data);
      setChosen(result.data[0]?.id ?? "");
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    begin(async () => {
      const target = what === "patient" ? { patientId: chosen } : { facilityId: chosen };
      if (!chosen)
        return setErrors([{ message: what === "patient" ? "Find the patient first." : "Choose a facility.", fieldId: "emergency-what" }]);
      const result = await take({ ...target, reason });
      if (!result.ok) return fail(result);
      toast.done("Open until it ends by itself, or you end it.", "The bar on top says how long.");
      // A full load: every list and the shell show what is open now.
      window.location.assign(what === "patient" ? `/patients/${chosen}` : "/today");
    });
  };
  return (
    <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-4">
      <ErrorSummary errors={errors} />
      <Field id="emergency-what" label="What you need to open">
        {(control) => (
          <NativeSelect
            {...control}
            value={what}
            onChange={(event) => {
              setWhat(event.target.value === "facility" ? "facility" : "patient");
              setChosen("");
              setFound(undefined);
            }}
          >
            <option value="patient">One patient</option>
            <option value="facility">A facility</option>
          </NativeSelect>
        )}
      </Field>
      {what === "facility" ? (
        <Field id="emergency-facilityId" label="Facility" required>
          {(control) => (
            <NativeSelect {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
              <option value="">Choose one</option>
              {facilities.map((facility) => (
                <option key={facility.id} value={facility.id}>
                  {facility.name}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      ) : (
        <>
          <Field id="emergency-lastName" label="Last name" hint="As it is in the record" required>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={who.lastName}
                onChange={(event) => setWho({ ...who, lastName: event.target.value })}
              />
            )}
          </Field>
          <Field id="emergency-birthDate" label="Birth date" required>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={who.birthDate}
                onChange={(event) => setWho({ ...who, birthDate: event.target.value })}
              />
            )}
          </Field>
          <div>
            <Button pending={pending} onClick={find}>
              Find the patient
            </Button>
          </div>
          <div aria-live="polite">
            {found?.length === 0 ? <p className="text-warn">Nobody has this last name and birth date.</p> : null}
            {found && found.length > 0 ? (
              <fieldset className="flex flex-col gap-2">
                <legend className="mb-1 text-base font-medium">Found</legend>
                {found.map((patient) => (
                  <div key={patient.id} className="flex min-h-6 items-center gap-2">
                    <input
                      id={`patient-${patient.id}`}
                      type="radio"
                      name="patient"
                      value={patient.id}
                      checked={chosen === patient.id}
                      onChange={() => setChosen(patient.id)}
                      className="size-4 accent-accent"
                    />
                    <label htmlFor={`patient-${patient.id}`}>
                      <bdi>{patient.name}</bdi> <span className="text-ink-muted">{patient.detail}</span>
                    </label>
                  </div>
                ))}
              </fieldset>
            ) : null}
          </div>
        </>
      )}
      <Field id="emergency-reason" label="Why you need it" hint="Admins read it. At least ten characters." required>
        {(control) => <Textarea {...control} rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <div>
        <Button type="submit" look="danger" pending={pending}>
          Open for {minutes} minutes
        </Button>
      </div>
    </form>
  );
}
