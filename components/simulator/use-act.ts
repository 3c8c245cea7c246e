"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "@/components/ui/toast";
import type { SimulatorAct } from "@/lib/simulator/act";
import { doAct } from "./do-act";

/** Acts at the stand-ins and shows what changed; `then` runs on success. */
export function useAct(): { act: (act: SimulatorAct, then?: () => void) => void; pending: boolean } {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const act = (input: SimulatorAct, then?: () => void) =>
    startTransition(async () => {
      const problem = await doAct(input);
      if (problem) return toast.failed("This did not work", problem);
      then?.();
      router.refresh();
    });
  return { act, pending };
}
