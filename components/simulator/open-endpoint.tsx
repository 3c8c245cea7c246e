import { addressWords } from "@/components/contacts/address-words";
import { ArrowLeft, Smartphone } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { OpenInbox, OpenPhone } from "@/lib/simulator/screen";
import { Inbox } from "./inbox";
import { simulatorHref } from "./href";
import { Thread } from "./thread";

type Props = {
  open: OpenPhone | OpenInbox | null;
  /** True where one was asked for, which may not be one of this organization's. */
  asked: boolean;
  /** Search words as the address holds them. */
  find: string;
};

/** The phone or inbox in the middle of the screen. */
export function OpenEndpoint({ open, asked, find }: Props) {
  if (!open)
    return (
      <div className={asked ? "" : "max-lg:hidden"}>
        <div className="rounded-md border border-line bg-surface">
          {asked ? (
            <EmptyState icon={Smartphone} title="No patient here uses this">
              It belongs to no patient of this organization. Choose another one from the list.
            </EmptyState>
          ) : (
            <EmptyState icon={Smartphone} title="Pick a phone or an inbox">
              See what a patient sees: texts, calls and e-mails. Answer as the patient, and watch the staff screens change.
            </EmptyState>
          )}
        </div>
      </div>
    );
  return (
    <section
      aria-label={`${open.kind === "phone" ? "Phone" : "Inbox"} ${open.address}`}
      className="min-w-0 rounded-md border border-line bg-surface"
    >
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <Button asChild look="quiet" size="icon" aria-label="Back to the list" className="lg:hidden">
          <Link href={simulatorHref(undefined, find)}>
            <ArrowLeft aria-hidden className="rtl:rotate-180" />
          </Link>
        </Button>
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold" dir="auto">
            {open.names.join(", ") || "No patient"}
          </h2>
          <p className="truncate text-sm text-ink-muted">{addressWords(open.address)}</p>
        </div>
        {open.kind === "phone" && open.optedOut ? <Badge tone="bad">Opted out at the carrier</Badge> : null}
      </header>
      {open.kind === "phone" ? <Thread phone={open} /> : <Inbox inbox={open} find={find} />}
    </section>
  );
}
