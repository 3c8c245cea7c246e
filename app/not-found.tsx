import Link from "next/link";
import { Document } from "@/components/document";

export default function NotFound() {
  return (
    <Document>
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
