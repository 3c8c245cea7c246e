"use client";

import { ChevronDown, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { formatDayRange, parseDayRange } from "./day-range";
import type { TableFilter } from "./types";

type Props = { filter: TableFilter; values: readonly string[]; onChange: (values: readonly string[]) => void };

function summary(filter: TableFilter, values: readonly string[]): string {
  if (filter.kind === "days") {
    const { from, to } = parseDayRange(values[0]);
    return from === to ? (from ?? "") : [from ? `from ${from}` : "", to ? `to ${to}` : ""].filter(Boolean).join(" ");
  }
  const words = values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value);
  return words.length > 2 ? `${words.slice(0, 2).join(", ")} and ${words.length - 2} more` : words.join(", ");
}

/** One filter: a chip that says what it lets through, opens its choices, and can be taken off. */
export function FilterChip({ filter, values, onChange }: Props) {
  const active = values.length > 0;
  return (
    <span
      className={cn(
        "inline-flex max-w-full items-center rounded-md border",
        active ? "border-accent bg-accent-soft" : "border-line-strong/60 bg-surface",
      )}
    >
      <Popover>
        <PopoverTrigger asChild>
          <Button look="quiet" size="sm" className={cn("min-w-0 shrink hover:bg-transparent", active && "pe-1")}>
            <span className={cn("truncate", active ? "text-accent" : "font-normal")}>
              {filter.label}
              {active ? `: ${summary(filter, values)}` : ""}
            </span>
            {active ? null : <ChevronDown aria-hidden className="size-3.5! text-ink-muted" />}
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label={filter.label}>
          {filter.kind === "days" ? <DayChoice {...{ filter, values, onChange }} /> : <ValueChoice {...{ filter, values, onChange }} />}
        </PopoverContent>
      </Popover>
      {active ? (
        <Button
          look="quiet"
          size="sm"
          className="px-1 text-accent hover:bg-transparent"
          aria-label={`Remove filter ${filter.label}`}
          onClick={() => onChange([])}
        >
          <X aria-hidden className="size-3.5!" />
        </Button>
      ) : null}
    </span>
  );
}

function ValueChoice({ filter, values, onChange }: Props & { filter: Extract<TableFilter, { kind: "choice" }> }) {
  const toggle = (value: string, on: boolean) => {
    if (filter.single) onChange(on ? [value] : []);
    else onChange(on ? [...values, value] : values.filter((v) => v !== value));
  };
  return (
    <fieldset className="flex max-h-80 flex-col gap-2 overflow-y-auto p-1">
      <legend className="mb-2 text-sm font-medium text-ink-muted">{filter.label}</legend>
      {filter.options.map((option) => (
        <CheckboxField
          key={option.value}
          label={
            <>
              {option.label}
              {option.count === undefined ? null : <span className="text-ink-muted"> ({option.count.toLocaleString("en-US")})</span>}
            </>
          }
          checked={values.includes(option.value)}
          onCheckedChange={(on) => toggle(option.value, on === true)}
        />
      ))}
    </fieldset>
  );
}

function DayChoice({ filter, values, onChange }: Props) {
  const range = parseDayRange(values[0]);
  const change = (next: typeof range) => {
    const text = formatDayRange(next);
    onChange(text ? [text] : []);
  };
  return (
    <fieldset className="grid grid-cols-2 gap-2">
      <legend className="mb-2 text-sm font-medium text-ink-muted">{filter.label}</legend>
      <Field label="From">
        {(control) => (
          <Input
            {...control}
            type="date"
            value={range.from ?? ""}
            max={range.to}
            onChange={(e) => change({ ...range, from: e.target.value || undefined })}
          />
        )}
      </Field>
      <Field label="To">
        {(control) => (
          <Input
            {...control}
            type="date"
            value={range.to ?? ""}
            min={range.from}
            onChange={(e) => change({ ...range, to: e.target.value || undefined })}
          />
        )}
      </Field>
    </fieldset>
  );
}
