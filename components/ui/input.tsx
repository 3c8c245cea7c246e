import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Shared by everything one types into or picks from. 16 px on phones, so that the page does not zoom when it gets the focus. */
export const controlStyle =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-lg text-ink transition-colors sm:text-base disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-muted aria-invalid:border-bad aria-invalid:ring-1 aria-invalid:ring-bad [&[readonly]]:bg-sunken";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlStyle, "h-8 pointer-coarse:h-10", className)} {...props} />;
}

export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(controlStyle, "py-1.5 leading-5", className)} {...props} />;
}
