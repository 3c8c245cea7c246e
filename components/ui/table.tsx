import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Plain table pieces for short, fixed lists; longer ones use components/data-table. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return <table className={cn("w-full border-collapse text-base", className)} {...props} />;
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn("h-8 border-b border-line px-3 text-start text-sm font-medium whitespace-nowrap text-ink-muted", className)}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("h-9 border-b border-line", className)} {...props} />;
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("px-3 py-1", className)} {...props} />;
}
