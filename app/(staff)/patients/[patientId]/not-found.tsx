import { UserX } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** One answer for patients who do not exist and for those out of the reader's sight, so that it tells nothing. */
export default function PatientNotFound() {
  return (
    <>
      <PageHeader title="Patient" crumbs={[{ label: "Patients", href: "/patients" }]} />
      <EmptyState
        icon={UserX}
        title="No such patient here"
        action={
          <>
            <Button asChild>
              <Link href="/patients">All patients</Link>
            </Button>
            <Button asChild look="quiet">
              <Link href="/emergency-access">Emergency access</Link>
            </Button>
          </>
        }
      >
        The address may be mistyped, or the patient belongs to facilities that your groups do not see.
      </EmptyState>
    </>
  );
}
