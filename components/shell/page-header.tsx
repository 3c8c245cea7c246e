import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";

/** The head of a staff screen: its name, a sentence or figures beside it, and its actions. */
export function PageHeader({
  title,
  crumbs,
  children,
  actions,
}: {
  title: ReactNode;
  crumbs?: readonly Crumb[];
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div className="flex min-w-0 flex-col gap-1">
        {crumbs ? <Breadcrumb crumbs={crumbs} /> : null}
        <h1 className="wrap-long text-xl font-semibold">{title}</h1>
        {children ? <div className="text-ink-muted">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
