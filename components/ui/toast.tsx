"use client";

import { Toaster as Sonner, toast as sonner } from "sonner";

/** Place once per shell. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      visibleToasts={3}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-md font-sans border border-line bg-raised px-3 py-2.5 text-base text-ink shadow-raised",
          title: "font-medium wrap-long",
          description: "text-sm text-ink-muted",
          actionButton: "ms-auto shrink-0 rounded-sm px-2 py-1 font-medium text-accent underline underline-offset-2",
          error: "border-bad!",
        },
      }}
    />
  );
}

const UNDO_MS = 10_000;

export const toast = {
  /** Says that something was done. */
  done(title: string, description?: string) {
    sonner(title, { description });
  },
  /** Says what failed, that nothing was lost, and stays until closed by time or hand. */
  failed(title: string, description = "Nothing was changed. Try again.") {
    sonner.error(title, { description, duration: UNDO_MS });
  },
  /** For what was done at once: ten seconds to take it back instead of a question before. */
  undo(title: string, onUndo: () => void) {
    sonner(title, { duration: UNDO_MS, action: { label: "Undo", onClick: onUndo } });
  },
};
