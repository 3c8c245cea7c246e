"use client";

import { PATIENT_STATUS_LOOKS } from "@/components/patients/status-look";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { PatientProfile } from "@/lib/patients/find-patient";
import { PATIENT_STATUSES } from "@/lib/patients/schemas";
import { setStatus } from "../../actions";

type Patient = Pick<PatientProfile, "id" | "name" | "status" | "waiting">;

/** Active, inactive or deceased; says how many messages end with it before it is done ([REM-29]). */
export function StatusMenu({ patient }: { patient: Patient }) {
  return (
    <span className="flex flex-col items-start gap-1">
      <span>{PATIENT_STATUS_LOOKS[patient.status].word}</span>
      <span className="flex flex-wrap gap-2">
        {PATIENT_STATUSES.filter((status) => status !== patient.status).map((status) => (
          <ConfirmDialog
            key={status}
            trigger={<Button size="sm">Set {status}</Button>}
            title={
              <>
                Set <bdi>{patient.name}</bdi> {status}?
              </>
            }
            description={consequence(patient, status)}
            action={`Set ${status}`}
            onConfirm={async () => {
              const result = await setStatus({ patientId: patient.id, status });
              if (!result.ok) throw new Error(result.message);
              toast.done(`Now ${status}`);
            }}
          />
        ))}
      </span>
    </span>
  );
}

function consequence(patient: Patient, status: (typeof PATIENT_STATUSES)[number]): string {
  if (status === "active") return "Reminders for visits ahead are planned again.";
  if (patient.status !== "active") return "Nothing goes out to this patient either way.";
  const waiting =
    patient.waiting === 0
      ? "No message is planned."
      : patient.waiting === 1
        ? "1 planned message will be skipped."
        : `${patient.waiting} planned messages will be skipped.`;
  return `${waiting} Nothing at all goes out to ${status} patients. Their visits stay on the schedule.`;
}
