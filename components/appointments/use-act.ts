"use client";

import { useTransition } from "react";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";

/**
 * Runs a server action from a button: one at a time, says what failed (and that nothing changed), and takes the optimistic state along.
 * `pending` is true until the screen shows what the server has.
 */
export function useAct(): {
  pending: boolean;
  act: <T>(run: () => Promise<ActionResult<T>>, words: { failed: string; optimistic?: () => void; done?: (data: T) => void }) => void;
} {
  const [pending, startTransition] = useTransition();
  return {
    pending,
    act: (run, { failed, optimistic, done }) =>
      startTransition(async () => {
        optimistic?.();
        const result = await run().catch(() => undefined);
        if (result?.ok) done?.(result.data);
        else toast.failed(failed, result?.message ?? "The server could not be reached. Nothing was changed.");
      }),
  };
}
