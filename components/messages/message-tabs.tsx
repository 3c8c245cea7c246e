import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { MESSAGE_TABS, type MessageTab } from "@/lib/messages/types";

const LABELS: Record<MessageTab, string> = {
  sent: "Sent",
  undelivered: "Undelivered",
  answers: "Answers",
  next: "Next to go",
  held: "Held",
  skipped: "Skipped",
};

/** The lists of the activity screen, each with an address of its own. */
export function MessageTabs({ tab }: { tab: MessageTab }) {
  return (
    <nav aria-label="Lists of messages" className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
      {MESSAGE_TABS.map((one) => (
        <Link
          key={one}
          href={one === "sent" ? "/messages" : `/messages?tab=${one}`}
          aria-current={one === tab ? "page" : undefined}
          className={cn(
            "-mb-px flex h-9 shrink-0 items-center border-b-2 px-0.5 -outline-offset-2 transition-colors pointer-coarse:h-11",
            one === tab ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {LABELS[one]}
        </Link>
      ))}
    </nav>
  );
}
