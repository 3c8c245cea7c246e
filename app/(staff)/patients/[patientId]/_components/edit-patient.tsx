"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { showFailure, summaryOf } from "@/components/appointments/show-failure";
import { IDENTITY_FIELDS, IDENTITY_LABELS, IdentityFields } from "@/components/patients/identity-fields";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { toast } from "@/components/ui/toast";
import type { PatientProfile } from "@/lib/patients/find-patient";
import { updatePatientInput } from "@/lib/patients/schemas";
import { savePatient } from "../../actions";

type Props = { patient: PatientProfile; languages: readonly { value: string; label: string }[] };
const FORM = "edit-patient";

/** Changes who the patient is, in a panel beside the profile. */
export function EditPatient(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button size="sm">Edit</Button>
      </SheetTrigger>
      <SheetContent
        title="Edit patient"
        footer={
          <Button type="submit" form={FORM} look="primary">
            Save
          </Button>
        }
      >
        <EditForm {...props} onDone={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}

function EditForm({ patient, languages, onDone }: Props & { onDone: () => void }) {
  const { id: patientId, firstName, lastName, preferredName, birthDate, language, zip } = patient;
  const form = useForm({
    resolver: zodResolver(updatePatientInput),
    defaultValues: { patientId, firstName, lastName, preferredName, birthDate, language, zip },
  });
  const { errors, isSubmitting } = form.formState;
  const [problems, setProblems] = useState<SummaryError[]>([]);
  const submit = form.handleSubmit(
    async () => {
      const result = await savePatient(form.getValues());
      if (result.ok) {
        toast.done("Saved");
        onDone();
      } else setProblems(showFailure(form.setError, result, IDENTITY_FIELDS));
    },
    (wrong) => setProblems(summaryOf(wrong, IDENTITY_LABELS)),
  );
  return (
    <form id={FORM} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" aria-busy={isSubmitting}>
      <ErrorSummary errors={problems} />
      <p className="rounded-md bg-info-soft px-3 py-2 text-sm text-info">
        An import that has this patient writes its own values over these.
      </p>
      <IdentityFields register={(name) => form.register(name)} errors={errors} languages={languages} />
    </form>
  );
}
