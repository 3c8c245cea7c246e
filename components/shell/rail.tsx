"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { activeItem, navGroups, type NavFor, type NavItem } from "./nav";

/** The left rail: icons with their words on hover and focus, spelled out from 1280 px on. */
export function Rail({ mark, ...show }: NavFor & { mark: ReactNode }) {
  const active = activeItem(usePathname());
  return (
    <nav aria-label="Main" className="flex flex-col gap-3 px-2 pb-2">
      <Link href="/today" className="-mx-2 flex h-12 shrink-0 items-center gap-2.5 px-3.5 font-semibold -outline-offset-2">
        {mark}
        <span className="max-xl:sr-only">Luma</span>
      </Link>
      {navGroups(show).map((group) => (
        <div key={group.id}>
          <p className="px-2 pb-1 text-xs font-medium text-ink-faint max-xl:sr-only">{group.label}</p>
          <ul className="flex flex-col gap-0.5">
            {group.items.map((item) => (
              <li key={item.id}>
                <RailLink item={item} current={item === active} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function RailLink({ item, current }: { item: NavItem; current: boolean }) {
  const Icon = item.icon;
  return (
    <Tooltip content={item.label} side="right" className="xl:hidden">
      <Link
        href={item.href}
        aria-current={current ? "page" : undefined}
        className={cn(
          "flex h-8 items-center gap-2.5 rounded-md px-2 text-base text-ink-muted -outline-offset-2 transition-colors hover:bg-hover hover:text-ink max-xl:w-9 max-xl:justify-center max-xl:px-0 pointer-coarse:h-10",
          current && "bg-accent-soft font-medium text-accent hover:bg-accent-soft hover:text-accent",
        )}
      >
        <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={current ? 2.25 : 1.75} />
        <span className="truncate max-xl:sr-only">{item.label}</span>
      </Link>
    </Tooltip>
  );
}
