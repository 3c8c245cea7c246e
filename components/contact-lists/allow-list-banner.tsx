import { TriangleAlert } from "lucide-react";
import Link from "next/link";

/** [CON-07] On every screen while only the allow-list is contacted: nobody else gets anything. */
export function AllowListBanner({ on }: { on: boolean }) {
  if (!on) return null;
  return (
    <section aria-label="Allow-list only" className="border-b border-warn bg-warn-soft px-3 py-2 md:px-4 print:hidden">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <TriangleAlert aria-hidden className="size-4 shrink-0 self-center" />
        <span className="min-w-0">
          <strong>Only the allow-list is contacted.</strong> Patients who are not on it get no messages at present.
        </span>
        <Link href="/do-not-contact/allowed" className="font-medium text-accent underline underline-offset-2">
          Open the list
        </Link>
      </p>
    </section>
  );
}
