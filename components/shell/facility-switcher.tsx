"use client";

import { useOptimistic, useTransition } from "react";
import { toast } from "@/components/ui/toast";
import { NativeSelect } from "@/components/ui/native-select";
import type { ShellFacility, ShellProps } from "./types";

const ALL = "all";

/** Narrows all screens to one facility. With a single facility there is nothing to choose, and nothing shows. */
export function FacilitySwitcher({
  facilities,
  facilityId,
  choose,
}: {
  facilities: readonly ShellFacility[];
  facilityId: string | null;
  choose: ShellProps["chooseFacility"];
}) {
  const [shown, setShown] = useOptimistic(facilityId);
  const [pending, startTransition] = useTransition();
  if (facilities.length < 2) return null;
  const change = (value: string) =>
    startTransition(async () => {
      const next = value === ALL ? null : value;
      setShown(next);
      const answer = await choose({ facilityId: next });
      if (!answer.ok) toast.failed("The facility could not be changed", answer.message);
    });
  return (
    <NativeSelect
      aria-label="Facility"
      aria-busy={pending || undefined}
      value={shown ?? ALL}
      onChange={(event) => change(event.target.value)}
      className="max-w-36 min-w-0 sm:max-w-56"
    >
      <option value={ALL}>All facilities</option>
      {facilities.map((facility) => (
        <option key={facility.id} value={facility.id}>
          {facility.name}
        </option>
      ))}
    </NativeSelect>
  );
}
