"use client";

import { FlaskConical } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/actions/result";
import { useMove } from "./use-move";

/** [ADM-05] On every screen of a sandbox: that it is one, and the way back. */
export function SandboxBanner({ moveTo }: { moveTo: (input: { enter: boolean }) => Promise<ActionResult<unknown>> }) {
  const { move, moving } = useMove(moveTo);
  return (
    <section
      aria-label="Sandbox"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-warn-soft px-3 py-2 text-warn md:px-6"
    >
      <FlaskConical aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 wrap-long font-medium">Sandbox: made-up patients, and nothing reaches anybody.</span>
      <Button size="sm" pending={moving} onClick={() => move(false)} className="print:hidden">
        Back to your organization
      </Button>
    </section>
  );
}
