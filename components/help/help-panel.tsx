"use client";

import { CircleHelp } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { activeItem } from "@/components/shell/nav";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { SCREEN_HELP, SHORTCUTS } from "@/lib/help/screens";

/** Whether a key typed there is text. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** [ADM-05] Help about the screen that is open: by the button, or by the question mark wherever nothing is being typed. */
export function HelpPanel() {
  const [open, setOpen] = useState(false);
  const item = activeItem(usePathname());
  const help = item && SCREEN_HELP[item.id];
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button look="quiet" size="icon" aria-label="Help about this screen" aria-keyshortcuts="Shift+?">
          <CircleHelp aria-hidden />
        </Button>
      </SheetTrigger>
      <SheetContent title={item ? `Help: ${item.label}` : "Help"} description={help?.purpose ?? "The menu leads to every part of Luma."}>
        <div className="flex flex-col gap-6">
          {help ? (
            <dl className="flex flex-col gap-4">
              {help.how.map(({ todo, steps }) => (
                <div key={todo}>
                  <dt className="font-semibold">{todo}</dt>
                  <dd>{steps}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          <section aria-labelledby="help-keys" className="flex flex-col gap-2">
            <h3 id="help-keys" className="font-semibold">
              Keys
            </h3>
            <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
              {SHORTCUTS.map(({ keys, what }) => (
                <div key={keys} className="contents">
                  <dt>
                    <Kbd>{keys}</Kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </SheetContent>
    </Sheet>
  );
}
