"use client";

import { Button } from "@/components/ui/button";

/** Recovery codes, this once: to be printed, copied or kept as a file. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const text = `Luma recovery codes. Each works once.\n\n${codes.join("\n")}\n`;
  return (
    <div className="flex flex-col gap-3">
      <p>
        With one of these codes you can sign in when your phone is not at hand. Each works once. <strong>They are shown only now</strong>:
        print them or keep them in a password manager, not on the phone that has the authenticator.
      </p>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md border border-line bg-sunken p-3 font-mono text-base min-[400px]:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button asChild>
          <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download="luma-recovery-codes.txt">
            Save as a file
          </a>
        </Button>
        <Button onClick={() => window.print()}>Print</Button>
      </div>
    </div>
  );
}
