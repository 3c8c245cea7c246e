"use client";

import { ChevronLeft, ChevronRight, Plus } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useTransition } from "react";
import { isTyping } from "@/components/data-table/typing";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Segmented } from "@/components/ui/segmented";
import type { BookingOptions } from "@/lib/schedule/queries";

type Props = {
  view: "day" | "list";
  date: string;
  today: string;
  previous: string;
  next: string;
  options: BookingOptions;
  facility: string | undefined;
  provider: string | undefined;
  /** The shell narrows the screens to one facility: showing all has to be said. */
  narrowed: boolean;
};

/** Which day, of which facility and provider, as columns or as a list. Keys: left and right arrow for the day before and after, t for today, n for a new appointment. */
export function DayBar({ view, date, today, previous, next, options, facility, provider, narrowed }: Props) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const href = (change: Record<string, string | undefined>): string => {
    const params = new URLSearchParams(search);
    for (const name of ["after", "before", "open"]) params.delete(name);
    for (const [name, value] of Object.entries(change)) {
      if (value) params.set(name, value);
      else params.delete(name);
    }
    const text = params.toString();
    return text ? `${pathname}?${text}` : pathname;
  };
  const go = (change: Record<string, string | undefined>) => startTransition(() => router.push(href(change), { scroll: false }));

  const keys: Record<string, () => void> = {
    ArrowLeft: () => go({ date: previous }),
    ArrowRight: () => go({ date: next }),
    t: () => go({ date: undefined }),
    n: () => go({ open: "new" }),
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu]")) return;
      // A toggle group and a scrolled day have their own use of arrows.
      if (
        event.key.startsWith("Arrow") &&
        document.activeElement?.closest("[role=group], [role=radiogroup], [role=toolbar], section[tabindex]")
      )
        return;
      keys[event.key]?.();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });

  return (
    <div className="mb-3 flex flex-wrap items-center gap-2" aria-busy={pending || undefined}>
      <div className="flex items-center gap-1">
        <Button asChild size="icon" aria-label="Day before" title="Day before (left arrow)">
          <Link href={href({ date: previous })} scroll={false}>
            <ChevronLeft aria-hidden />
          </Link>
        </Button>
        <Button asChild aria-current={date === today ? "date" : undefined} title="Today (t)">
          <Link href={href({ date: undefined })} scroll={false}>
            Today
          </Link>
        </Button>
        <Button asChild size="icon" aria-label="Day after" title="Day after (right arrow)">
          <Link href={href({ date: next })} scroll={false}>
            <ChevronRight aria-hidden />
          </Link>
        </Button>
      </div>
      <Input
        key={date}
        type="date"
        aria-label="Day"
        defaultValue={date}
        className="w-38"
        onChange={(event) => (event.target.validity.valid && event.target.value ? go({ date: event.target.value }) : undefined)}
      />
      <Segmented
        label="View"
        value={view}
        onChange={(value) => go({ view: value === "list" ? "list" : undefined })}
        segments={[
          { value: "day", label: "Day" },
          { value: "list", label: "List" },
        ]}
      />
      {view === "day" && options.facilities.length > 1 ? (
        <NativeSelect
          aria-label="Facility shown"
          className="w-44"
          value={facility ?? (narrowed ? "all" : "")}
          onChange={(event) => go({ facility: event.target.value })}
        >
          <option value={narrowed ? "all" : ""}>All facilities</option>
          {options.facilities.map((f) => (
            <option key={f.id} value={f.id}>
              {f.name}
            </option>
          ))}
        </NativeSelect>
      ) : null}
      {view === "day" && options.providers.length > 1 ? (
        <NativeSelect
          aria-label="Provider shown"
          className="w-44"
          value={provider ?? ""}
          onChange={(event) => go({ provider: event.target.value })}
        >
          <option value="">All providers</option>
          {options.providers.map((p) => (
            <option key={p.id} value={p.id}>
              {p.name}
            </option>
          ))}
        </NativeSelect>
      ) : null}
      <Button asChild look="primary" className="ms-auto" title="New appointment (n)">
        <Link href={href({ open: "new" })} scroll={false}>
          <Plus aria-hidden />
          New appointment
        </Link>
      </Button>
    </div>
  );
}
