"use client";

import { AlertDialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { Button } from "./button";
import { scrimStyle } from "./overlay";

/**
 * For what cannot be undone (what can is done at once, with an undo toast). Say how many people it touches in `description`
 * and what happens in `action`, e.g. "Cancel 14 appointments". Stays open while `onConfirm` runs and when it throws.
 */
export function ConfirmDialog({
  trigger,
  title,
  description,
  action,
  onConfirm,
}: {
  trigger: ReactNode;
  title: ReactNode;
  description: ReactNode;
  action: string;
  onConfirm: () => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);
  const confirm = async () => {
    setPending(true);
    setFailed(false);
    try {
      await onConfirm();
      setOpen(false);
    } catch {
      setFailed(true);
    } finally {
      setPending(false);
    }
  };
  return (
    <Radix.Root open={open} onOpenChange={(next) => (pending ? undefined : setOpen(next))}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={scrimStyle} />
        <Radix.Content className="fixed top-1/2 left-1/2 z-50 w-[calc(100vw-32px)] max-w-md -translate-x-1/2 -translate-y-1/2 rounded-md border border-line bg-raised p-4 shadow-raised data-[state=open]:animate-appear">
          <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
          <Radix.Description className="mt-1 text-base text-ink-muted">{description}</Radix.Description>
          {failed ? (
            <p role="alert" className="mt-3 text-sm font-medium text-bad">
              This did not work and nothing was changed. Try again.
            </p>
          ) : null}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Radix.Cancel asChild>
              <Button disabled={pending}>Keep as it is</Button>
            </Radix.Cancel>
            <Button look="danger" pending={pending} onClick={() => void confirm()}>
              {pending ? "Working…" : action}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
