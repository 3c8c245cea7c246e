"use client";

import { useId, useRef, useState, type KeyboardEvent } from "react";
import type { PatientHit, SearchPatients } from "@/components/shell/types";
import { usePatientSearch } from "@/components/shell/use-patient-search";
import { Button } from "@/components/ui/button";
import type { FieldControl } from "@/components/ui/field";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";

export type PickedPatient = Pick<PatientHit, "id" | "name" | "detail">;

/** Finds one patient while one types; arrows and Enter choose, Escape closes the list. */
export function PatientPicker({
  control,
  picked,
  onPick,
  search,
}: {
  control: FieldControl;
  picked: PickedPatient | undefined;
  onPick: (patient: PickedPatient | undefined) => void;
  search: SearchPatients;
}) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(true);
  const listId = useId();
  // The field that had the focus makes way for what was chosen.
  const chosen = useRef(false);
  const { state, hits } = usePatientSearch(text, search);
  const shown = open && text.trim().length > 1;

  if (picked)
    return (
      <div className="flex items-center justify-between gap-2 rounded-md border border-line-strong bg-sunken px-2.5 py-1">
        <span className="min-w-0 truncate">
          <bdi className="font-medium">{picked.name}</bdi> <span className="text-ink-muted">{picked.detail}</span>
        </span>
        <Button
          ref={(button) => {
            if (chosen.current) button?.focus();
            chosen.current = false;
          }}
          size="sm"
          id={control.id}
          aria-label="Change patient"
          aria-describedby={control["aria-describedby"]}
          onClick={() => onPick(undefined)}
        >
          Change
        </Button>
      </div>
    );

  const choose = (hit: PatientHit | undefined) => {
    if (!hit) return;
    chosen.current = true;
    onPick(hit);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!shown) return;
    if (event.key === "ArrowDown") setActive((active + 1) % Math.max(1, hits.length));
    else if (event.key === "ArrowUp") setActive((active - 1 + hits.length) % Math.max(1, hits.length));
    else if (event.key === "Enter") choose(hits[active]);
    else if (event.key === "Escape") {
      setOpen(false);
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="relative">
      {/* The ARIA combobox pattern: no tag searches on a server while one types. */}
      <Input
        {...control}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && hits[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <div
        id={listId}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="listbox"
        aria-label="Patients found"
        className={cn(
          "absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-raised",
          !shown && "hidden",
        )}
      >
        {hits.map((hit, index) => (
          <div
            key={hit.id}
            id={`${listId}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(hit);
            }}
            className={cn("flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 pointer-coarse:min-h-10", index === active && "bg-hover")}
          >
            <bdi className="truncate font-medium">{hit.name}</bdi>
            <span className="text-sm text-ink-muted">{hit.detail}</span>
          </div>
        ))}
        <p role="presentation" className={cn("px-2 py-1 text-ink-muted", hits.length > 0 && "sr-only")} aria-live="polite">
          {state === "searching"
            ? "Searching…"
            : state === "failed"
              ? "The search did not work. Try again."
              : hits.length === 0
                ? "Nobody found."
                : `${hits.length} found`}
        </p>
      </div>
    </div>
  );
}
