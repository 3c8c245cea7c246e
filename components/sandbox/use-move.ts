"use client";

import { useTransition } from "react";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";

/** Goes into the sandbox or back. A full load: nothing of the one may stay on screen in the other. */
export function useMove(moveTo: (input: { enter: boolean }) => Promise<ActionResult<unknown>>) {
  const [moving, begin] = useTransition();
  const move = (enter: boolean): void =>
    begin(async () => {
      const result = await moveTo({ enter });
      if (!result.ok) return toast.failed("You are still here", result.message);
      window.location.assign("/today");
    });
  return { move, moving };
}
