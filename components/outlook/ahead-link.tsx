import Link from "next/link";

/** Leads to what goes out in the next days. */
export function AheadLink() {
  return (
    <Link href="/messages/ahead" className="text-accent underline underline-offset-2">
      See what goes out in the next days
    </Link>
  );
}
