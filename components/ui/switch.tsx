"use client";

import { Switch as Radix } from "radix-ui";
import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";

/** On or off, at once. Beside a "Save" button use a check box. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-0.5 transition-colors before:absolute before:-inset-1 disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="block size-3.5 rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent rtl:data-[state=checked]:-translate-x-4" />
    </Radix.Root>
  );
}

/** A setting as a plain sentence with its switch; the word beside it says on or off. */
export function SwitchField({
  label,
  hint,
  className,
  checked,
  ...props
}: ComponentProps<typeof Switch> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={cn("flex items-start justify-between gap-4", className)}>
      <div>
        <label htmlFor={id} className="text-base font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-ink-muted">
            {hint}
          </p>
        ) : null}
      </div>
      <span className="flex items-center gap-2">
        {checked === undefined ? null : (
          <span aria-hidden className="w-6 text-end text-sm text-ink-muted">
            {checked ? "On" : "Off"}
          </span>
        )}
        <Switch id={id} checked={checked} aria-describedby={hint ? `${id}-hint` : undefined} {...props} />
      </span>
    </div>
  );
}
