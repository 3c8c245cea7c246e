"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { focusFirst } from "@/components/appointments/focus-first";
import { showFailure, summaryOf } from "@/components/appointments/show-failure";
import { WhenFields } from "@/components/appointments/when-fields";
import { changeQuery } from "@/components/data-table/query";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { PatientPicker, type PickedPatient } from "@/components/patients/patient-picker";
import type { SearchPatients } from "@/components/shell/types";
import { Button } from "@/components/ui/button";
import { ErrorSummary, type SummaryError } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/toast";
import { createAppointmentInput } from "@/lib/appointments/schemas";
import type { BookingOptions } from "@/lib/schedule/queries";
import { bookVisit } from "../actions";

const FORM = "book-visit";
const USUAL_MINUTES = 30;
const LABELS = {
  patientId: "Patient",
  typeId: "Visit",
  facilityId: "Facility",
  providerId: "Provider",
  date: "Date",
  time: "Time",
  minutes: "Minutes",
  note: "Note",
};
const FIELDS = ["patientId", "typeId", "facilityId", "providerId", "date", "time", "minutes", "note"] as const;

type Props = {
  options: BookingOptions;
  patient: PickedPatient | undefined;
  start: { facilityId: string; providerId?: string; date: string; time: string };
  search: SearchPatients;
};

/** Books a visit; its reminders are planned with it. */
export function BookSheet({ options, patient, start, search }: Props) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams().toString();
  const [picked, setPicked] = useState(patient);
  const form = useForm({
    resolver: zodResolver(createAppointmentInput),
    defaultValues: { patientId: patient?.id ?? "", typeId: undefined, minutes: USUAL_MINUTES, note: "", ...start },
  });
  const { errors, isSubmitting, submitCount } = form.formState;
  const facilityId = useWatch({ control: form.control, name: "facilityId" });
  const [problems, setProblems] = useState<SummaryError[]>([]);

  const submit = form.handleSubmit(
    async (input) => {
      const result = await bookVisit(input);
      if (result.ok) {
        toast.done("Visit booked", "Its reminders are planned.");
        router.replace(pathname + changeQuery(params, { open: result.data.id }), { scroll: false });
        return;
      }
      setProblems(showFailure(form.setError, result, FIELDS));
    },
    (wrong) => setProblems(summaryOf(wrong, LABELS)),
  );

  return (
    <DetailSheet
      rowId="new"
      title="New appointment"
      footer={
        <Button type="submit" form={FORM} look="primary" pending={isSubmitting}>
          {isSubmitting ? "Booking…" : "Book appointment"}
        </Button>
      }
    >
      <form ref={focusFirst} id={FORM} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorSummary errors={problems} />
        <Field
          label="Patient"
          id="patientId"
          hint={picked ? undefined : "Name, birth date, phone or record number"}
          error={errors.patientId && "Choose a patient."}
        >
          {(control) => (
            <PatientPicker
              control={control}
              search={search}
              picked={picked}
              onPick={(hit) => {
                setPicked(hit);
                form.setValue("patientId", hit?.id ?? "", { shouldValidate: submitCount > 0 });
              }}
            />
          )}
        </Field>
        <Field label="Visit" id="typeId" optional error={errors.typeId?.message}>
          {(control) => (
            <NativeSelect
              {...control}
              {...form.register("typeId", {
                setValueAs: (value: string | undefined) => value || undefined,
                onChange: (event: { target: { value: string } }) => {
                  const type = options.types.find((t) => t.id === event.target.value);
                  if (type) form.setValue("minutes", type.minutes);
                },
              })}
            >
              <option value="">No type</option>
              {options.types.map((t) => (
                <option key={t.id} value={t.id}>
                  {t.name} ({t.minutes} minutes)
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <WhenFields
          register={(name, how) => form.register(name, how)}
          facilityId={facilityId}
          noProvider={undefined}
          options={options}
          errors={errors}
        />
        <Field label="Note" id="note" hint="For staff; patients do not see it." optional error={errors.note?.message}>
          {(control) => <Textarea rows={3} {...control} {...form.register("note")} />}
        </Field>
      </form>
    </DetailSheet>
  );
}
