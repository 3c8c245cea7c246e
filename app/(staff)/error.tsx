"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorState } from "@/components/ui/error-state";

/** When a staff screen cannot be shown: the frame stays, and trying again asks the server anew. */
export default function StaffError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return <ErrorState reference={error.digest} onRetry={retry} />;
}
