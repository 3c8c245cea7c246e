import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** What this place is for, and the first step. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  className,
}: {
  icon?: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center", className)}>
      {Icon ? <Icon aria-hidden strokeWidth={1.5} className="size-8 text-ink-faint" /> : null}
      <h2 className="text-lg font-semibold">{title}</h2>
      {children ? <div className="text-ink-muted">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
