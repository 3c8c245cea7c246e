import { FileWarning } from "lucide-react";
import Link from "next/link";
import type { PendingAgreement } from "@/lib/agreements/queries";
import { AGREEMENT_WORDS } from "@/lib/agreements/schemas";

/** [SEC-08] On every screen until it is accepted: what changed, and where to read it. */
export function AgreementBanner({ pending }: { pending: readonly PendingAgreement[] }) {
  if (pending.length === 0) return null;
  return (
    <section aria-label="Agreements to accept" className="border-b border-warn bg-warn-soft px-3 py-2 md:px-4 print:hidden">
      <ul className="flex flex-col gap-1">
        {pending.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-2">
            <FileWarning aria-hidden className="size-4 shrink-0 self-center" />
            <span className="min-w-0 wrap-long">
              <strong>{AGREEMENT_WORDS[one.kind].name}</strong>
              {one.first ? " waits to be accepted." : " has changed."} {one.summary}
            </span>
            <Link href={`/settings/agreements?open=${one.id}`} className="font-medium text-accent underline underline-offset-2">
              Read and accept
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
