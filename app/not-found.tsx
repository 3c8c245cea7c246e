import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { Document } from "@/components/document";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { requestNonce } from "@/lib/auth/request";

export const metadata: Metadata = { title: "Page not found" };

/** Rendered for each request: a page made ahead has no nonce, and its scripts would be refused. */
export default async function NotFound() {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <Document theme={theme} nonce={await requestNonce()}>
      <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-3 px-4">
        <h1 className="text-xl font-semibold">This page does not exist</h1>
        <p className="text-ink-muted">The address may be mistyped, or what it showed was moved. Nothing was changed.</p>
        <Link href="/" className="text-accent underline underline-offset-2">
          Go to the start page
        </Link>
      </main>
    </Document>
  );
}
