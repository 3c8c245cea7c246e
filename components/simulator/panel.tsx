import type { ReactNode } from "react";

/** A framed part of the Simulator screen with its heading. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3 rounded-md border border-line bg-surface p-3">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}
