"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { changeQuery, type QueryChange } from "./query";

export type ListUrl = {
  /** The address after a change, for links. */
  href: (change: QueryChange) => string;
  /** Goes there, keeping the old rows until the new ones have come. `replace` leaves no step in the history. */
  go: (change: QueryChange, how?: "push" | "replace") => void;
  /** The search part as it is now, with `?` or empty. */
  search: string;
  pending: boolean;
};

/** The list's state is its address: this reads and changes it. */
export function useListUrl(): ListUrl {
  const pathname = usePathname();
  const params = useSearchParams();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const current = params.toString();
  const href = (change: QueryChange) => pathname + changeQuery(current, change);
  return {
    href,
    go(change, how = "push") {
      startTransition(() => router[how](href(change), { scroll: false }));
    },
    search: current ? `?${current}` : "",
    pending,
  };
}
