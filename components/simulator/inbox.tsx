import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { MailFrame } from "./mail-frame";
import type { OpenInbox } from "@/lib/simulator/screen";
import { simulatorHref } from "./href";

/** An inbox: its e-mails, and the one that is read. */
export function Inbox({ inbox, find }: { inbox: OpenInbox; find: string }) {
  const { email } = inbox;
  if (!email) return <p className="p-6 text-center text-ink-muted">Nothing has come to this inbox yet.</p>;
  return (
    <div className="flex flex-col">
      <ul aria-label="E-mails" className="max-h-48 overflow-y-auto border-b border-line">
        {inbox.emails.map((one) => (
          <li key={one.id} className="border-b border-line last:border-b-0">
            <Link
              href={simulatorHref(inbox.id, find, one.id)}
              scroll={false}
              aria-current={one.id === email.id ? "true" : undefined}
              className={cn(
                "flex items-baseline justify-between gap-3 px-3 py-2 -outline-offset-2 hover:bg-hover",
                one.id === email.id && "bg-accent-soft font-medium",
              )}
            >
              <span className="truncate" dir="auto">
                {one.subject}
              </span>
              <span className="shrink-0 text-sm font-normal text-ink-muted">{one.at}</span>
            </Link>
          </li>
        ))}
      </ul>
      <article aria-label="E-mail" className="flex flex-col">
        <header className="border-b border-line px-3 py-2">
          <h3 className="font-semibold wrap-long" dir="auto">
            {email.subject}
          </h3>
          <p className="text-sm text-ink-muted wrap-long">
            From {email.from}, {email.at}, {email.event}
          </p>
        </header>
        <MailFrame key={email.id} title={email.subject} html={email.html} text={email.text} />
      </article>
    </div>
  );
}
