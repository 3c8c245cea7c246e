"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState, useTransition } from "react";
import { changeQuery } from "@/components/data-table/query";
import type { SummaryError } from "@/components/ui/error-summary";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";

type Failure = { message: string; fields: Record<string, string> };

/** A form in a sheet: runs an action, says what is wrong beside its fields, and closes once it worked. */
export function useSheet(prefix: string) {
  const [failure, setFailure] = useState<Failure>();
  const [errors, setErrors] = useState<readonly SummaryError[]>([]);
  const [pending, begin] = useTransition();
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const close = (): void => router.replace(pathname + changeQuery(search, { open: undefined }), { scroll: false });
  const run = <T>(action: () => Promise<ActionResult<T>>, done: string, stay: boolean | ((data: T) => boolean) = false): void =>
    begin(async () => {
      const result = await action();
      setFailure(result.ok ? undefined : result);
      const wrong = result.ok ? [] : Object.entries(result.fields);
      setErrors(
        result.ok
          ? []
          : wrong.length > 0
            ? wrong.map(([name, message]) => ({ message, fieldId: `${prefix}-${name.split(".")[0]}` }))
            : [{ message: result.message }],
      );
      if (!result.ok) return;
      toast.done(done);
      if (!(typeof stay === "function" ? stay(result.data) : stay)) close();
    });
  return { pending, errors, wrong: failure?.fields ?? {}, run };
}
