"use client";

import { useOptimistic, useTransition } from "react";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import type { ShellFacility } from "./types";

const ALL = "all";

/** Narrows all screens to one facility. With a single facility there is nothing to choose, and nothing shows. */
export function FacilitySwitcher({
  facilities,
  facilityId,
  choose,
}: {
  facilities: readonly ShellFacility[];
  facilityId: string | null;
  choose: (facilityId: string | null) => Promise<void>;
}) {
  const [shown, setShown] = useOptimistic(facilityId);
  const [pending, startTransition] = useTransition();
  if (facilities.length < 2) return null;
  const change = (value: string) =>
    startTransition(async () => {
      const next = value === ALL ? null : value;
      setShown(next);
      await choose(next);
    });
  return (
    <Select value={shown ?? ALL} onValueChange={change}>
      <SelectTrigger
        aria-label="Facility"
        aria-busy={pending || undefined}
        className="w-auto max-w-36 min-w-0 border-line-strong/60 sm:max-w-56"
      >
        {facilities.find((facility) => facility.id === shown)?.name ?? "All facilities"}
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={ALL}>All facilities</SelectItem>
        {facilities.map((facility) => (
          <SelectItem key={facility.id} value={facility.id}>
            {facility.name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
