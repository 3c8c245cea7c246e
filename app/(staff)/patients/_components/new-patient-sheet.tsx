"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { focusFirst } from "@/components/appointments/focus-first";
import { showFailure, summaryOf } from "@/components/appointments/show-failure";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { IDENTITY_FIELDS, IDENTITY_LABELS, IdentityFields } from "@/components/patients/identity-fields";
import { SharedWarning } from "@/components/patients/shared-warning";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { createPatientInput } from "@/lib/patients/schemas";
import { addPatient, findSharers } from "../actions";

const FORM = "new-patient";
const FIELDS = [...IDENTITY_FIELDS, "phone", "email"] as const;
const LABELS = { ...IDENTITY_LABELS, phone: "Mobile phone", email: "E-mail" };

/** Adds a patient by hand. */
export function NewPatientSheet({ languages }: { languages: readonly { value: string; label: string }[] }) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(createPatientInput),
    defaultValues: { firstName: "", lastName: "", preferredName: "", birthDate: "", language: "en", zip: "", phone: "", email: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const phone = useWatch({ control: form.control, name: "phone" }) ?? "";
  const [problems, setProblems] = useState<SummaryError[]>([]);
  const submit = form.handleSubmit(
    async (_parsed, event) => {
      event?.preventDefault();
      const result = await addPatient(form.getValues());
      if (result.ok) {
        toast.done("Patient added");
        router.push(`/patients/${result.data.id}`);
      } else setProblems(showFailure(form.setError, result, FIELDS));
    },
    (wrong) => setProblems(summaryOf(wrong, LABELS)),
  );
  return (
    <DetailSheet
      rowId="new"
      title="New patient"
      footer={
        <Button type="submit" form={FORM} look="primary" pending={isSubmitting}>
          {isSubmitting ? "Saving…" : "Add patient"}
        </Button>
      }
    >
      <form ref={focusFirst} id={FORM} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorSummary errors={problems} />
        <IdentityFields register={(name) => form.register(name)} errors={errors} languages={languages} />
        <Field label="Mobile phone" id="phone" hint="Used for texts and calls." optional error={errors.phone?.message}>
          {(control) => <Input type="tel" autoComplete="off" {...control} {...form.register("phone")} />}
        </Field>
        <SharedWarning address={phone} find={findSharers} />
        <Field label="E-mail" id="email" optional error={errors.email?.message}>
          {(control) => <Input type="email" autoComplete="off" {...control} {...form.register("email")} />}
        </Field>
      </form>
    </DetailSheet>
  );
}
