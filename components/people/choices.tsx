"use client";

import { CheckboxField } from "@/components/ui/checkbox";
import { FieldGroup } from "@/components/ui/field";

export type Choice = { id: string; name: string };

/** Several of a list, each a box to tick. */
export function Choices({
  id,
  legend,
  hint,
  error,
  options,
  chosen,
  onChange,
  none,
}: {
  id: string;
  legend: string;
  hint?: string;
  error?: string | undefined;
  options: readonly Choice[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
  /** Said where there is nothing to choose. */
  none: string;
}) {
  return (
    <div id={id} tabIndex={-1}>
      <FieldGroup legend={legend} hint={hint} error={error}>
        {options.length === 0 ? <p className="text-ink-muted">{none}</p> : null}
        {options.map((option) => (
          <CheckboxField
            key={option.id}
            label={<bdi>{option.name}</bdi>}
            checked={chosen.includes(option.id)}
            onCheckedChange={(on) => onChange(on === true ? [...chosen, option.id] : chosen.filter((one) => one !== option.id))}
          />
        ))}
      </FieldGroup>
    </div>
  );
}
