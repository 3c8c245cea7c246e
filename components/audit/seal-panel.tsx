"use client";

import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { exactTime, Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { SealCheck, SealStatus } from "@/lib/audit/check-seals";

type Props = {
  status: SealStatus;
  start: (input: Record<string, never>) => Promise<ActionResult<{ id: string }>>;
  proceed: (input: { id: string }) => Promise<ActionResult<SealCheck>>;
};

const PROBLEMS: Record<SealCheck["problems"][number]["kind"], string> = {
  "entry-changed": "entries were changed",
  "entries-missing": "entries are missing",
  "entries-added": "entries were added",
  "seal-missing": "the seal is missing",
  "seal-changed": "the seal was changed",
  "head-missing": "the end of the chain is missing",
  "head-changed": "the end of the chain was changed",
  "key-missing": "its key is not in ENCRYPTION_KEYS",
};

/** [SEC-03] Whether the log is whole: what is sealed, the last check, and a check on demand that goes on in steps. */
export function SealPanel({ status, start, proceed }: Props) {
  const router = useRouter();
  const [pending, begin] = useTransition();
  const [running, setRunning] = useState<SealCheck | null>(null);
  const check = running ?? status.lastCheck;
  const verify = (): void =>
    begin(async () => {
      const begun = await start({});
      if (!begun.ok) return toast.failed("The check did not start", begun.message);
      for (;;) {
        const step = await proceed({ id: begun.data.id });
        if (!step.ok) return toast.failed("The check was interrupted", step.message);
        setRunning(step.data);
        if (step.data.finished) break;
      }
      router.refresh();
    });
  return (
    <section
      aria-label="Seals"
      className="mb-4 flex flex-wrap items-start gap-x-6 gap-y-2 rounded-md border border-line bg-surface p-3 print:hidden"
    >
      <div className="min-w-0 flex-1 basis-80">
        <p>
          {status.lastSeal ? (
            <>
              Sealed up to no. {status.lastSeal.number} (<Time time={status.lastSeal.at} />
              ).{" "}
            </>
          ) : (
            "Nothing is sealed yet. "
          )}
          {status.unsealed > 0
            ? `${status.unsealed >= 10_000 ? "10,000 or more" : status.unsealed.toLocaleString("en")} newer entries follow with the next seal.`
            : "Every entry is sealed."}
        </p>
        <p className="text-sm text-ink-muted">
          Entries cannot be changed or deleted, and each seal holds the one before it. They are kept for at least six years.
        </p>
      </div>
      <output className="min-w-0 flex-1 basis-72" aria-live="polite">
        {check ? <Outcome check={check} /> : <span className="text-ink-muted">The seals have not been checked on demand yet.</span>}
      </output>
      <Button onClick={verify} pending={pending}>
        Check the seals now
      </Button>
    </section>
  );
}

function Outcome({ check }: { check: SealCheck }) {
  if (!check.finished) return <span>Checking: {check.entries.toLocaleString("en")} entries so far.</span>;
  const when = `${exactTime(check.startedAt)}, by ${check.by}`;
  if (check.ok)
    return (
      <span className="flex items-start gap-2">
        <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
        <span>
          Whole: {check.seals.toLocaleString("en")} seals over {check.entries.toLocaleString("en")} entries.
          <span className="block text-sm text-ink-muted">{when}</span>
        </span>
      </span>
    );
  return (
    <span className="flex items-start gap-2">
      <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <span>
        <strong className="text-bad">The log was tampered with.</strong> Keep the database and its backups as they are, and tell whoever
        runs Luma.
        <span className="block text-sm text-ink-muted">{when}</span>
        <ul className="list-disc ps-4 text-sm">
          {check.problems.slice(0, 10).map((problem) => (
            <li key={`${problem.seal}-${problem.kind}`}>
              Seal {problem.seal}: {PROBLEMS[problem.kind]}
            </li>
          ))}
        </ul>
      </span>
    </span>
  );
}
