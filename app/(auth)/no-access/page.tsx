import type { Metadata } from "next";
import Link from "next/link";
import { requireUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Not allowed" };

/** Where a page leads whose role does not suffice. */
export default async function Page() {
  await requireUser();
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-3 px-4">
      <h1 className="text-xl font-semibold">Your role does not open this page</h1>
      <p className="text-ink-muted">
        Or the facilities that you see do not reach it, or it is switched off for your organization. Ask an admin if you need it.
      </p>
      <p>
        <Link href="/" className="underline">
          Back to the start page
        </Link>
      </p>
    </main>
  );
}
