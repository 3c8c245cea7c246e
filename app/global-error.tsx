"use client";

import "./globals.css";
import { Button } from "@/components/ui/button";

/** The last net: shown when a layout itself fails, so it brings its own document. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-3 px-4">
          <h1 className="text-xl font-semibold">Something went wrong on our side</h1>
          <p className="text-ink-muted">What was saved before is safe. Try again; if it happens again, tell us the reference.</p>
          {error.digest ? <p className="font-mono text-sm text-ink-muted">Reference: {error.digest}</p> : null}
          <div>
            <Button onClick={reset}>Try again</Button>
          </div>
        </main>
      </body>
    </html>
  );
}
