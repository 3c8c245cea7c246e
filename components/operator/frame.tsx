import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** The frame of the operators' screens; plain, so that nobody takes it for a clinic's. */
export function OperatorFrame({ name, signOut, children }: { name: string; signOut: () => Promise<void>; children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <a href="#main" className="skip-link rounded-md bg-ink px-3 py-2 text-canvas">
        Skip to the content
      </a>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line bg-surface px-4 py-2 md:px-6">
        <span className="font-semibold">Luma operator</span>
        <nav aria-label="Operator" className="flex gap-4">
          <Link href="/operator" className="text-accent underline underline-offset-2">
            Organizations
          </Link>
          <Link href="/operator/workflows" className="text-accent underline underline-offset-2">
            Workflows
          </Link>
          <Link href="/operator/status" className="text-accent underline underline-offset-2">
            Status page
          </Link>
          <Link href="/operator/audit" className="text-accent underline underline-offset-2">
            Audit
          </Link>
        </nav>
        <form action={signOut} className="ms-auto flex items-center gap-3">
          <span className="text-ink-muted max-sm:hidden">
            <bdi>{name}</bdi>
          </span>
          <Button type="submit" size="sm">
            Sign out
          </Button>
        </form>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-4xl px-4 py-5 outline-none md:px-6">
        {children}
      </main>
    </div>
  );
}
