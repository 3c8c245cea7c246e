"use client";

import { Plus } from "lucide-react";
import { useState, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { DisclosureInput } from "@/lib/audit/disclosures";

type Props = { patientId: string; record: (input: DisclosureInput) => Promise<ActionResult<{ id: string }>> };

const FIELDS = [
  { id: "disclosedOn", label: "Day", type: "date", required: true },
  { id: "recipient", label: "Who got it", type: "text", required: true, max: 200 },
  { id: "recipientAddress", label: "Their address, if known", type: "text", required: false, max: 300 },
  { id: "what", label: "What was disclosed", type: "area", required: true, max: 500 },
  { id: "purpose", label: "Why, or the request it answered", type: "area", required: true, max: 300 },
] as const;

const EMPTY = { disclosedOn: "", recipient: "", recipientAddress: "", what: "", purpose: "" };

/** [SEC-03] Records one disclosure of a patient's data. */
export function DisclosureForm({ patientId, record }: Props) {
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState(EMPTY);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [pending, start] = useTransition();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start(async () => {
      const result = await record({ patientId, ...values });
      if (!result.ok) {
        setErrors(result.fields);
        if (Object.keys(result.fields).length === 0) toast.failed("It was not recorded", result.message);
        return;
      }
      toast.done("The disclosure is recorded.");
      setOpen(false);
      setValues(EMPTY);
      setErrors({});
    });
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button look="primary">
          <Plus aria-hidden /> Record a disclosure
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Record a disclosure"
        description="Something about this patient was told to somebody outside: a health authority, a court, a researcher."
      >
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          {FIELDS.map((field) => (
            <Field key={field.id} label={field.label} error={errors[field.id]} required={field.required} optional={!field.required}>
              {(control) => {
                const change = (value: string): void => setValues((before) => ({ ...before, [field.id]: value }));
                return field.type === "area" ? (
                  <Textarea {...control} rows={2} maxLength={field.max} value={values[field.id]} onChange={(e) => change(e.target.value)} />
                ) : (
                  <Input
                    {...control}
                    type={field.type}
                    {...("max" in field && { maxLength: field.max })}
                    value={values[field.id]}
                    onChange={(e) => change(e.target.value)}
                  />
                );
              }}
            </Field>
          ))}
          <div className="flex justify-end">
            <Button type="submit" look="primary" pending={pending}>
              Record it
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
