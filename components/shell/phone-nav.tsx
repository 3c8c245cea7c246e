"use client";

import { Menu } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { activeItem, type NavFor, navFor, navGroups } from "./nav";

const entry = "flex h-14 w-full flex-col items-center justify-center gap-0.5 text-xs text-ink-muted -outline-offset-2";

/** The four daily areas at the lower edge of a phone; the rest behind "More". */
export function PhoneNav(show: NavFor) {
  const active = activeItem(usePathname());
  const [open, setOpen] = useState(false);
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="grid grid-cols-5">
        {navFor(show)
          .filter((item) => item.onPhone)
          .map((item) => (
            <li key={item.id}>
              <Link
                href={item.href}
                aria-current={item === active ? "page" : undefined}
                className={cn(entry, item === active && "font-medium text-accent")}
              >
                <item.icon aria-hidden className="size-5" strokeWidth={item === active ? 2.25 : 1.75} />
                {item.label}
              </Link>
            </li>
          ))}
        <li>
          <Sheet open={open} onOpenChange={setOpen}>
            <SheetTrigger className={cn(entry, active && !active.onPhone && "font-medium text-accent")}>
              <Menu aria-hidden className="size-5" strokeWidth={1.75} />
              More
            </SheetTrigger>
            <SheetContent title="All areas" side="start">
              <div className="flex flex-col gap-4">
                {navGroups(show).map((group) => (
                  <div key={group.id}>
                    <h2 className="pb-1 text-xs font-medium text-ink-muted">{group.label}</h2>
                    <ul className="flex flex-col">
                      {group.items.map((item) => (
                        <li key={item.id}>
                          <Link
                            href={item.href}
                            onClick={() => setOpen(false)}
                            aria-current={item === active ? "page" : undefined}
                            className={cn(
                              "flex h-11 items-center gap-3 rounded-md px-2 text-lg hover:bg-hover",
                              item === active && "bg-accent-soft font-medium text-accent",
                            )}
                          >
                            <item.icon aria-hidden className="size-5 shrink-0" strokeWidth={1.75} />
                            {item.label}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  </div>
                ))}
              </div>
            </SheetContent>
          </Sheet>
        </li>
      </ul>
    </nav>
  );
}
