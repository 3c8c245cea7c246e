"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { scrimStyle } from "./overlay";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

/** A window over the page. `footer` holds the actions, the main one last. */
export function DialogContent({
  title,
  description,
  footer,
  children,
  className,
  ...props
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & { title: ReactNode; description?: ReactNode; footer?: ReactNode }) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={scrimStyle} />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-md -translate-x-1/2 -translate-y-1/2 flex-col rounded-md border border-line bg-raised shadow-raised data-[state=open]:animate-appear",
          className,
        )}
        {...props}
      >
        <div className="flex items-start justify-between gap-4 px-4 pt-4">
          <div>
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {description ? <Radix.Description className="mt-1 text-base text-ink-muted">{description}</Radix.Description> : null}
          </div>
          <Radix.Close asChild>
            <Button look="quiet" size="icon" aria-label="Close" className="-me-2 -mt-1">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </div>
        <div className="min-h-0 overflow-y-auto px-4 py-4">{children}</div>
        {footer ? <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</div> : null}
      </Radix.Content>
    </Radix.Portal>
  );
}
