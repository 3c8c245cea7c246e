"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { scrimStyle } from "./overlay";

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;
export const SheetClose = Radix.Close;

const sides = {
  end: "inset-y-0 end-0 w-full max-w-xl border-s data-[state=open]:animate-sheet",
  start: "inset-y-0 start-0 w-72 max-w-[85vw] border-e data-[state=open]:animate-appear",
} as const;

/** A panel at the side of the page. `actions` sit beside the close button, `footer` stays in view below what scrolls. */
export function SheetContent({
  title,
  description,
  actions,
  footer,
  side = "end",
  children,
  className,
  ...props
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  side?: keyof typeof sides;
}) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={scrimStyle} />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn("fixed z-50 flex flex-col border-line bg-raised", sides[side], className)}
        {...props}
      >
        <div className="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
          <div className="min-w-0">
            <Radix.Title className="wrap-long text-lg font-semibold">{title}</Radix.Title>
            {description ? <Radix.Description className="text-sm text-ink-muted">{description}</Radix.Description> : null}
          </div>
          <div className="flex shrink-0 items-center gap-1">
            {actions}
            <Radix.Close asChild>
              <Button look="quiet" size="icon" aria-label="Close" className="-me-2">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">{children}</div>
        {footer ? <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">{footer}</div> : null}
      </Radix.Content>
    </Radix.Portal>
  );
}
