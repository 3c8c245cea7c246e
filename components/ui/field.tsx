"use client";

import { useId, type ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { cn } from "./cn";
import { Label } from "./label";

/** What the control inside a field gets, so that label, hint and error are read out with it. */
export type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  required: boolean | undefined;
};

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** A sentence that says what to do, e.g. "Enter a date after today". */
  error?: ReactNode;
  required?: boolean;
  /** Said after the label of a field that may stay empty. */
  optional?: boolean;
  /** For links from an error summary; made up otherwise. */
  id?: string;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** A labelled control with hint and error beside it, joined by ids. */
export function Field({ label, hint, error, required, optional, id: givenId, className, children }: FieldProps) {
  const madeId = useId();
  const id = givenId ?? madeId;
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1", className)}>
      <Label htmlFor={id}>
        {label}
        {optional ? <span className="font-normal text-ink-muted"> (optional)</span> : null}
      </Label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-muted">
          {hint}
        </p>
      ) : null}
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined, required })}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

/** An error's sentence with its mark; also for groups that `Field` does not fit. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-sm font-medium text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** Several controls that answer one question (radio buttons, check boxes): the question is read out with each. */
export function FieldGroup({
  legend,
  hint,
  error,
  children,
  className,
}: Pick<FieldProps, "hint" | "error" | "className"> & { legend: ReactNode; children: ReactNode }) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className={cn("flex flex-col gap-2", className)} aria-describedby={describedBy || undefined}>
      <legend className="mb-1 text-base font-medium">{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-muted">
          {hint}
        </p>
      ) : null}
      {children}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
