"use client";

import { addressWords } from "@/components/contacts/address-words";
import { Mail, PhoneCall, Smartphone } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { SearchBox } from "@/components/data-table/search-box";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { ListedPhone } from "@/lib/simulator/screen";
import { simulatorHref } from "./href";

type Props = {
  phones: readonly ListedPhone[];
  /** Id of the one that is open. */
  open: string | undefined;
  /** Words searched for, and the same as the address holds them. */
  q: string;
  find: string;
};

/** Phones and inboxes, those with the latest news first, then the patients to whom nothing came yet. */
export function PhoneList({ phones, open, q, find }: Props) {
  const router = useRouter();
  return (
    <nav aria-label="Phones and inboxes" className="flex min-w-0 flex-col gap-2">
      <SearchBox label="Find a patient" value={q} onChange={(words) => router.replace(simulatorHref(open, words), { scroll: false })} />
      {phones.length === 0 ? (
        <p className="rounded-md border border-line bg-surface p-4 text-ink-muted">
          {q
            ? "No patient with a phone or an inbox is called that."
            : "No patient has a phone number or an e-mail address yet. Import a file, or add one."}
        </p>
      ) : (
        <ul className="flex flex-col overflow-y-auto rounded-md border border-line bg-surface max-h-[70dvh] lg:max-h-[calc(100dvh-13rem)]">
          {phones.map((phone) => (
            <li key={phone.id} className="border-b border-line last:border-b-0">
              <Link
                href={simulatorHref(phone.id, find)}
                aria-current={phone.id === open ? "page" : undefined}
                className={cn("flex gap-2 px-3 py-2 -outline-offset-2 hover:bg-hover", phone.id === open && "bg-accent-soft")}
              >
                {phone.kind === "phone" ? (
                  <Smartphone aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted" />
                ) : (
                  <Mail aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted" />
                )}
                <span className="min-w-0 flex-1">
                  <span className="flex items-baseline justify-between gap-2">
                    <span className="truncate font-medium" dir="auto">
                      {phone.names.join(", ") || addressWords(phone.address)}
                    </span>
                    <span className="shrink-0 text-sm text-ink-muted">{phone.at}</span>
                  </span>
                  {phone.names.length > 0 ? (
                    <span className="block truncate text-sm text-ink-muted">{addressWords(phone.address)}</span>
                  ) : null}
                  {phone.last ? (
                    <span className="block truncate text-sm text-ink-muted" dir="auto">
                      {phone.last}
                    </span>
                  ) : null}
                </span>
                {phone.ringing ? (
                  <Badge tone="info" className="gap-1">
                    <PhoneCall aria-hidden className="size-3.5" />
                    Call
                  </Badge>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}
