"use client";

import { useEffect, useRef } from "react";

export type SummaryError = { message: string; /** The id of the field it is about. */ fieldId?: string };

/** What is wrong with a form, on top of it, each line a link to its field. Takes the focus when errors appear. */
export function ErrorSummary({ title = "There is a problem", errors }: { title?: string; errors: readonly SummaryError[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded-md border-2 border-bad bg-surface p-3">
      <h2 className="text-lg font-semibold text-ink">{title}</h2>
      <ul className="mt-1 flex flex-col gap-1">
        {errors.map((error) => (
          <li key={`${error.fieldId ?? ""}${error.message}`} className="font-medium text-bad">
            {error.fieldId ? (
              <a href={`#${error.fieldId}`} className="underline underline-offset-2">
                {error.message}
              </a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
