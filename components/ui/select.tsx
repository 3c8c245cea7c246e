"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlStyle } from "./input";

export const Select = Radix.Root;
export const SelectGroup = Radix.Group;

export function SelectTrigger({
  className,
  placeholder,
  children,
  ...props
}: ComponentProps<typeof Radix.Trigger> & { placeholder?: string }) {
  return (
    <Radix.Trigger
      className={cn(controlStyle, "inline-flex h-8 items-center justify-between gap-2 text-start pointer-coarse:h-10", className)}
      {...props}
    >
      <span className="truncate">{children ?? <Radix.Value placeholder={placeholder} />}</span>
      <Radix.Icon>
        <ChevronDown aria-hidden className="size-4 text-ink-muted" />
      </Radix.Icon>
    </Radix.Trigger>
  );
}

export function SelectContent({ children, className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        position="popper"
        sideOffset={4}
        className={cn(
          "z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-md border border-line bg-raised shadow-raised data-[state=open]:animate-appear",
          className,
        )}
        {...props}
      >
        <Radix.Viewport className="p-1">{children}</Radix.Viewport>
      </Radix.Content>
    </Radix.Portal>
  );
}

export function SelectItem({ children, className, hint, ...props }: ComponentProps<typeof Radix.Item> & { hint?: ReactNode }) {
  return (
    <Radix.Item
      className={cn(
        "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-base outline-none select-none data-[disabled]:text-ink-faint data-[highlighted]:bg-hover pointer-coarse:min-h-10",
        className,
      )}
      {...props}
    >
      <span className="flex size-4 items-center justify-center">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4" />
        </Radix.ItemIndicator>
      </span>
      <Radix.ItemText>{children}</Radix.ItemText>
      {hint ? <span className="ms-auto ps-3 text-sm text-ink-muted">{hint}</span> : null}
    </Radix.Item>
  );
}

export function SelectLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2 py-1 text-xs font-medium text-ink-muted", className)} {...props} />;
}
