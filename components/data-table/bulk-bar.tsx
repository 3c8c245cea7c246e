"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** Stays at the lower edge while rows are chosen. */
export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  return (
    <section
      aria-label="Chosen rows"
      className="sticky bottom-2 z-20 flex flex-wrap items-center gap-2 rounded-md border border-line-strong bg-raised px-3 py-2 shadow-raised max-md:bottom-16"
    >
      <output className="me-2 font-medium">{count === 1 ? "1 chosen" : `${count} chosen`}</output>
      {children}
      <Button look="quiet" size="sm" className="ms-auto" onClick={onClear}>
        Clear choice
      </Button>
    </section>
  );
}
