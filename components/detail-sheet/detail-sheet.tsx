"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { changeQuery } from "@/components/data-table/query";
import { cameFromList, rowLink, stepOpened } from "./opener";

export type SheetNeighbour = { id: string; href: string };

export type DetailSheetProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The row's id in the list, so that the focus finds back to it. */
  rowId: string;
  /** Where closing leads when the sheet was opened by its address alone; the list without `?open=` unless said otherwise. */
  closeHref?: string;
  /** Neighbours in the list, for reading on without closing. */
  previous?: SheetNeighbour;
  next?: SheetNeighbour;
  actions?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/**
 * A row's detail beside its list, with an address of its own. Render it from the list page when `query.open` is set, or from an
 * intercepted route. Escape, the close button and the browser's back button lead back to the list, and the focus to the row.
 */
export function DetailSheet({ rowId, closeHref, previous, next, actions, children, ...content }: DetailSheetProps) {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const [open, setOpen] = useState(true);

  // The focus goes back also when the address changed under the sheet (back button), which takes it off the page at once.
  useEffect(() => () => void setTimeout(() => rowLink(rowId)?.focus({ preventScroll: true })), [rowId]);

  const close = () => {
    setOpen(false);
    if (cameFromList(rowId)) router.back();
    else router.replace(closeHref ?? pathname + changeQuery(search, { open: undefined }), { scroll: false });
  };
  return (
    <Sheet open={open} onOpenChange={(next) => (next ? undefined : close())}>
      <SheetContent
        {...content}
        actions={
          <>
            {actions}
            <Step from={rowId} to={previous} words="Previous in the list" icon={<ChevronUp aria-hidden />} />
            <Step from={rowId} to={next} words="Next in the list" icon={<ChevronDown aria-hidden />} />
          </>
        }
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          rowLink(rowId)?.focus({ preventScroll: true });
        }}
      >
        {children}
      </SheetContent>
    </Sheet>
  );
}

function Step({ from, to, words, icon }: { from: string; to: SheetNeighbour | undefined; words: string; icon: ReactNode }) {
  if (!to) return null;
  return (
    <Button asChild look="quiet" size="icon" aria-label={words}>
      <Link href={to.href} replace scroll={false} onClick={() => stepOpened(from, to.id)}>
        {icon}
      </Link>
    </Button>
  );
}
