import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "border-transparent bg-accent text-on-accent hover:bg-accent/90",
        secondary: "border-line-strong/60 bg-surface text-ink hover:bg-hover",
        quiet: "border-transparent bg-transparent text-ink hover:bg-hover",
        danger: "border-transparent bg-bad text-on-bad hover:bg-bad/90",
        link: "h-auto! border-transparent p-0! text-accent underline underline-offset-2 hover:no-underline",
      },
      size: {
        sm: "h-7 px-2 text-sm pointer-coarse:h-9",
        md: "h-8 px-3 text-base pointer-coarse:h-10",
        /** Patient pages: 44 px and more. */
        lg: "min-h-12 px-5 text-patient whitespace-normal",
        icon: "size-8 p-0 pointer-coarse:size-10",
      },
    },
    defaultVariants: { look: "secondary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle> & { asChild?: boolean; pending?: boolean };

/** A button. `asChild` styles a link instead. `pending` keeps the width, blocks a second press and says it is busy; say with words what is going on. */
export function Button({ look, size, asChild, pending, className, type = "button", disabled, ...props }: ButtonProps) {
  const classes = cn(buttonStyle({ look, size }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return <button type={type} className={classes} disabled={disabled || pending} aria-busy={pending || undefined} {...props} />;
}
