"use client";

import { CircleSlash } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { PatientProfile } from "@/lib/patients/find-patient";
import { stopMessages } from "../../actions";

/** "Do not contact me", in two clicks: every number and address goes on the list; says who else it touches. */
export function StopAll({ patient }: { patient: Pick<PatientProfile, "id" | "name" | "contacts" | "waiting"> }) {
  const open = patient.contacts.filter((c) => c.stops.length === 0 && c.ways.some((way) => !way.archived));
  if (open.length === 0) return null;
  const others = [...new Set(open.flatMap((c) => c.sharedWith.map((p) => p.name)))];
  const addresses = open.length === 1 ? "1 number or address goes" : `${open.length} numbers and addresses go`;
  const waiting = patient.waiting === 1 ? "1 planned message is skipped" : `${patient.waiting} planned messages are skipped`;
  return (
    <ConfirmDialog
      trigger={
        <Button>
          <CircleSlash aria-hidden />
          Do not contact
        </Button>
      }
      title={
        <>
          Stop all messages to <bdi>{patient.name}</bdi>?
        </>
      }
      description={`${addresses} on the do-not-contact list, and ${waiting}.${
        others.length > 0 ? ` This also stops messages to ${others.join(", ")}, who can be reached there too.` : ""
      } Staff can lift it again.`}
      action="Stop all messages"
      onConfirm={async () => {
        const result = await stopMessages({ patientId: patient.id });
        if (!result.ok) throw new Error(result.message);
        toast.done("Nothing more goes out", "The numbers and addresses are on the do-not-contact list.");
      }}
    />
  );
}
